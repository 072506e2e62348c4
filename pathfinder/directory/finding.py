"""The result page: rows with their reasons, what the words were taken to mean, and what results can be narrowed by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max
from django.utils.translation import gettext as _, gettext_noop

from pathfinder.directory.codes import AUDIENCES, COSTS, GROUNDS, KINDS, MODES, ORGANIZATION_KINDS, THEMES
from pathfinder.directory.findable import pattern_id
from pathfinder.directory.models import (
    Address,
    Change,
    Language,
    Location,
    Organization,
    Schedule,
    Service,
    ServiceAtLocation,
    Territory,
)
from pathfinder.directory.opening import is_open_at
from pathfinder.directory.queries import Results, Row, concept_words, search_records
from pathfinder.directory.wanted import FACETS, PAGE_SIZE, Wanted
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import country_name, language_name
from pathfinder.search.queries import Meaning, vocabulary, words_found_in

SHOWN_CODES = 8  # choices of a facet that stand open; the others are one tap away
SURE_MEANING = 0.5
SUMMARY = 180  # letters of a description in a row


@dataclass(frozen=True)
class Choice:
    """One value of a facet: its name, how many results have it, and the address with or without it."""

    code: str
    name: Any
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class FacetShown:
    name: str
    heading: str
    choices: list[Choice]
    more: list[Choice]


@dataclass(frozen=True)
class MeaningShown:
    """“inburgering (Dutch) = integration programme”, with a sentence that explains it."""

    words: str
    language: str
    label: str
    definition: LocalizedText

    @property
    def is_other_word(self) -> bool:
        return self.words.casefold() != self.label.casefold()


@dataclass(frozen=True)
class Found:
    """One row of the page."""

    row: Row
    kind: str
    by: LocalizedText | None  # the organization
    place: str
    distance_km: float | None
    point: tuple[float, float] | None
    spoken: list[str]
    reasons: list[str]
    language: str

    @cached_property
    def summary(self) -> LocalizedText:
        """The beginning of what is said about it."""
        said = localized(self.row.record.description, self.language)
        if len(said.words) <= SUMMARY:
            return said
        return replace(said, words=said.words[:SUMMARY].rsplit(" ", 1)[0] + " …")

    @property
    def is_over(self) -> bool:
        return getattr(self.row.record, "status", "") == "ended" or bool(
            getattr(self.row.record, "valid_to", "") and self.kind == "program"
        )


@dataclass(frozen=True)
class FindingPage:
    wanted: Wanted
    total: int
    rows: list[Found]
    meanings: list[MeaningShown]
    facets: list[FacetShown]
    suggestion: str
    chosen: list[Choice]
    by_country: dict[str, int] = field(default_factory=dict)  # how many results each country has

    @property
    def address(self) -> str:
        return self.wanted.address()

    @property
    def suggestion_address(self) -> str:
        return self.wanted.address(q=self.suggestion)

    @property
    def address_without_place(self) -> str:
        return self.wanted.address(place=None, km=None, serves=None)

    @property
    def address_any_time(self) -> str:
        return self.wanted.address(open=None)

    @property
    def address_words_only(self) -> str:
        return urlencode({"q": self.wanted.words})

    @property
    def address_before(self) -> str:
        return self.wanted.address(page=self.wanted.page - 1)

    @property
    def address_after(self) -> str:
        return self.wanted.address(page=self.wanted.page + 1)

    @property
    def pages(self) -> int:
        return -(-self.total // PAGE_SIZE)

    @property
    def points(self) -> list[Found]:
        return [row for row in self.rows if row.point]


def finding_page(wanted: Wanted, language: str, now: dt.datetime) -> FindingPage:
    """Everything the page shows. Raises IndexIsBeingBuilt. Cost: the search, and eight queries."""
    results = _search(
        wanted, language, now, offset=wanted.offset, limit=PAGE_SIZE, counted=tuple(FACETS.values()), is_for_rows=True
    )
    rows = _rows(results, wanted, language)
    if wanted.near:  # the index knows squares only
        rows = [row for row in rows if row.distance_km is None or row.distance_km <= wanted.near.km]
    facets = list(_facets(results, wanted, language))
    return FindingPage(
        wanted=wanted,
        total=results.found.total,
        rows=rows,
        meanings=[_meaning(m, language) for m in results.found.understood.meanings[:3] if m.weight >= SURE_MEANING],
        facets=facets,
        suggestion=results.suggestion,
        by_country=dict(sorted(results.found.counts.get(FACETS["country"], {}).items())),
        chosen=[choice for facet in facets for choice in (*facet.choices, *facet.more) if choice.is_chosen],
    )


def results_of(wanted: Wanted, language: str, now: dt.datetime, *, limit: int) -> list[Found]:
    """The first results of a search, without its facets, for a file."""
    return _rows(_search(wanted, language, now, offset=0, limit=limit), wanted, language)


def _search(
    wanted: Wanted, language: str, now: dt.datetime, *, offset: int, limit: int, counted: tuple[str, ...] = (),
    is_for_rows: bool = False,
) -> Results:  # fmt: skip
    filters = wanted.filters
    if wanted.is_open_now:
        filters["hours"] = open_patterns(now) or ["none"]
    return search_records(
        wanted.words, language, filters=filters, near=wanted.near, offset=offset, limit=limit, counted=counted,
        is_for_rows=is_for_rows,
    )  # fmt: skip


# rows


def _rows(results: Results, wanted: Wanted, language: str) -> list[Found]:
    places = _places_of([row.record for row in results.rows])
    concepts = {hit.key: hit.concepts for hit in results.found.hits}
    return [
        _found(row, places.get(row.key, []), concepts.get(row.key, ()), results, wanted, language)
        for row in results.rows
    ]


def _found(
    row: Row, places: list[PlaceOfRow], concepts: Iterable[tuple[Meaning, str]], results: Results, wanted: Wanted, language: str
) -> Found:  # fmt: skip
    record = row.record
    with_point = [place for place in places if place.latitude is not None]
    nearest, distance = None, None
    if wanted.place and with_point:
        here = wanted.place
        nearest = min(with_point, key=lambda p: here.distance_km(p.latitude, p.longitude))
        distance = here.distance_km(nearest.latitude, nearest.longitude)
    shown = nearest or (with_point or places or [None])[0]
    owner = getattr(record, "organization", None)
    kind = (
        _(ORGANIZATION_KINDS.get(record.organization_kind, "")) if isinstance(record, Organization) and record.organization_kind
        else _(KINDS_IN_A_ROW[record.kind])
    )  # fmt: skip
    return Found(
        row=row,
        kind=kind,
        by=localized(owner.name, language) if owner else None,
        place=shown.city if shown else "",
        distance_km=distance,
        point=(shown.latitude, shown.longitude) if shown and shown.latitude is not None else None,
        spoken=[language_name(code, language) for code in _spoken(record, places)],
        reasons=list(_reasons(row, concepts, results, language)),
        language=language,
    )


KINDS_IN_A_ROW = {
    "service": gettext_noop("Service"), "organization": gettext_noop("Organization"), "program": gettext_noop("Project or practice"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceOfRow:
    """What a row shows of a place."""

    latitude: float | None
    longitude: float | None
    city: str
    spoken: tuple[str, ...]


def _places_of(records: list[Any]) -> dict[str, list[PlaceOfRow]]:
    """Places of organizations and services by the keys of those; four queries, of the few columns that are shown."""
    organizations = [r for r in records if isinstance(r, Organization)]
    services = [r for r in records if isinstance(r, Service)]
    own = Location.objects.filter(organization__in=organizations)
    links = ServiceAtLocation.objects.filter(service__in=services)
    rows = [
        *own.values_list("organization__key", "pk", "latitude", "longitude"),
        *links.values_list("service__key", "location_id", "location__latitude", "location__longitude"),
    ]
    ids = {row[1] for row in rows}
    cities: dict[Any, str] = {}
    for place, city in Address.objects.filter(location__in=ids).values_list("location_id", "city"):
        cities.setdefault(place, city)
    spoken: dict[Any, list[str]] = {}
    for place, code in Language.objects.filter(location__in=ids).values_list("location_id", "code"):
        spoken.setdefault(place, []).append(code)
    found: dict[str, list[PlaceOfRow]] = {}
    for key, place, latitude, longitude in rows:
        one = PlaceOfRow(latitude, longitude, cities.get(place, ""), tuple(spoken.get(place, ())))
        found.setdefault(key, []).append(one)
    return found


def _spoken(record: Any, places: list[PlaceOfRow]) -> list[str]:
    own = [one.code for one in record.languages.all()] if hasattr(record, "languages") else []
    return list(dict.fromkeys([*own, *[code for place in places for code in place.spoken]]))[:6]


def _reasons(row: Row, concepts: Iterable[tuple[Meaning, str]], results: Results, language: str) -> Iterator[str]:
    """Why a record is here, the strongest first, in sentences."""
    how = {
        "about_first": _("the first thing in this country for “%(concept)s”"),
        "about": _("it is about “%(concept)s”"),
        "named": _("its name says “%(concept)s”"),
        "runs": _("it offers something for “%(concept)s”"),
        "run_by": _("it is offered by an organization for “%(concept)s”"),
        "mentioned": _("its text speaks of “%(concept)s”"),
    }
    for meaning, where in sorted(concepts, key=lambda pair: -pair[0].weight)[:3]:
        yield how[where] % {"concept": concept_words(meaning.concept, language)}
    words = results.found.understood.words
    for told, texts in (
        (_("its name has the word “%(word)s”"), row.record.name),
        (_("its text has the word “%(word)s”"), row.record.description),
    ):
        for word in words_found_in(words, texts):
            yield told % {"word": word}


def _meaning(meaning: Meaning, language: str) -> MeaningShown:
    concept = vocabulary().concepts[meaning.concept]
    return MeaningShown(
        words=meaning.words,
        language=language_name(meaning.language, language),
        label=concept_words(meaning.concept, language),
        definition=localized(concept.definition, language),
    )


# facets


def _facets(results: Results, wanted: Wanted, language: str) -> Iterator[FacetShown]:
    headings = {
        "country": _("Country"), "kind": _("What"), "theme": _("About"), "for": _("For whom"), "stay": _("Reason of stay"),
        "territory": _("Region"), "cost": _("Cost"), "spoken": _("They speak"), "how": _("How"), "checked": _("Last checked"),
    }  # fmt: skip
    territories = _territory_names(_last_change())
    for name, heading in headings.items():
        counts = results.found.counts.get(FACETS[name], {})
        chosen = wanted.codes.get(name, [])
        choices = [
            _choice(name, code, counts.get(code, 0), code in chosen, wanted, language, territories)
            for code in dict.fromkeys([*chosen, *_in_order(name, counts)])
        ]
        if len(choices) > 1 or chosen:
            yield FacetShown(name, heading, choices[:SHOWN_CODES], choices[SHOWN_CODES:])


def _in_order(name: str, counts: dict[str, int]) -> list[str]:
    """The most frequent first; years the newest first."""
    if name == "checked":
        return sorted((code for code in counts if code != "never"), reverse=True) + [c for c in counts if c == "never"]
    return sorted(counts, key=lambda code: (-counts[code], code))


def _choice(
    name: str, code: str, count: int, is_chosen: bool, wanted: Wanted, language: str, territories: Mapping[str, Any]
) -> Choice:  # fmt: skip
    address = wanted.address(**{name: None if is_chosen else code})
    return Choice(code, name_of_code(name, code, language, territories), count, address, is_chosen)


def name_of_code(name: str, code: str, language: str, territories: Mapping[str, Any]) -> Any:
    """A code of a facet in the words of a language."""
    if name == "country":
        return country_name(code.upper(), language)
    if name == "spoken":
        return language_name(code, language)
    if name == "territory":
        return localized(territories.get(code) or {"und": code}, language).as_name()
    if name == "checked":
        return _("no date") if code == "never" else code
    words = {"kind": KINDS, "theme": THEMES, "for": AUDIENCES, "stay": GROUNDS, "cost": COSTS, "how": MODES}[name]
    return _(words[code]) if code in words else code


def _last_change() -> int:
    return Change.objects.aggregate(highest=Max("id"))["highest"] or 0


@lru_cache(maxsize=1)
def _territory_names(_change: int) -> dict[str, Any]:
    return dict(Territory.objects.values_list("key", "name"))


# open now


def open_patterns(now: dt.datetime) -> list[str]:
    """Which of all opening hours in the directory are open at this moment; few, as many places share theirs."""
    return list(_open_patterns(_last_change(), now.replace(second=0, microsecond=0)))


@lru_cache(maxsize=4)
def _open_patterns(_change: int, minute: dt.datetime) -> tuple[str, ...]:
    told: set[tuple[str, str]] = set()
    for owner in ("service__country", "location__country", "service_at_location__service__country"):
        rows = Schedule.objects.exclude(opening_hours="").filter(**{f"{owner}__isnull": False})
        told |= set(rows.order_by().values_list("opening_hours", owner).distinct())
    return tuple(pattern_id(hours, country) for hours, country in told if is_open_at(hours, country, minute))
