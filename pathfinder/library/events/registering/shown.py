"""What pages say of registering for an event."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pathfinder.languages.names import date_in_words
from pathfinder.library.events.registering.actions import free_places
from pathfinder.library.events.registering.opening import CALLED_OFF, ELSEWHERE, NOT_YET, OPEN, Opening, opening_of
from pathfinder.library.events.shown import ShownEvent


def not_open(opening: Opening, today: dt.date, language: str) -> str:
    """Why one cannot register now, in a sentence; nothing when one can."""
    state = opening.state(today)
    if state == OPEN:
        return ""
    if state == NOT_YET:
        return _("Registration opens on %(day)s.") % {"day": date_in_words(opening.opens, language)}
    if state == CALLED_OFF:
        return _("This event does not take place.")
    return _("Registration closed on %(day)s.") % {"day": date_in_words(opening.last_day, language)}


def registration_box(event: ShownEvent, now: dt.datetime, language: str) -> dict[str, Any] | None:
    """What the page of an event says of registering; None where there is nothing to say."""
    opening, today = opening_of(event), timezone.localdate(now)
    if opening is None or opening.ends_on < today:
        return None
    is_open = opening.state(today) == OPEN
    return {
        "url": opening.url if opening.state(today) == ELSEWHERE else "",
        "is_open": is_open,
        "not_open": "" if is_open else not_open(opening, today, language),
        "last_day": opening.last_day,
        "is_full": is_open and free_places(opening, now) == 0,
        "is_online_too": opening.is_online_too,
    }
