"""The door: every value of a foreign record is checked here once, and trusted afterwards.

What a record needs and does not have refuses it. A value that is only wrong, such as an address of the web that is
none, is left out with a note. Text stays text: nothing is interpreted.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import models as fields

from pathfinder.directory import models as m
from pathfinder.directory.codes import (
    AUDIENCES,
    CONFIDENCES,
    COSTS,
    GROUNDS,
    MODES,
    ORGANIZATION_KINDS,
    STATUSES,
    THEMES,
)
from pathfinder.directory.documents import RECORDS, Document, shape_of
from pathfinder.directory.imports import values
from pathfinder.directory.imports.told import LONGEST_ID, TERMS, Refused, TermOn, TermTold, Told
from pathfinder.directory.imports.values import MOST_PARTS, Clean, Saying, without_control
from pathfinder.languages.fields import LocalizedField

LONGEST_LINK = 120  # letters of what a term says about a record
GREATEST_SMALL, GREATEST_WHOLE = 32_767, 2_147_483_647  # what both databases can hold
CODES: dict[str, Mapping[str, str]] = {
    "themes": THEMES, "audiences": AUDIENCES, "residence_grounds": GROUNDS, "modes": MODES, "status": STATUSES,
    "cost": COSTS, "confidence": CONFIDENCES, "organization_kind": ORGANIZATION_KINDS,
    "location_type": dict.fromkeys(("physical", "postal", "virtual"), ""),
    "address_type": dict.fromkeys(("physical", "postal", "virtual"), ""),
    "extent_type": dict.fromkeys(("geojson", "topojson", "kml", "text"), ""),
}  # fmt: skip
DATES = frozenset({"checked_on", "valid_from", "valid_to", "dtstart", "until"})
ONE_LINE = frozenset({"name", "alternate_name", "title", "city", "number", "code"})
# A part says nothing without one of these
NEEDED: dict[type[fields.Model], tuple[str, ...]] = {
    m.Phone: ("number",),
    m.Contact: ("name", "title", "department", "email", "phones"),
    m.Language: ("code",),
    m.ServiceAtLocation: ("location",),
    m.RequiredDocument: ("document",),
    m.OrganizationIdentifier: ("identifier",),
    m.Funding: ("source",),
    m.Accessibility: ("description", "details", "url"),
    m.CostOption: ("option", "amount", "amount_description"),
    m.ServiceArea: ("name", "description", "extent", "uri"),
    m.Address: ("address_1", "address_2", "city", "region", "postal_code"),
}
MUST_HAVE_A_NAME = frozenset({"organization", "service", "program"})

_FREE: dict[str, Clean] = {"sources": values.list_of_words, "about": values.free_document}
_MODELS = {**RECORDS, "service_at_location": m.ServiceAtLocation}


class Door:
    """Checks records whose texts are in one language, unless a text says another."""

    def __init__(self, language: str) -> None:
        self.language = language

    def document(self, told: Told) -> tuple[Document, list[tuple[tuple[str, ...], TermOn]]]:
        """The record as a document of ours, references still foreign, and the terms with the part they stand on.

        What was left out is added to the notes of `told`. Raises Refused.
        """
        saying = Saying(self.language, told.notes)
        terms: list[tuple[tuple[str, ...], TermOn]] = []
        found = _document(_MODELS[told.kind], told.raw, saying, (), terms)
        if told.kind in MUST_HAVE_A_NAME and not found.get("name"):
            raise Refused("it has no name")
        if told.kind == "location":
            _check_point(found, saying)
        return found, terms


def _document(
    model: type[fields.Model], raw: Mapping[str, Any], saying: Saying, path: tuple[str, ...],
    terms: list[tuple[tuple[str, ...], TermOn]],
) -> Document:  # fmt: skip
    shape = shape_of(model)
    before = saying.place
    found: Document = {}
    cleaners = _cleaners(model)
    for name, value in raw.items():
        if value is None or value == "" or value == [] or value == {}:
            continue
        if clean := cleaners.get(name):
            saying.place = f"{before}{name}"
            cleaned = clean(value, saying)
            if cleaned not in (None, "", [], {}):
                found[name] = cleaned
        elif name in shape.parts:
            saying.place = f"{before}{name}"
            if parts := _parts(shape.parts[name], name, value, saying, path, terms):
                found[name] = parts
    saying.place = before
    terms += [(path, clean_term_on(term)) for term in raw.get(TERMS, ())]
    return found


def _parts(
    model: type[fields.Model], name: str, value: Any, saying: Saying, path: tuple[str, ...],
    terms: list[tuple[tuple[str, ...], TermOn]],
) -> list[Document]:  # fmt: skip
    if not isinstance(value, list):
        saying.note("expected a list; left out")
        return []
    if len(value) > MOST_PARTS:
        raise Refused(f"{saying.place}: {len(value):,} of them, at most {MOST_PARTS} can be kept")
    outside = saying.place
    found: list[Document] = []
    for number, one in enumerate(value):
        saying.place = f"{outside}[{number}]."
        if not isinstance(one, Mapping):
            saying.note("expected an object with named values; left out")
            continue
        its_terms: list[tuple[tuple[str, ...], TermOn]] = []
        part = _document(model, one, saying, (*path, f"{name}.{len(found)}"), its_terms)
        needed = NEEDED.get(model)
        if not part or (needed and not any(part.get(n) for n in needed)):
            saying.place = f"{outside}[{number}]"
            saying.note(f"it has no {' and no '.join(needed[:2])}; left out" if needed else "nothing in it; left out")
            continue
        found.append(part)
        terms += its_terms
    saying.place = outside
    return found


@cache
def _cleaners(model: type[fields.Model]) -> dict[str, Clean]:
    shape = shape_of(model)
    found: dict[str, Clean] = {field.name: _cleaner(model, field) for field in shape.plain}
    found |= {pointer.name: values.reference for pointer in shape.references}
    return found


def _cleaner(model: type[fields.Model], field: Any) -> Clean:
    name = field.name
    special: dict[tuple[type[fields.Model] | None, str], Clean] = {
        (m.Address, "country"): lambda value, saying: (values.country(value, saying) or "").upper(),
        (m.Language, "code"): values.language_of,
        (m.Schedule, "opening_hours"): values.opening_hours,
        (m.ServiceArea, "extent"): values.outline,
    }
    if found := special.get((model, name)):
        return found
    if name == "country":
        return values.country
    if name == "checked_on":
        return values.day_of_check
    if name in DATES:
        return values.date
    if isinstance(field, LocalizedField):
        return (
            values.texts_of_list
            if field.get_default() == []
            else (values.name_in_languages if name in ONE_LINE else values.texts)
        )
    if name == "serves":
        return values.texts_of_list
    if isinstance(field, fields.JSONField):
        return values.codes_of(CODES[name]) if name in CODES else _FREE.get(name, values.nothing)
    if name in CODES:
        return values.code_of(CODES[name])
    if isinstance(field, fields.URLField):
        return values.url
    if isinstance(field, fields.EmailField):
        return values.email
    if isinstance(field, fields.BooleanField):
        return values.yes_or_no
    if isinstance(field, fields.FloatField):
        return values.number
    if isinstance(field, fields.PositiveSmallIntegerField):
        return values.whole_number(GREATEST_SMALL)
    if isinstance(field, fields.IntegerField):
        return values.whole_number(GREATEST_WHOLE)
    return values.line_of(field.max_length) if name in ONE_LINE else values.words_of(field.max_length)


def clean_term_on(term: TermOn) -> TermOn:
    return TermOn(
        without_control(term.term, LONGEST_ID),
        without_control(term.link_type, LONGEST_LINK),
        without_control(term.value),
    )


def clean_term(term: TermTold) -> TermTold:
    """A term as it can be kept; ids are cut like those on the records, so that they still meet."""
    told = {name: without_control(getattr(term, name)) for name in term.__slots__}
    for name in ("id", "code", "parent"):
        told[name] = without_control(getattr(term, name), LONGEST_ID)
    return TermTold(**told)


def _check_point(document: Document, saying: Saying) -> None:
    latitude, longitude = document.get("latitude"), document.get("longitude")
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        document.pop("latitude", None)
        document.pop("longitude", None)
        saying.place = "latitude, longitude"
        saying.note(f"{latitude}, {longitude} is no point on the earth; left out")
