"""What somebody does who shares something with the library, and what an editor does with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client
from django.utils import timezone

from pathfinder.checking.actions import new_stamp
from pathfinder.editing.tests.records import fields_in
from pathfinder.library.models import Submission
from pathfinder.library.sharing.rounds import Done, go_round
from pathfinder.library.tests.letters import link_in

SHARE = "/en/library/share/"
DRAFT = "/en/library/share/draft/"
AMINA = "amina@example.org"
PRACTICE = {
    "name.en": "Cooking together", "description.en": "Newcomers and neighbours cook for a town hall.",
    "about.need.en": "Few newcomers meet an employer.", "about.told_by.by": "doers", "about.told_by.who.en": "House of Work",
}  # fmt: skip
STORY = {
    "name.en": "Samir", "description.en": "Samir bakes bread in Ghent.", "about.told_by.by": "interview",
    "about.told_by.who.en": "Samir", "about.told_by.on": "2026-11-02", "about.told_by.agreed": "yes",
}  # fmt: skip
CONSENT = {"consent_yes": "yes", "consent_how": "paper", "consent_given_on": "2026-11-02"}


def begin(client: Client, kind: str = "program", *, seconds_ago: float = 10, headers: Any = None, **typed: Any) -> Any:
    """Send the first form as a person does who read it."""
    form = {
        "kind": kind, "country": "be", "email": AMINA, "language": "en", "page": "",
        "stamp": new_stamp(timezone.now() - dt.timedelta(seconds=seconds_ago)), **typed,
    }  # fmt: skip
    return client.post(SHARE, form, headers=headers or {})


def some_round(**later: float) -> Done:
    """What the server does by itself, now or later."""
    return go_round(at=timezone.now() + dt.timedelta(seconds=1, **later))


def drafted(client: Client, box: Any, kind: str = "program", **typed: Any) -> str:
    """Begin, and give the address of the draft."""
    begin(client, kind, **typed)
    some_round()
    return link_in(box.letters[-1])


def press(client: Client, link: str, button: str, typed: dict[str, Any] | None = None) -> Any:
    """Type into the form behind a link and press one of its buttons."""
    return client.post(link, fields_in(client.get(link)) | (typed or {}) | {button: "1"})


def sent(client: Client, box: Any, kind: str = "program", typed: dict[str, Any] | None = None, **begun: Any) -> str:
    """A practice, filled in and sent to the editors. Gives the address behind which its author sees it."""
    link = drafted(client, box, kind, **begun)
    press(client, link, "send", typed or (STORY | CONSENT if kind == "story" else PRACTICE))
    some_round()
    return link


def the_one() -> Submission:
    return Submission.objects.get()


def desk_page() -> str:
    return f"/en/desk/submissions/{the_one().pk}/"


def decide(editor: Client, button: str, **typed: Any) -> Any:
    """An editor's page: type something, press a button."""
    page = desk_page()
    return editor.post(page, fields_in(editor.get(page)) | typed | {button: "1"})
