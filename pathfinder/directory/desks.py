"""The services of a country and their desks as plain data, in one language: for a phone that keeps them for offline."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from pathfinder.directory.codes import AUDIENCES
from pathfinder.directory.models import Location, Organization, Service, ServiceAtLocation, Territory
from pathfinder.directory.places_shown import PhoneShown, address_lines, phones_shown, spoken_in_words
from pathfinder.directory.record_parts import Parts
from pathfinder.languages.fields import Texts
from pathfinder.languages.localized_text import localized, with_marks
from pathfinder.languages.names import hours_in_words

MOST_DESKS = 1_500  # services of a country; a phone keeps no more, and the file says that it is cut
LONGEST = 320  # letters of what a service is: the page online says all
PARTS = ("phones", "languages", "schedules", "addresses")
NOT_READ = ("loaded", "organization__loaded")


def regions_of(country: str, language: str) -> list[tuple[str, str]]:
    """Key and name of the parts that a country is made of first of all; one query."""
    rows = Territory.objects.filter(parent__key=country).order_by("key").values_list("key", "name", "parts")
    return [(key, localized(name, language).words) for key, name, parts in rows if not parts]


def desks_of(country: str, language: str, today: dt.date) -> dict[str, Any]:
    """Every service that still runs: what it is, for whom, and where to go. Words carry the marks of `with_marks`.

    Cost: eight queries, however many services.
    """
    services = list(
        Service.objects.filter(country=country, merged_into="")
        .exclude(status="ended")
        .select_related("organization")
        .defer(*NOT_READ)
        .order_by("key")[: MOST_DESKS + 1]
    )
    shown = services[:MOST_DESKS]
    links = list(
        ServiceAtLocation.objects.filter(service__in=shown)
        .select_related("location")
        .defer("location__loaded")
        .order_by("position", "id")
    )
    organizations = {service.organization_id: service.organization for service in shown}
    locations = {link.location_id: link.location for link in links}
    say = _Saying(Parts([*shown, *organizations.values(), *links, *locations.values()], PARTS), language)
    places: dict[Any, list[ServiceAtLocation]] = defaultdict(list)
    for link in links:
        places[link.service_id].append(link)
    region_of = _Regions(country)
    return {
        "country": country,
        "language": language,
        "on": today.isoformat(),
        "is_cut": len(services) > MOST_DESKS,
        "services": [
            {**say.service(service), "regions": region_of(service.territory), "places": [*map(say.place, places[service.pk])]}
            for service in shown
        ],
    }  # fmt: skip


class _Regions:
    """The first parts of a country that a territory lies in or is made of; none for the whole country. One query."""

    def __init__(self, country: str) -> None:
        self.country = country
        rows = Territory.objects.filter(country=country).values_list("key", "parent", "parts")
        self._of = {key: (parent, parts) for key, parent, parts in rows}

    def __call__(self, territory: str) -> list[str]:
        parent, parts = self._of.get(territory, (None, []))
        if parts:
            return sorted({region for part in parts for region in self(part)})
        if parent in (None, self.country):
            return [territory] if parent else []
        return self(parent)


class _Saying:
    def __init__(self, parts: Parts, language: str) -> None:
        self.parts = parts
        self.language = language

    def text(self, text: Mapping[str, str] | None) -> str:
        return with_marks(text, self.language)

    def service(self, service: Service) -> dict[str, Any]:
        owner = service.organization
        return _without_empty({
            "key": service.key,
            "name": self.text(service.name),
            "what": self._shortened(service.description),
            "by": self.text(owner.name),
            "for": [_(AUDIENCES[code]) for code in service.audiences if code in AUDIENCES],
            "phone": self._phone(service, owner),
            "email": service.email or owner.email,
            "url": service.url or owner.website,
            "spoken": self._spoken(service) or self._spoken(owner),
            "hours": self._hours(service),
            "checked": service.checked_on,
        })  # fmt: skip

    def place(self, link: ServiceAtLocation) -> dict[str, Any]:
        place: Location = link.location
        addresses = self.parts.of(place, "addresses")
        return _without_empty({
            "name": self.text(place.name),
            "address": address_lines(addresses[0], place.country, self.language) if addresses else [],
            "phone": self._phone(link, place),
            "email": place.email,
            "spoken": self._spoken(place),
            "hours": self._hours(link) or self._hours(place),
            "maybe": not link.is_stated,
        })  # fmt: skip

    def _phone(self, *owners: Service | Organization | Location | ServiceAtLocation) -> list[str]:
        """The number as it is written and as it is dialled, of the first owner that has one."""
        phones: Iterator[PhoneShown] = (
            phone
            for owner in owners
            for phone in phones_shown(self.parts.of(owner, "phones"), self.parts, self.language)
        )
        return next(([phone.number, phone.dialled] for phone in phones), [])

    def _spoken(self, owner: Service | Organization | Location) -> list[str]:
        return [one.name for one in spoken_in_words(self.parts.of(owner, "languages"), self.language)]

    def _hours(self, owner: Service | Location | ServiceAtLocation) -> list[str]:
        rows = self.parts.of(owner, "schedules")
        return [hours_in_words(row.opening_hours, self.language) for row in rows if row.opening_hours]

    def _shortened(self, text: Mapping[str, str] | None) -> str:
        """Its first sentences, cut at a word."""
        return self.text(Texts({code: _beginning(words) for code, words in text.items()})) if text else ""


def _beginning(words: str) -> str:
    """A cut text stays what it was, such as one that a machine translated."""
    return words if len(words) <= LONGEST else type(words)(words[:LONGEST].rsplit(" ", 1)[0] + " …")


def _without_empty(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
