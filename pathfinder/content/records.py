"""What a pack says of organizations, places, services and the library, as documents of the directory."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.text import slugify

from pathfinder.directory.actions import Given
from pathfinder.directory.queries import GROUNDS_OF_AUDIENCE, Source, Territory, nearest_point
from pathfinder.languages.fields import to_json
from pathfinder.languages.names import is_easy
from pathfinder.library.queries import SHELF_OF, TOLD_AS, only_of
from rulebook.dates import parse_partial_date
from rulebook.law import Rulebook

Item = Mapping[str, Any]

_SAYS_FREE = re.compile(r"\b(free|gratis|no fees?|nothing to pay)\b(?! number)", re.IGNORECASE)
_IS_FREE_FOR_ALL = re.compile(
    r"^(it is |the course is )?free( of charge)?( and confidential| at point of use|, voluntary|, with interpreter"
    r"|, interpreter included)?( for (the )?(participants|jobseekers?|person))?([.;,]|$)",
    re.IGNORECASE,
)
_ASKS_A_FEE = re.compile(r"\b(?<!no )(?<!help with )(?<!low )fees?\b(?! waived)", re.IGNORECASE)


def cost_of(told: str) -> str:
    """A code of COSTS for what a source says in English; `depends` where it is free for some, or was for a time.

    An amount alone says nothing: it may be what a person gets.
    """
    if _IS_FREE_FOR_ALL.search(told):
        return "free"
    if _SAYS_FREE.search(told):
        return "depends"
    return "paid" if _ASKS_A_FEE.search(told) else "unknown"


class PackRecords:
    """All records of one pack, each list ready to be taken over, owners before what points at them."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.gazetteer = rulebook.gazetteer
        self.country = rulebook.country
        self.pack = rulebook.pack
        self.steps = rulebook.steps
        self.places: dict[str, list[str]] = {}  # organization to the keys of its locations

    def sources(self) -> list[Source]:
        return [
            Source(
                key=key, country=self.country, title=_line(data.get("title") or key), publisher=_line(data.get("publisher")),
                date=_edtf(data.get("date")), url=_url(data.get("url")), note=_line(data.get("note")),
                fingerprint=hashlib.sha256(repr(sorted(data.items(), key=str)).encode()).hexdigest()[:32],
            )
            for key, data in self.pack["sources"].items()
        ]  # fmt: skip

    def territories(self) -> list[Territory]:
        """Those that records name, and all above them."""
        named = {
            str(item.get("territory") or "")
            for kind in ("organizations", "services")
            for item in self.pack[kind].values()
        }
        named |= {str(item.get("territory") or "") for item in self._shelf("practices")} | {self.country}
        known = self.gazetteer.territories
        found: dict[str, Territory] = {}

        def add(key: str) -> None:
            if key in found or key not in known:
                return
            territory = known[key]
            if territory.parent:
                add(territory.parent)
            found[key] = Territory(
                key=key, country=self.country, name=dict(territory.names), nuts=territory.nuts or "",
                parent_id=territory.parent or None, parts=list(territory.members),
            )  # fmt: skip

        parts = {part for whole in named if whole in known for part in known[whole].members}
        for key in sorted(named | parts):
            add(key)
        return list(found.values())

    def organizations(self) -> list[Given]:
        return [
            Given("organization", key, self._organization(item)) for key, item in self.pack["organizations"].items()
        ]

    def locations(self) -> list[Given]:
        found = []
        for owner, item in self.pack["organizations"].items():
            taken: set[str] = set()
            for place in item.get("locations") or ():
                key = _free_key(f"{owner}-{_place_word(place)}", taken)
                taken.add(key)
                self.places.setdefault(owner, []).append(key)
                found.append(Given("location", key, self._location(place, owner, item)))
        return found

    def programs(self) -> list[Given]:
        return [Given("program", str(item["id"]), self._program(item)) for item in self._shelf("practices")]

    def library_records(self, kind: str) -> list[Given]:
        """Stories, events or publications."""
        shelf = SHELF_OF[kind]
        return [Given(kind, str(item["id"]), self._library_record(kind, item)) for item in self._shelf(shelf)]

    def services(self) -> list[Given]:
        """After `locations`, whose keys it needs."""
        return [Given("service", key, self._service(key, item)) for key, item in self.pack["services"].items()]

    # each kind

    def _organization(self, item: Item) -> dict[str, Any]:
        return {
            **self._common(item),
            "alternate_name": _as_texts((item.get("alternate_names") or [None])[0]),
            "organization_kind": item.get("kind") or "",
            "website": _url(item.get("url")),
            "email": item.get("email") or "",
            "phones": _phones(item.get("phone")),
            "languages": _languages(item.get("languages")),
        }

    def _location(self, place: Item, owner: str, organization: Item) -> dict[str, Any]:
        address = place.get("address") or {}
        is_virtual = not address.get("street") and not address.get("city")
        is_postal = (
            "postbus" in str(address.get("street", "")).lower() or "po box" in str(address.get("street", "")).lower()
        )
        point = (
            None
            if is_virtual
            else nearest_point(self.country, str(address.get("postcode") or ""), str(address.get("city") or ""))
        )
        return {
            "country": self.country,
            "territory": str(place.get("territory") or organization.get("territory") or ""),
            "name": to_json(_as_texts(place.get("name"))),
            "organization": owner,
            "location_type": "virtual" if is_virtual else "postal" if is_postal else "physical",
            "url": _url(place.get("url")),
            "email": place.get("email") or "",
            "latitude": point.latitude if point else None,
            "longitude": point.longitude if point else None,
            "is_point_of_town": point is not None,
            "serves": [to_json(_as_texts(told)) for told in _list(place.get("serves"))],
            "notes": _notes(place),
            "sources": list(place.get("sources") or ()),
            "confidence": place.get("confidence") or "",
            "checked_on": _edtf(place.get("seen")) or self._newest(place.get("sources")),
            "addresses": [] if is_virtual else [self._address(address, "postal" if is_postal else "physical")],
            "phones": _phones(place.get("phone")),
            "languages": _languages(place.get("languages")),
            "schedules": [{"opening_hours": str(place["hours"])}] if place.get("hours") else [],
        }  # fmt: skip

    def _address(self, address: Item, kind: str) -> dict[str, Any]:
        return {
            "address_1": str(address.get("street") or ""),
            "city": str(address.get("city") or ""),
            "postal_code": str(address.get("postcode") or "")[:20],
            "country": self.country.upper(),
            "address_type": kind,
        }

    def _service(self, key: str, item: Item) -> dict[str, Any]:
        owner = str(item["organization"])
        cost = str((item.get("cost") or {}).get("en", ""))
        audiences = _list(item.get("audience"))
        valid = item.get("valid") or {}
        places = [(place, False) for place in self.places.get(owner, ())]
        places += [(place, True) for desk in self._desks(key) if desk != owner for place in self.places.get(desk, ())]
        return {
            **self._common(item),
            "organization": owner,
            "url": _url(item.get("url")),
            "email": item.get("email") or "",
            "status": item.get("status") or "unknown",
            "application_process": to_json([_as_texts(step) for step in _list(item.get("steps"))]),
            "fees_description": to_json(_as_texts(item.get("cost"))),
            "eligibility_description": to_json(_as_texts(item.get("access_text"))),
            "duration": to_json(_as_texts(item.get("duration"))),
            "outcome": to_json(_as_texts(item.get("outcome"))),
            "results": to_json([_as_texts(result) for result in _list(item.get("results"))]),
            "themes": _list(item.get("themes")),
            "audiences": audiences,
            "residence_grounds": sorted({g for audience in audiences for g in GROUNDS_OF_AUDIENCE.get(audience, ())}),
            "cost": cost_of(cost),
            "modes": ["remote"] if "digital_tool" in _list(item.get("themes")) else [],
            "valid_from": _edtf(valid.get("from")),
            "valid_to": _edtf(valid.get("to")),
            "is_step": key in self.steps,
            "phones": _phones(item.get("phone")),
            "languages": _languages(item.get("languages")),
            "required_documents": [{"document": to_json(_as_texts(paper))} for paper in _list(item.get("bring"))],
            "service_at_locations": [{"location": place, "is_stated": is_stated} for place, is_stated in places],
        }

    def _desks(self, service: str) -> list[str]:
        """Other organizations that the pack names as its desks, somewhere in the country."""
        lines = self.pack["desks"].get(service, ())
        return list(dict.fromkeys(name for line in lines for name in line.get("organizations", ())))

    def _program(self, item: Item) -> dict[str, Any]:
        template = {
            name: to_json(value)
            for name, value in item.items()
            if name
            not in ("id", "title", "name", "sources", "confidence", "territory", "organization", "sector", "link")
        }
        return {
            **self._common({**item, "name": item.get("title") or item.get("name"), "description": item.get("need") or item.get("description")}),
            "organization": self._known_organization(item),
            "sector": str(item.get("sector") or "")[:20],
            "url": _url(item.get("link") or item.get("url")),
            "valid_from": _edtf(item.get("started")),
            "valid_to": _edtf(item.get("ended")),
            "about": template,
        }  # fmt: skip

    def _library_record(self, kind: str, item: Item) -> dict[str, Any]:
        """The words of the shelf become those of every record; what only this kind says stays under its own name."""
        common = {name: item.get(word) for word, name in TOLD_AS[kind].items()}
        return {
            **self._common({**item, **common}),
            "organization": self._known_organization(item),
            "url": _url(common.get("url")),
            "about": only_of(kind, item),
        }

    def _known_organization(self, item: Item) -> str | None:
        key = str(item.get("organization") or "")
        return key if key in self.pack["organizations"] else None

    def _common(self, item: Item) -> dict[str, Any]:
        return {
            "country": self.country,
            "territory": str(item.get("territory") or self.country),
            "name": to_json(_as_texts(item.get("name"))),
            "description": to_json(_as_texts(item.get("description"))),
            "notes": _notes(item),
            "sources": list(item.get("sources") or ()),
            "confidence": item.get("confidence") or "",
            "checked_on": self._newest(item.get("sources")),
        }

    def _shelf(self, name: str) -> list[Item]:
        return list(self.pack["library"].get(name) or ())

    def _newest(self, references: Any) -> str:
        """The date of the newest source that a record rests on: nobody has looked later than that."""
        dates = (
            str((self.pack["sources"].get(str(r).partition("#")[0]) or {}).get("date", "")) for r in references or ()
        )
        return max((_edtf(date) for date in dates), default="")


