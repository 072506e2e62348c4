"""The letters that are owed: written down with what they are about, and sent by the server's own thread or a command."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.utils import timezone

from pathfinder.library.content import by_id
from pathfinder.library.events.registering.letters import letter_to
from pathfinder.library.events.shown import ShownEvent
from pathfinder.library.models import Registration, RegistrationLetter
from pathfinder.library.owed import Written, send_due

ASKED_MOST = 2  # letters in an hour that somebody gets because the address was typed into the form


def owe(to: Registration, kind: str, at: dt.datetime) -> None:
    """In the caller's transaction. Letters that come once are owed once."""
    fields = {"registration": to, "kind": kind}
    new = {"owed_at": at, "next_try_at": at}
    if kind in RegistrationLetter.ONCE:
        RegistrationLetter.objects.get_or_create(**fields, defaults=new)
    else:
        RegistrationLetter.objects.create(**fields, **new)


def owe_if_seldom_asked(to: Registration, kind: str, at: dt.datetime) -> None:
    """For what anybody can ask for with somebody else's address."""
    asked = to.letters.filter(kind__in=[RegistrationLetter.CONFIRM, RegistrationLetter.AGAIN])
    if asked.filter(owed_at__gt=at - dt.timedelta(hours=1)).count() < ASKED_MOST:
        owe(to, kind, at)


def send_owed(at: dt.datetime) -> int:
    """Send what is due; gives how many."""
    return send_due(RegistrationLetter.objects.select_related("registration"), at, partial(_written, at=at))


def _written(one: RegistrationLetter, secret: str, *, at: dt.datetime) -> Written | None:
    to = one.registration
    item = by_id("events").get(to.event_id)
    event = ShownEvent(item, to.language) if item else None
    if event is None or _is_idle(one.kind, to, event, at):
        return None
    return Written(letter_to(to, one.kind, event, secret), to.email)


def _is_idle(kind: str, to: Registration, event: ShownEvent, at: dt.datetime) -> bool:
    """What it would say is not so any more: a letter may have waited for the mail server."""
    if event.is_past(timezone.localdate(at)):
        return True
    if kind == RegistrationLetter.CONFIRM:
        return to.is_confirmed
    return kind == RegistrationLetter.WAITING and not to.waits
