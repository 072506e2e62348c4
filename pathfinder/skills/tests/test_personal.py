"""What people paste of themselves is noticed, and nothing else."""

import pytest

from pathfinder.skills.ladder.personal import DOCUMENT, EMAIL, NAME, PHONE, personal_in, without

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("call +32 475 12 34 56 please", PHONE, "+32 475 12 34 56"),
        ("هاتف ٠٩٣٣١٢٣٤٥٦", PHONE, "٠٩٣٣١٢٣٤٥٦"),
        ("write to amina@example.org", EMAIL, "amina@example.org"),
        ("my passport is AB1234567", DOCUMENT, "AB1234567"),
        ("account BE68 5390 0754 7034", DOCUMENT, "BE68 5390 0754 7034"),
        ("My name is Amina and I sewed clothes", NAME, "Amina"),
        ("اسمي امينة", NAME, "امينة"),
        ("мене звати Аміна", NAME, "Аміна"),
    ],
)
def test_names_addresses_and_numbers_are_noticed(text: str, kind: str, words: str) -> None:
    assert [(one.kind, one.words) for one in personal_in(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "from 2010-2015 and 2016 – 2018",
        "born 12/03/1990",
        "15.000 euro a year",
        "I sewed 200 dresses",
        "forklift 3.5 t",
        "",
    ],
)
def test_years_days_and_amounts_are_no_personal_data(text: str) -> None:
    assert personal_in(text) == []


def test_what_was_noticed_can_be_taken_out() -> None:
    text = "I sewed clothes. Call 0475123456 or amina@example.org."

    assert without(text, personal_in(text)) == "I sewed clothes. Call or ."
