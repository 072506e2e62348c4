"""Working out the numbers of the public quality page. Everything given back is plain JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, Sum, TextField
from django.db.models.functions import Cast, TruncMonth

from pathfinder.checking.failed_searches import SHOWN_FROM
from pathfinder.checking.models import FailedSearch, Link, LinkRound, Report
from pathfinder.directory.queries import RECORDS, Metadata
from pathfinder.languages.fields import LocalizedField

STATES = ("source", "reviewed", "machine", "outdated")
MONTHS_BACK = 12
FAILED_SHOWN = 100

Measures = dict[str, Any]


def measure(today: dt.date) -> Measures:
    """One pass over all records, and a handful of small queries. Cost: some seconds for 100,000 records."""
    tally = _Tally(today)
    for kind in RECORDS:
        for row in _rows(kind):
            tally.add(kind, *row)
    since = _months_before(today, MONTHS_BACK)
    return {
        "day": today.isoformat(),
        **tally.told(),
        "links": _links(),
        "failed_searches": _failed_searches(since),
        "reports": _reports(since, today),
        "corrections": _corrections(since),
    }


# the records


@dataclass
class _Tally:
    """What is counted while the records go by."""

    today: dt.date
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)  # country, kind
    in_time: Counter[str] = field(default_factory=Counter)
    never: Counter[str] = field(default_factory=Counter)
    oldest: dict[str, tuple[str, str]] = field(default_factory=dict)  # country to day of the check and key
    confidence: Counter[str] = field(default_factory=Counter)
    themes: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)  # country
    states: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # country, language, state

    def add(
        self, kind: str, key: str, country: str, confidence: str, checked_on: str, next_on: dt.date | None,
        themes: list[str], texts: list[str],
    ) -> None:  # fmt: skip
        self.kinds[country, kind] += 1
        self.confidence[confidence] += 1
        self.themes.update(themes)
        if not checked_on:
            self.never[country] += 1
        else:
            if next_on and next_on > self.today:
                self.in_time[country] += 1
            if country not in self.oldest or (checked_on, key) < self.oldest[country]:
                self.oldest[country] = (checked_on, key)
        for text in texts:
            if text not in ("{}", "[]"):
                self._add_texts(country, json.loads(text))

    def _add_texts(self, country: str, told: Any) -> None:
        for text in told if isinstance(told, list) else (told,):
            if isinstance(text, dict) and text:
                self.texts[country] += 1
                for language, words in text.items():
                    state = "source" if isinstance(words, str) else words.get("state", "source")
                    self.states[country, language, state] += 1

    def told(self) -> Measures:
        countries = sorted({country for country, _kind in self.kinds})
        spoken = {language for _country, language, _state in self.states} | set(dict(settings.LANGUAGES))
        languages = sorted(spoken, key=lambda code: (-self._texts_in(code), code))
        oldest = min(self.oldest.values(), default=("", ""))
        return {
            "records": {
                "total": self.kinds.total(),
                "in_time": self.in_time.total(),
                "never_checked": self.never.total(),
                "oldest_check": {"checked_on": oldest[0], "key": oldest[1]},
            },
            "countries": [self._country(country, languages) for country in countries],
            "themes": dict(sorted(self.themes.items(), key=lambda pair: (-pair[1], pair[0]))),
            "confidence": {code: self.confidence[code] for code in ("high", "medium", "low", "")},
            "texts": self.texts.total(),
            "languages": [self._language(language, countries) for language in languages],
        }

    def _texts_in(self, language: str) -> int:
        return sum(n for (_country, code, _state), n in self.states.items() if code == language)

    def _country(self, country: str, languages: list[str]) -> Measures:
        checked_on, key = self.oldest.get(country, ("", ""))
        return {
            "country": country,
            "kinds": {kind: self.kinds[country, kind] for kind in RECORDS},
            "library": sum(self.kinds[country, kind] for kind in ("story", "event", "publication")),
            "total": sum(self.kinds[country, kind] for kind in RECORDS),
            "in_time": self.in_time[country],
            "never_checked": self.never[country],
            "oldest_check": {"checked_on": checked_on, "key": key},
            "texts": self.texts[country],
            "languages": {
                language: {state: self.states[country, language, state] for state in STATES} for language in languages
            },
        }

    def _language(self, language: str, countries: list[str]) -> Measures:
        states = {state: sum(self.states[country, language, state] for country in countries) for state in STATES}
        return {"language": language, **states, "missing": self.texts.total() - sum(states.values())}


def _rows(kind: str) -> Iterator[tuple[Any, ...]]:
    """Texts come as they are stored: making them into objects takes longer than counting them."""
    model = RECORDS[kind]
    texts = [f.name for f in model._meta.concrete_fields if isinstance(f, LocalizedField)]
    themes = ["themes"] if kind == "service" else []
    plain = ["key", "country", "confidence", "checked_on", "check_next_on", *themes]
    rows = (
        model.objects.filter(merged_into="").order_by().annotate(**{f"told_{t}": Cast(t, TextField()) for t in texts})
    )
    first = len(plain)
    for row in rows.values_list(*plain, *[f"told_{t}" for t in texts]).iterator(chunk_size=2_000):
        yield (*row[:5], row[5] if themes else [], row[first:])


# everything else


def _links() -> Measures:
    counts = Link.objects.aggregate(
        total=Count("id"),
        checked=Count("checked_at"),
        broken=Count("id", filter=Q(is_broken=True)),
        approved=Count("approved_at"),
    )
    problems = (
        Link.objects.filter(is_broken=True).values_list("problem").annotate(n=Count("id")).order_by("-n", "problem")
    )
    last = LinkRound.objects.exclude(finished_at=None).filter(only_failed=False).first()
    day = last.finished_at.date().isoformat() if last and last.finished_at else ""
    return {**counts, "problems": dict(problems), "last_round": day}


def _failed_searches(since: dt.date) -> Measures:
    """Only words that several searches shared; of the rest, how many there were."""
    rows = FailedSearch.objects.filter(month__gte=f"{since:%Y-%m}")
    total = rows.aggregate(n=Sum("count"))["n"] or 0
    often = (
        rows.exclude(words="")
        .values_list("words", "language", "country")
        .annotate(n=Sum("count"))
        .filter(n__gte=SHOWN_FROM)
        .order_by("-n", "words", "language", "country")
    )
    names = ("words", "language", "country", "count")
    return {"total": total, "words": [dict(zip(names, row, strict=True)) for row in often[:FAILED_SHOWN]]}


def _reports(since: dt.date, today: dt.date) -> Measures:
    rows = Report.objects.filter(reported_on__gte=since)
    states = dict(rows.order_by().values_list("state").annotate(n=Count("id")))
    closed = rows.exclude(closed_on=None).values_list("reported_on", "closed_on")
    days = [(closed_on - reported_on).days for reported_on, closed_on in closed.iterator(chunk_size=2_000)]
    waiting = Report.objects.exclude(state__in=Report.CLOSED).order_by("reported_on").first()
    return {
        "total": sum(states.values()),
        **{state: states.get(state, 0) for state in (Report.REPORTED, Report.LOOKING, Report.CHANGED, Report.KEPT)},
        "median_days": median(days) if days else None,
        "oldest_open_days": (today - waiting.reported_on).days if waiting else None,
    }


def _corrections(since: dt.date) -> Measures:
    """Records that were changed, not the fields of them: a correction of an address with three lines is one."""
    start = dt.datetime(since.year, since.month, 1, tzinfo=dt.UTC)
    rows = (
        Metadata.objects.filter(last_action_date__gte=start, last_action_type="update")
        .order_by()
        .annotate(month=TruncMonth("last_action_date", tzinfo=dt.UTC))
        .values_list("month", "key", "last_action_date")
        .distinct()
    )
    months: dict[str, int] = defaultdict(int)
    for month, _key, _at in rows.iterator(chunk_size=2_000):
        months[f"{month:%Y-%m}"] += 1
    return {"total": sum(months.values()), "months": dict(sorted(months.items(), reverse=True))}


def _months_before(today: dt.date, months: int) -> dt.date:
    """The first day of the month so many months ago."""
    number = today.year * 12 + today.month - 1 - months
    return dt.date(number // 12, number % 12 + 1, 1)