# small things


def _as_texts(value: Any) -> Mapping[str, str]:
    """Words by language; a plain string of a pack is English, its source language. Easy words belong to the guide alone."""
    if isinstance(value, Mapping):
        told = value.get("text", value) if isinstance(value.get("text"), Mapping) else value
        return {code: words for code, words in told.items() if not is_easy(str(code))}
    return {"en": str(value)} if value else {}


def _notes(item: Item) -> list[Any]:
    notes = [*_list(item.get("note")), *_list(item.get("notes"))]
    return to_json([_as_texts(note) for note in notes])


def _list(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _phones(value: Any) -> list[dict[str, Any]]:
    return [{"number": str(number)[:60]} for number in _list(value)]


def _languages(value: Any) -> list[dict[str, Any]]:
    return [{"code": str(code)} for code in _list(value)]


def _line(value: Any) -> str:
    return str(_as_texts(value).get("en") or next(iter(_as_texts(value).values()), "")) if value else ""


def _url(value: Any) -> str:
    text = str(value or "")
    return text if text.startswith(("http://", "https://")) else ""


def _edtf(value: Any) -> str:
    try:
        return str(parse_partial_date(value))
    except ValueError:
        return ""


def _place_word(place: Item) -> str:
    name = _as_texts(place.get("name"))
    words = str((place.get("address") or {}).get("city") or name.get("en") or next(iter(name.values()), "desk"))
    return slugify(words)[:40].strip("-") or "desk"


def _free_key(wanted: str, taken: Iterable[str]) -> str:
    return next(key for key in _numbered(wanted) if key not in taken)


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}-{number}"
        number += 1
