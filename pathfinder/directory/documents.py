"""A record with all that belongs to it as one plain document, and back.

The document is the one form in which packs, imports, editors' proposals and history speak of a record: field names to
JSON values, empty ones left out. Lists such as `phones` are fields too, so two documents differ field by field.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models

from pathfinder.directory import models as m
from pathfinder.languages.fields import LocalizedField, from_json, to_json

Document = dict[str, Any]

# What the bookkeeping owns; everything else of a record is content
BOOKKEEPING = frozenset(
    {"id", "key", "origin", "external_id", "licence", "loaded", "created_at", "changed_at", "is_synthetic",
     "check_next_on", "merged_into", "position"}
)  # fmt: skip
RECORDS: dict[str, type[Any]] = {
    "organization": m.Organization,
    "location": m.Location,
    "program": m.Program,
    "service": m.Service,
    **{model.kind: model for model in (m.Story, m.Event, m.Publication)},
}
PARTS: dict[type[models.Model], dict[str, type[models.Model]]] = {
    m.Organization: {
        "phones": m.Phone,
        "contacts": m.Contact,
        "languages": m.Language,
        "organization_identifiers": m.OrganizationIdentifier,
        "funding": m.Funding,
    },
    m.Location: {
        "addresses": m.Address,
        "phones": m.Phone,
        "contacts": m.Contact,
        "languages": m.Language,
        "schedules": m.Schedule,
        "accessibility": m.Accessibility,
    },
    m.Program: {},
    m.Service: {
        "phones": m.Phone,
        "contacts": m.Contact,
        "languages": m.Language,
        "schedules": m.Schedule,
        "service_areas": m.ServiceArea,
        "cost_options": m.CostOption,
        "required_documents": m.RequiredDocument,
        "funding": m.Funding,
        "service_at_locations": m.ServiceAtLocation,
    },
    m.ServiceAtLocation: {"phones": m.Phone, "contacts": m.Contact, "schedules": m.Schedule},
    m.Contact: {"phones": m.Phone},
    m.Phone: {"languages": m.Language},
}


@dataclass(frozen=True)
class Shape:
    """How one table is told in a document."""

    plain: tuple[models.Field[Any, Any], ...]
    references: tuple[models.ForeignKey[Any, Any], ...]  # told by the key of the record they point at
    parts: Mapping[str, type[models.Model]]


@cache
def shape_of(model: type[models.Model]) -> Shape:
    plain, references = [], []
    is_record = model in RECORDS.values()
    for field in model._meta.concrete_fields:
        if field.name in BOOKKEEPING:
            continue
        if not isinstance(field, models.ForeignKey):
            plain.append(field)
        elif is_record or (model is m.ServiceAtLocation and field.name == "location"):
            references.append(field)
    return Shape(tuple(plain), tuple(references), PARTS.get(model, {}))


def fields_of(kind: str) -> list[str]:
    """Names of all fields that a document of this kind may have."""
    shape = shape_of(RECORDS[kind])
    return [f.name for f in (*shape.plain, *shape.references)] + list(shape.parts)


@cache
def owner_field(part: type[models.Model], owner: type[models.Model]) -> str:
    """The foreign key of a part that leads to its owner."""
    return next(
        field.name
        for field in part._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is owner and field.name != "parent_organization"
    )


def document_of(row: models.Model) -> Document:
    """Everything told about a record. Cost: a query for each kind of part, unless `with_parts` fetched them."""
    shape = shape_of(type(row))
    found: Document = {}
    for field in shape.plain:
        value = getattr(row, field.attname)
        if isinstance(field, LocalizedField):
            value = to_json(value)
        if not _is_empty(value, field):
            found[field.name] = value
    for reference in shape.references:
        if getattr(row, reference.attname) is not None:
            found[reference.name] = getattr(row, reference.name).key
    for name in shape.parts:
        # The order they were told in: places of a service come from the database in the order of their ids.
        if rows := [document_of(part) for part in sorted(getattr(row, name).all(), key=lambda part: part.position)]:
            found[name] = rows
    return found


def with_parts(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The same rows, their parts fetched in one query for each kind."""
    shape = shape_of(rows.model)
    return rows.select_related(*[f.name for f in shape.references]).prefetch_related(*_part_paths(rows.model))


def _part_paths(model: type[models.Model], before: str = "") -> Iterator[str]:
    for name, part in PARTS.get(model, {}).items():
        yield before + name
        if part is m.ServiceAtLocation:
            yield f"{before}{name}__location"
        yield from _part_paths(part, f"{before}{name}__")


def _is_empty(value: Any, field: models.Field[Any, Any]) -> bool:
    return value in ("", None, [], {}) or (not isinstance(field, LocalizedField) and value == _default(field))


@cache
def _default(field: models.Field[Any, Any]) -> Any:
    return field.get_default()


def normal(kind: str, document: Mapping[str, Any]) -> Document:
    """The document without what is empty or the default, so that equal records have equal documents."""
    return _normal(RECORDS[kind], document)


def _normal(model: type[models.Model], document: Mapping[str, Any]) -> Document:
    shape = shape_of(model)
    plain = {f.name: f for f in shape.plain}
    references = {f.name for f in shape.references}
    found: Document = {}
    for name, value in document.items():
        if name in plain:
            if not _is_empty(value, plain[name]):
                found[name] = to_json(value)
        elif name in references:
            if value:
                found[name] = value
        elif name in shape.parts:
            if value:
                found[name] = [_normal(shape.parts[name], part) for part in value]
        else:
            raise KeyError(f"{model.__name__} has no field {name}")
    return found


def set_fields(row: models.Model, values: Mapping[str, Any], ids: Mapping[str, uuid.UUID]) -> None:
    """Put the plain fields and references of a document on a row; a field that is not told gets its default."""
    shape = shape_of(type(row))
    for field in shape.plain:
        if field.name in values:
            value = values[field.name]
            setattr(row, field.attname, from_json(value) if isinstance(field, LocalizedField) else value)
        else:
            setattr(row, field.attname, _empty(field))
    for reference in shape.references:
        key = values.get(reference.name)
        setattr(row, reference.attname, ids[key] if key else None)


def _empty(field: models.Field[Any, Any]) -> Any:
    return field.get_default() if field.has_default() else (None if field.null else "")


def parts_of(row: Any, document: Mapping[str, Any], ids: Mapping[str, uuid.UUID]) -> Iterator[models.Model]:
    """New rows for all parts of a record, owners before what they own; ids follow from the record and the place."""
    for name, part in shape_of(type(row)).parts.items():
        for number, told in enumerate(document.get(name, ())):
            made = part(id=uuid.uuid5(row.id, f"{name}.{number}"), **{owner_field(part, type(row)): row})
            if hasattr(made, "position"):
                made.position = number
            owner_name = owner_field(part, type(row))
            set_fields(made, told, ids)
            setattr(made, owner_name, row)
            yield made
            yield from parts_of(made, told, ids)


def keys_named_in(kind: str, documents: Iterable[Mapping[str, Any]]) -> set[str]:
    """Keys of other records that these documents point at."""
    names = [f.name for f in shape_of(RECORDS[kind]).references]
    found = set()
    for document in documents:
        found.update(document[name] for name in names if document.get(name))
        found.update(place["location"] for place in document.get("service_at_locations", ()))
    return found
