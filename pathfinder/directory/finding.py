"""The result page: rows with their reasons, what the words were taken to mean, and what results can be narrowed by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _, gettext_noop

from pathfinder.directory.changed_records import newest_change
from pathfinder.directory.codes import ORGANIZATION_KINDS
from pathfinder.directory.facets import Choice, FacetShown, facets_of
from pathfinder.directory.findable import pattern_id
from pathfinder.directory.models import Schedule
from pathfinder.directory.opening import is_open_at
from pathfinder.directory.queries import Results, Row, concept_words, search_records
from pathfinder.directory.record_links import page_in_library
from pathfinder.directory.rows import RecordInRow
from pathfinder.directory.wanted import FACETS, PAGE_SIZE, Wanted
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import country_name, distance_in_words, language_name
from pathfinder.search.queries import Found as Search, Meaning, vocabulary, words_found_in

SURE_MEANING = 0.5
SUMMARY = 180  # letters of a description in a row
MOST_SPOKEN = 6  # languages named in a row


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

    record: RecordInRow
    name: LocalizedText
    address: str
    kind: str
    by: LocalizedText | None  # the organization
    country: str
    place: str
    distance_km: float | None
    point: tuple[float, float] | None
    spoken: list[str]
    reasons: list[str]
    language: str

    @property
    def key(self) -> str:
        return self.record.key

    @property
    def line(self) -> SafeString:
        """What it is, whose, and where. One value: a page has twenty of them, and each part would cost as much."""
        parts = [escape(self.kind), self.by and self.by.as_name(), escape(self.country), self.place and self._place]
        return mark_safe("".join(f"<span>{part}</span>" for part in parts if part))  # noqa: S308  # escaped

    @property
    def _place(self) -> str:
        near = f" ({distance_in_words(self.distance_km)})" if self.distance_km is not None else ""
        return f"<bdi>{escape(self.place)}</bdi>{near}"

    @property
    def warnings(self) -> list[str]:
        record = self.record
        return [
            *([_("This has ended.")] if record.is_over else ()),
            *([_("Made up, for trials.")] if record.is_synthetic else ()),
            *([_("Not sure: ask before you rely on it.")] if record.confidence == "low" else ()),
        ]

    @cached_property
    def summary(self) -> LocalizedText:
        """The beginning of what is said about it."""
        said = localized(self.record.description, self.language)
        if len(said.words) <= SUMMARY:
            return said
        return replace(said, words=said.words[:SUMMARY].rsplit(" ", 1)[0] + " …")


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
    """Everything the page shows. Raises IndexIsBeingBuilt. Cost: the search, and at most seven queries."""
    results = _search(wanted, language, now, offset=wanted.offset, limit=PAGE_SIZE, counted=tuple(FACETS.values()))
    rows = _rows(results, wanted, language)
    if wanted.near:  # the index knows squares only
        rows = [row for row in rows if row.distance_km is None or row.distance_km <= wanted.near.km]
    facets = list(facets_of(results.found.counts, wanted, language))
    return FindingPage(
        wanted=wanted,
        total=results.found.total,
        rows=rows,
        meanings=[_meaning(m, language) for m in results.found.understood.meanings[:3] if m.weight >= SURE_MEANING],
        facets=facets,
        suggestion=results.suggestion,
        by_country=dict(sorted(results.found.counts.get(FACETS["country"], {}).items())),
        chosen=[choice for facet in facets for choice in facet.choices if choice.is_chosen],
    )


def results_of(wanted: Wanted, language: str, now: dt.datetime, *, limit: int) -> list[Found]:
    """The first results of a search, without its facets, for a file."""
    return _rows(_search(wanted, language, now, offset=0, limit=limit), wanted, language)


def _search(
    wanted: Wanted, language: str, now: dt.datetime, *, offset: int, limit: int, counted: tuple[str, ...] = ()
) -> Results:
    filters = wanted.filters
    if wanted.is_open_now:
        filters["hours"] = open_patterns(now) or ["none"]
    return search_records(
        wanted.words, language, filters=filters, near=wanted.near, offset=offset, limit=limit, counted=counted,
        is_for_rows=True,
    )  # fmt: skip


# rows


def _rows(results: Results, wanted: Wanted, language: str) -> list[Found]:
    reasons = _Reasons(results.found, language)
    address_of_any = reverse("directory:record", args=[language, "KEY"])
    return [
        _found(
            row,
            wanted,
            language,
            page_in_library(row.record.kind, row.key, language) or address_of_any.replace("KEY", row.key),
            list(reasons.of(row)),
        )
        for row in results.rows
    ]


def _found(row: Row, wanted: Wanted, language: str, address: str, reasons: list[str]) -> Found:
    record: RecordInRow = row.record
    with_point = [place for place in record.places if place.latitude is not None]
    nearest, distance = None, None
    if wanted.place and with_point:
        here = wanted.place
        nearest = min(with_point, key=lambda p: here.distance_km(p.latitude, p.longitude))
        distance = here.distance_km(nearest.latitude, nearest.longitude)
    shown = nearest or next(iter(with_point or record.places), None)
    return Found(
        record=record,
        name=row.title,
        address=address,
        kind=_(ORGANIZATION_KINDS.get(record.organization_kind) or KINDS_IN_A_ROW[record.kind]),
        by=localized(record.owner, language) if record.owner else None,
        country=country_name(record.country.upper(), language),
        place=shown.city if shown else "",
        distance_km=distance,
        point=(shown.latitude, shown.longitude) if shown and shown.latitude is not None else None,
        spoken=[language_name(code, language) for code in record.spoken[:MOST_SPOKEN]],
        reasons=reasons,
        language=language,
    )


KINDS_IN_A_ROW = {
    "service": gettext_noop("Service"), "organization": gettext_noop("Organization"), "program": gettext_noop("Project or practice"),
    "story": gettext_noop("Story"), "event": gettext_noop("Event"), "publication": gettext_noop("Document"),
    "vacancy": gettext_noop("Vacancy"),
}  # fmt: skip


class _Reasons:
    """Why records are here, in sentences. The sentences are looked up once, however many rows say them."""

    def __init__(self, found: Search, language: str) -> None:
        self.language = language
        self.words = found.understood.words
        self.concepts = {hit.key: hit.concepts for hit in found.hits}
        self.how = {
            "about_first": _("the first thing in this country for “%(concept)s”"),
            "about": _("it is about “%(concept)s”"),
            "named": _("its name says “%(concept)s”"),
            "runs": _("it offers something for “%(concept)s”"),
            "run_by": _("it is offered by an organization for “%(concept)s”"),
            "mentioned": _("its text speaks of “%(concept)s”"),
        }
        self.in_name = _("its name has the word “%(word)s”")
        self.in_text = _("its text has the word “%(word)s”")

    def of(self, row: Row) -> Iterator[str]:
        """The strongest first."""
        for meaning, where in sorted(self.concepts[row.key], key=lambda pair: -pair[0].weight)[:3]:
            yield self.how[where] % {"concept": concept_words(meaning.concept, self.language)}
        for told, texts in ((self.in_name, row.record.name), (self.in_text, row.record.description)):
            for word in words_found_in(self.words, texts):
                yield told % {"word": word}


def _meaning(meaning: Meaning, language: str) -> MeaningShown:
    concept = vocabulary().concepts[meaning.concept]
    return MeaningShown(
        words=meaning.words,
        language=language_name(meaning.language, language),
        label=concept_words(meaning.concept, language),
        definition=localized(concept.definition, language),
    )


# open now


def open_patterns(now: dt.datetime) -> list[str]:
    """Which of all opening hours in the directory are open at this moment; few, as many places share theirs."""
    return list(_open_patterns(newest_change(), now.replace(second=0, microsecond=0)))


@lru_cache(maxsize=4)
def _open_patterns(_change: int, minute: dt.datetime) -> tuple[str, ...]:
    told: set[tuple[str, str]] = set()
    for owner in ("service__country", "location__country", "service_at_location__service__country"):
        rows = Schedule.objects.exclude(opening_hours="").filter(**{f"{owner}__isnull": False})
        told |= set(rows.order_by().values_list("opening_hours", owner).distinct())
    return tuple(pattern_id(hours, country) for hours, country in told if is_open_at(hours, country, minute))
