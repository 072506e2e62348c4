import datetime as dt

import pytest

from pathfinder.languages.names import (
    comma,
    country_name,
    country_names,
    date_in_words,
    direction,
    full_date_in_words,
    hours_in_words,
    how_far_in_words,
    partial_date_in_words,
    semicolon,
)

pytestmark = pytest.mark.pure
MAY_DAY = dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "1 May 2026"),
        ("nl", "1 mei 2026"),
        ("fr", "1er mai 2026"),
        ("de", "1. Mai 2026"),
        ("es", "1 de mayo de 2026"),
        ("hu", "2026. május 1."),
        ("sl", "1. maj 2026"),
        ("uk", "1 травня 2026\u202fр."),
        ("ar", "1 مايو 2026"),  # the digits of the letters that people get here
        ("nl-simple", "1 mei 2026"),
    ],
)
def test_a_date_reads_as_people_say_it(language: str, words: str) -> None:
    assert date_in_words(MAY_DAY, language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Friday 1 May 2026"),
        ("fr", "vendredi 1er mai 2026"),
        ("de", "Freitag, 1. Mai 2026"),
        ("hu", "2026. május 1., péntek"),
        ("ar", "الجمعة، 1 مايو 2026"),
    ],
)
def test_a_deadline_says_the_day_of_the_week(language: str, words: str) -> None:
    assert full_date_in_words(MAY_DAY, language) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"), (1, "tomorrow"), (2, "in 2 days"), (10, "in 10 days"), (20, "in 3 weeks"), (-13, "13 days ago"), (90, "in 3 months"),
        (1100, "in 3 years"),
    ],
)  # fmt: skip
def test_how_far_a_day_is_said_in_the_unit_that_people_use(days: int, words: str) -> None:
    assert how_far_in_words(MAY_DAY + dt.timedelta(days=days), MAY_DAY, "en") == words


def test_how_far_a_day_is_said_in_the_readers_language() -> None:
    assert how_far_in_words(MAY_DAY + dt.timedelta(days=21), MAY_DAY, "ar") == "خلال 3 أسابيع"


@pytest.mark.parametrize(
    ("text", "words"),
    [("2018", "2018"), ("2018-02", "February 2018"), ("2018-02-01", "1 February 2018"), ("about 2018", "about 2018")],
)
def test_a_partial_date_is_never_completed(text: str, words: str) -> None:
    assert partial_date_in_words(text, "en") == words


@pytest.mark.parametrize(("language", "words"), [("ar", "rtl"), ("fa-AF", "rtl"), ("nl", "ltr")])
def test_a_language_knows_its_direction(language: str, words: str) -> None:
    assert direction(language) == words


def test_countries_are_named_in_the_readers_language() -> None:
    assert country_name("DE", "nl") == "Duitsland"


def test_countries_stand_in_the_order_of_their_names_and_stateless_last() -> None:
    names = [name for _code, name in country_names("fr", frozenset({"XX", "EG", "BE", "ET"}))]

    assert names[:3] == ["Belgique", "Égypte", "Éthiopie"]
    assert len(names) == 4


def test_opening_hours_name_the_days_of_the_reader() -> None:
    assert hours_in_words("Mo,Tu 09:00-12:00", "nl") == "ma, di 09:00–12:00"


def test_opening_hours_in_arabic_have_its_comma() -> None:
    assert hours_in_words("Mo,Tu 09:00-12:00", "ar") == "الاثنين، الثلاثاء 09:00–12:00"


def test_countries_stand_in_the_order_of_the_arabic_letters() -> None:
    names = [name for _code, name in country_names("ar", frozenset({"XX", "SY", "ET", "BE"}))]

    assert names == ["إثيوبيا", "بلجيكا", "سوريا", "عديم الجنسية"]


@pytest.mark.parametrize(("language", "signs"), [("ar", ("، ", "؛ ")), ("nl", (", ", "; "))])
def test_a_list_has_the_signs_of_its_script(language: str, signs: tuple[str, str]) -> None:
    assert (comma(language), semicolon(language)) == signs
