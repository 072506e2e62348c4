"""The official schemas of HSDS with our profile applied, strict: a field that neither knows is an error.

They are not part of the project. Where a copy lies beside it, in `shared/hsds` next to the project's folder, answers are
held against them; elsewhere these tests say that they were left out.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from pathfinder.directory.opendata.objects import OBJECTS, profile_patch

FOLDER = Path(__file__).resolve().parents[5] / "shared" / "hsds" / "hsds-3.0" / "schema"
LISTS = ("service_list", "organization_list", "service_at_location_list")

needs_the_official_schemas = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the official HSDS schemas are not in shared/hsds beside the project"
)


def official(name: str) -> Any:
    path = FOLDER / f"{name}.json"
    return json.loads((path if path.exists() else FOLDER / "compiled" / f"{name}.json").read_text(encoding="utf-8"))


@cache
def _registry() -> Registry[Any]:
    schemas = {f"{name}.json": _strict(_patched(name)) for name in (*OBJECTS, *LISTS)}
    resources = [(name, Resource.from_contents(schema, DRAFT202012)) for name, schema in schemas.items()]
    return Registry().with_resources(resources)


def _patched(name: str) -> Any:
    """A schema with our patch; a list of services has the property of a service."""
    schema = official(name)
    for part, of in _OBJECTS_IN.get(name, {"": name}).items():
        if patch := profile_patch(of):
            inner = schema
            for step in part.split():
                inner = inner["properties"][step]
            inner |= merged(inner, patch)
    return schema


_OBJECTS_IN = {
    "service_list": {"": "service", "organization": "organization", "program": "program"},
    "organization_list": {"": "organization"},
    "service_at_location_list": {
        "": "service_at_location",
        "location": "location",
        "service": "service",
        "service organization": "organization",
        "service program": "program",
    },
}


def merged(target: Any, patch: Any) -> Any:
    """JSON Merge Patch, RFC 7386."""
    if not isinstance(patch, dict):
        return patch
    found = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = merged(found.get(name), value)
    return found


def _strict(schema: Any) -> Any:
    """The same schema without room for fields that it does not name."""
    if isinstance(schema, dict):
        found = {name: _strict(part) for name, part in schema.items()}
        if isinstance(schema.get("properties"), dict) and "type" in schema:
            found.setdefault("additionalProperties", False)
        return found
    return [_strict(part) for part in schema] if isinstance(schema, list) else schema


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        {"$ref": f"{name}.json"}, registry=_registry(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def problems(name: str, value: Any) -> list[str]:
    """What the schema finds wrong with a value: where and what."""
    return [f"{error.json_path}: {error.message[:300]}" for error in _validator(name).iter_errors(value)]


def problems_of_organization(value: dict[str, Any]) -> list[str]:
    """The source schema has no services; they are held against their own."""
    rest = {name: part for name, part in value.items() if name != "services"}
    return [*problems("organization", rest), *[one for s in value["services"] for one in problems("service", s)]]


def problems_of_service_at_location(value: dict[str, Any]) -> list[str]:
    """The source schema has no service; it is held against its own."""
    rest = {name: part for name, part in value.items() if name != "service"}
    return [*problems("service_at_location", rest), *problems("service", value["service"])]
