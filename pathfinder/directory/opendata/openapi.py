"""The description of the API in OpenAPI 3.1, made of the parameters and objects that the program itself uses."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings

from pathfinder.directory.models.records import uuid_of
from pathfinder.directory.opendata import parameters
from pathfinder.directory.opendata.hsds.own_profile import OURS
from pathfinder.directory.opendata.hsds.standard import VERSION
from pathfinder.directory.opendata.objects import OBJECTS, schema_of
from pathfinder.directory.opendata.parameters import EXAMPLE_ORGANIZATION, EXAMPLE_TAXONOMY, EXAMPLE_TERM, Parameter

PROFILE_VERSION = "1.0.0"  # of our profile; raise it with `profile/*.json`

_LISTS: dict[str, tuple[str, str, Sequence[Parameter]]] = {
    "services": ("service", "Services", parameters.OF_SERVICES),
    "organizations": ("organization", "Organizations", parameters.OF_ORGANIZATIONS),
    "service_at_locations": ("service_at_location", "Services at their places", parameters.OF_SERVICE_AT_LOCATIONS),
    "taxonomies": ("taxonomy", "Taxonomies", parameters.OF_TAXONOMIES),
    "taxonomy_terms": ("taxonomy_term", "Terms of taxonomies", parameters.OF_TAXONOMY_TERMS),
}
_EXAMPLE_IDS = {
    "services": str(uuid_of("be-vlg-programme-2018")),
    "organizations": EXAMPLE_ORGANIZATION,
    "service_at_locations": str(uuid.UUID(int=0)),
    "taxonomies": EXAMPLE_TAXONOMY,
    "taxonomy_terms": EXAMPLE_TERM,
}
_EXAMPLES = {
    "service": {
        "id": "b0a5f3c2-5d0e-5c2f-8a35-3f4b6a1c9d10",
        "organization_id": "5e8f7a10-93c4-5b1d-9f20-7c6d5e4f3a21",
        "name": "Conversation table at the library",
        "description": "Practise the language with volunteers, every Wednesday evening.",
        "status": "active",
        "assured_date": "2026-10-12",
        "last_modified": "2026-11-02T09:30:00Z",
        OURS: {"key": "xx-conversation-table", "country": "be", "text_languages": ["ar", "en", "nl"]},
    },
    "organization": {
        "id": "5e8f7a10-93c4-5b1d-9f20-7c6d5e4f3a21",
        "name": "The town library",
        "description": "Books, newspapers, and a table to talk at.",
        OURS: {"key": "xx-library", "country": "be", "text_languages": ["en", "nl"]},
    },
    "service_at_location": {
        "id": "7d3c9a44-0b1e-5a9c-b2f7-18e6d4c2a033",
        "service_id": "b0a5f3c2-5d0e-5c2f-8a35-3f4b6a1c9d10",
        "location_id": "c91d2e5f-6a7b-5c8d-9e0f-a1b2c3d4e5f6",
    },
    "taxonomy": {
        "id": EXAMPLE_TAXONOMY, "name": "Themes", "description": "What a service is about.", "version": "1.0"
    },
    "taxonomy_term": {
        "id": EXAMPLE_TERM, "code": "mentoring", "name": "Mentoring", "description": "Themes: Mentoring",
        "taxonomy": "Themes", "taxonomy_id": EXAMPLE_TAXONOMY, "language": "en",
    },
}  # fmt: skip
_ENVELOPE = {
    "total_items": {"type": "integer", "minimum": 0},
    "total_pages": {"type": "integer", "minimum": 1},
    "page_number": {"type": "integer", "minimum": 1},
    "size": {"type": "integer", "minimum": 0, "description": "How many are on this page."},
    "first_page": {"type": "boolean"},
    "last_page": {"type": "boolean"},
    "empty": {"type": "boolean"},
}
_ERROR = {
    "type": "object",
    "required": ["status", "errors"],
    "properties": {
        "status": {"type": "integer"},
        "errors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["where", "problem", "expected", "what_to_do"],
                "properties": {name: {"type": "string"} for name in ("where", "problem", "expected", "what_to_do")},
            },
        },
    },
}
_ERRORS = {
    "400": "A parameter that is unknown, given twice or cannot be read; every one is named.",
    "404": "There is nothing with this id, or nobody knows this postcode.",
    "405": "Another method.",
    "413": "The body is too long.",
    "415": "The body is not JSON.",
    "429": "More requests than the share of one address; Retry-After says how many seconds to wait.",
    "503": "The search is being prepared; ask again after the seconds of Retry-After.",
}


@lru_cache(maxsize=4)
def description(server: str) -> dict[str, Any]:
    """The whole description, for the API at this address."""
    licence = {"name": settings.OPEN_DATA_LICENCE, "url": settings.OPEN_DATA_LICENCE_URL}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Pathfinder: services for newcomers, as open data",
            "version": PROFILE_VERSION,
            "description": (
                f"HSDS {VERSION}: organizations, services and places that help newcomers on their way to work. No key, no "
                "account, any site may ask. Filters add up. Every error says where it is, what was expected and what to do. "
                "An answer has an ETag: send it back in If-None-Match, and 304 says that nothing changed."
            ),
            "license": {name: value for name, value in licence.items() if value},
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": server}],
        "paths": {
            "/hsds/": {
                "get": _operation("about", "What this API is", [], _json(_about_schema(), _about_example(server)))
            },
            **{path: operations for route in _LISTS for path, operations in _routes(route)},
        },
        "components": {"schemas": _schemas()},
    }


def _routes(route: str) -> Iterable[tuple[str, dict[str, Any]]]:
    name, heading, known = _LISTS[route]
    answer = _page_answer(name)
    told = [_in_the_address(parameter) for parameter in known]
    yield f"/hsds/{route}", {
        "get": _operation(f"list_{route}", heading, told, answer, errors=("404",)),
        "post": {
            **_operation(
                f"search_{route}", f"{heading}, with the filters in the body instead of the address", [], answer,
                errors=("404", "413", "415"),
            ),
            "requestBody": {"content": {"application/json": {"schema": _body_schema(known), "example": {"per_page": 20}}}},
        },
    }  # fmt: skip
    path_id = {
        "name": "id", "in": "path", "required": True, "description": "The id of the object.",
        "schema": dict(parameters.ID.schema), "example": _EXAMPLE_IDS[route],
    }  # fmt: skip
    more = [_in_the_address(one) for one in (parameters.OF_ONE_ORGANIZATION if name == "organization" else ())]
    schema = {"$ref": f"#/components/schemas/{_whole(name)}"}
    yield f"/hsds/{route}/{{id}}", {
        "get": _operation(
            f"get_{name}", f"One of them, whole: {heading.lower()}", [path_id, *more], _json(schema, _EXAMPLES[name]),
            errors=("404",),
        )
    }  # fmt: skip


def _operation(
    name: str, summary: str, told: list[Any], answer: dict[str, Any], errors: Sequence[str] = ()
) -> dict[str, Any]:
    refused = {
        status: {"description": _ERRORS[status], "content": _json({"$ref": "#/components/schemas/error"})}
        for status in sorted({"400", "405", "429", "503", *errors})
    }
    ok = {"description": summary, "headers": {"ETag": {"schema": {"type": "string"}}}, "content": answer}
    if name.startswith("search_"):
        del ok["headers"]
    return {
        "operationId": name,
        "summary": summary,
        **({"parameters": told} if told else {}),
        "responses": {"200": ok, **({} if name.startswith("search_") else {"304": _NOT_CHANGED}), **refused},
    }


_NOT_CHANGED = {"description": "Nothing changed since the answer whose ETag was sent."}


def _in_the_address(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "schema": dict(parameter.kind.schema),
        "example": parameter.example,
    }


def _body_schema(known: Sequence[Parameter]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {
            one.name: {**one.kind.schema, "description": one.description, "examples": [one.example]} for one in known
        },
        "additionalProperties": False,
    }
    if parameters.PROXIMITY in known:
        schema["dependentRequired"] = {"proximity": ["postcode"]}
    return schema


def _page_answer(name: str) -> dict[str, Any]:
    whole = {"$ref": f"#/components/schemas/{_whole(name)}"}
    items: Any = {"anyOf": [whole, {"$ref": "#/components/schemas/service_mark"}]} if name == "service" else whole
    page = {
        "type": "object",
        "required": [*_ENVELOPE, "contents"],
        "properties": {**_ENVELOPE, "contents": {"type": "array", "items": items}},
    }
    example = {
        "total_items": 1, "total_pages": 1, "page_number": 1, "size": 1, "first_page": True, "last_page": True,
        "empty": False, "contents": [_EXAMPLES[name]],
    }  # fmt: skip
    lines = {"schema": {"type": "string", "description": "One object a line."}}
    return {**_json(page, example), "application/x-ndjson": lines}


def _json(schema: dict[str, Any], example: Any = None) -> dict[str, Any]:
    return {"application/json": {"schema": schema, **({"example": example} if example is not None else {})}}


def _whole(name: str) -> str:
    return f"{name}_compiled" if name in ("organization", "service_at_location") else name


def _schemas() -> dict[str, Any]:
    """Every object of the standard with our profile, and the two that the API gives with something more."""
    schemas = {name: schema_of(name) for name in OBJECTS}
    schemas["organization_compiled"] = _with(schemas["organization"], "services", True)
    schemas["service_at_location_compiled"] = _with(schemas["service_at_location"], "service", False)
    schemas["service_mark"] = {
        "type": "object",
        "required": ["id", "modified_date"],
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "modified_date": {"type": "string", "format": "date-time"},
        },
    }
    schemas["error"] = _ERROR
    return schemas


def _with(schema: dict[str, Any], name: str, is_list: bool) -> dict[str, Any]:
    service = {"$ref": "#/components/schemas/service"}
    return {
        **schema,
        "properties": {**schema["properties"], name: {"type": "array", "items": service} if is_list else service},
    }


def _about_schema() -> dict[str, Any]:
    address = {"type": "string", "format": "uri"}
    return {
        "type": "object",
        "required": ["version", "profile", "openapi_url"],
        "properties": {"version": {"const": VERSION}, "profile": address, "openapi_url": address},
    }


def _about_example(server: str) -> dict[str, Any]:
    return {"version": VERSION, "profile": f"{server}/hsds/profile/", "openapi_url": f"{server}/hsds/openapi.json"}
