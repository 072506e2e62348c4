"""Every answer is valid against the official schemas of HSDS 3.0, with no field that they and our profile do not know."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from jsonschema import Draft202012Validator

from pathfinder.content.actions import load_packs
from pathfinder.directory.models import Service
from pathfinder.directory.opendata.objects import OBJECTS, profile_patch, schema_of
from pathfinder.directory.opendata.tests.conftest import Asker
from pathfinder.directory.opendata.tests.everything import FOREIGN_TERM
from pathfinder.directory.opendata.tests.official_schemas import (
    merged,
    needs_the_official_schemas,
    official,
    problems,
    problems_of_organization,
    problems_of_service_at_location,
)

pytestmark = [needs_the_official_schemas, pytest.mark.usefixtures("everything")]

Check = Callable[[Any], list[str]]


def against(name: str) -> Check:
    return lambda value: problems(name, value)


LISTS: list[tuple[str, Check]] = [
    ("services", against("service_list")),
    ("services?full=true", against("service")),
    ("organizations", against("organization_list")),
    ("organizations?full=true", problems_of_organization),
    ("organizations?full_service=true", problems_of_organization),
    ("service_at_locations", against("service_at_location_list")),
    ("service_at_locations?full=true", problems_of_service_at_location),
    ("taxonomies", against("taxonomy")),
    ("taxonomy_terms?per_page=500", against("taxonomy_term")),
]
ONE_OF_EACH: list[tuple[str, str, Check]] = [
    ("services", "", against("service")),
    ("organizations", "", problems_of_organization),
    ("organizations", "?full_service=true", problems_of_organization),
    ("service_at_locations", "", problems_of_service_at_location),
    ("taxonomies", "", against("taxonomy")),
    ("taxonomy_terms", "", against("taxonomy_term")),
]


@pytest.mark.parametrize(("address", "check"), LISTS, ids=[address for address, _ in LISTS])
def test_every_object_of_a_list_is_valid(ask: Asker, address: str, check: Check) -> None:
    contents = ask(f"/hsds/{address}")["contents"]

    assert contents
    assert [problem for one in contents for problem in check(one)] == []


@pytest.mark.parametrize(("address", "check"), LISTS, ids=[address for address, _ in LISTS])
def test_every_line_is_valid(ask: Asker, address: str, check: Check) -> None:
    joined = f"{address}{'&' if '?' in address else '?'}format=ndjson".replace("per_page=500&", "")

    lines = ask.lines(f"/hsds/{joined}")

    assert lines
    assert [problem for one in lines for problem in check(one)] == []


@pytest.mark.parametrize(("route", "query", "check"), ONE_OF_EACH, ids=[f"{r}{q}" for r, q, _ in ONE_OF_EACH])
def test_every_single_object_is_valid(ask: Asker, route: str, query: str, check: Check) -> None:
    ids = [one["id"] for one in ask(f"/hsds/{route}?per_page=500")["contents"]]

    told = [ask(f"/hsds/{route}/{one}{query}") for one in ids]

    assert [problem for one in told for problem in check(one)] == []


@pytest.mark.parametrize(
    ("name", "check"), [("services.ndjson", against("service")), ("organizations.ndjson", problems_of_organization)]
)
def test_every_object_of_a_whole_file_is_valid(ask: Asker, name: str, check: Check) -> None:
    lines = ask.lines(f"/hsds/bulk/{name}")

    assert lines
    assert [problem for one in lines for problem in check(one)] == []


def test_a_field_that_nobody_knows_would_be_noticed(ask: Asker) -> None:
    service = ask("/hsds/services?full=true")["contents"][0]

    assert problems("service", {**service, "colour": "green"}) != []
    assert problems("service", {**service, "pathfinder": {**service["pathfinder"], "colour": "green"}}) != []
    assert problems("service", {**service, "status": "open"}) != []
    assert problems("service", {**service, "url": "no address"}) != []


def test_the_real_directory_is_valid_on_every_page(ask: Asker) -> None:
    load_packs(settings.PACKS_DIR, at=timezone.now())

    found = _all_problems(ask, "services?full=true", against("service"))
    found += _all_problems(ask, "organizations?full=true", problems_of_organization)
    found += _all_problems(ask, "service_at_locations", against("service_at_location_list"))

    assert Service.objects.count() > 300
    assert found == []


def _all_problems(ask: Asker, address: str, check: Check) -> list[str]:
    lines = ask.lines(f"/hsds/{address}{'&' if '?' in address else '?'}format=ndjson")
    return [f"{one['id']} {problem}" for one in lines for problem in check(one)]


@pytest.mark.parametrize("name", OBJECTS)
def test_our_table_of_the_standard_says_what_the_standard_says(name: str) -> None:
    standard, ours = official(name), schema_of(name, "{}.json")

    properties = {field: part for field, part in ours["properties"].items() if field != "pathfinder"}

    assert sorted(ours["required"]) == sorted(standard.get("required", []))
    assert {field: _shape(part) for field, part in properties.items()} == {
        field: _shape(part) for field, part in standard["properties"].items()
    }


def _shape(part: dict[str, Any]) -> dict[str, Any]:
    return {word: part[word] for word in ("type", "format", "enum", "$ref", "items") if word in part}


@pytest.mark.parametrize("name", [name for name in OBJECTS if profile_patch(name)])
def test_a_patch_of_our_profile_makes_a_valid_schema_and_takes_nothing_away(name: str) -> None:
    standard = official(name)

    patched = merged(standard, profile_patch(name))

    Draft202012Validator.check_schema(patched)
    assert set(patched["properties"]) - set(standard["properties"]) == {"pathfinder"}
    assert patched.get("required") == standard.get("required")


def test_the_foreign_term_is_among_what_was_checked(ask: Asker) -> None:
    assert ask(f"/hsds/taxonomy_terms/{FOREIGN_TERM}")["code"] == "100"
