"""Records as the search sees them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Count, Max, Prefetch, QuerySet

from pathfinder.directory.models import (
    Change,
    Event,
    Location,
    Organization,
    Program,
    Publication,
    Service,
    ServiceAtLocation,
    Story,
)
from pathfinder.search.queries import CURRENT, ENDED, TOLD, Entry

LANGUAGE = re.compile("[a-z]{2}")
BATCH = 200  # rows with their parts: larger batches only hold more of them at once


class RecordsToFind:
    """Services, organizations, practices and what the library tells; places are found through them."""

    def mark(self) -> str:
        newest = Change.objects.aggregate(highest=Max("id"))["highest"] or 0
        count = Change.objects.filter(id__gt=newest - 1_000).aggregate(count=Count("id"))["count"]
        return f"{newest}:{count}"

    def changes_since(self, number: int, *, last: int | None) -> list[tuple[int, str]]:
        changes = Change.objects.filter(id__gte=number).order_by("-id").values_list("id", "key")
        return list(reversed(changes[:last] if last is not None else changes))

    def all_entries(self) -> Iterator[Entry]:
        for rows in _kinds():
            for row in rows.iterator(chunk_size=BATCH):
                yield entry_of(row)

    def entries(self, keys: Iterable[str]) -> list[Entry]:
        wanted = list(keys)
        return [entry_of(row) for rows in _kinds() for row in rows.filter(key__in=wanted)]


def _kinds() -> tuple[QuerySet[Any], ...]:
    offered = Prefetch(
        "service_at_locations", ServiceAtLocation.objects.select_related("service")
    )  # one query, however many
    places = Prefetch(
        "locations",
        Location.objects.prefetch_related("schedules", "addresses", "languages", offered),
    )
    at = Prefetch(
        "service_at_locations",
        ServiceAtLocation.objects.select_related("location").prefetch_related(
            "schedules", "location__schedules", "location__languages"
        ),
    )
    shown = {"merged_into": ""}
    return (
        Service.objects.filter(**shown)
        .select_related("organization")
        .prefetch_related(at, "schedules", "languages", "required_documents"),
        Organization.objects.filter(**shown).prefetch_related(places, "languages", "services"),
        *(
            model.objects.filter(**shown).select_related("organization")
            for model in (Program, Story, Event, Publication)
        ),
    )


def entry_of(row: Any) -> Entry:
    match row:
        case Service():
            return _service(row)
        case Organization():
            return _organization(row)
        case Program():
            return _program(row)
    return _told_in_the_library(row)


def _service(row: Service) -> Entry:
    places = [link.location for link in row.service_at_locations.all()]
    schedules = list(row.schedules.all()) or [
        s for link in row.service_at_locations.all() for s in (*link.schedules.all(), *link.location.schedules.all())
    ]
    languages = [*row.languages.all(), *[code for place in places for code in place.languages.all()]]
    on_site = [place for place in places if place.location_type == "physical"]
    texts = [
        *_texts(row.description, row.alternate_name, row.eligibility_description, row.outcome, row.fees_description),
        *_texts(*row.application_process),
        *_texts(*[paper.document for paper in row.required_documents.all()]),
        *_texts(row.organization.name),
    ]
    facets = {
        **_common(row),
        "theme": tuple(row.themes),
        "audience": tuple(row.audiences),
        "ground": tuple(row.residence_grounds),
        "cost": (row.cost,),
        "language": _codes(languages),
        "mode": tuple(dict.fromkeys([*row.modes, *(["on_site"] if on_site else [])])),
        "hours": hours_of(schedules, row.country),
        "state": (row.status,),
        "organization": (row.organization.key,),
        "place": tuple(place.key for place in places),
    }
    standing = ENDED if row.status == "ended" else CURRENT
    return _entry(row, texts, facets, on_site, standing=standing, run_by=row.organization.key)


def _organization(row: Organization) -> Entry:
    places = list(row.locations.all())
    on_site = [place for place in places if place.location_type == "physical"]
    texts = [*_texts(row.description, row.alternate_name), *_texts(*[place.name for place in places])]
    texts += [("en", address.city) for place in places for address in place.addresses.all()]
    languages = [*row.languages.all(), *[code for place in places for code in place.languages.all()]]
    facets = {
        **_common(row),
        "language": _codes(languages),
        "mode": ("on_site",) if on_site else (),
        "hours": hours_of([s for place in places for s in place.schedules.all()], row.country),
        "state": ("active",),
        "organization": (row.key,),
        "place": tuple(place.key for place in places),
    }
    at_its_places = [link.service for place in places for link in place.service_at_locations.all()]
    services = {service.key: service for service in [*row.services.all(), *at_its_places] if not service.merged_into}
    texts += [pair for service in services.values() for pair in _texts(service.name)]
    return _entry(row, texts, facets, on_site, standing=CURRENT, runs=tuple(services))


def _program(row: Program) -> Entry:
    texts = [*_texts(row.description, row.alternate_name), *[("en", words) for words in _words_in(row.about)]]
    facets = {**_common(row), "state": ("ended" if row.valid_to else "active",)}
    if row.organization:
        facets["organization"] = (row.organization.key,)
    run_by = row.organization.key if row.organization else ""
    return _entry(row, texts, facets, [], standing=ENDED if row.valid_to else CURRENT, run_by=run_by)


def _told_in_the_library(row: Story | Event | Publication) -> Entry:
    """After the services that fit as well: it is read about, not gone to."""
    texts = [*_texts(row.description), *_texts_in(row.about)]
    facets = {**_common(row), "organization": (row.organization.key,) if row.organization else ()}
    return _entry(row, texts, facets, [], standing=TOLD, run_by=row.organization.key if row.organization else "")


def _entry(
    row: Any, texts: list[tuple[str, str]], facets: Mapping[str, tuple[str, ...]], places: list[Location], *,
    standing: int, runs: tuple[str, ...] = (), run_by: str = "",
) -> Entry:  # fmt: skip
    return Entry(
        key=row.key,
        names={**row.name} or {"und": row.key},
        texts=tuple(texts),
        facets=facets,
        runs=runs,
        run_by=run_by,
        standing=standing,
        points=tuple((place.latitude, place.longitude) for place in places if place.latitude is not None),
    )


def _common(row: Any) -> dict[str, tuple[str, ...]]:
    return {
        "kind": (row.kind,),
        "country": (row.country,),
        "territory": (row.territory,) if row.territory else (),
        "checked": (checked_bucket(row.checked_on),),
    }


def _texts(*many: Any) -> list[tuple[str, str]]:
    return [(language, str(words)) for texts in many if isinstance(texts, Mapping) for language, words in texts.items() if isinstance(words, str)]  # fmt: skip


def _texts_in(value: Any) -> Iterator[tuple[str, str]]:
    """(language, words) of all texts, however deep; what is no text in a language says nothing to a reader."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            words = inner.get("text") if isinstance(inner, Mapping) else inner
            if isinstance(words, str) and LANGUAGE.fullmatch(name):
                yield name, words
            else:
                yield from _texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_in(inner)


def _words_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _words_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words_in(inner)


def _codes(languages: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.code.partition("-")[0] for one in languages if one.code))


def checked_bucket(checked_on: str) -> str:
    """The year of the last look; `never` without one. Years, because that is how people ask and how sources date."""
    return checked_on[:4] if checked_on[:4].isdigit() else "never"


def pattern_id(opening_hours: str, country: str) -> str:
    """Few patterns of hours are shared by many places: “open now” asks which patterns are open, then who has them."""
    return hashlib.sha256(f"{country}|{opening_hours}".encode()).hexdigest()[:12]


def hours_of(schedules: Iterable[Any], country: str) -> tuple[str, ...]:
    return tuple({pattern_id(s.opening_hours, country) for s in schedules if s.opening_hours})
