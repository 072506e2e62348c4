"""A consent that has an end: the story is shown until its last day, then erased."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from pathfinder.directory.models import Story
from pathfinder.library import content
from pathfinder.library.consents import rounds
from pathfinder.library.consents.rounds import go_round
from pathfinder.library.content import shelves
from pathfinder.library.models import Consent
from pathfinder.library.tests.consenting import PAGE, STORY, WORDS, agreed, everywhere, make_story, tables_with

pytestmark = pytest.mark.django_db


def test_a_story_is_shown_until_the_last_day_and_never_after_it(client: Client) -> None:
    make_story()
    agreed(ends_in_days=0)
    assert client.get(PAGE).status_code == 200

    Consent.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    tomorrow()

    assert client.get(PAGE).status_code == 410
    assert everywhere(client, STORY) == {}


def tomorrow() -> None:
    """The shelves of this process were built on another day."""
    if "now" in content._kept:
        (mark, day), built = content._kept["now"]
        content._kept["now"] = (mark, day - dt.timedelta(days=1)), built
    content._request.shelves = None


def test_a_new_day_builds_the_shelves_anew() -> None:
    before = shelves()
    tomorrow()

    assert shelves() is not before


def test_a_round_erases_what_has_ended() -> None:
    make_story()
    agreed(ends_in_days=-1)

    assert go_round(at=timezone.now()) == 1
    assert go_round(at=timezone.now()) == 0

    assert tables_with(WORDS) == []
    assert Consent.objects.get().withdrawn_by == "the end of the consent"


def test_the_first_request_of_a_day_waits_for_that(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_story()
    agreed(ends_in_days=-1)
    monkeypatch.setitem(rounds._seen, "day", timezone.localdate() - dt.timedelta(days=1))

    client.get("/en/")

    assert not Story.objects.exists()


def test_the_command_does_the_same(capsys: Any) -> None:
    make_story()
    agreed(ends_in_days=-1)

    call_command("look_after_consents")

    assert capsys.readouterr().out == "1 consents ended.\n"


def test_a_consent_that_was_renewed_goes_on(client: Client) -> None:
    make_story()
    agreed(ends_in_days=-1)
    agreed(ends_in_days=300)

    assert go_round(at=timezone.now()) == 0
    assert client.get(PAGE).status_code == 200
