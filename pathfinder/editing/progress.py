"""How far translations are: counted for each record when it has changed since, so that a list of thousands is a query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from pathfinder.directory.queries import RECORDS, document_of, with_parts
from pathfinder.editing.exchange.kept_in_files import pack_counts, pack_places
from pathfinder.editing.models import RecordTexts, TextCount
from pathfinder.editing.texts import MACHINE, MISSING, OUTDATED, REVIEWED, SOURCE, state_in, texts_of

AT_ONCE = 2_000  # records counted for one page; with more, the page says that counting goes on
STATES = (SOURCE, REVIEWED, MACHINE, OUTDATED)


def count_what_changed(most: int = AT_ONCE) -> int:
    """Count the texts of records that changed since; gives how many are still to be counted.

    Cost: nothing when nothing changed; a millisecond for each record that did.
    """
    left = 0
    for kind, model in RECORDS.items():
        counted = RecordTexts.objects.filter(key=OuterRef("key"), counted_for=OuterRef("changed_at"))
        fresh = model.objects.filter(~Exists(counted), merged_into="")
        left += fresh.count()
        if most > 0 and (rows := list(with_parts(fresh.order_by("key"))[:most])):
            _count(kind, rows)
            most -= len(rows)
            left -= len(rows)
    there = sum(model.objects.filter(merged_into="").count() for model in RECORDS.values())
    if RecordTexts.objects.count() > there - left:
        _forget_what_is_gone()
    return left


def _count(kind: str, rows: Iterable[Any]) -> None:
    records, counts = [], []
    for row in rows:
        texts = texts_of(kind, document_of(row))
        record = RecordTexts(key=row.key, kind=kind, country=row.country, counted_for=row.changed_at, texts=len(texts))
        records.append(record)
        found: dict[str, Counter[str]] = {}
        for text in texts:
            for language, words in text.told.items():
                found.setdefault(language, Counter())[state_in(words)] += 1
        counts += [
            TextCount(record=record, language=language, **{state: counter[state] for state in STATES})
            for language, counter in found.items()
        ]
    with transaction.atomic():
        RecordTexts.objects.filter(key__in=[record.key for record in records]).delete()
        RecordTexts.objects.bulk_create(records, batch_size=500, ignore_conflicts=True)  # another process may be at it
        TextCount.objects.bulk_create(counts, batch_size=500, ignore_conflicts=True)


def _forget_what_is_gone() -> None:
    there = Q()
    for model in RECORDS.values():
        there |= Q(Exists(model.objects.filter(key=OuterRef("key"), merged_into="")))
    RecordTexts.objects.exclude(there).delete()


@dataclass(frozen=True)
class Progress:
    """Of one language: how many texts there are in each state."""

    language: str
    counts: dict[str, int]
    texts: int

    @property
    def done(self) -> int:
        return self.counts[SOURCE] + self.counts[REVIEWED]

    @property
    def percent(self) -> int:
        """Rounded down: a hundred means everything."""
        return 100 * self.done // self.texts if self.texts else 100


def progress(languages: Iterable[str], country: str = "", kinds: Iterable[str] = ()) -> list[Progress]:
    records = RecordTexts.objects.filter(country=country) if country else RecordTexts.objects.all()
    if wanted_kinds := list(kinds):
        records = records.filter(kind__in=wanted_kinds)
    texts = records.aggregate(all=Coalesce(Sum("texts"), 0))["all"]
    wanted = list(languages)
    counted = TextCount.objects.filter(language__in=wanted, record__in=records).order_by("language").values("language")
    sums = {row["language"]: row for row in counted.annotate(**{f"all_{state}": Sum(state) for state in STATES})}
    found = []
    for language in wanted:
        counts = {state: int(sums.get(language, {}).get(f"all_{state}") or 0) for state in STATES}
        counts[MISSING] = texts - sum(counts.values())
        found.append(Progress(language, counts, texts))
    return found


def progress_of_packs(languages: Iterable[str], country: str = "") -> list[Progress]:
    """Of the texts of a country's pack, or of all packs with what they share.

    Cost: two seconds for all languages once in each process, nothing afterwards.
    """
    places = [country] if country in pack_places() else [] if country else pack_places()
    found = []
    for language in languages:
        counts: Counter[str] = Counter()
        for place in places:
            counts.update(pack_counts(place, language))
        told = {state: counts[state] for state in (*STATES, MISSING)}
        found.append(Progress(language, told, sum(told.values())))
    return found


def languages_in_use() -> list[str]:
    """Of the records, those with the most texts first."""
    counted = TextCount.objects.order_by("language").values("language").annotate(records=Count("id"))
    return [row["language"] for row in sorted(counted, key=lambda row: (-row["records"], row["language"]))]


def records_to_translate(language: str, state: str, country: str = "") -> QuerySet[RecordTexts]:
    """Records with texts in this state, the most of them first; `waiting` says how many."""
    counted = TextCount.objects.filter(record=OuterRef("pk"), language=language)
    if state == MISSING:
        present = Subquery(
            counted.values(all=F("source") + F("reviewed") + F("machine") + F("outdated"))[:1],
            output_field=IntegerField(),
        )
        rows = RecordTexts.objects.annotate(waiting=F("texts") - Coalesce(present, Value(0)))
    else:
        number = Subquery(counted.values(state)[:1], output_field=IntegerField())
        rows = RecordTexts.objects.annotate(waiting=Coalesce(number, Value(0)))
    if country:
        rows = rows.filter(country=country)
    return rows.filter(waiting__gt=0).order_by("-waiting", "key")
