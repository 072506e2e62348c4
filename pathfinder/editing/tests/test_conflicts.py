"""Where a pack and an editor differ, an editor decides, and the decision stays."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests.people import AT, HOUSE, piet, samir, signed_in
from pathfinder.directory.actions import Given, edit_record, take_over
from pathfinder.directory.models import Conflict, Organization
from pathfinder.editing.tests.records import DOCUMENTS, document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]

PAGE = "/en/desk/conflicts/"
SETTLE = f"{PAGE}{HOUSE}/website/"


@pytest.fixture(autouse=True)
def conflict(records: None) -> None:
    edit_record("organization", HOUSE, {"website": "https://ours.example/"}, at=AT, by="editor")
    load("https://packs.example/")


def load(website: str) -> None:
    given = Given("organization", HOUSE, DOCUMENTS[HOUSE][1] | {"website": website})
    take_over([given], origin="pack", at=AT + dt.timedelta(days=1), by="pack")


def test_an_editor_sees_ours_beside_the_packs(client: Client) -> None:
    page = signed_in(client, piet()).get(PAGE)

    assertContains(page, "House of Work")
    assertContains(page, "https://<del>ours</del>.example/")
    assertContains(page, "https://<ins>packs</ins>.example/")


def test_ours_is_kept_and_the_same_pack_does_not_ask_again(client: Client) -> None:
    signed_in(client, piet()).post(SETTLE, {"choice": "ours"})

    load("https://packs.example/")

    assert document(HOUSE)["website"] == "https://ours.example/"
    assert not Conflict.objects.exists()
    assert AuditEvent.objects.get(what="pack_refused").on == f"record:{HOUSE}"


def test_the_packs_is_taken_and_follows_the_pack_from_then_on(client: Client) -> None:
    signed_in(client, piet()).post(SETTLE, {"choice": "pack"})
    assert document(HOUSE)["website"] == "https://packs.example/"

    load("https://newer.example/")

    assert document(HOUSE)["website"] == "https://newer.example/"
    assert not Conflict.objects.exists()


def test_two_editors_decide_once(client: Client) -> None:
    signed_in(client, piet()).post(SETTLE, {"choice": "ours"})

    page = client.post(SETTLE, {"choice": "pack"}, follow=True)

    assertContains(page, "This was decided already")
    assert document(HOUSE)["website"] == "https://ours.example/"


@pytest.mark.parametrize("typed", [{}, {"choice": "both"}])
def test_a_choice_that_is_none_decides_nothing(client: Client, typed: Any) -> None:
    assert signed_in(client, piet()).post(SETTLE, typed).status_code == 404
    assert Conflict.objects.exists()


def test_an_observer_reads_and_does_not_decide(client: Client) -> None:
    observer = signed_in(client, samir())

    assertNotContains(observer.get(PAGE), "Keep ours")
    assert observer.post(SETTLE, {"choice": "ours"}).status_code == 404


def test_the_conflict_of_a_record_that_is_gone_is_not_shown(client: Client) -> None:
    Organization.objects.filter(key=HOUSE).delete()

    assertContains(signed_in(client, piet()).get(PAGE), "There is nothing to decide")
