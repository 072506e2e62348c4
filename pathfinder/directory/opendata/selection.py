"""From what was asked for to rows: narrowed by every filter, in an order that stays, page by page or all in turn.

Reads only. Raises `Refusal` for filters that contradict what there is, and IndexIsBeingBuilt.
"""

from __future__ import annotations

import datetime as dt
import math
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, FloatField, Model, Prefetch, Q, QuerySet, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

from pathfinder.directory import models as m
from pathfinder.directory.documents import PARTS, RECORDS
from pathfinder.directory.opendata.classifications import (
    narrowed_to_taxonomy,
    narrowed_to_term,
    our_taxonomies,
    our_terms,
)
from pathfinder.directory.opendata.hsds.around import Around
from pathfinder.directory.opendata.problems import refusal
from pathfinder.directory.place_words import territories_serving
from pathfinder.directory.places import EARTH_KM, Place, places_of, plain
from pathfinder.directory.queries import countries_of_the_directory
from pathfinder.search.queries import DEEPEST, Asked, find

CHUNK = 200  # rows read at once when all are given

Asking = Mapping[str, Any]


@dataclass(frozen=True)
class Selection:
    """Rows that fit, in order: the database's, or the one in which a search found them."""

    rows: QuerySet[Any]
    ids: Sequence[uuid.UUID] | None = None  # all of them in order, when the database does not know the order

    def count(self) -> int:
        return self.rows.count() if self.ids is None else len(self.ids)

    def part(self, start: int, end: int) -> list[Any]:
        if self.ids is None:
            return list(self.rows[start:end])
        wanted = self.ids[start:end]
        found = {row.pk: row for row in self.rows.filter(pk__in=wanted)}
        return [found[one] for one in wanted if one in found]

    def chunks(self) -> Iterator[list[Any]]:
        """All rows, some at a time, so that memory stays as it is however many there are."""
        if self.ids is None:
            yield from in_chunks(self.rows)
        else:
            for start in range(0, len(self.ids), CHUNK):
                yield self.part(start, start + CHUNK)


def in_chunks(rows: QuerySet[Any], *, size: int = CHUNK) -> Iterator[list[Any]]:
    """All rows in the order of their ids. No cursor is held open while the reader is slow."""
    ordered, last = rows.order_by("pk"), None
    while found := list((ordered if last is None else ordered.filter(pk__gt=last))[:size]):
        yield found
        last = found[-1].pk


# which rows are open to all, with what belongs to them

SHOWN = Q(merged_into="")


# What a list does not show need not be read: it is most of a row
_COPIES = ("loaded",)
_ONLY_WHOLE = {
    m.Service: (
        "sources", "notes", "duration", "outcome", "results", "themes", "audiences", "residence_grounds", "modes",
    ),
    m.Organization: ("sources", "notes"),
    m.Program: ("sources", "notes", "about"),
    m.Location: ("sources", "notes", "serves"),
}  # fmt: skip


def _unread(model: type[Model], path: str = "", *, full: bool) -> list[str]:
    return [f"{path}{name}" for name in (*_COPIES, *(() if full else _ONLY_WHOLE[model]))]


def _unread_with_services(path: str = "", *, full: bool) -> list[str]:
    return [
        *_unread(m.Service, path, full=full),
        *_unread(m.Organization, f"{path}organization__", full=full),
        *_unread(m.Program, f"{path}program__", full=full),
    ]


def services(*, full: bool = False) -> QuerySet[m.Service]:
    rows = m.Service.objects.filter(SHOWN).select_related("organization", "program").order_by("key")
    rows = rows.defer(*_unread_with_services(full=full))
    return rows.prefetch_related(*_SERVICE_PARTS, *_ORGANIZATION_CARD, *_places_of_service()) if full else rows


def service_marks() -> QuerySet[m.Service]:
    """Only what says whether a service changed."""
    return m.Service.objects.filter(SHOWN).only("id", "changed_at").order_by("key")


def organizations(*, full: bool = False, full_service: bool = False) -> QuerySet[m.Organization]:
    rows = m.Organization.objects.filter(SHOWN).order_by("key")
    rows = rows.defer(*_unread(m.Organization, full=full or full_service))
    if full_service:
        own = (
            m.Service.objects.filter(SHOWN).select_related("program").defer("loaded", "program__loaded").order_by("key")
        )
        return rows.prefetch_related(
            *_organization_parts(), Prefetch("services", own.prefetch_related(*_SERVICE_PARTS, *_places_of_service()))
        )
    if full:
        own = m.Service.objects.filter(SHOWN).only("id", "key", "name", "status", "organization_id").order_by("key")
        return rows.prefetch_related(*_organization_parts(), Prefetch("services", own))
    return rows


