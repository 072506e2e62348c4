"""The places of a record: address, the way there, when it is open, and how to reach the people in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from pathfinder.directory.models import Address, Contact, Language, Location, Phone, Service, ServiceAtLocation
from pathfinder.directory.opening_words import HoursShown, hours_shown
from pathfinder.directory.phones import dialled
from pathfinder.directory.record_parts import Parts
from pathfinder.directory.record_trust import is_to_be_checked
from pathfinder.languages.names import country_name, language_name

_REMARK = re.compile(r"\s*\([^)]*\)")  # “(second floor)” is no part of an address that a map knows
DOOR, TOWN = 17, 14  # how near the map is: a street, or a town


@dataclass(frozen=True)
class Spoken:
    """A language in which people are helped, in the reader's words, with a note such as “call first”."""

    name: str
    code: str
    note: Mapping[str, str]


@dataclass(frozen=True)
class PhoneShown:
    number: str
    dialled: str  # behind `tel:`; empty where the field holds no single number
    extension: int | None
    description: Mapping[str, str]
    spoken: tuple[Spoken, ...]


@dataclass(frozen=True)
class Reach:
    """How to reach somebody."""

    phones: tuple[PhoneShown, ...] = ()
    emails: tuple[str, ...] = ()
    url: str = ""
    people: tuple[tuple[Contact, tuple[PhoneShown, ...]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.phones or self.emails or self.url or self.people)

    @property
    def first_phone(self) -> PhoneShown | None:
        return next(iter(self.phones), None)


@dataclass(frozen=True)
class PlaceShown:
    location: Location
    address: tuple[str, ...]
    addresses: tuple[Address, ...]
    hours: tuple[HoursShown, ...]
    reach: Reach
    spoken: tuple[Spoken, ...]
    accessibility: tuple[Any, ...]
    description: Mapping[str, str]
    map_url: str
    geo: str
    is_to_be_checked: bool

    @property
    def anchor(self) -> str:
        return f"place-{self.location.key}"

    @property
    def is_map_of_the_town(self) -> bool:
        """Whether the link to the map leads to the middle of the town, for want of a street."""
        return self.location.is_point_of_town and self.geo.startswith("geo:") and "?q=" not in self.geo

    @property
    def is_virtual(self) -> bool:
        return self.location.location_type == "virtual"


def place_shown(
    location: Location, parts: Parts, now: dt.datetime, language: str, *, at: ServiceAtLocation | None = None,
    service: Service | None = None,
) -> PlaceShown:  # fmt: skip
    """One place. The hours of a service at a place come before those of the place; a service with hours of its own
    shows them once for all its places, so that none is shown here."""
    own = parts.of(at, "schedules") if at else []
    if not own and not (service and parts.of(service, "schedules")):
        own = parts.of(location, "schedules")
    addresses = tuple(parts.of(location, "addresses"))
    lines = tuple(address_lines(addresses[0], location.country, language)) if addresses else ()
    reach = reach_of(location, parts, language)
    if at:
        reach = Reach(
            (*phones_shown(parts.of(at, "phones"), parts, language), *reach.phones),
            reach.emails,
            reach.url,
            (*people_of(at, parts, language), *reach.people),
        )
    map_url, geo = map_links(location, addresses[0] if addresses else None)
    return PlaceShown(
        location=location,
        address=lines,
        addresses=addresses,
        hours=tuple(
            hours_shown(
                own, location.country, now, language, longitude=location.longitude, latitude=location.latitude
            )
        ),
        reach=reach,
        spoken=spoken_in_words(parts.of(location, "languages"), language),
        accessibility=tuple(parts.of(location, "accessibility")),
        description=at.description if at else {},
        map_url=map_url,
        geo=geo,
        is_to_be_checked=is_to_be_checked(location, now.date()),
    )  # fmt: skip


def address_lines(address: Address, country: str, language: str) -> list[str]:
    """The lines as they stand on a letter, without those that are empty."""
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    abroad = country_name(address.country.upper(), language) if address.country.lower() != country else ""
    lines = [
        address.attention,
        address.address_1,
        address.address_2,
        town,
        address.region,
        address.state_province,
        abroad,
    ]
    return [line for line in dict.fromkeys(lines) if line]


def map_links(location: Location, address: Address | None) -> tuple[str, str]:
    """Two plain links: openstreetmap.org, and whatever map the phone has. Nothing is loaded from either.

    Where the point is only the middle of a town, the address leads to the door and the point does not.
    """
    if location.location_type != "physical":
        return "", ""
    street = _REMARK.sub("", address.address_1) if address else ""
    point = None if location.latitude is None else f"{location.latitude:.5f},{location.longitude:.5f}"
    if street and address and (point is None or location.is_point_of_town):
        asked = ", ".join(
            part for part in (street, f"{address.postal_code} {address.city}".strip(), address.country) if part
        )
        return f"https://www.openstreetmap.org/search?{urlencode({'query': asked})}", f"geo:0,0?q={quote(asked)}"
    if point is None:
        return "", ""
    latitude, longitude = point.split(",")
    zoom = TOWN if location.is_point_of_town else DOOR
    here = urlencode({"mlat": latitude, "mlon": longitude})
    return f"https://www.openstreetmap.org/?{here}#map={zoom}/{latitude}/{longitude}", f"geo:{point}"


def reach_of(owner: Any, parts: Parts, language: str) -> Reach:
    """Phones, addresses and people of a service, a place or an organization."""
    return Reach(
        phones=phones_shown(parts.of(owner, "phones"), parts, language),
        emails=(owner.email,) if owner.email else (),
        url=getattr(owner, "url", "") or getattr(owner, "website", ""),
        people=people_of(owner, parts, language),
    )


def people_of(owner: Any, parts: Parts, language: str) -> tuple[tuple[Contact, tuple[PhoneShown, ...]], ...]:
    return tuple(
        (contact, phones_shown(parts.of(contact, "phones"), parts, language)) for contact in parts.of(owner, "contacts")
    )


def phones_shown(phones: Iterable[Phone], parts: Parts, language: str) -> tuple[PhoneShown, ...]:
    return tuple(
        PhoneShown(
            phone.number,
            dialled(phone.number, phone.extension),
            phone.extension,
            phone.description,
            spoken_in_words(parts.of(phone, "languages"), language),
        )
        for phone in phones
    )


def spoken_in_words(languages: Iterable[Language], language: str) -> tuple[Spoken, ...]:
    """Each language once, in the order given; one that CLDR does not know by the name that the record gives."""
    found: dict[str, Spoken] = {}
    for one in languages:
        name = language_name(one.code, language)
        found[one.code] = Spoken(one.name if one.name and name == one.code else name, one.code, one.note)
    return tuple(found.values())
