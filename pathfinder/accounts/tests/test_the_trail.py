"""What people did stays: nobody changes it, editors and observers read it, a spreadsheet runs nothing of it."""

import csv
import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.accounts.actions import name_events, record_event
from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests.people import AT, amina, piet, samir, signed_in
from pathfinder.accounts.written_once import WrittenOnceError

pytestmark = pytest.mark.django_db

TRAIL = "/en/desk/trail/"


@pytest.fixture
def event() -> AuditEvent:
    record_event("edit", by=None, at=AT, on="record:be-house", detail={"fields": "name"})
    return AuditEvent.objects.get()


def change(event: AuditEvent) -> None:
    event.what = "nothing"
    event.save()


@pytest.mark.parametrize(
    "meddle",
    [
        change,
        lambda event: event.delete(),
        lambda event: AuditEvent.objects.all().delete(),
        lambda event: AuditEvent.objects.update(what="nothing"),
        lambda event: AuditEvent.objects.bulk_update([event], ["what"]),
        lambda event: AuditEvent.objects.update_or_create(pk=event.pk, defaults={"what": "nothing"}),
        lambda event: AuditEvent.objects.bulk_create(
            [AuditEvent(pk=event.pk, at=AT, what="nothing")],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["what"],
        ),
    ],
)
def test_the_trail_is_written_once(event: AuditEvent, meddle: Any) -> None:
    with pytest.raises(WrittenOnceError):
        meddle(event)

    assert AuditEvent.objects.get().what == "edit"


def test_an_event_says_who_in_which_role_did_what_on_what() -> None:
    editor = piet()

    record_event("edit", by=editor, at=AT, on="record:be-house")

    event = AuditEvent.objects.get()
    assert (event.who, event.role, event.what, event.on, event.at) == (
        editor.pk,
        "editor",
        "edit",
        "record:be-house",
        AT,
    )


def test_an_observer_reads_the_trail(client: Client, event: AuditEvent) -> None:
    name_events({"edit": "changed a record"})

    page = signed_in(client, samir()).get(TRAIL)

    assertContains(page, "changed a record")
    assertContains(page, "record:be-house")


def test_the_trail_can_be_narrowed(client: Client) -> None:
    editor, provider = piet(), amina()
    record_event("edit", by=editor, at=AT, on="record:be-one")
    record_event("edit", by=provider, at=AT - dt.timedelta(days=40), on="record:be-two")
    record_event("sign_out", by=provider, at=AT, on="record:be-three")
    signed_in(client, editor)

    def shown(**asked: str) -> list[str]:
        page = client.get(TRAIL, asked)
        return sorted(event.on for event, _words, _name in page.context["rows"] if event.on.startswith("record:"))

    assert shown() == ["record:be-one", "record:be-three", "record:be-two"]
    assert shown(what="sign_out") == ["record:be-three"]
    assert shown(who="ami") == ["record:be-three", "record:be-two"]
    assert shown(who=str(provider.pk)) == ["record:be-three", "record:be-two"]
    assert shown(who=str(uuid.uuid4())) == []
    assert shown(on="be-two") == ["record:be-two"]
    assert shown(since="2026-11-01") == ["record:be-one", "record:be-three"]
    assert shown(until="2026-11-01") == ["record:be-two"]


def test_a_date_that_cannot_be_read_is_said_and_hides_nothing(client: Client, event: AuditEvent) -> None:
    page = signed_in(client, piet()).get(TRAIL, {"since": "yesterday"})

    assertContains(page, "Write the date as 2026-11-25", status_code=422)
    assertContains(page, "record:be-house", status_code=422)


@pytest.mark.parametrize("page", ["0", "999999999", "x", "-1"])
def test_a_page_that_is_not_there_shows_one_that_is(client: Client, event: AuditEvent, page: str) -> None:
    assertContains(signed_in(client, piet()).get(TRAIL, {"page": page}), "record:be-house")


def test_a_long_trail_comes_in_pages_with_a_fixed_number_of_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    editor = piet()
    AuditEvent.objects.bulk_create(
        AuditEvent(at=AT, who=editor.pk, what="edit", on=f"record:be-{number}") for number in range(150)
    )
    signed_in(client, editor)

    with django_assert_max_num_queries(10):
        page = client.get(TRAIL, {"what": ""})

    assertContains(page, "page=2")
    assertNotContains(client.get(TRAIL, {"page": 2}), "page=3")


def test_the_download_runs_nothing_in_a_spreadsheet(client: Client) -> None:
    editor = piet()
    editor.name = '=HYPERLINK("http://evil.example")'
    editor.save()
    record_event("edit", by=editor, at=timezone.now(), on="@SUM(A1)", detail={"note": "+1"})

    page = signed_in(client, editor).get("/en/desk/trail.csv", {"what": ""})
    text = b"".join(page.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))

    assert rows[0] == ["at", "who", "name", "role", "what", "on", "detail"]
    edit = next(row for row in rows if row[4] == "edit")
    assert edit[2] == '\'=HYPERLINK("http://evil.example")'
    assert edit[5] == "'@SUM(A1)"
    assert page["content-disposition"].startswith("attachment")