def services_at_locations(*, full: bool = False) -> QuerySet[m.ServiceAtLocation]:
    rows = (
        m.ServiceAtLocation.objects.filter(service__merged_into="", location__merged_into="")
        .select_related("location", "service", "service__organization", "service__program")
        .defer(*_unread(m.Location, "location__", full=full), *_unread_with_services("service__", full=full))
        .order_by("id")
    )
    if not full:
        return rows
    of_service = [f"service__{part}" for part in (*_SERVICE_PARTS, *_ORGANIZATION_CARD)]
    return rows.prefetch_related(*of_service, *_PLACE_OF_SERVICE_PARTS)


_PHONES = ("phones", "phones__languages")
_CONTACTS = ("contacts", "contacts__phones", "contacts__phones__languages")
_LOCATION_PARTS = (*_PHONES, *_CONTACTS, "addresses", "languages", "schedules", "accessibility")
_SERVICE_PARTS = (
    *_PHONES, *_CONTACTS, "languages", "schedules", "service_areas", "cost_options", "required_documents", "funding",
)  # fmt: skip
_ORGANIZATION_OWN = (*_PHONES, *_CONTACTS, "languages", "organization_identifiers", "funding")
_ORGANIZATION_CARD = tuple(f"organization__{part}" for part in _ORGANIZATION_OWN)
_PLACE_OF_SERVICE_PARTS = (*_PHONES, *_CONTACTS, "schedules", *[f"location__{part}" for part in _LOCATION_PARTS])


def _organization_parts() -> Iterator[Any]:
    yield from _ORGANIZATION_OWN
    yield Prefetch("programs", m.Program.objects.filter(SHOWN).defer(*_COPIES))
    yield Prefetch("locations", m.Location.objects.filter(SHOWN).defer(*_COPIES).prefetch_related(*_LOCATION_PARTS))


def _places_of_service() -> Iterator[Any]:
    places = m.ServiceAtLocation.objects.filter(location__merged_into="").select_related("location")
    places = places.defer("location__loaded")
    yield Prefetch("service_at_locations", places.order_by("position", "id").prefetch_related(*_PLACE_OF_SERVICE_PARTS))


# what a request selects


def selected_services(asked: Asking) -> Selection:
    all_rows = service_marks() if asked.get("minimal") else services(full=asked.get("full", False))
    rows = _narrowed(all_rows, asked)
    if organization := asked.get("organization_id"):
        rows = rows.filter(organization_id=organization)
    return _found(rows, asked, "service")


def selected_organizations(asked: Asking) -> Selection:
    rows = organizations(full=asked.get("full", False), full_service=asked.get("full_service", False))
    return _found(_narrowed(rows, asked), asked, "organization")


def selected_services_at_locations(asked: Asking) -> Selection:
    narrowed = _narrowed(services(), {name: value for name, value in asked.items() if name != "modified_after"})
    rows = services_at_locations(full=asked.get("full", False))
    if {"taxonomy_term_id", "taxonomy_id", "country"} & asked.keys():
        rows = rows.filter(service__in=narrowed.order_by().values("pk"))
    if organization := asked.get("organization_id"):
        rows = rows.filter(service__organization_id=organization)
    if moment := asked.get("modified_after"):
        rows = rows.filter(Q(service__changed_at__gte=moment) | Q(location__changed_at__gte=moment))
    rows = _around_a_postcode(rows, asked)
    if "search" not in asked:
        return Selection(rows)
    place = {key: number for number, key in enumerate(_keys_found(asked, "service"))}
    found = rows.filter(service__key__in=list(place)).values_list("service__key", "pk")
    return Selection(rows, [pk for _key, pk in sorted(found, key=lambda pair: (place[pair[0]], pair[1]))])


def _narrowed(rows: QuerySet[Any], asked: Asking) -> QuerySet[Any]:
    """By the filters that every kind of record has."""
    if country := asked.get("country"):
        rows = rows.filter(country=country)
    if moment := asked.get("modified_after"):
        rows = rows.filter(changed_at__gte=moment)
    if term := asked.get("taxonomy_term_id"):
        ours = our_terms().get(term)
        rows = narrowed_to_term(rows, ours) if ours else _linked(rows, taxonomy_term_id=term)
    if taxonomy := asked.get("taxonomy_id"):
        of_ours = our_taxonomies().get(taxonomy)
        rows = narrowed_to_taxonomy(rows, of_ours) if of_ours else _linked(rows, taxonomy_term__taxonomy_id=taxonomy)
    return rows


def _linked(rows: QuerySet[Any], **term: uuid.UUID) -> QuerySet[Any]:
    return rows.filter(pk__in=m.Attribute.objects.filter(**term).order_by().values("link_id"))


