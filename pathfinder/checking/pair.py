"""Two records side by side, line by line, with what is the same marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pathfinder.directory.queries import RECORDS, plain
from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import partial_date_in_words


@dataclass(frozen=True)
class Line:
    """One thing that both may have."""

    label: str
    first: str
    second: str

    @property
    def is_same(self) -> bool:
        return bool(self.first) and plain(self.first) == plain(self.second)


@dataclass(frozen=True)
class Sides:
    first: str  # keys
    second: str
    lines: list[Line]
    are_both_there: bool


def side_by_side(kind: str, first: str, second: str, language: str) -> Sides:
    """Cost: some ten small queries."""
    rows = {row.key: row for row in RECORDS[kind].objects.filter(key__in=[first, second])}
    told = [dict(_told(rows[key], language)) if key in rows else {} for key in (first, second)]
    labels = list(dict.fromkeys([*told[0], *told[1]]))
    lines = [Line(label, told[0].get(label, ""), told[1].get(label, "")) for label in labels]
    there = [key for key, row in rows.items() if not row.merged_into]
    return Sides(first, second, [line for line in lines if line.first or line.second], len(there) == 2)


def _told(row: Any, language: str) -> Iterator[tuple[str, str]]:
    yield _("Name"), "\n".join(dict.fromkeys(str(words) for words in row.name.values()))
    if owner := getattr(row, "organization", None) or getattr(row, "parent_organization", None):
        yield _("Organization"), localized(owner.name, language).words
    yield _("Address"), "\n".join(_addresses(row))
    yield _("Phone"), "\n".join(phone.number for phone in row.phones.all()) if hasattr(row, "phones") else ""
    yield _("Web page"), getattr(row, "website", "") or getattr(row, "url", "")
    yield _("E-mail"), getattr(row, "email", "")
    yield _("What it is"), localized(row.description, language).words
    yield (
        _("From when until when"),
        " – ".join(d for d in (getattr(row, n, "") for n in ("valid_from", "valid_to")) if d),
    )
    for label, name in (
        (_("Services"), "services"),
        (_("Places"), "locations"),
        (_("Projects and practices"), "programs"),
    ):
        if hasattr(row, name):
            yield label, str(getattr(row, name).count() or "")
    if hasattr(row, "service_at_locations"):
        yield _("Places and services that go with it"), str(row.service_at_locations.count() or "")
    yield _("Sources"), "\n".join(row.sources)
    yield _("Checked"), partial_date_in_words(row.checked_on, language) if row.checked_on else ""
    yield _("Comes from"), row.origin


def _addresses(row: Any) -> Iterator[str]:
    places = [row] if row.kind == "location" else list(row.locations.all()) if row.kind == "organization" else []
    if row.kind == "service":
        places = [link.location for link in row.service_at_locations.select_related("location")]
    for place in places:
        for address in place.addresses.all():
            yield ", ".join(
                part for part in (address.address_1, f"{address.postal_code} {address.city}".strip()) if part
            )
