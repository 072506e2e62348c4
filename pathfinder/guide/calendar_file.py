"""The dates of a pathway as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from pathfinder.guide.pathway import Pathway, StepOnTheWay
from pathfinder.guide.shown import ShownStep
from pathfinder.languages.localized_text import HonestSpeaker

SOON = dt.timedelta(days=5 * 365)  # nobody needs an entry for the day they turn 65
REMIND_BEFORE = dt.timedelta(days=14)


def calendar_of(pathway: Pathway, speaker: HonestSpeaker, made_at: dt.datetime) -> bytes:
    """Deadlines, and the last days of what holds now. No answer of the person goes into it."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Pathfinder//{pathway.law.rulebook.version}//{speaker.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("My way to work"))
    summaries = {"due": _("Last day for: %(step)s"), "until": _("Until here: %(step)s")}
    for step_on_the_way, day, kind in dates_of(pathway):
        step = ShownStep(step_on_the_way, speaker)
        summary = summaries[kind] % {"step": step.plain_title}
        calendar.add_component(_event(step, day, kind, summary, made_at))
    return calendar.to_ical()


def dates_of(pathway: Pathway) -> Iterator[tuple[StepOnTheWay, dt.date, str]]:
    """The days to remember: "due" is a deadline, "until" the last day of a duty."""
    for step in pathway.with_verdict("must", "may"):
        if due := step.due_on:
            yield step, due, "due"
        end = step.window.end if step.verdict == "must" else None
        if end and end.is_exact and end.first - pathway.law.day < SOON:
            yield step, end.first, "until"


def _event(step: ShownStep, day: dt.date, kind: str, summary: str, made_at: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{step.id}-{kind}@pathfinder")  # the same when made again, so that a calendar updates it
    event.add("dtstamp", made_at)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    if kind == "due":
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", -REMIND_BEFORE)
        event.add_component(alarm)
    return event
