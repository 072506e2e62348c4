"""The road: a person's own dates, deadlines and changes of the law, in order; the same for the picture and the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pathfinder.guide.pathway import Pathway
from pathfinder.guide.shown import ShownStep, shown
from pathfinder.languages.localized_text import HonestSpeaker, localized

FURTHEST_DAYS = 10 * 365  # that someone turns 65 in thirty years is no step on the road
OWN_DATES = ("application_lodged_on", "resident_since", "registered_on", "works_since")
WIDTH, MARGIN, CLOSEST = 640, 20, 28  # of the picture, in its own units
MOST_EVENTS = 14  # more than this is no picture any more; the nearest ones are kept


@dataclass
class Event:
    """A day on the road. `kind`: own, from, due, until, on."""

    day: dt.date
    kind: str
    what: SafeString
    step_id: str = ""
    number: int = 0
    x: int = 0


@dataclass(frozen=True)
class Road:
    events: tuple[Event, ...]

    @property
    def width(self) -> int:
        return WIDTH


def road(pathway: Pathway, speaker: HonestSpeaker) -> Road:
    """Numbered and placed; only the day of the law when nothing else is known."""
    on = pathway.law.day
    events = {(e.day, e.kind, e.step_id, e.what): e for e in _events(pathway, speaker)}
    nearest = sorted(events.values(), key=lambda e: abs((e.day - on).days))[:MOST_EVENTS]
    return Road(tuple(_placed(sorted(nearest, key=lambda e: (e.day, e.kind)))))


def _events(pathway: Pathway, speaker: HonestSpeaker) -> Iterator[Event]:
    on = pathway.law.day
    yield Event(on, "on", escape(_("The law of this day")))
    seen = set()
    for name in OWN_DATES:
        value = pathway.person.values.get(name)
        if isinstance(value, tuple) and value[0] == value[1] and value[0] not in seen:
            seen.add(value[0])
            label = localized(pathway.law.rulebook.facts[name].texts["label"], speaker.language)
            yield Event(dt.date.fromordinal(value[0]), "own", label.__html__())
    for step in shown(pathway.with_verdict("must"), speaker):
        yield from _of_duty(step, on)
    for step in shown(pathway.with_verdict("may"), speaker):
        end = step.step.answer.step.validity.end
        if end and end.is_exact and end.first >= on:
            yield Event(end.first, "until", format_html(_("last day: {}"), step.title), step.id)


def _of_duty(step: ShownStep, on: dt.date) -> Iterator[Event]:
    due, span = step.step.due_on, step.step.window
    if span.start and span.start.is_exact and span.start.first <= on:
        yield Event(span.start.first, "from", format_html(_("you must, from here: {}"), step.title), step.id)
    if due:
        yield Event(due, "due", format_html(_("last day for: {}"), step.title), step.id)
    if span.end and span.end.is_exact and (span.end.first - on).days < FURTHEST_DAYS:
        yield Event(span.end.first, "until", format_html(_("this holds until here: {}"), step.title), step.id)


def _placed(events: list[Event]) -> list[Event]:
    """Places in proportion to time, but never on top of each other."""
    first, last = events[0].day.toordinal(), events[-1].day.toordinal()
    span = max(1, last - first)
    room = WIDTH - 2 * MARGIN
    for number, event in enumerate(events, 1):
        event.number = number
        event.x = MARGIN + round(room * (event.day.toordinal() - first) / span)
    for before, event in pairwise(events):
        event.x = max(event.x, before.x + CLOSEST)
    limit = WIDTH - MARGIN
    for event in reversed(events):
        event.x = min(event.x, limit)
        limit = event.x - CLOSEST
    return events
