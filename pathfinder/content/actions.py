from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from django.db import transaction

from pathfinder.checking.actions import pack_changed
from pathfinder.content.models import LoadedPack
from pathfinder.content.records import PackRecords
from pathfinder.directory.actions import (
    Outcome,
    keep_sources,
    keep_territories,
    rebuild_index_soon,
    remove_absent,
    take_over,
)
from pathfinder.library.queries import keys_taken_back
from rulebook.law import Rulebook
from rulebook.load import checksum, countries_with_a_pack, load_rulebook, parsed_files

COUNTED = ("services", "organizations", "sources")


@dataclass(frozen=True, slots=True)
class PackChange:
    """What loading did to one country's record."""

    country: str
    version: str
    what: Literal["loaded", "unchanged", "removed"]
    records: Outcome = field(default_factory=Outcome, compare=False)
    changed_sources: tuple[str, ...] = field(default=(), compare=False)


def load_packs(packs: Path, *, at: datetime) -> list[PackChange]:
    """Take over every pack under `packs`; a pack whose files did not change stays as it is.

    All packs are checked before anything is saved. Raises PackError with every problem of the first unsound pack.
    What an editor changed stays; where the pack changed the same field, the conflict is in the answer.
    Cost: about a second for each changed pack.
    """
    known = {pack.country: pack for pack in LoadedPack.objects.all()}
    found = {country: checksum(packs, country) for country in countries_with_a_pack(packs)}
    same = {country for country, mark in found.items() if country in known and known[country].checksum == mark}
    files = parsed_files()  # what countries share is parsed once
    fresh = [load_rulebook(packs, country, files=files) for country in found if country not in same]
    gone = [pack for country, pack in known.items() if country not in found]

    changes = []
    with transaction.atomic():
        for rulebook in fresh:
            outcome, sources = _take_over(rulebook, at)
            pack_changed(rulebook, sources, at=at)
            pack = _record(rulebook, found[rulebook.country], at)
            pack.save()
            changes.append(PackChange(pack.country, pack.version, "loaded", outcome, tuple(sources)))
        for pack in gone:
            LoadedPack.objects.filter(country=pack.country).delete()
            for kind in reversed(KINDS_IN_ORDER):
                remove_absent(kind, pack.country, set(), origin="pack", at=at, by="pack")
        if changes or gone:
            rebuild_index_soon(at)
    return sorted(
        [
            *changes,
            *_changes((known[country] for country in same), "unchanged"),
            *_changes(gone, "removed"),
        ],
        key=lambda change: change.country,
    )


OF_THE_LIBRARY = ("story", "event", "publication")
KINDS_IN_ORDER = (
    "organization",
    "location",
    "program",
    "service",
    *OF_THE_LIBRARY,
)  # owners before what points at them


def _take_over(rulebook: Rulebook, at: datetime) -> tuple[Outcome, list[str]]:
    records = PackRecords(rulebook)
    keep_territories(rulebook.country, records.territories())
    changed_sources = keep_sources(rulebook.country, records.sources())
    by = f"pack {rulebook.version}"
    total = Outcome()
    given = {
        "organization": records.organizations(),
        "location": records.locations(),
        "program": records.programs(),
        "service": records.services(),
        **{kind: records.library_records(kind) for kind in OF_THE_LIBRARY},
    }
    taken_back = keys_taken_back()
    given = {kind: [one for one in records if one.key not in taken_back] for kind, records in given.items()}
    for kind in KINDS_IN_ORDER:
        total.add(take_over(given[kind], origin="pack", at=at, by=by, says_change=False))
    for kind in reversed(KINDS_IN_ORDER):
        present = {one.key for one in given[kind]}
        total.removed += remove_absent(kind, rulebook.country, present, origin="pack", at=at, by=by)
    return total, changed_sources


def _record(rulebook: Rulebook, mark: str, at: datetime) -> LoadedPack:
    counts = {name: len(rulebook.pack[name]) for name in COUNTED}
    return LoadedPack(
        country=rulebook.country,
        version=str(rulebook.pack.get("version", "")),
        checksum=mark,
        loaded_at=at,
        updates_checked=str(rulebook.pack.get("updates_checked", "")),
        counts={"provisions": len(rulebook.provisions), **counts},
    )


def _changes(packs: Iterable[LoadedPack], what: Literal["loaded", "unchanged", "removed"]) -> list[PackChange]:
    return [PackChange(pack.country, pack.version, what) for pack in packs]
