"""What the page of one record shows, in one language at one moment: gathered once, in few queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babel.numbers import format_currency
from django.utils.translation import gettext as _, gettext_noop

from pathfinder.directory.codes import AUDIENCES, COSTS, GROUNDS, ORGANIZATION_KINDS, THEMES
from pathfinder.directory.models import (
    CostOption,
    Event,
    Location,
    Organization,
    Program,
    Publication,
    Service,
    ServiceAtLocation,
    Story,
    Territory,
)
from pathfinder.directory.opening_words import HoursShown, hours_shown
from pathfinder.directory.partial_days import first_day, last_day
from pathfinder.directory.places_shown import PlaceShown, Reach, Spoken, place_shown, reach_of, spoken_in_words
from pathfinder.directory.record_links import practice_address
from pathfinder.directory.record_parts import Parts
from pathfinder.directory.record_trust import (
    SourceShown,
    Standing,
    TextLanguage,
    checked_in_words,
    is_to_be_checked,
    own_names,
    sources_of,
    standing_of,
    text_languages,
)
from pathfinder.languages.fields import LocalizedField, from_json
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import comma, country_name, locale_of, partial_date_in_words

PLACES_IN_FULL = 12  # of a record; the others are a line each
MOST_PLACES = 60
FEW = 6  # other services that are named beside one
MOST_SERVICES = 60  # of an organization or a project
CANDIDATES = 120  # services of the same territory that are looked through for the same theme
REACH = ("phones", "contacts", "languages", "schedules", "addresses", "accessibility")
OF_A_SERVICE = (*REACH, "required_documents", "cost_options", "service_areas")
OF_AN_ORGANIZATION = (*REACH, "organization_identifiers")
NOT_SHOWN_HERE = ("loaded",)  # bookkeeping, by far the largest field

# The template of the EMN study on labour market integration (2018), in its order
PRACTICE = {
    "type": gettext_noop("Kind"),
    "area": gettext_noop("Field"),
    "target_group": gettext_noop("For whom"),
    "coverage": gettext_noop("Where"),
    "budget": gettext_noop("Budget"),
    "funder": gettext_noop("Paid by"),
    "started": gettext_noop("Began"),
    "ended": gettext_noop("Ended"),
    "need": gettext_noop("Why"),
    "activities": gettext_noop("What they do"),
    "actors": gettext_noop("Who takes part"),
    "promotion": gettext_noop("How people hear of it"),
    "objectives": gettext_noop("Aims"),
    "outcomes": gettext_noop("Results"),
    "evaluation": gettext_noop("How it was judged"),
    "challenges": gettext_noop("What was hard"),
    "continuation": gettext_noop("How it goes on"),
}
PRACTICE_TYPES = {"programme": gettext_noop("programme"), "project": gettext_noop("project")}
DATES_OF_A_PRACTICE = ("started", "ended")


class RecordPage:
    """What the pages of all kinds of record have. Subclasses fetch what belongs to their kind."""

    parts: Parts
    places: list[PlaceShown]
    more_places: list[PlaceShown]
    hours: list[HoursShown]
    reach: Reach

    def __init__(self, record: Any, language: str, now: dt.datetime) -> None:
        self.record = record
        self.language = language
        self.now = now
        self.today = now.date()
        self.key = record.key
        self.kind = record.kind
        self.places, self.more_places, self.hours, self.reach = [], [], [], Reach()
        self.are_places_cut = False

    @cached_property
    def title(self) -> LocalizedText:
        return localized(self.record.name, self.language)

    @cached_property
    def own_names(self) -> list[tuple[str, str]]:
        return list(own_names(self.record.name, self.title, self.record.country))

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.record, self.today, self.language)

    @cached_property
    def owner(self) -> Organization | None:
        return getattr(self.record, "organization", None)

    @cached_property
    def kind_words(self) -> str:
        return _("Service")

    @cached_property
    def territory(self) -> Mapping[str, str]:
        """The part of the country; nothing for the whole of it. One query."""
        key = self.record.territory
        if not key or key == self.record.country:
            return {}
        return Territory.objects.filter(key=key).values_list("name", flat=True).first() or {}

    @cached_property
    def country(self) -> str:
        return country_name(self.record.country.upper(), self.language)

    # how far to rely on it

    @cached_property
    def checked(self) -> str:
        return checked_in_words(self.record, self.language)

    @cached_property
    def is_to_be_checked(self) -> bool:
        return not self.standing.is_over and is_to_be_checked(self.record, self.today)

    @cached_property
    def sources(self) -> list[SourceShown]:
        """Of the record and of its places, each once; one query."""
        shown = [place.location for place in self.places]
        return sources_of([s for one in (self.record, *shown) for s in one.sources], self.record.country)

    @cached_property
    def text_languages(self) -> list[TextLanguage]:
        return text_languages(self.record.name, self._texts())

    def _texts(self) -> Iterator[Mapping[str, str]]:
        for field in self.record._meta.concrete_fields:
            if isinstance(field, LocalizedField) and field.name != "name":
                value = getattr(self.record, field.attname)
                yield from value if isinstance(value, list) else [value]

    @property
    def is_from_another_system(self) -> bool:
        return self.record.origin not in ("pack", "editor")

    @cached_property
    def changed_at(self) -> dt.datetime:
        """When something on this page last changed: the record, what stands beside it, what is open, or the day."""
        began = [hours.since for place in self.places for hours in (*self.hours, *place.hours) if hours.since]
        midnight = self.now.replace(hour=0, minute=0, second=0, microsecond=0)
        beside = [one.changed_at for one in (self.owner, *[place.location for place in self.places]) if one]
        return max([self.record.changed_at, midnight, *beside, *[moment for moment in began if moment <= self.now]])

    # fetching

    def _take_places(
        self, places: Iterable[tuple[Location, ServiceAtLocation | None]], service: Service | None
    ) -> None:
        shown = [
            place_shown(location, self.parts, self.now, self.language, at=at, service=service)
            for location, at in places
        ]
        self.places, self.more_places = shown[:PLACES_IN_FULL], shown[PLACES_IN_FULL:MOST_PLACES]
        self.are_places_cut = len(shown) > MOST_PLACES


class ServicePage(RecordPage):
    """A service: fifteen queries, however many places it has."""

    def __init__(self, record: Service, language: str, now: dt.datetime) -> None:
        super().__init__(record, language, now)
        links = list(
            ServiceAtLocation.objects.filter(service=record)
            .select_related("location")
            .defer("location__loaded")
            .order_by("position", "id")[: MOST_PLACES + 1]
        )
        self.parts = Parts([record, record.organization, *links, *[link.location for link in links]], OF_A_SERVICE)
        self._take_places([(link.location, link) for link in links], record)
        self.are_places_sure = all(link.is_stated for link in links)
        self.hours = hours_shown(self.parts.of(record, "schedules"), record.country, now, language)
        self.reach = reach_of(record, self.parts, language)
        self.owner_reach = reach_of(record.organization, self.parts, language)
        self.documents = [paper.document for paper in self.parts.of(record, "required_documents")]

    @cached_property
    def themes(self) -> list[str]:
        return [_(THEMES.get(code, code)) for code in self.record.themes]

    @cached_property
    def audiences(self) -> list[str]:
        return [_(AUDIENCES.get(code, code)) for code in self.record.audiences]

    @cached_property
    def stay(self) -> str:
        """On which grounds of residence, in plain words. Grounds that are not named are not excluded."""
        given = self.record.residence_grounds
        missing = [code for code in GROUNDS if code not in given]
        if not given:
            return ""
        if not missing:
            return _("with any kind of stay")
        return _listed(given, self.language)

    @cached_property
    def age(self) -> str:
        lowest, highest = self.record.minimum_age, self.record.maximum_age
        told = {"lowest": lowest, "highest": highest}
        if lowest and highest:
            return _("from %(lowest)s to %(highest)s years old") % told
        if lowest:
            return _("from %(lowest)s years old") % told
        return _("up to %(highest)s years old") % told if highest else ""

    @cached_property
    def cost(self) -> str:
        """In one word, where no text says more."""
        is_said = self.record.fees_description or self.record.cost == "unknown"
        return "" if is_said else _(COSTS.get(self.record.cost, ""))

    @cached_property
    def prices(self) -> list[str]:
        """What other systems give as amounts, those of today."""
        rows = self.parts.of(self.record, "cost_options")
        return [line for row in rows if _holds(row, self.today) and (line := _price(row, self.language))]

    @cached_property
    def areas(self) -> list[str]:
        return [row.name or row.extent for row in self.parts.of(self.record, "service_areas") if row.name or row.extent]

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """The languages of the service; what a place speaks stands with the place."""
        return spoken_in_words(self.parts.of(self.record, "languages"), self.language)

    @cached_property
    def owner_spoken(self) -> tuple[Spoken, ...]:
        if self.spoken or any(place.spoken for place in self.places):
            return ()
        return spoken_in_words(self.parts.of(self.record.organization, "languages"), self.language)

    @cached_property
    def siblings(self) -> list[Service]:
        """Other services of the organization, what still runs first; one query."""
        return _named_services(Service.objects.filter(organization=self.record.organization).exclude(pk=self.record.pk))

    @cached_property
    def alike(self) -> list[Service]:
        """A few services about the same in the same territory; one query.

        It looks through a hundred of them and no more: without an order, so that the database may stop when it has
        them, also among many thousands. The search page has all.
        """
        themes = set(self.record.themes)
        if not themes:
            return []
        beside = Service.objects.filter(country=self.record.country, territory=self.record.territory, merged_into="")
        others = beside.exclude(status="ended").exclude(organization=self.record.organization)
        rows = others.order_by().only("key", "name", "status", "themes", "organization", "program")[:CANDIDATES]
        fitting = [row for row in rows if themes & set(row.themes)]
        return sorted(fitting, key=lambda row: (-len(themes & set(row.themes)), row.key))[:FEW]

    @property
    def first_theme(self) -> str:
        return self.record.themes[0] if self.record.themes else ""

    def _texts(self) -> Iterator[Mapping[str, str]]:
        yield from super()._texts()
        yield from self.documents


class OrganizationPage(RecordPage):
    """An organization with its places, services and projects: fifteen queries."""

    def __init__(self, record: Organization, language: str, now: dt.datetime) -> None:
        super().__init__(record, language, now)
        places = list(record.locations.filter(merged_into="").defer(*NOT_SHOWN_HERE)[: MOST_PLACES + 1])
        self.parts = Parts([record, *places], OF_AN_ORGANIZATION)
        self._take_places([(place, None) for place in places], None)
        self.reach = reach_of(record, self.parts, language)
        self.spoken = spoken_in_words(self.parts.of(record, "languages"), language)
        self.identifiers = self.parts.of(record, "organization_identifiers")

    @cached_property
    def kind_words(self) -> str:
        return _(ORGANIZATION_KINDS.get(self.record.organization_kind, gettext_noop("Organization")))

    @cached_property
    def services(self) -> list[Service]:
        return _named_services(self.record.services.all())

    @cached_property
    def programs(self) -> list[Program]:
        return list(self.record.programs.filter(merged_into="").only("key", "name", "organization")[:MOST_SERVICES])

    @cached_property
    def parent(self) -> Organization | None:
        return self.record.parent_organization

    @cached_property
    def children(self) -> list[Organization]:
        rows = Organization.objects.filter(parent_organization=self.record, merged_into="")
        return list(rows.only("key", "name", "parent_organization")[:MOST_SERVICES])


@dataclass(frozen=True)
class PracticeLine:
    """One field of the template: a label, and a text, several texts, or plain words."""

    label: str
    texts: tuple[Mapping[str, str], ...] = ()
    words: str = ""


class ProgramPage(RecordPage):
    """A project or practice: five queries, of which two to find out that it is one."""

    @cached_property
    def kind_words(self) -> str:
        return _("Project or practice")

    @cached_property
    def _about(self) -> dict[str, Any]:
        return {name: from_json(value) for name, value in self.record.about.items()}

    @cached_property
    def practice(self) -> list[PracticeLine]:
        """The practice in the order of the template; what the first sentence of the page already says is left out."""
        about = self._about
        return [
            line
            for name, label in PRACTICE.items()
            if about.get(name) and about[name] != self.record.description
            for line in [_practice_line(name, _(label), about[name], self.language)]
        ]

    @property
    def library_address(self) -> str:
        """Its page in the library, which holds the practices of the packs."""
        return practice_address(self.language, self.key) if self.record.origin == "pack" and self.practice else ""

    @cached_property
    def services(self) -> list[Service]:
        return _named_services(self.record.services.all())

    def _texts(self) -> Iterator[Mapping[str, str]]:
        yield from super()._texts()
        for value in self._about.values():
            if isinstance(value, list):
                yield from (one for one in value if isinstance(one, Mapping))
            elif isinstance(value, Mapping):
                yield value


PAGES: dict[type[Any], type[RecordPage]] = {
    Service: ServicePage,
    Organization: OrganizationPage,
    Program: ProgramPage,
}


def find_record(key: str) -> Any:
    """The record with this key, of whatever kind, or None. One query for a service, a query a kind at most."""
    rows: Any
    for rows in (
        Service.objects.select_related("organization", "program").defer("loaded", "organization__loaded", "program__loaded"),
        Organization.objects.select_related("parent_organization").defer("loaded", "parent_organization__loaded"),
        Program.objects.select_related("organization").defer("loaded", "organization__loaded"),
        Location.objects.select_related("organization").defer("loaded", "organization__loaded"),
        *(model.objects.defer("loaded", "about") for model in (Story, Event, Publication)),
    ):  # fmt: skip
        if record := rows.filter(key=key).first():
            return record
    return None


def page_of(record: Any, language: str, now: dt.datetime) -> RecordPage:
    return PAGES[type(record)](record, language, now)


def owner_of_place(location: Location) -> str:
    """The key of the record on whose page a place stands; nothing for a place that nobody uses."""
    if location.organization:
        return str(location.organization.key)
    link = location.service_at_locations.select_related("service").order_by("position", "id").first()
    return link.service.key if link else ""


# small things


def _named_services(rows: Any) -> list[Service]:
    found = (
        rows.filter(merged_into="")
        .only("key", "name", "status", "organization", "program")
        .order_by("key")[: MOST_SERVICES + 1]
    )
    return sorted(found, key=lambda row: row.status == "ended")


def _listed(grounds: Iterable[str], language: str) -> str:
    return comma(language).join(_(GROUNDS.get(code, code)) for code in grounds)


def _holds(row: CostOption, today: dt.date) -> bool:
    begins = first_day(row.valid_from) if row.valid_from else dt.date.min
    ends = last_day(row.valid_to) if row.valid_to else dt.date.max
    return begins <= today <= ends


def _price(row: CostOption, language: str) -> str:
    """“Test: €180.00, once”, as far as it is told."""
    amount = ""
    if row.amount is not None:
        locale = locale_of(language)
        amount = format_currency(row.amount, row.currency, locale=locale) if row.currency else f"{row.amount:g}"
    told = comma(language).join(part for part in (amount, row.amount_description) if part)
    return ": ".join(part for part in (row.option, told) if part)


def _practice_line(name: str, label: str, value: Any, language: str) -> PracticeLine:
    if isinstance(value, Mapping):
        return PracticeLine(label, (value,))
    if isinstance(value, list):
        return PracticeLine(label, tuple(one if isinstance(one, Mapping) else {"und": str(one)} for one in value))
    if name in DATES_OF_A_PRACTICE:
        return PracticeLine(label, words=partial_date_in_words(str(value), language))
    return PracticeLine(label, words=_(PRACTICE_TYPES.get(str(value), str(value))))
