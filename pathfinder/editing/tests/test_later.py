"""An editor sets a change for a day to come. It is written then, unless somebody changed the same meanwhile."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.accounts.tests.people import amina, signed_in
from pathfinder.directory.actions import edit_record
from pathfinder.directory.models import Metadata
from pathfinder.editing.later import publish_due
from pathfinder.editing.models import Proposal
from pathfinder.editing.tests.records import COURSE, document, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]

PAGE = f"/en/desk/record/{COURSE}/"
THEN = timezone.now() + dt.timedelta(days=3)


def set_for(editor: Client, moment: str, **typed: str) -> str:
    sent = form_of(editor, COURSE) | typed | {"publish_at": moment, "note": "New prices"}
    return editor.post(PAGE, sent, follow=True).content.decode()


def set_for_then(editor: Client) -> None:
    page = set_for(editor, timezone.localtime(THEN).strftime("%Y-%m-%dT%H:%M"), minimum_age="21")
    assert "It is published on the day you set" in page


def test_it_is_written_on_its_day_and_not_before(editor: Client) -> None:
    set_for_then(editor)

    assert publish_due(at=THEN - dt.timedelta(hours=1)) == 0
    assert document(COURSE)["minimum_age"] == 18
    assert publish_due(at=THEN) == 1
    assert document(COURSE)["minimum_age"] == 21
    assert publish_due(at=THEN) == 0

    told = Metadata.objects.get(key=COURSE, last_action_type="update")
    assert (told.reason, told.updated_by[:7]) == ("New prices", "editor ")


def test_nothing_is_overwritten_that_somebody_changed_meanwhile(editor: Client) -> None:
    set_for_then(editor)
    edit_record("service", COURSE, {"minimum_age": 16}, at=timezone.now(), by="somebody")

    assert publish_due(at=THEN) == 0

    assert document(COURSE)["minimum_age"] == 16
    assertContains(
        editor.get(f"/en/desk/proposals/{Proposal.objects.get().pk}/"), "Somebody changed the same meanwhile"
    )


def test_an_editor_takes_it_back(editor: Client) -> None:
    set_for_then(editor)
    one = Proposal.objects.get()
    assertContains(editor.get("/en/desk/proposals/"), "On a day to come")

    editor.post(f"/en/desk/proposals/{one.pk}/", {"withdraw": "1"})

    assert publish_due(at=THEN) == 0
    assert document(COURSE)["minimum_age"] == 18


@pytest.mark.parametrize(
    ("moment", "sentence"), [("2020-01-01T09:00", "This is in the past"), ("soon", "Write a day and a time")]
)
def test_an_impossible_moment_is_told_and_nothing_typed_is_lost(editor: Client, moment: str, sentence: str) -> None:
    page = set_for(editor, moment, minimum_age="21")

    assert sentence in page
    assert 'value="21"' in page
    assert not Proposal.objects.exists()


def test_a_provider_sets_no_day(client: Client) -> None:
    provider = signed_in(client, amina())

    assertNotContains(provider.get(PAGE), "publish_at")
