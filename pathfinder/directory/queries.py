"""Reading records: finding them, and what a page or another system shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pathfinder.directory import codes
from pathfinder.directory.changed_records import keys_merged_away, newest_change, records_changed_by_people
from pathfinder.directory.codes import GROUNDS_OF_AUDIENCE
from pathfinder.directory.desks import desks_of, regions_of
from pathfinder.directory.documents import RECORDS, Document, document_of, fields_of, with_parts
from pathfinder.directory.imports.code_words import country_code, language_code
from pathfinder.directory.imports.json_file import json_lines, json_objects
from pathfinder.directory.imports.told import Unusable
from pathfinder.directory.models import (
    Conflict,
    Event,
    Metadata,
    Organization,
    Program,
    Publication,
    Service,
    Source,
    Story,
    Territory,
)
from pathfinder.directory.place_words import places_named, territories_serving
from pathfinder.directory.places import Place, places_of, plain
from pathfinder.directory.rows import PlaceInRow, RecordInRow, records_in_rows
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.search.queries import Asked, Found, Hit, Near, find, vocabulary

__all__ = [
    "GROUNDS_OF_AUDIENCE", "RECORDS", "Conflict", "Document", "Metadata", "Place", "PlaceInRow", "RecordInRow", "Results", "Row",
    "Source", "Territory", "Unusable", "codes", "countries_of_the_directory", "country_code", "desks_of", "document_of", "fields_of",
    "json_lines", "json_objects", "keys_merged_away", "language_code", "names_of_organizations", "nearest_point", "newest_change",
    "organization_of", "organizations_to_choose", "places_of", "plain", "records_by_key", "records_changed_by_people", "regions_of",
    "search_records", "territories_serving", "with_parts",
]  # fmt: skip

OF_NAMED_COUNTRY, OF_NAMED_TERRITORY = 15.0, 6.0  # beside the weights in search/ranking.py
FOUND_KINDS = (Service, Organization, Program, Story, Event, Publication)


@dataclass(frozen=True)
class Row:
    """One result, in the reader's language where the record has it."""

    key: str
    record: Any
    title: LocalizedText
    score: float
    matched: list[str]  # the words through which it was found, as the vocabulary writes them


@dataclass(frozen=True)
class Results:
    rows: list[Row]
    found: Found

    @property
    def suggestion(self) -> str:
        return self.found.understood.suggestion


def search_records(
    words: str, language: str, *, country: str | None = None, limit: int = 10, offset: int = 0,
    filters: Mapping[str, Sequence[str]] | None = None, near: Near | None = None, counted: tuple[str, ...] = (),
    is_for_rows: bool = False,
) -> Results:  # fmt: skip
    """The records that fit best; those of a country or town that the words name come first. Raises IndexIsBeingBuilt.

    `is_for_rows`: instead of whole records, what a row of results shows of them (rows.RecordInRow).
    """
    chosen = dict(filters or {})
    if country:
        chosen["country"] = [country]
    if not is_for_rows:  # what other rooms add has no whole record here
        chosen.setdefault("kind", [model.kind for model in FOUND_KINDS])
    asked = Asked(
        words, language, chosen, frozenset(chosen.get("country", ())), preferred=preferred_places(words), near=near,
        offset=offset, limit=limit, counted=counted,
    )  # fmt: skip
    found = find(asked)
    keys = [hit.key for hit in found.hits]
    records = records_in_rows(keys) if is_for_rows else records_by_key(keys)
    return Results([_row(hit, records[hit.key], language) for hit in found.hits if hit.key in records], found)


def preferred_places(words: str) -> dict[str, dict[str, float]]:
    """The countries and territories that a query names, as weights of the ranking."""
    found: dict[str, dict[str, float]] = {}
    for named in places_named(words):
        found.setdefault("country", {})[named.country] = OF_NAMED_COUNTRY
        if named.town:
            inside = [key for key in territories_serving(named.town) if key != named.country]
            found.setdefault("territory", {}).update(dict.fromkeys(inside, OF_NAMED_TERRITORY))
    return found


def _row(hit: Hit, record: Any, language: str) -> Row:
    matched = [meaning.words for meaning, _how in hit.concepts]
    return Row(hit.key, record, localized(record.name, language), hit.score, list(dict.fromkeys(matched)))


def records_by_key(keys: Iterable[str]) -> dict[str, Any]:
    """Whatever can be found with these keys; a query a kind until all are there, most often one or two."""
    found: dict[str, Any] = {}
    left = set(keys)
    for model in FOUND_KINDS:
        rows = model.objects.filter(key__in=left) if left else model.objects.none()
        found |= {row.key: row for row in (rows if model is Organization else rows.select_related("organization"))}
        left -= found.keys()
    return found


def countries_of_the_directory() -> list[str]:
    """Countries that have records, in alphabetical order of their codes."""
    found: set[str] = set()
    for kind in ("organization", "service"):
        found |= set(RECORDS[kind].objects.order_by("country").values_list("country", flat=True).distinct())
    return sorted(found)


def nearest_point(country: str, postcode: str, city: str) -> Place | None:
    """The middle of the postcode's or the town's place: good for “about 3 km”, not for a door."""
    places = places_of(country)
    by_code = places.by_code(postcode) if postcode else None
    if by_code and not by_code.is_near:
        return by_code
    for part in [city, city.partition("(")[0], *city.replace("/", ",").replace("-", ",").split(",")]:
        if part.strip() and (named := places.find(part)):
            return named
    return by_code


def organization_of(key: str) -> str:
    """Key of the organization that a record belongs to: an organization's own; nothing where there is none."""
    if Organization.objects.filter(key=key).exists():
        return key
    for kind in RECORDS.keys() - {"organization"}:
        owners = RECORDS[kind].objects.filter(key=key).values_list("organization__key", flat=True)
        if owner := owners.first():
            return str(owner)
    return ""


def names_of_organizations(keys: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """Key to name in its languages, of those that exist."""
    return dict(Organization.objects.filter(key__in=list(keys)).values_list("key", "name"))


def organizations_to_choose(most: int) -> list[tuple[str, Mapping[str, str]]]:
    """Key and name of the first so many, in the order of their keys."""
    return list(Organization.objects.order_by("key").values_list("key", "name")[:most])


def concept_words(concept: str, language: str) -> str:
    """What the vocabulary calls a concept in a language."""
    label = vocabulary().concepts[concept].label
    return label.get(language) or label.get("en") or concept
