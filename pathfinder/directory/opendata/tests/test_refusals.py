"""What cannot be answered: JSON that says where, what, what was expected, and what to do."""

import json
import logging
import uuid
from typing import Any

import pytest
from django.test import Client

from pathfinder.directory.opendata.tests.conftest import Asker
from pathfinder.directory.tests.records import give
from pathfinder.search.queries import IndexIsBeingBuilt

pytestmark = pytest.mark.usefixtures("everything")

ROUTES = ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]


def refused(ask: Asker, address: str, status: int = 400) -> dict[str, str]:
    answer = ask(address, status)

    assert answer["status"] == status
    assert all(error.keys() == {"where", "problem", "expected", "what_to_do"} for error in answer["errors"])
    assert all(all(error.values()) for error in answer["errors"])
    return answer["errors"][0]


@pytest.mark.parametrize(
    ("query", "where", "expected"),
    [
        ("page=1000000000", "parameter page", "a whole number from 1 to 1,000,000."),
        ("page=0", "parameter page", "a whole number from 1 to 1,000,000."),
        ("page=-1", "parameter page", "a whole number from 1 to 1,000,000."),
        ("page=1.5", "parameter page", "a whole number from 1 to 1,000,000."),
        ("page=١", "parameter page", "a whole number from 1 to 1,000,000."),
        ("page=", "parameter page", "a whole number from 1 to 1,000,000."),
        ("per_page=0", "parameter per_page", "a whole number from 1 to 500."),
        ("per_page=501", "parameter per_page", "a whole number from 1 to 500."),
        ("format=xml", "parameter format", "json or ndjson."),
        ("full=yes", "parameter full", "true or false."),
        ("modified_after=yesterday", "parameter modified_after", "a date or a moment, such as 2026-11-01 or 2026-11-01T08:00:00Z."),
        ("modified_after=2026-02-30", "parameter modified_after", "a date or a moment, such as 2026-11-01 or 2026-11-01T08:00:00Z."),
        ("modified_after=12345", "parameter modified_after", "a date or a moment, such as 2026-11-01 or 2026-11-01T08:00:00Z."),
        ("organization_id=17", "parameter organization_id", "a UUID, such as 3b9f4c1e-7d42-5a6b-9c0d-1e2f3a4b5c6d."),
        ("taxonomy_id=%7B1%7D", "parameter taxonomy_id", "a UUID, such as 3b9f4c1e-7d42-5a6b-9c0d-1e2f3a4b5c6d."),
        ("country=belgium", "parameter country", "a country in two letters (ISO 3166-1), such as be."),
        ("language=du%20ch", "parameter language", "the tag of a language (BCP 47), such as ar."),
        ("page=1&page=2", "parameter page", "one value, because filters add up."),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_used_is_named_with_what_was_expected(
    ask: Asker, query: str, where: str, expected: str
) -> None:
    error = refused(ask, f"/hsds/services?{query}")

    assert (error["where"], error["expected"]) == (where, expected)


@pytest.mark.parametrize(
    ("moment", "count"), [("0001-01-01T00:00:00%2B14:00", 3), ("9999-12-31T23:59:59-12:00", 0), ("1969-12-31", 3)]
)
def test_the_ends_of_the_calendar_are_moments_too(ask: Asker, moment: str, count: int) -> None:
    assert ask(f"/hsds/services?modified_after={moment}")["total_items"] == count


def test_all_problems_are_told_at_once(ask: Asker) -> None:
    answer = ask("/hsds/services?page=0&per_page=x&format=xml", 400)

    assert [error["where"] for error in answer["errors"]] == [
        "parameter page",
        "parameter per_page",
        "parameter format",
    ]


@pytest.mark.parametrize("address", [*ROUTES, "openapi.json", "bulk/", "", f"services/{uuid.UUID(int=5)}"])
def test_an_unknown_parameter_is_refused_and_never_left_aside(ask: Asker, address: str) -> None:
    error = refused(ask, f"/hsds/{address}?colour=green")

    assert error["where"] == "parameter colour"


def test_a_slip_of_the_pen_is_seen(ask: Asker) -> None:
    assert refused(ask, "/hsds/services?taxonomy_term=1")["what_to_do"] == "Did you mean taxonomy_term_id?"


@pytest.mark.parametrize("route", ROUTES)
def test_what_is_no_id_and_what_is_nobody_s_id_are_told_apart(ask: Asker, route: str) -> None:
    assert "is not an id" in refused(ask, f"/hsds/{route}/17")["problem"]
    assert f"/hsds/{route}" in refused(ask, f"/hsds/{route}/{uuid.UUID(int=5)}", 404)["what_to_do"]


@pytest.mark.parametrize(
    "address", ["nothing", "services/1/2", "profile/funding.json", "profile/nothing.json", "bulk/x"]
)
def test_an_address_that_leads_nowhere_says_where_to_begin(ask: Asker, address: str) -> None:
    refused(ask, f"/hsds/{address}", 404)


@pytest.mark.parametrize(
    ("query", "status", "problem"),
    [
        ("proximity=100", 400, "It says how far, but not from where."),
        ("postcode=00&proximity=1", 404, "We do not know the postcode “00”."),
        ("postcode=zzzz&country=be", 404, "We do not know the postcode “zzzz” in be."),
        ("postcode=1000&country=fr", 404, "We do not know the postcode “1000” in fr."),
        ("postcode=<b>", 400, "“<b>” cannot be used."),
        ("postcode=1000&country=be&proximity=-5", 400, "“-5” cannot be used."),
    ],
)
def test_a_place_that_cannot_be_found_is_not_a_place_without_services(
    ask: Asker, query: str, status: int, problem: str
) -> None:
    assert refused(ask, f"/hsds/service_at_locations?{query}", status)["problem"] == problem


def test_a_postcode_of_two_countries_asks_for_the_country(ask: Asker) -> None:
    give("organization", "hu-house", {"country": "hu", "name": {"hu": "Ház"}})

    error = refused(ask, "/hsds/service_at_locations?postcode=2000", 404)

    assert error["problem"] == "“2000” is a postcode of Antwerp (be), Szentendre (hu)."
    assert error["what_to_do"] == "Add the country, one of be, es, hu."


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("", None),
        (" \n", "body"),
        ("{", "body"),
        ("[]", "body"),
        ("null", "body"),
        ('"page"', "body"),
        ("[" * 30_000, "body"),
        ('{"page": 1e400}', "“page” in the body"),
        ('{"page": "1"}', "“page” in the body"),
        ('{"page": true}', "“page” in the body"),
        ('{"page": null}', "“page” in the body"),
        ('{"full": "true"}', "“full” in the body"),
        ('{"full": 1}', "“full” in the body"),
        ('{"search": ["a"]}', "“search” in the body"),
        ('{"search": "\\ud800"}', "“search” in the body"),
        ('{"colour": "green"}', "“colour” in the body"),
        ('{"' + "x" * 500 + '": 1}', f"“{'x' * 60}…” in the body"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_and_an_empty_one_is_not(
    client: Client, body: str, where: str | None
) -> None:
    response = client.post("/hsds/services", body, content_type="application/json")

    assert response.status_code == (400 if where else 200)
    assert response.json().get("errors", [{"where": None}])[0]["where"] == where


def test_a_whole_number_may_be_written_with_a_point_in_json(ask: Asker) -> None:
    assert ask.post("/hsds/services", {"page": 1.0})["page_number"] == 1


def test_one_parameter_in_two_places_is_refused(ask: Asker) -> None:
    answer = ask.post("/hsds/services?page=1", {"page": 2}, 400)

    assert answer["errors"][0]["problem"] == "It is also given in the address."


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
def test_a_body_of_another_kind_is_refused(client: Client, kind: str) -> None:
    response = client.post("/hsds/services", "page=1", content_type=kind)

    assert response.status_code == 415
    assert response.json()["errors"][0]["where"] == "header Content-Type"


def test_a_body_without_end_is_refused(client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000

    response = client.post("/hsds/services", json.dumps({"search": "x" * 200_000}), content_type="application/json")

    assert response.status_code == 413
    assert response.json()["errors"][0]["where"] == "body"


@pytest.mark.parametrize("search", ["x" * 10_000, "\0\x07\u202e", "') OR 1=1 --", "title:* AND (", "%25", "  "])
def test_a_search_takes_anything(ask: Asker, search: str) -> None:
    assert ask.post("/hsds/services", {"search": search})["page_number"] == 1


def test_a_search_of_more_than_anybody_types_is_refused(ask: Asker) -> None:
    assert ask.post("/hsds/services", {"search": "x" * 10_001}, 400)["errors"][0]["where"] == "“search” in the body"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_method_that_changes_things_is_refused_with_those_that_do_not(client: Client, method: str) -> None:
    response = getattr(client, method)("/hsds/services")

    assert response.status_code == 405
    assert response["Allow"] == "GET, POST, HEAD, OPTIONS"
    assert response.json()["status"] == 405


def test_one_object_cannot_be_asked_for_by_post(client: Client) -> None:
    assert client.post(f"/hsds/services/{uuid.UUID(int=5)}").status_code == 405


def test_while_the_search_is_prepared_the_answer_says_when_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def being_built(*_arguments: Any) -> None:
        raise IndexIsBeingBuilt

    monkeypatch.setattr("pathfinder.directory.opendata.selection.find", being_built)

    response = client.get("/hsds/services?search=work")

    assert response.status_code == 503
    assert response["Retry-After"] == "5"


def test_what_we_did_not_think_of_is_an_error_in_json_and_not_a_word_of_the_question_is_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: Any) -> None:
        raise RuntimeError("something broke")

    monkeypatch.setattr("pathfinder.directory.opendata.selection.find", broken)
    caplog.set_level(logging.DEBUG)

    response = client.get("/hsds/services?search=my-permit-number-0815")

    assert response.status_code == 500
    assert response.json()["errors"][0]["what_to_do"] == "Try again later."
    assert "/hsds/services could not be answered" in caplog.text
    assert "0815" not in caplog.text
