"""Putting records into the queue before their date, and taking them out again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import transaction

from pathfinder.checking.law_changes import changed_provisions, services_decided_by
from pathfinder.checking.models import Reason
from pathfinder.checking.reasons import LAW, RANKS, SETTLED_BY_A_LOOK, SOURCE
from pathfinder.directory.queries import RECORDS
from rulebook.law import Rulebook

BATCH = 500


class Named(NamedTuple):
    """A record, by what names it."""

    kind: str
    key: str
    country: str


def ask_to_look(records: Iterable[Named], why: str, about: str, *, at: dt.datetime) -> None:
    """A reason that is known already stays as it is, with its first date."""
    Reason.objects.bulk_create(
        [
            Reason(kind=kind, key=key, country=country, why=why, about=about, rank=RANKS[why], since=at)
            for kind, key, country in records
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def settle(why: str, about: str) -> None:
    """The reason is gone for every record that had it."""
    Reason.objects.filter(why=why, about=about).delete()


def settle_by_a_look(key: str) -> None:
    """Somebody read the record beside its sources and the law: what asked for that is done."""
    Reason.objects.filter(key=key, why__in=SETTLED_BY_A_LOOK).delete()


def pack_changed(rulebook: Rulebook, changed_sources: Iterable[str], *, at: dt.datetime) -> None:
    """A country's pack was loaded: queue what cites a changed source, and the services whose law changed.

    Cost: reads the sources of every record of the country when a source changed, a fifth of a second for the law.
    """
    with transaction.atomic():
        for source, records in records_citing(rulebook.country, changed_sources).items():
            ask_to_look(records, SOURCE, source, at=at)
        for provision in changed_provisions(rulebook):
            services = services_decided_by(provision, rulebook)
            named = [Named("service", key, rulebook.country) for key in services]
            ask_to_look(named, LAW, provision.id, at=at)
        forget_records_that_are_gone(rulebook.country)


def records_citing(country: str, sources: Iterable[str]) -> Mapping[str, list[Named]]:
    """For each of these sources of a country, the records that cite any part of it."""
    found: dict[str, list[Named]] = {source: [] for source in sources}
    if not found:
        return {}
    for kind, model in RECORDS.items():
        rows = model.objects.filter(country=country, merged_into="").values_list("key", "sources")
        for key, references in rows.iterator(chunk_size=2_000):
            for source in {str(reference).partition("#")[0] for reference in references} & found.keys():
                found[source].append(Named(kind, key, country))
    return found


def forget_all_that_are_gone() -> None:
    for country in list(Reason.objects.order_by().values_list("country", flat=True).distinct()):
        forget_records_that_are_gone(country)


def forget_records_that_are_gone(country: str) -> None:
    """Nobody needs to look at a record that does not exist any more, or that is part of another now."""
    for kind, model in RECORDS.items():
        waiting = set(Reason.objects.filter(kind=kind, country=country).values_list("key", flat=True))
        there = set(
            model.objects.filter(country=country, merged_into="", key__in=waiting).values_list("key", flat=True)
        )
        Reason.objects.filter(kind=kind, key__in=waiting - there).delete()
