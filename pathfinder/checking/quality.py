"""How good the directory is, in numbers that everybody may see: kept until something changes.

A large directory takes seconds to measure. Then the page shows the last numbers with their time, and `manage.py tidy` works
them out anew every night.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import time
from collections.abc import Iterator

from django.db.models import Count, Max, Q, Sum

from pathfinder.checking.measures import STATES, Measures, measure
from pathfinder.checking.models import FailedSearch, Link, QualityReport, Report
from pathfinder.directory.queries import Metadata

QUICK_MS = 1_000  # a request may wait so long for new numbers
OLDEST_HOURS = 30  # then even a slow directory is measured by the request that needs it


def quality(at: dt.datetime, today: dt.date) -> QualityReport:
    """The numbers of the public page. Cost: five small queries while nothing changed."""
    mark = mark_of_everything(today)
    last = QualityReport.objects.first()
    if last and (last.mark == mark or not _is_worth_the_wait(last, at)):
        return last
    return measure_quality(at, today, mark)


def _is_worth_the_wait(last: QualityReport, at: dt.datetime) -> bool:
    return last.took_ms <= QUICK_MS or at - last.measured_at > dt.timedelta(hours=OLDEST_HOURS)


def measure_quality(at: dt.datetime, today: dt.date, mark: str = "") -> QualityReport:
    """Work everything out anew and keep it. Cost: some seconds for 100,000 records."""
    mark = mark or mark_of_everything(today)
    started = time.monotonic()
    measures = measure(today)
    took = int((time.monotonic() - started) * 1000)
    kept, _is_new = QualityReport.objects.update_or_create(
        pk=1, defaults={"mark": mark, "measured_at": at, "took_ms": took, "measures": measures}
    )
    return kept


def mark_of_everything(today: dt.date) -> str:
    """Differs after anything that is measured changed, and every day. Every change of a record leaves its trace."""
    told = [
        today,
        Metadata.objects.aggregate(last=Max("last_action_date")),
        Link.objects.aggregate(n=Count("id"), last=Max("checked_at"), approved=Max("approved_at")),
        Report.objects.aggregate(
            n=Count("id"), closed=Count("closed_on"), taken=Count("id", filter=Q(state="looking"))
        ),
        FailedSearch.objects.aggregate(n=Sum("count")),
    ]
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def as_lines(measures: Measures) -> Iterator[list[str]]:
    """The same as rows of one table: what is measured, of which country, theme, language and state, how many."""
    yield ["measure", "country", "of", "language", "state", "value"]
    for name in ("total", "in_time", "never_checked"):
        yield ["records", "", "", "", name, str(measures["records"][name])]
    for row in measures["countries"]:
        code = row["country"]
        yield from (["records", code, kind, "", "", str(n)] for kind, n in row["kinds"].items())
        yield from (["records", code, "", "", name, str(row[name])] for name in ("in_time", "never_checked"))
        yield ["oldest_check", code, row["oldest_check"]["key"], "", "", row["oldest_check"]["checked_on"]]
        for language, states in row["languages"].items():
            yield from (["texts", code, "", language, state, str(n)] for state, n in states.items() if n)
    yield from (["theme", "", theme, "", "", str(n)] for theme, n in measures["themes"].items())
    yield from (["confidence", "", code or "not_said", "", "", str(n)] for code, n in measures["confidence"].items())
    for row in measures["languages"]:
        yield from (["texts", "", "", row["language"], state, str(row[state])] for state in (*STATES, "missing"))
    yield from (["links", "", "", "", n, str(measures["links"][n])] for n in ("total", "checked", "broken", "approved"))
    for row in measures["failed_searches"]["words"]:
        yield ["failed_search", row["country"], row["words"], row["language"], "", str(row["count"])]
    yield ["failed_search", "", "", "", "total", str(measures["failed_searches"]["total"])]
    for name, value in measures["reports"].items():
        yield ["reports", "", "", "", name, "" if value is None else str(value)]
    yield from (["corrections", "", month, "", "", str(n)] for month, n in measures["corrections"]["months"].items())
