"""Whether and how people can register for an event, as the event itself says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pathfinder.library.events.shown import ShownEvent

# What one finds on the page of an event
OPEN, NOT_YET, CLOSED, PAST, ELSEWHERE, CALLED_OFF = "open", "not-yet", "closed", "past", "elsewhere", "called-off"


@dataclass(frozen=True)
class Opening:
    """When registration for an event is open and for how many. Without `places` there is room for all."""

    event: str
    begins_on: dt.date
    ends_on: dt.date
    opens: dt.date | None = None
    closes: dt.date | None = None
    places: int | None = None  # in the room: who takes part online needs none
    is_online_too: bool = False
    url: str = ""  # people register there and not here
    is_called_off: bool = False

    @property
    def last_day(self) -> dt.date:
        """The last day on which one can register; without a date of its own, the day on which the event begins."""
        return min(self.closes or self.begins_on, self.ends_on)

    def state(self, today: dt.date) -> str:
        if self.ends_on < today:
            return PAST
        if self.is_called_off:
            return CALLED_OFF
        if self.url:
            return ELSEWHERE
        if self.opens and today < self.opens:
            return NOT_YET
        return OPEN if today <= self.last_day else CLOSED

    def gives_places(self, today: dt.date) -> bool:
        """Whether people on the waiting list can still move up."""
        return not self.is_called_off and today <= self.begins_on


def opening_of(event: ShownEvent) -> Opening | None:
    """None where the event says nothing of registering, or what it says cannot be: an end before the start."""
    told = event.item.data.get("registration")
    if not isinstance(told, Mapping) or all(value is None or value is False or value == "" for value in told.values()):
        return None
    try:
        opens, closes = _day(told.get("opens")), _day(told.get("closes"))
        places = int(str(told["places"])) if told.get("places") not in (None, "") else None
    except ValueError:
        return None
    if (opens and closes and closes < opens) or (places is not None and places < 0):
        return None
    return Opening(
        event.id, event.starts.last, event.ends.last, opens, closes, places, bool(told.get("is_online_too")),
        _address(told.get("url")), is_called_off(event),
    )  # fmt: skip


def is_called_off(event: ShownEvent) -> bool:
    return event.item.data.get("status") == "cancelled"


def _day(told: Any) -> dt.date | None:
    return dt.date.fromisoformat(str(told)) if told else None


def _address(told: Any) -> str:
    address = str(told or "")
    return address if address.startswith(("https://", "http://")) else ""
