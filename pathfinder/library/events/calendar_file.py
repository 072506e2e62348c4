"""Events as a calendar file (iCalendar, RFC 5545): one event, or all of them to subscribe to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from pathfinder.library.events.shown import ShownEvent


def calendar_of(events: Iterable[ShownEvent], addresses: Mapping[str, str], made_at: dt.datetime) -> bytes:
    """Events with days that are known; `addresses` are those of their pages, by id."""
    calendar = Calendar()
    calendar.add("prodid", "-//Pathfinder//Library//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Events"))
    for event in events:
        if event.has_exact_days:
            calendar.add_component(_entry(event, addresses[event.id], made_at))
    return calendar.to_ical()


def _entry(shown: ShownEvent, address: str, made_at: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{shown.id}@pathfinder")  # the same when made again, so that a calendar updates it
    event.add("dtstamp", made_at)
    event.add("dtstart", shown.starts.first)
    event.add("dtend", shown.ends.first + dt.timedelta(days=1))  # the day after, as the standard wants
    event.add("summary", shown.title.words)
    event.add("url", address)
    told = [shown.organizer.words, shown.about.words, *(one.words for one in shown.programme), address]
    event.add("description", "\n".join(words for words in told if words))
    if shown.venue.words:
        event.add("location", shown.venue.words)
    event.add("transp", "TRANSPARENT")
    return event
