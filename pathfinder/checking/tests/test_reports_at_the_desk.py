"""Editors take a report, answer and close it; the reader sees each step."""

import datetime as dt
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from pathfinder.accounts.models import AuditEvent
from pathfinder.accounts.tests.people import User
from pathfinder.checking.models import Reason, Report
from pathfinder.checking.queries import record_with
from pathfinder.checking.reports import NotOpen, close, erase_old_texts, report, take
from pathfinder.directory.tests.records import NOW, small_directory

pytestmark = pytest.mark.django_db

MAY = dt.date(2026, 5, 3)


@pytest.fixture
def sent() -> Report:
    small_directory()
    return report(
        record_with("be-house"), about="hours", words="Closed on Monday now.", language="nl", form="1", on=MAY, at=NOW
    )


def act(client: Client, sent: Report, **typed: Any) -> HttpResponse:
    return client.post(f"/en/desk/reports/{sent.code}/", typed, follow=True)


def reader_sees(client: Client, sent: Report) -> str:
    return client.get(f"/en/report/{sent.code}/").content.decode()


def test_the_oldest_report_comes_first(editor: Client, sent: Report) -> None:
    record = record_with("be-house")
    report(record, about="cost", words="", language="en", form="2", on=MAY - dt.timedelta(days=3), at=NOW)

    page = editor.get("/en/desk/reports/").content.decode()

    assert page.index("The cost is wrong") < page.index("The opening hours are wrong")


def test_an_editor_takes_a_report_and_the_reader_sees_that(editor: Client, client: Client, sent: Report) -> None:
    act(editor, sent, take="1")

    assert "Being looked at since" in reader_sees(client, sent)
    assert "It is being looked at." in client.get("/en/record/be-house/").content.decode()


def test_an_answer_closes_it_and_everybody_sees_the_reason(editor: Client, client: Client, sent: Report) -> None:
    act(editor, sent, close="1", outcome="changed", answer="You are right: it is closed on Monday.", may_show_words="1")

    page = reader_sees(client, sent)
    assert "Changed on" in page
    assert "You are right: it is closed on Monday." in page
    assert "Closed on Monday now." in page
    assert "You are right: it is closed on Monday." in client.get("/en/record/be-house/").content.decode()
    assert not Reason.objects.exists()


def test_words_stay_hidden_when_the_editor_does_not_vouch_for_them(
    editor: Client, client: Client, sent: Report
) -> None:
    act(editor, sent, close="1", outcome="kept", answer="The desk says it is open.")

    page = reader_sees(client, sent)
    assert "Kept as it was, decided on" in page
    assert "Closed on Monday now." not in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"outcome": "changed", "answer": ""}, "Please give the reason: the reader sees it."),
        ({"outcome": "", "answer": "Because."}, "Please say whether something was changed."),
        ({"outcome": "changed", "answer": "y" * 1_001}, "Please write less: it is 1 letter too long."),
    ],
)
def test_an_answer_that_is_not_complete_comes_back_as_it_was_typed(
    editor: Client, sent: Report, typed: dict, sentence: str
) -> None:
    answer = act(editor, sent, close="1", **typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert typed["answer"] in answer.content.decode()
    assert not Report.objects.get().is_closed


def test_what_a_reader_should_not_have_written_is_erased_at_once(editor: Client, sent: Report) -> None:
    page = act(editor, sent, erase="1").content.decode()

    assert Report.objects.get().words == ""
    assert "Closed on Monday now." not in page


def test_two_editors_do_not_close_the_same_report(editor: Client, sent: Report, piet: User) -> None:
    close(sent.code, is_changed=True, answer="Done.", may_show_words=False, language="en", by=piet, on=MAY, at=NOW)

    page = act(editor, sent, close="1", outcome="kept", answer="My long answer").content.decode()

    assert "Somebody closed this report in the meantime" in page
    assert "My long answer" in page
    assert Report.objects.get().answer == "Done."


def test_a_closed_report_cannot_be_taken(sent: Report, piet: User) -> None:
    close(sent.code, is_changed=True, answer="Done.", may_show_words=False, language="en", by=piet, on=MAY, at=NOW)

    with pytest.raises(NotOpen):
        take(sent.code, by=piet, on=MAY, at=NOW)


def test_every_step_is_in_the_trail_without_words(sent: Report, piet: User) -> None:
    take(sent.code, by=piet, on=MAY, at=NOW)
    close(
        sent.code, is_changed=False, answer="It is open.", may_show_words=False, language="en", by=piet, on=MAY, at=NOW
    )

    events = list(AuditEvent.objects.order_by("id"))
    assert [event.what for event in events] == ["report_taken", "report_closed"]
    assert {event.on for event in events} == {"record:be-house"}
    assert "open" not in str([event.detail for event in events])


def test_observers_read_and_do_nothing(observer: Client, sent: Report) -> None:
    assert act(observer, sent, take="1").status_code == 404
    assert "Close the report" not in observer.get(f"/en/desk/reports/{sent.code}/").content.decode()


@pytest.mark.parametrize(("days", "erased"), [(364, 0), (365, 1)])
def test_texts_are_erased_a_year_after_the_answer_and_the_course_stays(
    client: Client, sent: Report, piet: User, days: int, erased: int
) -> None:
    close(sent.code, is_changed=True, answer="Done.", may_show_words=True, language="en", by=piet, on=MAY, at=NOW)

    assert erase_old_texts(on=MAY + dt.timedelta(days=days)) == erased
    assert ("The texts were erased after a year." in reader_sees(client, sent)) == bool(erased)
    assert ("Closed on Monday now." in reader_sees(client, sent)) != bool(erased)
    assert "Changed on 3 May 2026" in reader_sees(client, sent)


def test_a_report_that_nobody_answered_is_not_erased(sent: Report) -> None:
    assert erase_old_texts(on=MAY + dt.timedelta(days=2_000)) == 0


def test_an_answer_in_another_language_says_so(editor: Client, client: Client, sent: Report) -> None:
    act(editor, sent, close="1", outcome="changed", answer="It is closed on Monday.")

    page = client.get(f"/nl/report/{sent.code}/").content.decode()

    assert '<span class="fb" lang="en" dir="ltr">It is closed on Monday.</span>' in page
