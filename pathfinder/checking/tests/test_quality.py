"""How good the directory is, for everybody to see, and true."""

import csv
import datetime as dt
import io
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from pathfinder.accounts.tests.people import User
from pathfinder.checking.measures import measure
from pathfinder.checking.models import FailedSearch, Link, QualityReport, Reason, Report
from pathfinder.checking.quality import OLDEST_HOURS, quality
from pathfinder.checking.queries import record_with
from pathfinder.checking.queueing import Named, ask_to_look
from pathfinder.checking.reports import close, report
from pathfinder.directory.actions import edit_record
from pathfinder.directory.models import Organization
from pathfinder.directory.tests.records import LATER, NOW, ORGANIZATION, SERVICE, give, machine, small_directory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)


def language(code: str) -> dict[str, Any]:
    return next(row for row in measure(TODAY)["languages"] if row["language"] == code)


def test_records_are_counted_by_country_and_kind() -> None:
    small_directory()

    measures = measure(TODAY)

    belgium, ireland = measures["countries"]
    assert (belgium["country"], belgium["kinds"]) == (
        "be", {"organization": 1, "location": 1, "program": 0, "service": 2, "story": 0, "event": 0, "publication": 0},
    )  # fmt: skip
    assert (ireland["country"], ireland["total"]) == ("ie", 1)
    assert measures["records"]["total"] == 5
    assert measures["themes"] == {"diploma_recognition": 1, "mentoring": 1}


def test_a_record_that_is_part_of_another_is_not_counted() -> None:
    small_directory()
    Organization.objects.filter(key="ie-office").update(merged_into="be-house")

    assert [row["country"] for row in measure(TODAY)["countries"]] == ["be"]


def test_checks_are_told_as_they_are() -> None:
    give("organization", "be-fresh", {**ORGANIZATION, "checked_on": "2026-11-01"})
    give("organization", "be-old", {**ORGANIZATION, "checked_on": "2019-03"})
    give("organization", "be-never", {**ORGANIZATION, "checked_on": ""})

    measures = measure(TODAY)

    assert measures["records"] == {
        "total": 3, "in_time": 1, "never_checked": 1, "oldest_check": {"checked_on": "2019-03", "key": "be-old"},
    }  # fmt: skip
    assert measures["confidence"] == {"high": 3, "medium": 0, "low": 0, "": 0}


def test_texts_are_counted_by_language_and_by_who_vouches_for_them() -> None:
    name = {
        "en": "House",
        "nl": machine("Huis"),
        "fr": {"text": "Maison", "state": "reviewed"},
        "de": {"text": "Haus", "state": "outdated"},
    }
    steps = [{"en": "Call."}, {"en": "Come.", "nl": machine("Kom.")}]
    give("organization", "be-house", {**ORGANIZATION, "name": name, "description": {"en": "Words"}})
    give("service", "be-service", {**SERVICE, "name": {"en": "Name"}, "description": {}, "application_process": steps, "eligibility_description": {}, "fees_description": {}, "service_at_locations": []})  # fmt: skip

    assert measure(TODAY)["texts"] == 5
    assert language("en") == {"language": "en", "source": 5, "reviewed": 0, "machine": 0, "outdated": 0, "missing": 0}
    assert language("nl") == {"language": "nl", "source": 0, "reviewed": 0, "machine": 2, "outdated": 0, "missing": 3}
    assert language("fr")["reviewed"] == 1
    assert language("de")["outdated"] == 1


def test_languages_of_the_interface_are_told_even_when_nothing_is_there() -> None:
    give("organization", "be-house", {**ORGANIZATION, "name": {"en": "House"}})

    assert language("fr")["missing"] == 2


def test_reports_say_how_long_people_waited(piet: User) -> None:
    small_directory()
    record = record_with("be-house")
    for number, days in enumerate((2, 4, 9)):
        made = report(record, about="hours", words="", language="en", form=str(number), on=TODAY - dt.timedelta(days=20), at=NOW)  # fmt: skip
        close(made.code, is_changed=days > 2, answer="Yes", may_show_words=False, language="en", by=piet,
              on=made.reported_on + dt.timedelta(days=days), at=NOW)  # fmt: skip
    report(record, about="hours", words="", language="en", form="x", on=TODAY - dt.timedelta(days=7), at=NOW)

    assert measure(TODAY)["reports"] == {
        "total": 4, "reported": 1, "looking": 0, "changed": 2, "kept": 1, "median_days": 4, "oldest_open_days": 7,
    }  # fmt: skip


def test_a_correction_of_several_fields_at_once_is_one() -> None:
    small_directory()
    changes = {"email": "house@example.org", "website": "https://new.example/"}

    edit_record("organization", "be-house", changes, at=LATER, by="editor 1")
    edit_record("organization", "be-house", {"email": ""}, at=LATER + dt.timedelta(hours=1), by="editor 1")

    assert measure(TODAY)["corrections"] == {"total": 2, "months": {"2026-11": 2}}


