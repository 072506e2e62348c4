"""What people made of the records: for those who keep them elsewhere too, such as the library its shelves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pathfinder.directory.documents import RECORDS, Document, document_of, with_parts
from pathfinder.directory.models import Change


def newest_change() -> int:
    """Differs once any record was made, changed or removed. Cost: one query by the primary key."""
    return Change.objects.order_by("-id").values_list("id", flat=True).first() or 0


def records_changed_by_people(kinds: Iterable[str]) -> Iterator[tuple[str, str, str, Document]]:
    """Kind, key, country and document of the records that people made, or that say something else than their pack."""
    for kind in kinds:
        rows = RECORDS[kind].objects.filter(origin__in=("pack", "editor"), merged_into="")
        for row in with_parts(rows.order_by("created_at", "key")):
            document = document_of(row)
            if row.origin == "editor" or document != row.loaded:
                yield kind, row.key, row.country, document


def keys_merged_away(kinds: Iterable[str]) -> frozenset[str]:
    """Of records that were duplicates and are part of another one now."""
    return frozenset(
        key for kind in kinds for key in RECORDS[kind].objects.exclude(merged_into="").values_list("key", flat=True)
    )
