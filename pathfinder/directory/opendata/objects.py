"""The objects of HSDS 3.0 and their fields, in one table: for the API description and for the CSV data package.

Names and types are those of the standard, written down anew; a test compares them with the official schemas where those
are at hand. What our profile adds is not here but in `profile/*.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pathfinder.directory.opendata.hsds.own_profile import OURS

PROFILE_FOLDER = Path(__file__).parent / "profile"

_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "id": {"type": "string", "format": "uuid"},
    "uri": {"type": "string", "format": "uri"},
    "email": {"type": "string", "format": "email"},
    "date": {"type": "string"},
    "moment": {"type": "string", "format": "date-time"},
    "number": {"type": "number"},
}


@dataclass(frozen=True)
class HsdsObject:
    """One object: its fields with their kinds, which of them it must have, and what can be nested in it."""

    table: str  # its file in a CSV data package, without the ending
    fields: Mapping[str, str]
    required: tuple[str, ...] = ("id",)
    one: Mapping[str, str] = field(default_factory=dict)  # name to object, at most one of it
    many: Mapping[str, str] = field(default_factory=dict)  # name to object, a list of it
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # field to its closed list


def _fields(text: str) -> dict[str, str]:
    """`id:id name url:uri` as fields and kinds; without a kind it is text."""
    return {name: kind or "text" for name, _, kind in (word.partition(":") for word in text.split())}


def _nested(text: str) -> dict[str, str]:
    """`phones:phone` as name and object."""
    return dict(word.split(":") for word in text.split())


_ATTRIBUTES = "attributes:attribute metadata:metadata"
_PLACE_TYPES = ("physical", "postal", "virtual")

OBJECTS: dict[str, HsdsObject] = {
    "service": HsdsObject(
        "services",
        _fields(
            "id:id organization_id:id program_id:id name alternate_name description url:uri email:email status "
            "interpretation_services application_process fees_description wait_time fees accreditations "
            "eligibility_description minimum_age:number maximum_age:number assured_date:date assurer_email:email licenses "
            "alert last_modified:moment"
        ),
        ("id", "name", "status"),
        _nested("organization:organization program:program"),
        _nested(
            "phones:phone schedules:schedule service_areas:service_area service_at_locations:service_at_location "
            "languages:language funding:funding cost_options:cost_option required_documents:required_document "
            f"contacts:contact {_ATTRIBUTES}"
        ),
        {"status": ("active", "inactive", "defunct", "temporarily closed")},
    ),
    "organization": HsdsObject(
        "organizations",
        _fields(
            "id:id name alternate_name description email:email website:uri tax_status tax_id year_incorporated:number "
            "legal_status logo uri:uri parent_organization_id:id"
        ),
        ("id", "name", "description"),
        {},
        _nested(
            "funding:funding contacts:contact phones:phone locations:location programs:program "
            f"organization_identifiers:organization_identifier {_ATTRIBUTES}"
        ),
    ),
    "program": HsdsObject(
        "programs", _fields("id:id organization_id:id name alternate_name description"), ("id", "name", "description"), {},
        _nested(_ATTRIBUTES),
    ),
    "location": HsdsObject(
        "locations",
        _fields(
            "id:id location_type url:uri organization_id:id name alternate_name description transportation latitude:number "
            "longitude:number external_identifier external_identifier_type"
        ),
        ("id", "location_type"),
        {},
        _nested(
            "languages:language addresses:address contacts:contact accessibility:accessibility phones:phone "
            f"schedules:schedule {_ATTRIBUTES}"
        ),
        {"location_type": _PLACE_TYPES},
    ),
    "service_at_location": HsdsObject(
        "service_at_location", _fields("id:id service_id:id location_id:id description"), ("id",),
        _nested("location:location"), _nested(f"contacts:contact phones:phone schedules:schedule {_ATTRIBUTES}"),
    ),
    "address": HsdsObject(
        "addresses",
        _fields(
            "id:id location_id:id attention address_1 address_2 city region state_province postal_code country address_type"
        ),
        ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
        {},
        _nested(_ATTRIBUTES),
        {"address_type": _PLACE_TYPES},
    ),
    "phone": HsdsObject(
        "phones",
        _fields(
            "id:id location_id:id service_id:id organization_id:id contact_id:id service_at_location_id:id number "
            "extension:number type description"
        ),
        ("id", "number"),
        {},
        _nested(f"languages:language {_ATTRIBUTES}"),
    ),
    "contact": HsdsObject(
        "contacts",
        _fields(
            "id:id organization_id:id service_id:id service_at_location_id:id location_id:id name title department "
            "email:email"
        ),
        ("id",),
        {},
        _nested(f"phones:phone {_ATTRIBUTES}"),
    ),
    "schedule": HsdsObject(
        "schedules",
        _fields(
            "id:id service_id:id location_id:id service_at_location_id:id valid_from:date valid_to:date dtstart:date "
            "timezone:number until:date count:number wkst freq interval:number byday byweekno bymonthday byyearday "
            "description opens_at closes_at schedule_link:uri attending_type notes"
        ),
        ("id",),
        {},
        _nested(_ATTRIBUTES),
        {"freq": ("WEEKLY", "MONTHLY"), "wkst": ("MO", "TU", "WE", "TH", "FR", "SA", "SU")},
    ),
    "language": HsdsObject(
        "languages", _fields("id:id service_id:id location_id:id phone_id:id name code note"), ("id",), {},
        _nested(_ATTRIBUTES),
    ),
    "service_area": HsdsObject(
        "service_areas", _fields("id:id service_id:id name description extent extent_type uri"), ("id",), {},
        _nested(_ATTRIBUTES),
    ),
    "cost_option": HsdsObject(
        "cost_options",
        _fields("id:id service_id:id valid_from:date valid_to:date option currency amount:number amount_description"),
        ("id",),
        {},
        _nested(_ATTRIBUTES),
    ),
    "required_document": HsdsObject(
        "required_documents", _fields("id:id service_id:id document uri:uri"), ("id",), {}, _nested(_ATTRIBUTES)
    ),
    "accessibility": HsdsObject(
        "accessibility", _fields("id:id location_id:id description details url:uri"), ("id",), {}, _nested(_ATTRIBUTES)
    ),
    "organization_identifier": HsdsObject(
        "organization_identifiers", _fields("id:id organization_id:id identifier_scheme identifier_type identifier"),
        ("id", "identifier_type", "identifier"), {}, _nested(_ATTRIBUTES),
    ),
    "funding": HsdsObject(
        "funding", _fields("id:id organization_id:id service_id:id source"), ("id",), {}, _nested(_ATTRIBUTES)
    ),
    "taxonomy": HsdsObject(
        "taxonomies", _fields("id:id name description uri:uri version"), ("id", "name", "description"), {},
        _nested("metadata:metadata"),
    ),
    "taxonomy_term": HsdsObject(
        "taxonomy_terms",
        _fields("id:id code name description parent_id:id taxonomy taxonomy_id:id language term_uri:uri"),
        ("id", "name", "description"),
        _nested("taxonomy_detail:taxonomy"),
        _nested("metadata:metadata"),
    ),
    "attribute": HsdsObject(
        "attributes", _fields("id:id link_id:id taxonomy_term_id:id link_type link_entity value"), ("id",),
        _nested("taxonomy_term:taxonomy_term"), _nested("metadata:metadata"),
    ),
    "metadata": HsdsObject(
        "metadata",
        _fields(
            "id:id resource_id:id resource_type last_action_date:date last_action_type field_name previous_value "
            "replacement_value updated_by"
        ),
        (
            "id", "last_action_date", "last_action_type", "field_name", "previous_value", "replacement_value", "updated_by",
        ),
    ),
}  # fmt: skip


@cache
def profile_patch(name: str) -> dict[str, Any] | None:
    """Our merge patch of one of HSDS's schemas, or None when our profile leaves it as it is."""
    path = PROFILE_FOLDER / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if name in OBJECTS and path.exists() else None


def schema_of(name: str, reference: str = "#/components/schemas/{}") -> dict[str, Any]:
    """The JSON Schema of an object as we give it, our profile included."""
    of = OBJECTS[name]
    properties: dict[str, Any] = {}
    for called, kind in of.fields.items():
        codes = of.codes.get(called)
        properties[called] = {**_TYPES[kind], **({"enum": list(codes)} if codes else {})}
    for called, nested in of.one.items():
        properties[called] = {"$ref": reference.format(nested)}
    for called, nested in of.many.items():
        properties[called] = {"type": "array", "items": {"$ref": reference.format(nested)}}
    if patch := profile_patch(name):
        properties[OURS] = _referring(patch["properties"][OURS], reference)
    return {"type": "object", "properties": properties, "required": list(of.required)}


def _referring(schema: Any, reference: str) -> Any:
    """A part of a patch whose references to files of HSDS (`language.json`) lead to our own schemas."""
    if isinstance(schema, dict):
        return {
            name: reference.format(part.removesuffix(".json")) if name == "$ref" else _referring(part, reference)
            for name, part in schema.items()
        }
    return [_referring(part, reference) for part in schema] if isinstance(schema, list) else schema
