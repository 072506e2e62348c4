"""The desk sees how many come; only editors see who, and that they looked stands in the trail."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests import people
from pathfinder.library.tests.registering import AMINA, EVENT, OLENA, PIET, come, fill_in, make_event

pytestmark = pytest.mark.django_db

PAGE = "/en/desk/registrations/"
FILE = f"/en/desk/registrations/{EVENT}.csv"


@pytest.fixture
def observer(db: None) -> Client:
    """Samir's browser."""
    return people.signed_in(Client(), people.samir())


@pytest.fixture
def registered(letterbox: Any, nobody_sent_yet: None) -> None:
    make_event(places=1, is_online_too=True)
    client = Client()
    come(client, letterbox, AMINA, name="=cmd|'/c calc'!A1", needs="A place for a wheelchair", event_language="uk")
    come(client, letterbox, PIET, takes_part="online")
    come(client, letterbox, OLENA, may_wait="1")
    fill_in(client, "fourth@example.org", may_wait="1")


def test_the_list_counts_places_the_waiting_list_and_who_did_not_confirm(editor: Client, registered: None) -> None:
    page = editor.get(PAGE).content.decode()

    cells = page.partition("Job fair</a>")[2].split('<td class="n">')[1:]
    assert [cell.partition("</td>")[0] for cell in cells] == ["1"] * 5


def test_the_file_has_everybody_who_confirmed_and_no_cell_runs(editor: Client, registered: None) -> None:
    answer = editor.get(FILE)

    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head == ["State", "Name", "E-mail address", "Takes part", "Language needed", "Needs"]
    assert rows == [
        ["has a place", "'=cmd|'/c calc'!A1", AMINA, "on the spot", "Ukrainian", "A place for a wheelchair"],
        ["has a place", "", PIET, "online", "", ""],
        ["waiting list", "", OLENA, "on the spot", "", ""],
    ]


def test_who_downloads_the_list_stands_in_the_trail(editor: Client, registered: None) -> None:
    editor.get(FILE)

    event = AuditEvent.objects.get(what="registrations_downloaded")
    assert (event.on, event.role, event.detail) == (f"event:{EVENT}", "editor", {"people": 3})
    assert "downloaded who registered for an event" in editor.get("/en/desk/trail/").content.decode()


def test_an_observer_sees_numbers_only(observer: Client, registered: None) -> None:
    page = observer.get(PAGE)

    assert "Job fair" in page.content.decode()
    assert FILE not in page.content.decode()
    assert "@example.org" not in page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert observer.get(FILE).status_code == 404


@pytest.mark.parametrize("somebody", [people.olena, people.amina])
@pytest.mark.parametrize("address", [PAGE, FILE])
def test_others_at_the_desk_are_told_that_there_is_no_such_page(client: Client, registered: None, somebody: Any, address: str) -> None:  # fmt: skip
    assert people.signed_in(client, somebody()).get(address).status_code == 404


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_nobody_gets_to_the_sign_in(client: Client, address: str) -> None:
    assert client.get(address).url.startswith("/en/account/login/")


def test_an_event_that_nobody_registered_for_has_no_file(editor: Client) -> None:
    make_event()

    assert editor.get(FILE).status_code == 404
    assert "Nobody has registered for an event yet." in editor.get(PAGE).content.decode()


def test_somebody_who_edits_finds_an_own_registration_in_the_own_data(editor: Client, registered: None) -> None:
    told = editor.get("/en/account/my-data.json").json()

    assert [one["event"] for one in told["registrations"]] == [EVENT]