def test_links_and_their_problems_are_counted() -> None:
    common = {"host": "x.example", "checked_at": NOW}
    Link.objects.create(mark="1", url="a", problem="gone", is_broken=True, **common)
    Link.objects.create(mark="2", url="b", problem="refused", approved_by="editor 1", approved_at=NOW, **common)
    Link.objects.create(mark="3", url="c", host="x.example")

    assert measure(TODAY)["links"] == {
        "total": 3, "checked": 2, "broken": 1, "approved": 1, "problems": {"gone": 1}, "last_round": "",
    }  # fmt: skip


def test_only_searches_that_several_people_made_are_told() -> None:
    rows = [("common", "2026-10", 2), ("common", "2026-11", 1), ("rare", "2026-11", 2), ("", "2026-11", 5)]
    FailedSearch.objects.bulk_create(
        FailedSearch(words=words, language="en", country="be", month=month, count=n) for words, month, n in rows
    )

    assert measure(TODAY)["failed_searches"] == {
        "total": 10, "words": [{"words": "common", "language": "en", "country": "be", "count": 3}],
    }  # fmt: skip


# kept until something changes


def test_the_numbers_are_kept_until_something_changes(django_assert_num_queries: Any) -> None:
    small_directory()
    first = quality(NOW, TODAY)

    with django_assert_num_queries(5):
        same = quality(NOW, TODAY)
    edit_record("organization", "be-house", {"name": {"en": "New"}}, at=LATER, by="editor 1")
    after = quality(LATER, TODAY)

    assert (first.measured_at, same.measured_at, after.measured_at) == (NOW, NOW, LATER)


def test_every_day_the_numbers_are_new() -> None:
    quality(NOW, TODAY)

    assert quality(LATER, TODAY + dt.timedelta(days=1)).measured_at == LATER


def test_a_large_directory_is_not_measured_while_somebody_waits() -> None:
    quality(NOW, TODAY)
    QualityReport.objects.update(took_ms=5_000)
    small_directory()

    soon = quality(NOW + dt.timedelta(hours=1), TODAY).measured_at
    late = NOW + dt.timedelta(hours=OLDEST_HOURS + 1)

    assert soon == NOW
    assert quality(late, TODAY).measured_at == late


# pages and files


def test_everybody_sees_the_page(client: Client) -> None:
    small_directory()
    FailedSearch.objects.create(words="bicycle course", language="en", month=f"{timezone.localdate():%Y-%m}", count=4)

    page = client.get("/en/quality/").content.decode()

    assert "How good is this directory?" in page
    assert "Belgium" in page
    assert "bicycle course" in page
    assert "Nobody has checked the links yet." in page


def test_an_empty_directory_has_a_page_too(client: Client) -> None:
    assert client.get("/en/quality/").status_code == 200


def test_the_files_say_the_same_as_the_page(client: Client) -> None:
    small_directory()

    told = client.get("/en/quality/quality.json").json()
    table = client.get("/en/quality/quality.csv")
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))

    assert told["records"]["total"] == 5
    assert {"measure": "records", "country": "be", "of": "service", "language": "", "state": "", "value": "2"} in rows
    assert {row["value"] for row in rows if row["measure"] == "records" and row["state"] == "total"} == {"5"}
    assert table["Content-Disposition"] == 'attachment; filename="quality.csv"'


def test_words_that_look_like_a_formula_are_no_formula_in_the_table(client: Client) -> None:
    FailedSearch.objects.create(
        words="=cmd|' /c calc'!a1", language="en", month=f"{timezone.localdate():%Y-%m}", count=4
    )

    table = client.get("/en/quality/quality.csv").content.decode()

    assert "'=cmd" in table
    assert ",=cmd" not in table


def test_the_nightly_command_tidies_and_measures() -> None:
    small_directory()
    Report.objects.create(
        code="aaaaa-bbbbb", form="1", kind="organization", key="be-house", country="be", language="en", about="hours",
        words="old words", state="kept", answer="No", reported_on=dt.date(2020, 1, 1), closed_on=dt.date(2020, 1, 2),
    )  # fmt: skip
    said = StringIO()

    call_command("tidy", stdout=said)

    assert "Texts of 1 old reports erased." in said.getvalue()
    assert Report.objects.get().words == ""
    assert QualityReport.objects.get().measures["records"]["total"] == 5


def test_the_nightly_command_forgets_what_waits_for_records_that_are_gone() -> None:
    small_directory()
    ask_to_look([Named("organization", key, "be") for key in ("be-house", "be-gone")], "link_broken", "1", at=NOW)

    call_command("tidy", stdout=StringIO())

    assert Reason.objects.get().key == "be-house"
