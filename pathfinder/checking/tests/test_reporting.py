"""A reader says that something is wrong, and sees what became of it. Nothing is known of the reader."""

import datetime as dt
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pathfinder.checking import stamps, views
from pathfinder.checking.allowance import Allowance
from pathfinder.checking.models import Reason, Report
from pathfinder.checking.queries import open_reports_of
from pathfinder.directory.models import Organization
from pathfinder.directory.tests.records import small_directory

pytestmark = pytest.mark.django_db

ADDRESS = "/en/record/be-house/report/"


@pytest.fixture(autouse=True)
def directory() -> None:
    small_directory()


def stamp(seconds_ago: float = 10) -> str:
    return stamps.new_stamp(timezone.now() - dt.timedelta(seconds=seconds_ago))


def send(client: Client, language: str = "en", **typed: Any) -> HttpResponse:
    form = {"about": "hours", "words": "Closed on Monday now.", "stamp": stamp(), "page": "", **typed}
    headers = form.pop("headers", {})
    return client.post(f"/{language}/record/be-house/report/", form, headers=headers)


def test_a_report_leads_to_a_page_with_a_code_where_its_course_is_seen(client: Client) -> None:
    answer = send(client)

    report = Report.objects.get()
    page = client.get(answer.url).content.decode()
    assert answer.url == f"/en/report/{report.code}/"
    assert re.fullmatch(r"[a-z2-9]{5}-[a-z2-9]{5}", report.code)
    assert report.code in page
    assert "Reported on" in page
    assert "Next: an editor looks at it" in page
    assert "Career house Ghent" in page


def test_an_editor_finds_it_in_the_queue_as_most_urgent(client: Client) -> None:
    send(client)

    reason = Reason.objects.get()
    assert (reason.key, reason.kind, reason.country, reason.why, reason.rank) == (
        "be-house", "organization", "be", "reported", 0,
    )  # fmt: skip


def test_nobody_sees_the_words_until_an_editor_has_read_them(client: Client) -> None:
    answer = send(client, words="Words that nobody has read")

    assert "Words that nobody has read" not in client.get(answer.url).content.decode()
    assert "Words that nobody has read" not in client.get("/en/record/be-house/").content.decode()


def test_the_record_says_that_somebody_reported_something(client: Client) -> None:
    send(client)

    page = client.get("/en/record/be-house/").content.decode()

    assert "Somebody reported on" in page
    assert "“The opening hours are wrong”. It will be looked at." in page


def test_other_rooms_can_ask_for_the_open_reports_of_a_record(client: Client, django_assert_num_queries: Any) -> None:
    send(client)

    with django_assert_num_queries(1):
        (course,) = open_reports_of("be-house")

    assert (course.state, course.reported_on, course.words) == ("reported", timezone.localdate(), "")
    assert open_reports_of("ie-office") == []


def test_a_visitor_gets_no_cookie_and_needs_none(client: Client) -> None:
    assert not client.get(ADDRESS).cookies
    assert not send(Client(enforce_csrf_checks=True)).cookies
    assert Report.objects.count() == 1


def test_nothing_about_the_visitor_is_kept(client: Client) -> None:
    send(client, headers={"User-Agent": "Amina’s phone", "X-Forwarded-For": "203.0.113.9"})

    kept = str(Report.objects.values().get())
    assert "Amina" not in kept
    assert "203.0.113.9" not in kept
    assert "127.0.0.1" not in kept


# what is not right with a form, and that nothing typed is lost


@pytest.mark.parametrize(
    ("typed", "sentence", "status"),
    [
        ({"about": ""}, "Please choose what is wrong.", 422),
        ({"about": "nonsense"}, "Please choose what is wrong.", 422),
        ({"about": "other", "words": " \n "}, "Please write in a few words what is wrong.", 422),
        ({"words": "y" * 1_003}, "Please write less: it is 3 letters too long.", 422),
        ({"page": "https://spam.example"}, "One field must stay empty", 422),
        ({"stamp": ""}, "The page was open for too long", 422),
        ({"stamp": "forged"}, "The page was open for too long", 422),
        ({"headers": {"Sec-Fetch-Site": "cross-site"}}, "This form was sent from another site", 403),
    ],
)
def test_a_form_that_is_not_right_comes_back_with_a_sentence_and_what_was_typed(
    client: Client, typed: dict, sentence: str, status: int
) -> None:
    answer = send(client, **{"words": "Closed on Monday now.", **typed})

    page = answer.content.decode()
    assert answer.status_code == status
    assert sentence in page
    assert 'role="alert"' in page
    assert typed.get("words", "Closed on Monday now.").strip() in page
    assert Report.objects.count() == 0