def _found(rows: QuerySet[Any], asked: Asking, kind: str) -> Selection:
    if "search" not in asked:
        return Selection(rows)
    keys = _keys_found(asked, kind)
    found = dict(rows.filter(key__in=keys).order_by().values_list("key", "pk"))
    return Selection(rows, [found[key] for key in keys if key in found])


def _keys_found(asked: Asking, kind: str) -> list[str]:
    """Keys in the order of how well they fit, by the same search as on the site."""
    country = asked.get("country")
    filters = {"kind": [kind], **({"country": [country]} if country else {})}
    found = find(
        Asked(
            asked["search"],
            asked.get("language", "en"),
            filters,
            frozenset(filters.get("country", ())),
            limit=DEEPEST,
        )
    )
    return list(dict.fromkeys(hit.key for hit in found.hits))


# near a postcode


def _around_a_postcode(rows: QuerySet[Any], asked: Asking) -> QuerySet[Any]:
    if "proximity" in asked and "postcode" not in asked:
        raise refusal(
            400, "parameter proximity", "It says how far, but not from where.", "postcode and proximity together.",
            "Add postcode, or leave proximity out.",
        )  # fmt: skip
    if "postcode" not in asked:
        return rows
    middle = _middle_of(asked["postcode"], asked.get("country"))
    if "proximity" in asked:
        return _nearest(rows, middle, asked["proximity"])
    return rows.filter(Q(service__territory="") | Q(service__territory__in=territories_serving(middle)))


def _middle_of(postcode: str, country: str | None) -> Place:
    """The place of a postcode. Without a country it must be the postcode of one country only."""
    countries = countries_of_the_directory()
    where, what_to_do = "parameter postcode", f"Add the country, one of {', '.join(countries)}."
    if country:
        if place := places_of(country).by_code(postcode):
            return place
        raise refusal(
            404, where, f"We do not know the postcode “{postcode}” in {country}.",
            "a postcode of that country.", "Try the postcode of a larger town near it.",
        )  # fmt: skip
    found = [place for code in countries if (place := places_of(code).by_code(postcode)) and not place.is_near]
    if len(found) == 1:
        return found[0]
    if found:
        named = ", ".join(f"{place.name} ({place.country})" for place in found)
        raise refusal(404, where, f"“{postcode}” is a postcode of {named}.", "a postcode of one country.", what_to_do)
    raise refusal(404, where, f"We do not know the postcode “{postcode}”.", "a postcode of the directory.", what_to_do)


def _nearest(rows: QuerySet[Any], middle: Place, metres: int) -> QuerySet[Any]:
    """Rows whose location lies within so many metres, the nearest first."""
    high = math.degrees(metres / (EARTH_KM * 1000))
    box = Q(location__latitude__range=(middle.latitude - high, middle.latitude + high))
    wide = high / max(0.01, math.cos(math.radians(min(89.0, abs(middle.latitude) + high))))
    if wide < 180:
        box &= Q(location__longitude__range=(middle.longitude - wide, middle.longitude + wide))
    distance = _distance(F("location__latitude"), F("location__longitude"), middle)
    return rows.filter(box).annotate(metres=distance).filter(metres__lte=metres).order_by("metres", "id")


def _distance(latitude: F, longitude: F, middle: Place) -> Any:
    """Metres along the earth's surface, counted by the database; the same formula as `places.distance_km`."""
    lat, lng = math.radians(middle.latitude), middle.longitude
    half = Power(Sin((Radians(latitude) - Value(lat)) / 2.0), 2) + Cos(Radians(latitude)) * Value(
        math.cos(lat)
    ) * Power(Sin(Radians(longitude - Value(lng)) / 2.0), 2)
    metres = ASin(Sqrt(Least(Value(1.0), half))) * Value(2000.0 * EARTH_KM)
    metres.output_field = FloatField()
    return metres


# taxonomies and terms: ours first, then those that came with imported records


@dataclass(frozen=True)
class Together:
    """What the program itself knows, then rows of the database, as one list."""

    own: Sequence[Any]
    rows: QuerySet[Any]

    def count(self) -> int:
        return len(self.own) + self.rows.count()

    def part(self, start: int, end: int) -> list[Any]:
        first = list(self.own[start:end])
        after = max(0, start - len(self.own)), max(0, end - len(self.own))
        return [*first, *(self.rows[slice(*after)] if after[1] > after[0] else ())]

    def chunks(self) -> Iterator[list[Any]]:
        if self.own:
            yield list(self.own)
        yield from in_chunks(self.rows)


