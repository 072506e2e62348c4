"""What changed in a record, readable by anybody."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.directory.actions import edit_record
from pathfinder.directory.models import Metadata
from pathfinder.directory.record_history import MOST_CHANGES
from pathfinder.directory.tests.records import LATER, NOW, small_directory

pytestmark = pytest.mark.django_db

HISTORY = "/en/record/be-recognition/history/"


@pytest.fixture(autouse=True)
def directory() -> None:
    small_directory()


def test_the_beginning_of_a_record_is_told(client: Client) -> None:
    assertContains(client.get(HISTORY), "25 November 2026")
    assertContains(client.get(HISTORY), "Taken into the directory by the files of the country.")


def test_a_change_says_what_it_was_before_and_after_and_why(client: Client) -> None:
    changes = {"eligibility_description": {"en": "Everybody over 18.", "nl": "Iedereen."}}
    edit_record("service", "be-recognition", changes, at=LATER, by="Amina", reason="The law changed.")

    page = client.get(HISTORY)

    assertContains(page, "Changed by Amina.")
    assertContains(page, "The law changed.")
    assertContains(page, "<summary>For whom</summary>")
    assertContains(page, "English: Everybody with a foreign diploma.")
    assertContains(page, "English: Everybody over 18.")
    assertContains(page, "Dutch: Iedereen.")


def test_lists_are_told_line_by_line_and_only_what_differs(client: Client) -> None:
    steps = [{"en": "Make a copy."}, {"en": "Send it by post."}]
    edit_record("service", "be-recognition", {"application_process": steps}, at=LATER, by="editor")

    page = client.get(HISTORY)

    assertContains(page, "English: Bring it to the desk.")
    assertContains(page, "English: Send it by post.")
    assertNotContains(page, "Make a copy.")


def test_opening_hours_are_told_as_they_are_written(client: Client) -> None:
    edit_record(
        "service", "be-recognition", {"schedules": [{"opening_hours": "Mo 09:00-12:00"}]}, at=LATER, by="editor"
    )

    assertContains(client.get(HISTORY), "Mo 09:00-12:00")


def test_the_address_of_an_editor_is_not_shown(client: Client) -> None:
    edit_record("service", "be-recognition", {"cost": "paid"}, at=LATER, by="amina@example.org")

    assertContains(client.get(HISTORY), "Changed by an editor.")
    assertNotContains(client.get(HISTORY), "example.org")


def test_a_value_that_is_no_json_is_shown_as_it_is(client: Client) -> None:
    Metadata.objects.create(
        resource_id="00000000-0000-0000-0000-000000000000", resource_type="service", key="be-recognition",
        last_action_date=NOW, last_action_type="update", field_name="made_up_field", previous_value="{broken", updated_by="",
    )  # fmt: skip

    assertContains(client.get(HISTORY), "{broken")
    assertContains(client.get(HISTORY), "made up field")


def test_what_is_very_old_is_left_out_and_that_is_said(client: Client) -> None:
    Metadata.objects.bulk_create(
        Metadata(
            resource_id="00000000-0000-0000-0000-000000000000", resource_type="service", key="be-recognition",
            last_action_date=LATER, last_action_type="check", updated_by="editor",
        )
        for _number in range(MOST_CHANGES)
    )  # fmt: skip

    assertContains(client.get(HISTORY), "Older changes are not shown.")
