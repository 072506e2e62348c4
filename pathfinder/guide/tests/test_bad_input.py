"""Whatever is typed: a sentence that helps, the words still there, and no trace of a program."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains

from pathfinder.guide.tests.people import GUIDE, WAY


@pytest.mark.parametrize(
    ("fact", "typed", "sentence"),
    [
        ("place", {"value": "Ghnt"}, "Is it Ghent?"),
        ("place", {"value": "1021"}, "Is it one of these?"),
        ("place", {"value": "qqqqqqqq"}, "Write a postcode such as 9000"),
        ("place", {"value": "x" * 101}, "too long"),
        ("place", {"value": "  "}, "Give an answer"),
        ("place", {}, "Give an answer"),
        ("birth_date", {"day": "30", "month": "2", "year": "1990"}, "cannot read this date"),
        ("birth_date", {"day": "3", "month": "", "year": "1990"}, "cannot read this date"),
        ("birth_date", {"day": "", "month": "5", "year": ""}, "cannot read this date"),
        ("birth_date", {"year": "1815"}, "cannot read this date"),
        ("birth_date", {"year": "9999"}, "has not come yet"),
        ("permit_months", {"value": "a year"}, "whole number"),
        ("permit_months", {"value": "-3"}, "whole number"),
        ("permit_months", {"value": "99999999999999"}, "from 0 to 1200"),
        ("nationality", {"value": "ZZ"}, "do not know this country"),
        ("residence_ground", {"value": "king"}, "Choose one of the answers"),
        ("works", {"value": "<script>"}, "Choose one of the answers"),
    ],
)
def test_a_value_that_cannot_be_read_is_answered_beside_the_field(
    client: Client, fact: str, typed: dict[str, str], sentence: str
) -> None:
    page = client.post(f"{GUIDE}{fact}/", typed)

    assertContains(page, sentence, status_code=422)
    assertContains(page, 'id="error"', status_code=422)
    assertContains(page, "autofocus", status_code=422)


def test_a_misspelt_town_is_offered_as_a_button_and_stays_in_the_field(client: Client) -> None:
    page = client.post(f"{GUIDE}place/", {"value": "Ghnt"})

    assertContains(page, 'name="value" value="Ghent"', status_code=422)
    assertContains(page, 'value="Ghnt"', status_code=422)


def test_a_day_before_the_birth_date_is_asked_again(client: Client) -> None:
    client.post(f"{GUIDE}birth_date/", {"year": "1990"})

    page = client.post(f"{GUIDE}registered_on/", {"year": "1989"})

    assertContains(page, "before the birth date you gave", status_code=422)


def test_what_was_typed_is_shown_as_text_never_as_markup(client: Client) -> None:
    page = client.post(f"{GUIDE}place/", {"value": '"><script>alert(1)</script>'})

    assertContains(page, "&lt;script&gt;", status_code=422)


@pytest.mark.parametrize(
    "address", [f"{GUIDE}age/", f"{GUIDE}nonsense/", f"{WAY}step/nonsense/", "/xx/", "/en/be/nope"]
)
def test_an_address_of_nothing_is_not_found(client: Client, address: str) -> None:
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("typed", ["yesterday", "2018-02-30", "0001-01-01", "9999-12-31", "<b>"])
def test_a_date_of_law_that_cannot_be_used_gets_a_sentence_and_the_law_of_today(client: Client, typed: str) -> None:
    page = client.get(WAY, {"on": typed})

    assertContains(page, "We cannot use the date", status_code=422)


@pytest.mark.parametrize("typed", ["nothing", "2018-13-01"])
def test_a_date_to_compare_with_that_cannot_be_used_gets_a_sentence(client: Client, typed: str) -> None:
    assertContains(client.get(f"{WAY}compare/", {"from": typed}), f"We cannot use the date “{typed}”", status_code=422)


def test_a_form_that_is_far_too_long_gets_a_page_and_no_trace(client: Client) -> None:
    client.raise_request_exception = False

    page = client.post(f"{GUIDE}place/", {"value": "x" * 2_000_000})

    assertContains(page, "We could not read this", status_code=400)


@pytest.mark.parametrize("second", ["en", "xx", "<b>"])
def test_a_second_language_we_do_not_have_is_left_out(client: Client, second: str) -> None:
    assert client.get(WAY, {"second": second}).status_code == 200