def selected_taxonomies(asked: Asking) -> Together:
    own = [one for one in our_taxonomies().values() if _says(asked, one.name, one.description, one.key)]
    rows = m.Taxonomy.objects.exclude(pk__in=list(our_taxonomies())).order_by("key")
    if "search" in asked:
        rows = rows.filter(pk__in=[row.pk for row in rows if _says(asked, row.name, row.description, row.key)])
    return Together(own, rows)


def selected_taxonomy_terms(asked: Asking) -> Together:
    taxonomy, parent = asked.get("taxonomy_id"), asked.get("parent_id")
    own = [
        term
        for term in our_terms().values()
        if not parent
        and (not taxonomy or term.taxonomy.id == taxonomy)
        and _says(asked, *term.names.values(), term.code)
    ]
    rows = m.TaxonomyTerm.objects.exclude(pk__in=list(our_terms())).select_related("taxonomy")
    rows = rows.order_by("taxonomy__key", "code")
    if taxonomy:
        rows = rows.filter(taxonomy_id=taxonomy)
    if parent:
        rows = rows.filter(parent_id=parent)
    if asked.get("top_only"):
        rows = rows.filter(parent=None)
    if "search" in asked:
        told = rows.values_list("pk", "name", "description", "code")
        rows = rows.filter(
            pk__in=[pk for pk, name, about, code in told if _says(asked, *name.values(), *about.values(), code)]
        )
    return Together(own, rows)


def _says(asked: Asking, *texts: str) -> bool:
    """Whether all words that are looked for begin a word of the texts."""
    if "search" not in asked:
        return True
    words = plain(" ".join(map(str, texts))).split()
    return all(any(word.startswith(sought) for word in words) for sought in plain(asked["search"]).split())


# what stands beside the records


def around(records: Iterable[Model], today: dt.date) -> Around:
    """The territories, sources, terms and history that records need: five queries for any number of them."""
    found = list(records)
    told = [row for row in found if not isinstance(row, m.ServiceAtLocation)]
    references = {(row.country, reference.partition("#")[0]) for row in told for reference in row.sources}
    sources = m.Source.objects.filter(country__in={c for c, _ in references}, key__in={key for _, key in references})
    ids = {row.pk for row in found}
    return Around(
        today=today,
        territories=m.Territory.objects.in_bulk({row.territory for row in told if isinstance(row, m.Service)}),
        sources={(one.country, one.key): one for one in sources},
        attributes=_attributes(found, ids),
        history=_grouped(m.Metadata.objects.filter(resource_id__in=ids), "resource_id"),
    )


def _attributes(records: Iterable[Any], ids: set[uuid.UUID]) -> dict[uuid.UUID, list[Any]]:
    """Terms of other systems on records, and on their parts where there are any at all."""
    rows = m.Attribute.objects.select_related("taxonomy_term__taxonomy")
    carriers = set(ids)
    if m.Attribute.objects.exclude(link_entity__in=[*RECORDS, "service_at_location"]).exists():
        carriers |= {part.pk for record in records for part in _parts_read(record)}
    return _grouped(rows.filter(link_id__in=carriers), "link_id")


def _parts_read(row: Any) -> Iterator[Any]:
    """The parts of a row that were fetched with it, and theirs."""
    for name in PARTS.get(type(row), ()):
        if name in getattr(row, "_prefetched_objects_cache", {}):
            for part in getattr(row, name).all():
                yield part
                yield from _parts_read(part)


def around_services(rows: Iterable[m.Service], today: dt.date) -> Around:
    """What stands beside whole services, and beside their organizations, programs and places."""
    return around({one.pk: one for row in rows for one in _with_service(row)}.values(), today)


def around_organizations(rows: Iterable[m.Organization], today: dt.date, *, full_service: bool = False) -> Around:
    """What stands beside whole organizations, and beside their places, programs and, if asked for, services."""
    found: dict[uuid.UUID, Any] = {}
    for row in rows:
        found |= {one.pk: one for one in (row, *row.locations.all(), *row.programs.all())}
        if full_service:
            found |= {one.pk: one for service in row.services.all() for one in _with_service(service)}
    return around(found.values(), today)


def around_services_at_locations(rows: Iterable[m.ServiceAtLocation], today: dt.date) -> Around:
    """What stands beside whole services at locations."""
    found = {}
    for row in rows:
        beside = (row, row.location, row.service, row.service.organization, row.service.program)
        found |= {one.pk: one for one in beside if one}
    return around(found.values(), today)


def _with_service(row: m.Service) -> Iterator[Any]:
    yield from filter(None, (row, row.organization, row.program))
    for link in row.service_at_locations.all():
        yield from (link, link.location)


def _grouped(rows: QuerySet[Any], name: str) -> dict[uuid.UUID, list[Any]]:
    found: dict[uuid.UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found
