"""What this room tells others: what readers reported, how much waits at the desk, how good the directory is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from pathfinder.checking.alike import name_to_compare, phone_to_compare
from pathfinder.checking.models import LinkRound, Report
from pathfinder.checking.quality import quality
from pathfinder.checking.queue import Counts, Wanted, counts
from pathfinder.checking.reports import WRONG
from pathfinder.directory.queries import RECORDS
from pathfinder.languages.localized_text import LocalizedText

__all__ = [
    "Course",
    "course_of",
    "how_much_waits",
    "last_round",
    "name_to_compare",
    "open_reports_of",
    "phone_to_compare",
    "quality",
    "record_with",
    "reports_of",
]

SHOWN_DAYS = 60  # how long the end of a report stays on the record's page


@dataclass(frozen=True)
class Course:
    """What became of a report, as everybody may see it: without the reader's words until an editor has read them."""

    code: str
    about: str
    state: str
    reported_on: dt.date
    taken_on: dt.date | None
    closed_on: dt.date | None
    words: str
    answer: LocalizedText
    is_erased: bool

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


def course_of(report: Report, language: str) -> Course:
    answer = LocalizedText(report.answer, report.answer_language, is_fallback=report.answer_language != language)
    return Course(
        report.code, _(WRONG[report.about]), report.state, report.reported_on, report.taken_on, report.closed_on,
        report.words if report.may_show_words else "", answer, report.is_erased,
    )  # fmt: skip


def open_reports_of(key: str, language: str = "en") -> list[Course]:
    """Reports of a record that wait for an answer, the oldest first. One query."""
    rows = Report.objects.filter(key=key, state__in=(Report.REPORTED, Report.LOOKING))
    return [course_of(report, language) for report in rows]


def reports_of(key: str, language: str, today: dt.date) -> list[Course]:
    """Those that wait, and those that were answered in the last weeks. One query."""
    since = today - dt.timedelta(days=SHOWN_DAYS)
    rows = Report.objects.filter(key=key).exclude(closed_on__lt=since)
    return [course_of(report, language) for report in rows]


def how_much_waits(today: dt.date) -> Counts:
    """How many records somebody should look at, by reason, kind and country. Two queries."""
    return counts(Wanted(), today=today)


def last_round() -> LinkRound | None:
    """The newest round through the links, running or not."""
    return LinkRound.objects.first()


def find_record(key: str) -> Any:
    """The record of any kind with this key, also one that is part of another now, or None. Up to four queries."""
    for model in RECORDS.values():
        if found := model.objects.defer("loaded").filter(key=key).first():
            return found
    return None


def record_with(key: str) -> Any:
    """The same. Raises Http404."""
    if found := find_record(key):
        return found
    raise Http404


def record_of_kind(kind: str, key: str) -> Any:
    """Raises Http404 for a kind or a key that does not exist, and for a record that is part of another now."""
    if kind not in RECORDS or not (found := RECORDS[kind].objects.filter(key=key, merged_into="").first()):
        raise Http404
    return found
