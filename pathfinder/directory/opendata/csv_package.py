"""The whole directory as a tabular data package: a zip with one CSV file for each object of HSDS, and what they hold.

Written while it is sent, table after table, so it takes no more memory for a hundred thousand services than for ten. The
history of records (`metadata`) is left out: it is in the JSON files.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import uuid
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Model

from pathfinder.directory import models as m
from pathfinder.directory.opendata import selection
from pathfinder.directory.opendata.classifications import our_taxonomies, our_terms
from pathfinder.directory.opendata.hsds import parts, places, terms
from pathfinder.directory.opendata.hsds.around import Around
from pathfinder.directory.opendata.hsds.organizations import organization_row, program
from pathfinder.directory.opendata.hsds.own_profile import OURS
from pathfinder.directory.opendata.hsds.schedules import schedules
from pathfinder.directory.opendata.hsds.services import place_of_service_row, service_row
from pathfinder.directory.opendata.hsds.standard import VERSION, Json
from pathfinder.directory.opendata.objects import OBJECTS, profile_patch
from pathfinder.directory.opendata.selection import SHOWN, in_chunks
from pathfinder.ui.csv_cells import safe_cell

LEFT_OUT = ("metadata",)
TABLES = tuple(name for name in OBJECTS if name not in LEFT_OUT)
_FRICTIONLESS = {
    "text": {"type": "string"},
    "id": {"type": "string", "format": "uuid"},
    "uri": {"type": "string", "format": "uri"},
    "email": {"type": "string", "format": "email"},
    "date": {"type": "string"},  # may be a month or a year alone
    "moment": {"type": "datetime"},
    "number": {"type": "number"},
}
# Columns that lead to another table; the others that end in _id are outside or lead to any table
_REFERENCES = {
    "organization_id": "organization", "program_id": "program", "service_id": "service", "location_id": "location",
    "service_at_location_id": "service_at_location", "contact_id": "contact", "phone_id": "phone",
    "taxonomy_id": "taxonomy", "taxonomy_term_id": "taxonomy_term", "parent_id": "taxonomy_term",
    "parent_organization_id": "organization",
}  # fmt: skip


def csv_package(today: dt.date) -> Iterator[bytes]:
    """The zip file, piece by piece."""
    outbox = _Outbox()
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("datapackage.json"), json.dumps(description(), ensure_ascii=False, indent=1))
        for name in TABLES:
            with archive.open(_entry(f"{OBJECTS[name].table}.csv"), "w", force_zip64=True) as file:
                for text in _lines(name, _chunks(name, today)):
                    file.write(text.encode("utf-8", "replace"))
                    yield outbox.take()
    yield outbox.take()


def description() -> Json:
    """`datapackage.json`: every table, its columns and where they lead."""
    return {
        "profile": "tabular-data-package",
        "name": "pathfinder-hsds",
        "title": f"Pathfinder: services for newcomers (HSDS {VERSION})",
        "licenses": [{"name": settings.OPEN_DATA_LICENCE, "path": settings.OPEN_DATA_LICENCE_URL}],
        "resources": [_resource(name) for name in TABLES],
    }


def _resource(name: str) -> Json:
    of = OBJECTS[name]
    fields = [{"name": column, **_FRICTIONLESS[kind]} for column, kind in of.fields.items()]
    if profile_patch(name):
        fields.append({"name": OURS, "type": "object"})
    references = [
        {"fields": column, "reference": {"resource": OBJECTS[to].table if to != name else "", "fields": "id"}}
        for column, to in _REFERENCES.items()
        if column in of.fields
    ]
    return {
        "name": of.table,
        "path": f"{of.table}.csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": "id", "missingValues": [""], "foreignKeys": references},
    }


def columns_of(name: str) -> list[str]:
    return [*OBJECTS[name].fields, *([OURS] if profile_patch(name) else [])]


def _lines(name: str, chunks: Iterable[Iterable[Json]]) -> Iterator[str]:
    columns = columns_of(name)
    yield _csv([columns])
    for rows in chunks:
        yield _csv([_cell(row.get(column)) for column in columns] for row in rows)


def _csv(rows: Iterable[list[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)  # begins with a bracket: no formula
    return safe_cell(str(value))


# the rows of each table


def _chunks(name: str, today: dt.date) -> Iterator[Iterable[Json]]:
    if name == "taxonomy":
        yield map(terms.our_taxonomy, our_taxonomies().values())
        yield from _told(m.Taxonomy.objects.exclude(pk__in=list(our_taxonomies())), terms.taxonomy)
    elif name == "taxonomy_term":
        yield map(terms.our_term, our_terms().values())
        rows = m.TaxonomyTerm.objects.exclude(pk__in=list(our_terms())).select_related("taxonomy")
        yield from _told(rows, terms.taxonomy_term)
    elif name == "attribute":
        yield from _told_each(
            terms.our_attributes, *(model.objects.filter(SHOWN).defer("loaded") for model in _RECORDS)
        )
        merged = _merged()
        for rows in in_chunks(m.Attribute.objects.select_related("taxonomy_term__taxonomy")):
            yield [terms.attribute(row) for row in rows if row.link_id not in merged]
    else:
        yield from _record_chunks(name, today) if name in _RECORD_ROWS else _part_chunks(name, today)


def _told(rows: Any, mapped: Any) -> Iterator[Iterable[Json]]:
    for chunk in in_chunks(rows):
        yield map(mapped, chunk)


def _told_each(mapped: Callable[[Any], list[Json]], *many: Any) -> Iterator[Iterable[Json]]:
    for rows in many:
        for chunk in in_chunks(rows):
            yield [one for row in chunk for one in mapped(row)]


_RECORDS = (m.Organization, m.Program, m.Location, m.Service)


def _record_chunks(name: str, today: dt.date) -> Iterator[Iterable[Json]]:
    rows, mapped = _RECORD_ROWS[name]
    for chunk in in_chunks(rows()):
        around = selection.around(chunk, today)
        yield [mapped(row, around) for row in chunk]


# Records with what our profile says of them; the parts go into tables of their own.
_RECORD_ROWS: dict[str, tuple[Any, Any]] = {
    "organization": (
        lambda: m.Organization.objects.filter(SHOWN).prefetch_related("languages"), organization_row,
    ),
    "program": (lambda: m.Program.objects.filter(SHOWN), program),
    "location": (lambda: m.Location.objects.filter(SHOWN), places.location_row),
    "service": (lambda: m.Service.objects.filter(SHOWN), service_row),
    "service_at_location": (
        lambda: m.ServiceAtLocation.objects.filter(service__merged_into="", location__merged_into=""),
        place_of_service_row,
    ),
}  # fmt: skip


def _part_chunks(name: str, today: dt.date) -> Iterator[Iterable[Json]]:
    model, mapped = _PARTS[name]
    merged = _merged()
    if name == "service_area":  # without one of its own, a service is for its territory
        for chunk in in_chunks(m.Service.objects.filter(SHOWN).prefetch_related("service_areas")):
            around = selection.around(chunk, today)
            yield [{**area, "service_id": str(row.pk)} for row in chunk for area in parts.service_areas(row, around)]
        return
    for chunk in in_chunks(model.objects.select_related(*_OWNERS.get(model, ()))):
        shown = [row for row in chunk if _is_shown(row, merged)]
        yield [{**_links(name, row), **one} for row in shown for one in mapped(row, today)]
    if name == "contact":
        for chunk in in_chunks(m.Location.objects.filter(SHOWN).exclude(email="")):
            yield [{**one, "location_id": str(row.pk)} for row in chunk for one in places.location_contacts(row)]


def _merged() -> set[uuid.UUID]:
    """Ids of the records that have become part of another: few, even in a large directory."""
    return {pk for one in _RECORDS for pk in one.objects.exclude(SHOWN).values_list("pk", flat=True)}


def _schedules(row: m.Schedule, today: dt.date) -> list[Json]:
    owner: Any = row.location or (row.service_at_location.location if row.service_at_location else row.service)
    return schedules(row, owner.country, getattr(owner, "longitude", None), Around(today))


def _single(mapped: Any) -> Any:
    return lambda row, _today: [mapped(row)]


_PARTS: dict[str, tuple[type[Model], Any]] = {
    "address": (m.Address, _single(places.address)),
    "phone": (m.Phone, _single(parts.phone)),
    "contact": (m.Contact, _single(parts.contact)),
    "schedule": (m.Schedule, _schedules),
    "language": (m.Language, _single(parts.language)),
    "service_area": (m.ServiceArea, None),
    "cost_option": (m.CostOption, _single(parts.cost_option)),
    "required_document": (m.RequiredDocument, _single(parts.required_document)),
    "accessibility": (m.Accessibility, _single(parts.accessibility)),
    "organization_identifier": (m.OrganizationIdentifier, _single(parts.identifier)),
    "funding": (m.Funding, _single(parts.funding)),
}
# The rows between a part and the records it belongs to
_OWNERS: dict[type[Model], tuple[str, ...]] = {
    m.Phone: ("contact__service_at_location", "service_at_location"),
    m.Contact: ("service_at_location",),
    m.Language: ("phone__contact__service_at_location", "phone__service_at_location"),
    m.Schedule: ("location", "service", "service_at_location__location"),
}


def _links(name: str, row: Model) -> dict[str, str]:
    """The columns that say to what a row belongs."""
    found = {}
    for column in OBJECTS[name].fields:
        if column in _REFERENCES and (owner := getattr(row, column, None)):
            found[column] = str(owner)
    return found


def _is_shown(row: Model, merged: set[uuid.UUID]) -> bool:
    """Whether no record that a row belongs to, also through a contact or a phone, was merged into another."""
    for field in row._meta.concrete_fields:
        if field.is_relation and (owner := getattr(row, field.attname)) is not None:
            if owner in merged:
                return False
            if field.related_model in (m.Contact, m.Phone, m.ServiceAtLocation):
                return _is_shown(getattr(row, field.name), merged)
    # A language of an organization itself has no column in HSDS; it stands in the organization's own.
    return getattr(row, "organization_id", None) is None or not isinstance(row, m.Language)


# writing a zip without going back


class _Outbox(io.RawIOBase):
    """A file that can only be written; what was written is taken away and sent."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self.waiting += piece
        return len(piece)

    def take(self) -> bytes:
        taken = bytes(self.waiting)
        self.waiting.clear()
        return taken


def _entry(name: str) -> zipfile.ZipInfo:
    """The same bytes for the same content: no clock in the file."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
