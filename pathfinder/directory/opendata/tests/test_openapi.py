"""The description of the API is true: a tester made from it finds no error."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, assume, given, settings as hypothesis_settings
from jsonschema import Draft202012Validator
from schemathesis.generation import GenerationMode

from pathfinder.directory.opendata.objects import OBJECTS
from pathfinder.directory.opendata.openapi import description
from pathfinder.directory.opendata.tests.conftest import Asker
from pathfinder.directory.opendata.tests.official_schemas import needs_the_official_schemas, problems

pytestmark = pytest.mark.usefixtures("everything")

SERVER = "http://testserver"
LISTS = ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]
OPERATIONS = [
    ("get", "/hsds/"),
    *[(method, f"/hsds/{one}") for one in LISTS for method in ("get", "post")],
    *[("get", f"/hsds/{one}/{{id}}") for one in LISTS],
]
QUICK = hypothesis_settings(max_examples=12, suppress_health_check=list(HealthCheck), database=None)


@pytest.fixture(autouse=True)
def one_connection_for_the_whole_test() -> Iterator[None]:
    """Django ends old connections with a request, and here the records of a test with them."""
    signals = (request_started, request_finished)
    connected = [signal for signal in signals if signal.disconnect(close_old_connections)]
    yield
    for signal in connected:
        signal.connect(close_old_connections)


@cache
def api() -> Any:
    """Made when the first test needs it: that takes a second."""
    schema = schemathesis.openapi.from_dict(description(SERVER))
    schema.app = get_wsgi_application()
    return schema


def contradicts_itself(case: Any) -> bool:
    """OpenAPI cannot say of the parameters of an address that one needs another."""
    return "proximity" in (case.query or {}) and "postcode" not in case.query


def try_out(method: str, path: str, mode: GenerationMode) -> None:
    @QUICK
    @given(case=api()[path][method].as_strategy(generation_mode=mode))
    def answer_is_as_described(case: Any) -> None:
        assume(not contradicts_itself(case))
        case.call_and_validate(headers={"Accept-Encoding": "identity"})  # within one process nothing is unpacked

    answer_is_as_described()


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_what_the_description_allows_is_answered_as_it_says(method: str, path: str) -> None:
    try_out(method, path, GenerationMode.POSITIVE)


@pytest.mark.parametrize(("method", "path"), OPERATIONS[1:])
def test_what_the_description_forbids_is_refused_as_it_says(method: str, path: str) -> None:
    try_out(method, path, GenerationMode.NEGATIVE)


def test_every_route_of_the_standard_is_described(ask: Asker) -> None:
    paths = ask("/hsds/openapi.json")["paths"]

    lists = ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]
    assert set(paths) == {
        "/hsds/", *[f"/hsds/{one}" for one in lists], *[f"/hsds/{one}/{{id}}" for one in lists]
    }  # fmt: skip
    assert all(paths[f"/hsds/{one}"].keys() == {"get", "post"} for one in lists)


def _examples(described: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Each example of an answer, with its address and its schema."""
    return [
        (path, content["schema"], content["example"])
        for path, operations in described["paths"].items()
        for operation in operations.values()
        for content in [operation["responses"]["200"]["content"]["application/json"]]
    ]


def test_every_example_is_what_its_schema_says(ask: Asker) -> None:
    described = ask("/hsds/openapi.json")

    wrong = [
        (path, error.message)
        for path, schema, example in _examples(described)
        for error in Draft202012Validator({**schema, "components": described["components"]}).iter_errors(example)
    ]

    assert len(_examples(described)) == 16
    assert wrong == []


@needs_the_official_schemas
@pytest.mark.parametrize("name", ["service", "organization", "service_at_location", "taxonomy", "taxonomy_term"])
def test_an_example_is_valid_by_the_standard(ask: Asker, name: str) -> None:
    routes = {"taxonomy": "taxonomies"}
    described = ask("/hsds/openapi.json")["paths"][f"/hsds/{routes.get(name, name + 's')}/{{id}}"]

    example = described["get"]["responses"]["200"]["content"]["application/json"]["example"]

    assert problems(name, example) == []


def test_every_object_of_the_standard_has_its_schema(ask: Asker) -> None:
    schemas = ask("/hsds/openapi.json")["components"]["schemas"]

    assert OBJECTS.keys() < schemas.keys()
    assert [name for name, schema in schemas.items() if Draft202012Validator.check_schema(schema)] == []
