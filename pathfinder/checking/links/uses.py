"""Which addresses there are to look at, and where each of them stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urldefrag

from django.db import transaction
from django.db.models import QuerySet

from pathfinder.checking.links.fetching import host_of
from pathfinder.checking.models import Link, LinkUse
from pathfinder.directory.queries import RECORDS, Source

BATCH = 1_000
SOURCE = "source"  # kind of the uses in sources
# Fields that hold an address, also of what belongs to a record
FIELDS = {
    "organization": ("website", "uri", "logo"),
    **dict.fromkeys(("program", "story", "event", "publication"), ("url",)),
    "service": ("url", "schedules__schedule_link", "required_documents__uri"),
    "location": ("url", "schedules__schedule_link", "accessibility__url"),
}


class Use(NamedTuple):
    """An address and where it stands."""

    url: str
    kind: str
    key: str
    country: str
    field: str


def mark_of(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:32]


def renew_links() -> None:
    """Bring the table of links to what records and sources name now; what is known of a link that stays is kept.

    Cost: one pass over the records that have an address, field by field, so that memory holds one field at a time.
    """
    for kind, field, rows in _columns():
        with transaction.atomic():
            _renew(kind, field, _uses(kind, field, rows))
    LinkUse.objects.exclude(kind__in=[*FIELDS, SOURCE]).delete()
    Link.objects.filter(uses=None).delete()


def _columns() -> Iterator[tuple[str, str, QuerySet]]:
    yield SOURCE, "url", Source.objects.exclude(url="")
    for kind, fields in FIELDS.items():
        for field in fields:
            yield kind, field, RECORDS[kind].objects.filter(merged_into="", **{f"{field}__gt": ""})


def _uses(kind: str, field: str, rows: QuerySet) -> Iterator[Use]:
    named = field.partition("__")[0]
    for url, key, country in rows.values_list(field, "key", "country").iterator(chunk_size=2_000):
        yield Use(urldefrag(url.strip()).url, kind, key, country, named)


def _renew(kind: str, field: str, uses: Iterator[Use]) -> None:
    wanted = {(mark_of(use.url), use.key, use.country): use for use in uses}
    named = field.partition("__")[0]
    there = {
        (mark, key, country): pk
        for mark, key, country, pk in LinkUse.objects.filter(kind=kind, field=named).values_list(
            "link__mark", "key", "country", "pk"
        )
    }
    gone = [pk for place, pk in there.items() if place not in wanted]
    for start in range(0, len(gone), BATCH):
        LinkUse.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    new = [(place[0], use) for place, use in wanted.items() if place not in there]
    for start in range(0, len(new), BATCH):
        _create(new[start : start + BATCH])


def _create(new: list[tuple[str, Use]]) -> None:
    Link.objects.bulk_create(
        [Link(mark=mark, url=use.url, host=host_of(use.url)) for mark, use in dict(new).items()], ignore_conflicts=True
    )
    ids = dict(Link.objects.filter(mark__in=[mark for mark, _use in new]).values_list("mark", "pk"))
    LinkUse.objects.bulk_create(
        [LinkUse(link_id=ids[mark], kind=u.kind, key=u.key, country=u.country, field=u.field) for mark, u in new]
    )
