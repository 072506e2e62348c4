"""An event to register for, and what somebody does who registers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client
from django.utils import timezone

from pathfinder.checking.actions import new_stamp
from pathfinder.directory.actions import Given, take_over
from pathfinder.library.events.registering.rounds import Done, go_round
from pathfinder.library.tests.letters import link_in
from pathfinder.ui.tests.page_text import page_of

EVENT = "be-ev-fair"
FORM = f"/en/library/events/{EVENT}/register/"
SENT = f"{FORM}sent/"
AMINA, PIET, OLENA = "amina@example.org", "piet@example.org", "olena@example.org"


def today() -> dt.date:
    return timezone.localdate()


def in_days(days: int) -> str:
    return (today() + dt.timedelta(days=days)).isoformat()


def make_event(days: int = 20, *, status: str = "planned", **registration: Any) -> None:
    """A fair so many days from now; with places for all unless they are numbered."""
    about = {
        "date": in_days(days), "status": status, "venue": {"en": "Town hall, Ghent"},
        "registration": registration or {"closes": in_days(days)},
    }  # fmt: skip
    document = {"country": "be", "name": {"en": "Job fair", "nl": "Jobbeurs"}, "about": about}
    take_over([Given("event", EVENT, document)], origin="editor", at=timezone.now(), by="editor")


def fill_in(client: Client, email: str = AMINA, *, seconds_ago: float = 10, **typed: Any) -> Any:
    """Send the form as a person does who read it first."""
    form = {"email": email, "stamp": new_stamp(timezone.now() - dt.timedelta(seconds=seconds_ago)), "page": "", **typed}
    return client.post(FORM, form, headers=form.pop("headers", {}))


def some_round(**later: float) -> Done:
    """What the server does by itself, now or later."""
    return go_round(at=timezone.now() + dt.timedelta(seconds=1, **later))


def key_in(letter: Any) -> str:
    return link_in(letter).partition("?key=")[2]


def press(client: Client, letter: Any, button: str) -> Any:
    """A button on the page behind a letter's link."""
    return client.post(link_in(letter).partition("?")[0], {"key": key_in(letter), button: "1"})


def come(client: Client, box: Any, email: str, **typed: Any) -> Any:
    """Register and confirm. Gives the letter that came then."""
    fill_in(client, email, **typed)
    some_round()
    press(client, box.letters[-1], "confirm")
    some_round()
    return box.letters[-1]


def event_page(client: Client) -> str:
    return page_of(client.get(f"/en/library/events/{EVENT}/"))
