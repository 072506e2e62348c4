"""What waits for an editor: why, in which order, and how one look settles it."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests.people import User
from pathfinder.checking.actions import set_cadence, still_right
from pathfinder.checking.models import Reason
from pathfinder.checking.queue import Wanted, counts, waiting_records
from pathfinder.checking.queueing import Named, ask_to_look
from pathfinder.checking.reasons import CONFLICT, DUE, NEVER, SOURCE
from pathfinder.directory.models import Change, Conflict, Metadata, Organization, Service
from pathfinder.directory.tests.records import LOCATION, NOW, ORGANIZATION, SERVICE, give
from pathfinder.editing.tests.records import form_of

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)


def organization(key: str, checked_on: str, **more: Any) -> None:
    give("organization", key, {**ORGANIZATION, "checked_on": checked_on, **more})


def service(key: str, checked_on: str, **more: Any) -> None:
    give("service", key, {**SERVICE, "checked_on": checked_on, "service_at_locations": [], **more})


def queued(**wanted: str) -> list[str]:
    return [row.record.key for row in waiting_records(Wanted(**wanted), today=TODAY)]


def test_a_record_waits_from_the_day_its_cadence_is_over() -> None:
    organization("be-house", "2025-11-25")

    before = waiting_records(Wanted(), today=TODAY - dt.timedelta(days=1))

    assert before == []
    assert queued() == ["be-house"]


def test_the_usual_cadence_depends_on_the_kind() -> None:
    organization("be-house", "2026-05-01")
    service("be-recognition", "2026-05-01")

    assert queued() == ["be-recognition"]


def test_a_record_that_nobody_checked_waits_before_those_whose_time_is_over() -> None:
    organization("be-old", "2019")
    organization("be-new", "")

    assert queued() == ["be-new", "be-old"]


def test_what_is_more_urgent_comes_first_whatever_its_date() -> None:
    for key in ("be-reported", "be-law", "be-source", "be-conflict", "be-link", "be-double"):
        organization(key, "2026-11-01")
    organization("be-due", "2018")
    reasons = ("reported", "law_changed", "source_changed", "link_broken", "possible_duplicate")
    keys = ("be-reported", "be-law", "be-source", "be-link", "be-double")
    for why, key in zip(reasons, keys, strict=True):
        ask_to_look([Named("organization", key, "be")], why, "1", at=NOW)
    Conflict.objects.create(key="be-conflict", field_name="email", from_pack="a@x.example", seen_at=NOW)

    assert queued() == [
        "be-reported", "be-law", "be-source", "be-conflict", "be-link", "be-double", "be-due",
    ]  # fmt: skip


def test_a_record_with_several_reasons_stands_in_the_queue_once_with_all_of_them() -> None:
    organization("be-house", "2019")
    ask_to_look([Named("organization", "be-house", "be")], "source_changed", "study", at=NOW)
    ask_to_look([Named("organization", "be-house", "be")], "link_broken", "7", at=NOW)

    (row,) = waiting_records(Wanted(), today=TODAY)

    assert [reason.why for reason in row.reasons] == ["source_changed", "link_broken"]
    assert row.is_due


def test_a_record_that_is_part_of_another_does_not_wait() -> None:
    organization("be-house", "2019")
    Organization.objects.update(merged_into="be-other")

    assert queued() == []


def test_the_same_reason_given_twice_is_one_and_keeps_its_first_date() -> None:
    organization("be-house", "2019")
    named = [Named("organization", "be-house", "be")]

    ask_to_look(named, "source_changed", "study", at=NOW)
    ask_to_look(named, "source_changed", "study", at=NOW + dt.timedelta(days=9))

    assert Reason.objects.get().since == NOW


@pytest.fixture
def some_of_each() -> None:
    organization("be-house", "2019")
    organization("ie-office", "", country="ie")
    service("be-recognition", "2026-11-20")
    ask_to_look([Named("service", "be-recognition", "be")], "source_changed", "study", at=NOW)
    ask_to_look([Named("organization", "be-house", "be")], "source_changed", "study", at=NOW)


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        ({}, ["be-house", "be-recognition", "ie-office"]),
        ({"why": SOURCE}, ["be-house", "be-recognition"]),
        ({"why": NEVER}, ["ie-office"]),
        ({"why": DUE}, ["be-house"]),
        ({"why": CONFLICT}, []),
        ({"kind": "service"}, ["be-recognition"]),
        ({"country": "ie"}, ["ie-office"]),
        ({"country": "be", "kind": "organization", "why": SOURCE}, ["be-house"]),
    ],
)
@pytest.mark.usefixtures("some_of_each")
def test_filters_leave_what_they_say_and_the_number_beside_them_is_true(wanted: dict, keys: list[str]) -> None:
    assert queued(**wanted) == keys
    assert counts(Wanted(**wanted), today=TODAY).total == len(keys)


@pytest.mark.usefixtures("some_of_each")
def test_each_number_is_what_its_filter_would_leave_beside_the_others() -> None:
    found = counts(Wanted(country="be"), today=TODAY)

    assert found.by_why[SOURCE] == 2
    assert found.by_why[DUE] == 1
    assert found.by_why[NEVER] == 0
    assert found.by_kind["organization"] == 1
    assert found.by_country == {"be": 2, "ie": 1}


# acting


def test_one_look_is_one_date_for_all_languages_and_settles_what_a_look_can(piet: User) -> None:
    organization("be-house", "2019")
    ask_to_look([Named("organization", "be-house", "be")], "source_changed", "study", at=NOW)
    ask_to_look([Named("organization", "be-house", "be")], "law_changed", "rule", at=NOW)
    ask_to_look([Named("organization", "be-house", "be")], "link_broken", "7", at=NOW)

    still_right("organization", "be-house", by=piet, on=TODAY, at=NOW)

    record = Organization.objects.get()
    assert (record.checked_on, record.check_next_on) == ("2026-11-25", dt.date(2027, 11, 25))
    assert record.checked_by.startswith("editor ")
    assert [reason.why for reason in Reason.objects.all()] == ["link_broken"]
    assert Metadata.objects.filter(key="be-house", last_action_type="check").count() == 1
    assert Change.objects.filter(key="be-house").exists()
    assert AuditEvent.objects.get().what == "record_still_right"


def test_a_cadence_of_its_own_moves_the_next_look(piet: User) -> None:
    organization("be-house", "2026-10-10")

    set_cadence("organization", "be-house", 3, by=piet, at=NOW)
    own = Organization.objects.get().check_next_on
    set_cadence("organization", "be-house", None, by=piet, at=NOW)

    assert own == dt.date(2027, 1, 10)
    assert Organization.objects.get().check_next_on == dt.date(2027, 10, 10)


# the page


def test_an_editor_says_with_one_click_that_a_record_is_right(editor: Client) -> None:
    organization("be-house", "2019")

    page = editor.post(
        reverse("checking:right", args=["en"]),
        {"kind": "organization", "key": "be-house", "asked": "country=be&page=1"},
        follow=True,
    )

    today = timezone.localdate()
    assert page.redirect_chain == [("/en/desk/queue/?country=be&page=1", 302)]
    assert "“Career house Ghent” is right as of today, in all its languages. Next look:" in page.content.decode()
    assert Organization.objects.get().checked_on == today.isoformat()


def test_a_record_that_keeps_a_reason_says_so(editor: Client) -> None:
    organization("be-house", "2019")
    ask_to_look([Named("organization", "be-house", "be")], "link_broken", "7", at=NOW)

    page = editor.post(reverse("checking:right", args=["en"]), {"kind": "organization", "key": "be-house"}, follow=True)

    assert "It stays in the queue: A link does not work." in page.content.decode()


def test_the_page_shows_reasons_and_filters_with_numbers(editor: Client) -> None:
    organization("be-house", "2019")
    service("be-recognition", "")

    page = editor.get(reverse("checking:queue", args=["en"])).content.decode()

    assert "2 records wait" in page
    assert "Nobody has checked it yet" in page
    assert "The time to check again has come" in page
    assert re.search(r'href="\?kind=service">Service <span class="quiet">1</span>', page)


def test_filters_stand_in_the_address_and_unknown_ones_are_left_out(editor: Client) -> None:
    organization("be-house", "2019")
    service("be-recognition", "")

    page = editor.get("/en/desk/queue/?kind=service&why=nonsense&country=xx&page=1000000000").content.decode()

    assert "1 record waits" in page
    assert "Recognition of your diploma" in page
    assert "Career house Ghent" not in page


def test_an_editor_sets_the_cadence_on_the_page(editor: Client) -> None:
    organization("be-house", "2019")

    page = editor.post(
        reverse("checking:cadence", args=["en"]),
        {"kind": "organization", "key": "be-house", "months": "24"},
        follow=True,
    )

    assert "is checked every 24 months now" in page.content.decode()
    assert Organization.objects.get().check_every_months == 24


@pytest.mark.parametrize("months", ["7", "-1", "x", "99999999999999999999"])
def test_a_cadence_that_the_page_does_not_offer_changes_nothing(editor: Client, months: str) -> None:
    organization("be-house", "2019")

    answer = editor.post(
        reverse("checking:cadence", args=["en"]), {"kind": "organization", "key": "be-house", "months": months}
    )

    assert answer.status_code == 404
    assert Organization.objects.get().check_every_months is None


@pytest.mark.parametrize(("kind", "key"), [("organization", "nobody"), ("nonsense", "be-house"), ("", "")])
def test_a_record_that_does_not_exist_cannot_be_confirmed(editor: Client, kind: str, key: str) -> None:
    assert editor.post(reverse("checking:right", args=["en"]), {"kind": kind, "key": key}).status_code == 404


PAGES = ("queue", "links", "duplicates", "desk-reports", "failed-searches")


@pytest.mark.parametrize("name", PAGES)
def test_the_desk_is_closed_to_visitors_and_providers_and_open_to_observers(
    name: str, client: Client, provider: Client, observer: Client
) -> None:
    address = reverse(f"checking:{name}", args=["en"])

    assert client.get(address).status_code == 302
    assert provider.get(address).status_code == 404
    assert observer.get(address).status_code == 200


def test_observers_confirm_nothing(observer: Client) -> None:
    organization("be-house", "2019")

    answer = observer.post(reverse("checking:right", args=["en"]), {"kind": "organization", "key": "be-house"})

    assert answer.status_code == 404
    assert "Still right" not in observer.get(reverse("checking:queue", args=["en"])).content.decode()


def test_the_queue_takes_few_queries_whatever_its_length(editor: Client, django_assert_max_num_queries) -> None:
    for number in range(30):
        organization(f"be-{number}", "2019")
        service(f"be-service-{number}", "", organization="be-0")
    give("location", "be-place", {**LOCATION, "organization": "be-0", "checked_on": "2019"})
    keys = Service.objects.values_list("key", flat=True)
    ask_to_look([Named("service", key, "be") for key in keys], "source_changed", "study", at=NOW)

    with django_assert_max_num_queries(16):
        editor.get(reverse("checking:queue", args=["en"]))


def test_an_editor_who_writes_down_the_day_of_a_look_settles_what_asked_for_one(editor: Client) -> None:
    organization("be-house", "2019")
    ask_to_look([Named("organization", "be-house", "be")], "source_changed", "study", at=NOW)

    address = reverse("editing:record", kwargs={"language": "en", "key": "be-house"})
    editor.post(address, form_of(editor, "be-house") | {"checked_on": "2026-11-25"})

    assert Organization.objects.get().checked_on == "2026-11-25"
    assert not Reason.objects.exists()


def test_the_first_page_of_the_desk_says_how_much_waits(editor: Client) -> None:
    organization("be-house", "2019")
    ask_to_look([Named("organization", "be-house", "be")], "reported", "1", at=NOW)

    page = editor.get("/en/desk/").content.decode()

    assert "1 record to check" in page
    assert "1 record about which a reader reported something" in page
