"""Putting the made-up directory into the database, and taking it away again."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

from django.db import transaction

from pathfinder.directory.actions import Given, Outcome, rebuild_index_soon, take_over
from pathfinder.directory.demo_data.made_up import ORIGIN, MadeUp, organizations
from pathfinder.directory.documents import RECORDS
from pathfinder.directory.models import Conflict, Metadata

BLOCK = 60  # organizations at a time, with about 500 services
BATCH = 500
KINDS = ("service", "program", "location", "organization")  # what points at others before what is pointed at
Progress = Callable[[str, int, int], None]


def make_demo_data(services: int, seed: int, *, at: dt.datetime, progress: Progress) -> Outcome:
    """Create or renew so many made-up services with their organizations and places. The index is built anew soon."""
    total, done = Outcome(), 0
    made = organizations(services, seed)
    while block := list(itertools.islice(made, BLOCK)):
        with transaction.atomic():
            for records in _by_kind(block).values():
                total.add(
                    take_over(records, origin=ORIGIN, at=at, by="demo-data", is_synthetic=True, says_change=False)
                )
        done += sum(len(one.services) for one in block)
        progress("made", done, services)
    rebuild_index_soon(at)
    return total


def _by_kind(block: list[MadeUp]) -> dict[str, list[Given]]:
    return {
        "organization": [Given("organization", *one.organization) for one in block],
        "location": [Given("location", *place) for one in block for place in one.locations],
        "service": [Given("service", *service) for one in block for service in one.services],
    }


def remove_demo_data(*, at: dt.datetime, progress: Progress) -> int:
    """Delete every made-up record with its parts and its history. Returns how many records."""
    rows = {kind: RECORDS[kind].objects.filter(origin=ORIGIN, is_synthetic=True) for kind in KINDS}
    total = sum(of_kind.count() for of_kind in rows.values())
    done = 0
    for kind in KINDS:
        while found := dict(rows[kind].order_by().values_list("id", "key")[:BATCH]):
            _remove(RECORDS[kind], found)
            done += len(found)
            progress("removed", done, total)
    if total:
        rebuild_index_soon(at)
    return total


def _remove(model: type[Any], found: dict[Any, str]) -> None:
    with transaction.atomic():
        Metadata.objects.filter(resource_id__in=found).delete()
        Conflict.objects.filter(key__in=found.values()).delete()
        model.objects.filter(id__in=found).delete()


def count_real_records() -> int:
    """Services and organizations that are not made up."""
    return sum(RECORDS[kind].objects.filter(is_synthetic=False).count() for kind in ("service", "organization"))
