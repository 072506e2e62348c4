"""What somebody types means something, in whatever language, order and spelling."""

import pytest

from pathfinder.search.tests.small import small_vocabulary
from pathfinder.search.understanding import LONGEST_QUERY, Understood, understand

pytestmark = pytest.mark.pure

VOCABULARY = small_vocabulary()


def read(typed: str, language: str = "en") -> Understood:
    return understand(typed, language, VOCABULARY, is_indexed=lambda word: False)


def first(typed: str, language: str = "en") -> str:
    return next((meaning.concept for meaning in read(typed, language).meanings), "")


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("recognition of diplomas", "en"),
        ("Diplom Anerkennung", "de"),
        ("معادلة الشهادة", "ar"),
        ("معادله شهاده", "ar"),
        ("تعادل مدرک", "fa"),
        ("تعادل مدرك", "ar"),
        ("визнання диплома", "en"),
        ("how can my diploma be recognised?", "en"),
        ("RECOGNISE MY DIPLOMA!!", "so"),
    ],
)
def test_a_concept_is_meant_in_any_language_order_and_form(typed: str, language: str) -> None:
    assert first(typed, language) == "diploma-recognition"


def test_a_word_of_a_letter_is_understood_by_a_reader_of_another_language() -> None:
    meaning = read("inburgering", "ar").meanings[0]

    assert (meaning.concept, meaning.words, meaning.language) == ("civic-integration", "inburgering", "nl")


@pytest.mark.parametrize(
    ("typed", "mended"),
    [("recogntion", "recognition"), ("diplmoas", "diplomas"), ("inbrugering", "inburgering"), ("визнаня", "визнання")],
)
def test_a_typing_error_is_mended_and_said(typed: str, mended: str) -> None:
    understood = read(typed)

    assert understood.mended == {typed: mended}
    assert understood.suggestion == mended


def test_a_word_that_stands_in_a_record_is_no_error() -> None:
    understood = understand("recogntion", "en", VOCABULARY, is_indexed=lambda word: True)

    assert understood.mended == {}


@pytest.mark.parametrize(
    ("typed", "language"), [("Kurs Sprache", "de"), ("Sprachkurse", "de"), ("nyelv tanfolyam", "hu")]
)
def test_a_compound_is_its_parts_and_the_parts_are_the_compound(typed: str, language: str) -> None:
    assert "language-course" in [meaning.concept for meaning in read(typed, language).meanings[:2]]


def test_a_longer_phrase_says_more_than_a_part_of_it() -> None:
    meanings = {meaning.concept: meaning.weight for meaning in read("Sprache Kurs", "de").meanings}

    assert meanings["language-course"] > meanings["course"]


def test_a_word_for_a_group_of_people_is_not_half_of_what_is_offered_to_them() -> None:
    assert [meaning.concept for meaning in read("Flüchtlinge", "de").meanings] == ["refugee"]


def test_a_longer_phrase_that_hardly_fits_takes_nothing_from_a_shorter_one_that_does() -> None:
    meanings = {meaning.concept: meaning.weight for meaning in read("work permit abroad").meanings}

    assert meanings["work-permit"] > 2 * meanings.get("permit-elsewhere", 0.0)
    assert meanings["work-permit"] == {m.concept: m.weight for m in read("work permit").meanings}["work-permit"]


def test_an_apostrophe_that_was_not_typed_is_seen() -> None:
    assert first("centro per limpiego", "it") == "job-centre"
    assert first("limpiego", "it") == "job-centre"


def test_a_word_that_nobody_uses_says_most() -> None:
    assert VOCABULARY.rarity("zeppelin") == 1.0
    assert VOCABULARY.rarity("kurs") < 1.0


def test_a_short_form_in_capitals_is_no_small_word() -> None:
    assert first("it sector") == "it-sector"
    assert first("sector") != "work-permit"


@pytest.mark.parametrize("typed", ["", "   ", "\x00\x01", "\u202e", "?!…", "🙂", "12345", "the of and"])
def test_what_means_nothing_means_nothing(typed: str) -> None:
    assert read(typed).meanings == ()


@pytest.mark.parametrize(
    "typed",
    ["'; DROP TABLE service; --", "title:(a OR b", "name:*", '"', "\\", "AND OR NOT", "work permit^5~2", "[a TO z]"],
)
def test_the_language_of_databases_is_only_words(typed: str) -> None:
    assert isinstance(read(typed), Understood)


def test_of_a_long_text_the_beginning_is_read_and_said_so() -> None:
    understood = read("work permit " + "x" * 10_000)

    assert understood.is_cut
    assert understood.meanings[0].concept == "work-permit"
    assert len(understood.words) < LONGEST_QUERY
