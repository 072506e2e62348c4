"""The first page of the desk, and finding a record there."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.accounts.tests.people import HOUSE, amina, olena, piet, samir, signed_in
from pathfinder.editing.tests.records import COURSE, OTHER_COURSE, PLACE
from pathfinder.search.queries import IndexIsBeingBuilt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]

RECORDS = "/en/desk/records/"


def keys(page: Any) -> list[str]:
    return [row.key for row in page.context["found"].rows]


def test_a_record_is_found_by_words(editor: Client) -> None:
    assert COURSE in keys(editor.get(RECORDS, {"q": "learn Dutch"}))


def test_a_record_is_found_by_its_id_also_a_place_which_visitors_do_not_search(editor: Client) -> None:
    assert keys(editor.get(RECORDS, {"q": PLACE}))[0] == PLACE


def test_without_words_all_stand_in_the_order_of_their_ids(editor: Client) -> None:
    assert keys(editor.get(RECORDS)) == [COURSE, OTHER_COURSE]
    assert keys(editor.get(RECORDS, {"kind": "location", "country": "be"})) == [PLACE]
    assert keys(editor.get(RECORDS, {"kind": "location", "country": "xx"})) == [PLACE]  # no such country: not narrowed


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "999999999"},
        {"page": "x"},
        {"page": "0"},
        {"q": "x" * 10_000},
        {"q": "\x00'; drop table"},
        {"q": "\u202e"},
        {"kind": "*"},
    ],
)
def test_a_question_that_makes_no_sense_gets_a_page(editor: Client, asked: dict[str, str]) -> None:
    assert editor.get(RECORDS, asked).status_code == 200


def test_while_the_search_is_being_built_an_id_is_said_to_work(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_yet(*_args: Any, **_kwargs: Any) -> None:
        raise IndexIsBeingBuilt

    monkeypatch.setattr("pathfinder.editing.queries.search_records", not_yet)

    assertContains(editor.get(RECORDS, {"q": "Dutch"}), "The search is being built")
    assert keys(editor.get(RECORDS, {"q": COURSE})) == [COURSE]


@pytest.mark.parametrize(
    ("who", "sees", "not_seen"),
    [
        (piet, "proposals wait for an editor", "Your records"),
        (samir, "proposals wait for an editor", "Your records"),
        (olena, "What waits for translation", "proposals wait"),
        (amina, "Your records", "Find a record"),
    ],
)
def test_the_first_page_shows_what_a_role_needs(client: Client, who: Any, sees: str, not_seen: str) -> None:
    page = signed_in(client, who()).get("/en/desk/")

    assertContains(page, sees)
    assertNotContains(page, not_seen)


def test_the_menu_holds_only_what_one_may_open(client: Client) -> None:
    page = signed_in(client, amina()).get("/en/desk/")

    assertContains(page, "/en/desk/proposals/")
    assertNotContains(page, "/en/desk/people/")


def test_an_organization_leads_to_what_belongs_to_it(editor: Client) -> None:
    page = editor.get(f"/en/desk/record/{HOUSE}/")

    assertContains(page, f"/en/desk/record/{PLACE}/")
    assertNotContains(page, f"/en/desk/record/{OTHER_COURSE}/")


def test_an_observer_reads_a_record_without_a_form(client: Client) -> None:
    page = signed_in(client, samir()).get(f"/en/desk/record/{COURSE}/")

    assertContains(page, "Learn Dutch in three months.")
    assertNotContains(page, 'class="record"')
