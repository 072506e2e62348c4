"""What one person writes and another types is the same word."""

import pytest

from pathfinder.search.stopwords import is_stopword
from pathfinder.search.words import fold, indexed_words, stem, stems_in_any_language, words_of

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("equivalence", "Équivalence"),
        ("uznavanie", "uznávanie"),
        ("strasse", "Straße"),
        ("الشهاده", "الشهادة"),
        ("اجازة", "إجازة"),
        ("مستشفي", "مستشفى"),
        ("مدرک", "مدرك"),
        ("كسب و كار", "کسب‌وکار"),
        ("ежик", "ёжик"),
        ("обєднання", "об’єднання"),
        ("ґанок", "ганок"),
        ("ሓደ", "ሃደ"),
    ],
)
def test_letters_that_are_taken_for_one_another_are_one_letter(typed: str, written: str) -> None:
    assert fold(typed) == fold(written)


def test_signs_that_nobody_sees_do_not_matter() -> None:
    assert words_of("\u202ework\u202c per\u200dmit\x00 now") == ["work", "permit", "now"]


def test_a_word_without_end_is_no_word() -> None:
    assert words_of("a" * 10_000 + " diploma") == ["diploma"]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "diplomas", "diploma"),
        ("nl", "cursussen", "cursus"),
        ("de", "kurse", "kurs"),
        ("hu", "tanfolyamok", "tanfolyam"),
        ("sk", "dokladov", "doklady"),
        ("sl", "potrdila", "potrdilo"),
        ("uk", "роботу", "робота"),
        ("ru", "работы", "работу"),
        ("ar", "الشهاده", "شهاده"),
        ("fa", "دورهها", "دوره"),
        ("tr", "diplomalar", "diploma"),
        ("so", "shaqada", "shaqo"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    assert stem(one, language) == stem(other, language)


def test_a_typed_word_has_the_stems_of_every_language_it_may_be_in() -> None:
    assert {"diplomas", "diploma"} <= stems_in_any_language("diplomas")


def test_a_word_of_one_script_is_not_cut_by_the_rules_of_another() -> None:
    assert stems_in_any_language("робота") <= {"робота", stem("робота", "ru"), stem("робота", "uk")}


def test_the_index_holds_each_word_and_its_stem() -> None:
    assert indexed_words("Recognised now", "en") == ["recognised", stem("recognised", "en"), "now"]


@pytest.mark.parametrize("word", ["how", "mijn", "comment", "как", "چطور", "كيف", "nasıl"])
def test_the_small_words_of_a_question_carry_no_meaning(word: str) -> None:
    assert is_stopword(words_of(word)[0])


@pytest.mark.parametrize("word", ["diploma", "werk", "شهادة", "робота"])
def test_what_is_looked_for_carries_meaning(word: str) -> None:
    assert not is_stopword(words_of(word)[0])
