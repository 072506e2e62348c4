"""“This is me”: anybody asks to be taken down, and follows what becomes of it."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.checking.actions import Allowance, new_stamp
from pathfinder.checking.models import Report
from pathfinder.library.consents import views
from pathfinder.library.tests.consenting import (
    OF_A_PACK,
    ask_to_take_down,
    load_story_again,
    make_practice,
    make_story,
    tables_with,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_sent_yet")]


def test_anybody_asks_to_be_taken_down_and_follows_what_becomes_of_it(client: Client, editor: Client) -> None:
    assertContains(client.get(f"/en/library/stories/{OF_A_PACK}/"), f"/en/library/stories/{OF_A_PACK}/take-down/")

    course = ask_to_take_down(client, OF_A_PACK, words="C’est moi.", email="tugba@example.org")

    asked = Report.objects.get()
    assert (asked.about, asked.key, asked.words) == ("consent", OF_A_PACK, "C’est moi.\n\ntugba@example.org")
    assertContains(client.get(course.url), "It is about me, and I want it taken down")
    assertNotContains(client.get(course.url), "tugba@example.org")
    assertContains(editor.get("/en/desk/reports/"), "It is about me")


def test_the_editor_takes_it_down_with_one_click_and_the_person_reads_so(client: Client, editor: Client) -> None:
    load_story_again(OF_A_PACK)
    course = ask_to_take_down(client, OF_A_PACK, words="C’est moi.", email="tugba@example.org").url
    code = Report.objects.get().code
    desk = editor.get(f"/en/desk/reports/{code}/").content.decode()
    assert "Take it down for good" in desk

    editor.post(f"/en/desk/consents/{OF_A_PACK}/", {"take_back": "all", "reason": "The person asked for it."})

    assert client.get(f"/en/library/stories/{OF_A_PACK}/").status_code == 410
    assertContains(client.get(course), "It was taken down, everywhere.")
    assert (Report.objects.get().words, Report.objects.get().state) == ("", Report.CHANGED)
    assert tables_with("tugba@example.org") == []


def test_words_of_who_asks_are_never_for_everybody(client: Client, editor: Client) -> None:
    load_story_again(OF_A_PACK)
    course = ask_to_take_down(client, OF_A_PACK, words="I am Tugba Yilmaz").url
    code = Report.objects.get().code

    editor.post(f"/en/desk/reports/{code}/", {"close": "1", "outcome": "kept", "answer": "It is somebody else.", "may_show_words": "1"})  # fmt: skip

    assertContains(client.get(course), "It is somebody else.")
    assertNotContains(client.get(course), "Yilmaz")


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"email": "not an address"}, 422, "Give an e-mail address"),
        ({"words": "x" * 5_000}, 422, "letters too long"),
        ({"page": "spam"}, 422, "One field must stay empty"),
        ({"seconds_ago": 0}, 422, "That was very quick"),
        ({"seconds_ago": 90_000}, 422, "open for too long"),
    ],
)
def test_what_is_not_right_is_said_and_nothing_typed_is_lost(client: Client, typed: dict[str, Any], status: int, said: str) -> None:  # fmt: skip
    make_story()

    page = ask_to_take_down(client, **({"words": "It is me"} | typed))

    assertContains(page, said, status_code=status)
    assertContains(page, typed.get("words", "It is me")[:40], status_code=status)
    assert not Report.objects.exists()


def test_sent_twice_it_is_one(client: Client) -> None:
    make_story()
    stamp = new_stamp(timezone.now() - dt.timedelta(seconds=30))

    ask_to_take_down(client, stamp=stamp)
    ask_to_take_down(client, stamp=stamp)

    assert Report.objects.count() == 1


def test_a_program_that_asks_often_has_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_story()
    monkeypatch.setattr(views, "allowance", Allowance(each=1, together=200))
    ask_to_take_down(client)

    assertContains(ask_to_take_down(client, words="Again"), "send them again in", status_code=429)


def test_the_form_for_other_records_does_not_offer_it(client: Client) -> None:
    make_practice()

    assertNotContains(client.get(reverse("checking:report", args=["en", "be-duos"])), "It is about me")
