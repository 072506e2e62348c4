"""What is known of registrations: behind a link, for the desk, for a person's own data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from pathfinder.accounts.queries import User, hash_of_secret
from pathfinder.library.models import EventList, Registration


def registration_with(secret: str) -> Registration | None:
    """Whose link it is; None for a link that does not work any more."""
    mark = hash_of_secret(secret)
    return Registration.objects.filter(letters__secret_hash=mark).first() if mark else None


def number_in_line(one: Registration) -> int:
    """1 for who is the next to get a place."""
    before = Q(confirmed_at__lt=one.confirmed_at) | Q(confirmed_at=one.confirmed_at, pk__lt=one.pk)
    return 1 + Registration.objects.filter(before, event=one.event_id, placed_at=None).count()


def what_is_kept(one: Registration) -> dict[str, Any]:
    """Everything about a person, as plain values, for the person."""
    moments = ("registered_at", "held_until", "confirmed_at", "placed_at")
    words = ("email", "name", "takes_part", "event_language", "needs", "language")
    return {
        "event": one.event_id,
        **{name: getattr(one, name) for name in words},
        **{name: value.isoformat() if (value := getattr(one, name)) else None for name in moments},
        "letters": [
            {"kind": letter.kind, "sent_at": letter.sent_at.isoformat() if letter.sent_at else None}
            for letter in one.letters.all()
        ],
    }


def own_registrations(user: User) -> list[dict[str, Any]]:
    """Of somebody who edits, for the file of their own data."""
    return [what_is_kept(one) for one in Registration.objects.filter(email=user.email.lower())]


def counted_lists(at: dt.datetime) -> QuerySet[EventList]:
    """Every event that people registered for, the last first, with how many come, wait or have not confirmed yet."""
    of = "registrations"
    comes = Q(**{f"{of}__confirmed_at__isnull": False, f"{of}__placed_at__isnull": False})
    online = Q(**{f"{of}__takes_part": Registration.ONLINE})
    waits = Q(**{f"{of}__confirmed_at__isnull": False, f"{of}__placed_at": None})
    return EventList.objects.annotate(
        here=Count(of, filter=comes & ~online),
        online=Count(of, filter=comes & online),
        waiting=Count(of, filter=waits),
        unconfirmed=Count(of, filter=Q(**{f"{of}__held_until__gt": at})),
    ).order_by("-ends_on", "event")


def confirmed_of(event: str) -> Iterable[Registration]:
    """Who has a place, in the order of registering; then who waits, in the order of the list."""
    confirmed = Registration.objects.filter(event=event, confirmed_at__isnull=False)
    yield from confirmed.filter(placed_at__isnull=False)
    yield from confirmed.filter(placed_at=None).order_by("confirmed_at", "id")
