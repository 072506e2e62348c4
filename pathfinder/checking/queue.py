"""The records somebody should look at, the most urgent first, with the reasons of each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from pathfinder.checking.models import Reason
from pathfinder.checking.reasons import CONFLICT, DUE, NEVER, RANKS
from pathfinder.directory.queries import RECORDS, Conflict

PAGE = 25


@dataclass(frozen=True)
class Wanted:
    """What of the queue somebody wants to see; everything where nothing is said."""

    why: str = ""
    kind: str = ""
    country: str = ""


@dataclass(frozen=True)
class Waiting:
    """One record of the queue."""

    record: Any
    reasons: list[Reason]
    conflicts: list[str]  # names of fields
    is_due: bool

    @property
    def is_never_checked(self) -> bool:
        return not self.record.checked_on


@dataclass(frozen=True)
class Counts:
    """How many wait, by each filter, given the other two."""

    total: int
    by_why: dict[str, int] = field(default_factory=dict)
    by_kind: dict[str, int] = field(default_factory=dict)
    by_country: dict[str, int] = field(default_factory=dict)


def waiting_records(wanted: Wanted, *, today: dt.date, start: int = 0) -> list[Waiting]:
    """One page of the queue. Cost: one query for the order, one for each kind on the page, two for the reasons."""
    kinds = [wanted.kind] if wanted.kind else list(RECORDS)
    arms = [arm for kind in kinds for arm in _ranked(_waiting(kind, wanted, today), wanted.why)]
    rows = _union(arms).order_by("rank", "check_next_on", "key")[start : start + PAGE]
    return _shown([(kind, key) for kind, key, _rank, _next in rows], today)


def counts(wanted: Wanted, *, today: dt.date) -> Counts:
    """Two queries, whatever the size of the queue."""
    cells = _cells(today)
    asked = {"why": wanted.why, "kind": wanted.kind, "country": wanted.country}

    def added(by: str) -> dict[str, int]:
        others = {name: code for name, code in asked.items() if name != by and code}
        found: Counter[str] = Counter()
        for cell, number in cells.items():
            place = dict(zip(("why", "kind", "country"), cell, strict=True))
            is_counted_once = by == "why" or "why" in others or place["why"] == ANY
            if is_counted_once and all(place[name] == code for name, code in others.items()):
                found[place[by]] += number
        return dict(found)

    by_why = added("why")
    total = by_why.get(wanted.why or ANY, 0)
    return Counts(total, {w: by_why.get(w, 0) for w in RANKS}, added("kind"), added("country"))


ANY = "any"  # stands for the record itself, once, whatever its reasons


def _cells(today: dt.date) -> Counter[tuple[str, str, str]]:
    """How many records for each reason, kind and country."""
    found: Counter[tuple[str, str, str]] = Counter()
    arms = [
        _waiting(kind, Wanted(), today)
        .order_by()
        .values("kind_code", "country")
        .annotate(
            total=Count("id"),
            never=Count("id", filter=Q(checked_on="")),
            due=Count("id", filter=_is_due(today) & ~Q(checked_on="")),
            conflicts=Count("id", filter=Q(key__in=Conflict.objects.values("key"))),
        )
        for kind in RECORDS
    ]
    for row in _union(arms):
        for why, column in ((ANY, "total"), (NEVER, "never"), (DUE, "due"), (CONFLICT, "conflicts")):
            found[why, row["kind_code"], row["country"]] = row[column]
    reasons = Reason.objects.order_by().values_list("why", "kind", "country").annotate(Count("key", distinct=True))
    for why, kind, country, number in reasons:
        found[why, kind, country] = number
    return found


class Queue:
    """The whole queue as a list that only knows its length until a page of it is asked for."""

    def __init__(self, wanted: Wanted, today: dt.date, total: int) -> None:
        self.wanted, self.today, self.total = wanted, today, total

    def count(self) -> int:
        return self.total

    def __getitem__(self, part: slice) -> list[Waiting]:
        return waiting_records(self.wanted, today=self.today, start=part.start)


# the rows


def _is_due(today: dt.date) -> Q:
    return Q(check_next_on__lte=today) | Q(check_next_on=None)


def _waiting(kind: str, wanted: Wanted, today: dt.date) -> QuerySet[Any]:
    rows = RECORDS[kind].objects.filter(merged_into="").annotate(kind_code=Value(kind, CharField()))
    if wanted.country:
        rows = rows.filter(country=wanted.country)
    if wanted.why == NEVER:
        return rows.filter(checked_on="")
    if wanted.why == DUE:
        return rows.filter(_is_due(today)).exclude(checked_on="")
    if wanted.why == CONFLICT:
        return rows.filter(key__in=Conflict.objects.values("key"))
    if wanted.why:
        return rows.filter(key__in=Reason.objects.filter(why=wanted.why).values("key"))
    return rows.filter(_is_due(today) | _asked_for())


def _ranked(rows: QuerySet[Any], why: str) -> list[QuerySet[Any]]:
    """Those with a reason or a conflict, and those whose time has come and nothing else: for the many, no row is looked
    up in another table."""
    reasons = Reason.objects.filter(key=OuterRef("key")).order_by("rank").values("rank")
    conflict = Case(When(Exists(Conflict.objects.filter(key=OuterRef("key"))), then=RANKS[CONFLICT]))
    urgent = Coalesce(Subquery(reasons.filter(rank__lt=RANKS[CONFLICT])[:1]), conflict, Subquery(reasons[:1]))
    with_reason = rows.filter(_asked_for()).annotate(rank=urgent)
    only_due = rows.exclude(_asked_for()).annotate(
        rank=Case(When(checked_on="", then=RANKS[NEVER]), default=RANKS[DUE])
    )
    arms = [with_reason] if why not in ("", NEVER, DUE) else [with_reason, only_due]
    return [arm.order_by().values_list("kind_code", "key", "rank", "check_next_on") for arm in arms]


def _asked_for() -> Q:
    return Q(key__in=Reason.objects.values("key")) | Q(key__in=Conflict.objects.values("key"))


def _union(arms: Sequence[QuerySet[Any]]) -> QuerySet[Any]:
    return reduce(lambda one, other: one.union(other, all=True), arms)


def _shown(places: Iterable[tuple[str, str]], today: dt.date) -> list[Waiting]:
    named = list(places)
    keys = [key for _kind, key in named]
    records = {
        row.key: row
        for kind in dict(named)
        for row in RECORDS[kind].objects.filter(key__in=[key for of, key in named if of == kind])
    }
    reasons: dict[str, list[Reason]] = {}
    for reason in Reason.objects.filter(key__in=keys):
        reasons.setdefault(reason.key, []).append(reason)
    conflicts: dict[str, list[str]] = {}
    for key, name in Conflict.objects.filter(key__in=keys).values_list("key", "field_name"):
        conflicts.setdefault(key, []).append(name)
    return [
        Waiting(
            row, reasons.get(key, []), conflicts.get(key, []), row.check_next_on is None or row.check_next_on <= today
        )
        for key in keys
        if (row := records.get(key))
    ]