@pytest.mark.parametrize("seconds_ago", [0, 1])
def test_nobody_reads_and_writes_so_fast(client: Client, seconds_ago: float) -> None:
    answer = send(client, stamp=stamp(seconds_ago))

    assert "That was very quick" in answer.content.decode()
    assert 'value="hours" checked' in answer.content.decode().replace(' id="about"', "")
    assert Report.objects.count() == 0


def test_a_form_of_yesterday_is_sent_again_with_a_fresh_stamp(client: Client) -> None:
    page = send(client, stamp=stamp(25 * 3600)).content.decode()

    fresh = re.search(r'name="stamp" value="([^"]+)"', page)
    assert "Closed on Monday now." in page
    assert fresh
    assert stamps.check_stamp(fresh[1], timezone.now() + dt.timedelta(seconds=5))


def test_sent_twice_it_is_one_report(client: Client) -> None:
    same = stamp()

    first = send(client, stamp=same)
    second = send(client, stamp=same)

    assert first.url == second.url
    assert Report.objects.count() == 1


def test_after_five_reports_in_an_hour_one_waits_and_loses_nothing(client: Client) -> None:
    taken = [send(client).status_code for _ in range(5)]

    answer = send(client, words="The sixth one")

    assert taken == [302] * 5
    assert answer.status_code == 429
    assert "send them again in 60 minutes" in answer.content.decode()
    assert "The sixth one" in answer.content.decode()
    assert Report.objects.count() == 5


def test_a_flood_from_everywhere_ends_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "allowance", Allowance(each=5, together=2))

    statuses = [send(client, headers={}).status_code for _ in range(3)]

    assert statuses == [302, 302, 429]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("\u202eevil\u202c", "evil"),
        ("one\r\ntwo", "one\ntwo"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("مغلق يوم الاثنين", "مغلق يوم الاثنين"),
    ],
)
def test_words_are_kept_without_tricks(client: Client, typed: str, kept: str) -> None:
    send(client, words=typed)

    assert Report.objects.get().words == kept


def test_markup_in_words_is_shown_as_words(client: Client, editor: Client) -> None:
    send(client, words="<script>alert(1)</script>")

    page = editor.get(f"/en/desk/reports/{Report.objects.get().code}/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


# addresses


def test_a_record_that_does_not_exist_has_no_form(client: Client) -> None:
    assert client.get("/en/record/nobody/report/").status_code == 404


def test_a_record_that_is_part_of_another_leads_to_the_form_of_that_one(client: Client) -> None:
    Organization.objects.filter(key="ie-office").update(merged_into="be-house")

    assert client.get("/en/record/ie-office/report/").url == ADDRESS


@pytest.mark.parametrize("typed", ["{code}", " {upper} ", "{plain}"])
def test_a_code_that_was_written_down_leads_back(client: Client, typed: str) -> None:
    send(client)
    code = Report.objects.get().code
    written = typed.format(code=code, upper=code.upper(), plain=code.replace("-", ""))

    answer = client.get(reverse("checking:find-report", args=["en"]), {"code": written})

    assert answer.url == f"/en/report/{code}/"


@pytest.mark.parametrize("typed", ["aaaaa-bbbbb", "' OR 1=1 --", "<b>", "x" * 500])
def test_a_code_that_is_none_gets_a_sentence(client: Client, typed: str) -> None:
    answer = client.get(reverse("checking:find-report", args=["en"]), {"code": typed})

    assert answer.status_code == 404
    assert "There is no report with the code" in answer.content.decode()


def test_an_unknown_code_in_the_address_is_not_found(client: Client) -> None:
    assert client.get("/en/report/aaaaa-bbbbb/").status_code == 404


def test_the_page_of_a_report_is_kept_by_no_cache_and_found_by_no_search_engine(client: Client) -> None:
    page = client.get(send(client).url)

    assert "no-store" in page["Cache-Control"]
    assert 'content="noindex"' in page.content.decode()


def test_the_course_stays_when_the_record_is_gone(client: Client, editor: Client) -> None:
    answer = send(client)
    code = Report.objects.get().code
    Organization.objects.filter(key="be-house").delete()

    assert "Reported on" in client.get(answer.url).content.decode()
    assert "not in the directory any more" in editor.get(f"/en/desk/reports/{code}/").content.decode()
