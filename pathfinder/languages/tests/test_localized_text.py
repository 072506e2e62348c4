import pytest

from pathfinder.languages.localized_text import (
    END,
    FALLBACK,
    MACHINE,
    WORDS,
    localized,
    named_language,
    sentence_as_html,
    sentence_as_text,
)
from rulebook.texts import MachineText

BOTH = {"en": "Dutch course", "nl": "Nederlandse les"}
NAME = {"ar": "أطلس"}


@pytest.mark.parametrize(
    ("text", "language", "words", "found"),
    [
        (BOTH, "nl", "Nederlandse les", "nl"),
        (BOTH, "fr", "Dutch course", "en"),
        (NAME, "en", "أطلس", "ar"),
        ({}, "en", "", "und"),
        (None, "en", "", "und"),
    ],
)
def test_a_text_falls_back_to_english_and_then_to_what_there_is(
    text: dict[str, str] | None, language: str, words: str, found: str
) -> None:
    shown = localized(text, language)

    assert (shown.words, shown.language) == (words, found)


def test_a_text_in_the_readers_language_stands_bare() -> None:
    assert localized(BOTH, "nl").__html__() == "Nederlandse les"


def test_a_text_that_fell_back_says_its_language_and_direction() -> None:
    assert localized(NAME, "en").__html__() == '<span class="fb" lang="ar" dir="rtl">أطلس</span>'


def test_a_name_says_its_language_without_the_mark() -> None:
    assert localized(NAME, "en").as_name() == '<span lang="ar" dir="rtl">أطلس</span>'


def test_a_machines_words_carry_their_mark() -> None:
    text = {"en": "Dutch course", "fr": MachineText("Cours de néerlandais")}

    assert localized(text, "fr").__html__() == '<span class="mt">Cours de néerlandais</span>'


def test_a_machines_words_in_another_language_say_both() -> None:
    text = {"fr": MachineText("Cours de néerlandais")}

    assert localized(text, "nl").as_marked == '<span class="mt fb" lang="fr" dir="ltr">Cours de néerlandais</span>'


def test_a_hidden_label_and_a_title_say_the_language_alone() -> None:
    shown = localized(NAME, "en")

    assert shown.unmarked == '<span lang="ar" dir="rtl">أطلس</span>'
    assert shown.in_its_language == ' lang="ar" dir="rtl"'
    assert localized(BOTH, "nl").in_its_language == ""


def test_a_latin_name_in_a_sentence_of_another_script_keeps_its_direction() -> None:
    text = {"ar": "اسأل Agentschap Integratie & Inburgering، أو VDAB."}

    assert localized(text, "ar").as_marked == "اسأل <bdi>Agentschap Integratie &amp; Inburgering</bdi>، أو VDAB."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ({"nl": "Huis van het Nederlands", "ar": MachineText("Huis van het Nederlands")}, "nl"),
        ({"nl": "Nederlands Huis", "ar": MachineText("Huis van het Nederlands")}, ""),
    ],
)
def test_a_name_that_a_translation_left_as_it_is_is_no_missing_translation(text: dict[str, str], shown: str) -> None:
    own = '<span lang="nl" dir="ltr">Huis van het Nederlands</span>'

    assert localized(text, "ar").as_marked == (
        own if shown else '<span class="mt"><bdi>Huis van het Nederlands</bdi></span>'
    )


@pytest.mark.parametrize(
    ("code", "reader", "name"),
    [("ti", "en", "Tigrinya"), ("prs", "en", "Dari"), ("ber", "nl", '<span lang="en" dir="ltr">Tamazight</span>')],
)
def test_a_language_without_a_name_in_the_readers_is_named_in_english_and_says_so(
    code: str, reader: str, name: str
) -> None:
    assert named_language(code, reader).as_name() == name


def test_a_text_is_never_markup() -> None:
    assert localized({"en": "<b>&"}, "en").__html__() == "&lt;b&gt;&amp;"


def test_a_sentence_keeps_the_marks_of_its_parts() -> None:
    sentence = f"{MACHINE}{WORDS}âge{END}: {FALLBACK}en{WORDS}<18{END}"

    assert (
        sentence_as_html(sentence) == '<span class="mt">âge</span>: <span class="fb" lang="en" dir="ltr">&lt;18</span>'
    )
    assert sentence_as_text(sentence) == "âge: <18"


def test_marks_may_lie_in_each_other() -> None:
    sentence = f"{MACHINE}{WORDS}a {FALLBACK}en{WORDS}b{END} c{END}"

    assert sentence_as_html(sentence) == '<span class="mt">a <span class="fb" lang="en" dir="ltr">b</span> c</span>'


@pytest.mark.parametrize(
    "typed", [f"1040{WORDS}{END}", f"1040{END}{WORDS}", f"{FALLBACK}1040", f"{MACHINE}{WORDS}1040"]
)
def test_marks_that_a_visitor_typed_do_no_harm(typed: str) -> None:
    page = sentence_as_html(f"{typed}{MACHINE}{WORDS}âge{END}")

    assert '<span class="mt">âge</span>' in page
    assert page.count("<span") == page.count("</span>")
    assert "1040" in sentence_as_text(typed)
