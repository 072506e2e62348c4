"""What a row of results shows of a record: a few columns in a few queries, because so many people ask for rows."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db.models import Q

from pathfinder.directory.models import (
    Event,
    Language,
    Location,
    Organization,
    Program,
    Publication,
    Service,
    ServiceAtLocation,
    Story,
)
from pathfinder.directory.prepared import Prepared
from pathfinder.languages.fields import from_json


@dataclass(frozen=True, slots=True)
class PlaceInRow:
    """A place of a record, with the city of its first address."""

    latitude: float | None
    longitude: float | None
    city: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInRow:
    """A service, an organization or a practice, as far as a row of the page or a line of a file shows it."""

    kind: str
    key: str
    country: str
    territory: str
    name: Mapping[str, str]
    description: Mapping[str, str]
    confidence: str
    checked_on: str
    is_synthetic: bool
    url: str
    owner: Mapping[str, str] | None = None  # the name of its organization
    organization_kind: str = ""
    status: str = ""
    valid_to: str = ""
    themes: Sequence[str] = ()
    audiences: Sequence[str] = ()
    cost: str = ""
    places: Sequence[PlaceInRow] = ()
    spoken: Sequence[str] = ()  # codes of languages: its own, then those of its places

    @property
    def is_over(self) -> bool:
        return self.status == "ended" or (self.kind == "program" and bool(self.valid_to))


_OF_ALL = ("id", "key", "country", "territory", "name", "description", "confidence", "checked_on", "is_synthetic")
_JSON = ("name", "description", "owner", "themes", "audiences")


class _Kind:
    """Which columns of a kind of record are read; `renamed`: what a column of another name is called here."""

    def __init__(self, model: type[Any], *columns: str, **renamed: str) -> None:
        self.kind = model.kind
        self.names = (*_OF_ALL, *columns, *renamed)
        asked = (*_OF_ALL, *columns, *renamed.values())
        self.query = Prepared("", lambda keys: model.objects.filter(key__in=keys).order_by().values_list(*asked))

    def rows(self, keys: Collection[str]) -> Iterator[dict[str, Any]]:
        for values in self.query.rows(keys):
            row = dict(zip(self.names, values, strict=True))
            row |= {name: from_json(msgspec.json.decode(row[name])) for name in _JSON if row.get(name) is not None}
            yield {**row, "kind": self.kind, "is_synthetic": bool(row["is_synthetic"])}


# Most results are services, few are practices: a kind is only asked for keys that are still left
_KINDS = (
    _Kind(Service, "url", "status", "themes", "audiences", "cost", owner="organization__name"),
    _Kind(Organization, "organization_kind", url="website"),
    _Kind(Program, "url", "valid_to", owner="organization__name"),
    *(_Kind(model, "url", owner="organization__name") for model in (Story, Event, Publication)),
)
_PLACES_OF_SERVICES = Prepared(
    uuid.UUID(int=0),
    lambda ids: (
        ServiceAtLocation.objects.filter(service__in=ids)
        .order_by("id", "location__addresses__position", "location__addresses__id")
        .values_list(
            "service_id", "location_id", "location__latitude", "location__longitude", "location__addresses__city"
        )
    ),
)
_PLACES_OF_ORGANIZATIONS = Prepared(
    uuid.UUID(int=0),
    lambda ids: (
        Location.objects.filter(organization__in=ids)
        .order_by("key", "addresses__position", "addresses__id")
        .values_list("organization_id", "id", "latitude", "longitude", "addresses__city")
    ),
)
_LANGUAGES = Prepared(
    uuid.UUID(int=0),
    lambda ids: Language.objects.filter(Q(service__in=ids) | Q(organization__in=ids) | Q(location__in=ids))
    .values_list("service_id", "organization_id", "location_id", "code"),
)  # fmt: skip


RowsOfRoom = Callable[[Collection[str]], Mapping[str, RecordInRow]]
_of_other_rooms: list[RowsOfRoom] = []


def add_rows(rows: RowsOfRoom) -> None:
    """A room whose records the search finds too says, once at start, how they look among the results."""
    if rows not in _of_other_rooms:
        _of_other_rooms.append(rows)


def records_in_rows(keys: Iterable[str]) -> dict[str, RecordInRow]:
    """The records with these keys; at most six queries, however many; three when all are services."""
    told: list[dict[str, Any]] = []
    left = set(keys)
    for kind in _KINDS:
        told += kind.rows(left)
        left -= {row["key"] for row in told}
    places = _places_of(told)
    languages = _languages_of([*(row["id"] for row in told), *{place for found in places.values() for place in found}])
    found = {}
    for row in told:
        row_id = row.pop("id")
        here = places.get(row_id, {})
        spoken = [code for speaker in (row_id, *here) for code in languages.get(speaker, ())]
        found[row["key"]] = RecordInRow(**row, places=tuple(here.values()), spoken=tuple(dict.fromkeys(spoken)))
    for rows in _of_other_rooms if left else ():
        found |= rows(left)
    return found


def _places_of(told: Sequence[Mapping[str, Any]]) -> dict[Any, dict[Any, PlaceInRow]]:
    """By the id of their owner and their own."""
    services, organizations = (
        [row["id"] for row in told if row["kind"] == kind] for kind in ("service", "organization")
    )
    found: dict[Any, dict[Any, PlaceInRow]] = {}
    # a place comes once for each of its addresses
    for owner, place, latitude, longitude, city in (
        *_PLACES_OF_SERVICES.rows(services), *_PLACES_OF_ORGANIZATIONS.rows(organizations)
    ):  # fmt: skip
        found.setdefault(owner, {}).setdefault(place, PlaceInRow(latitude, longitude, city or ""))
    return found


def _languages_of(ids: Collection[Any]) -> dict[Any, list[str]]:
    """Codes by the id of the service, organization or place where they are spoken."""
    found: dict[Any, list[str]] = {}
    for *owner, code in _LANGUAGES.rows(ids):
        found.setdefault(next(filter(None, owner)), []).append(code)
    return found
