"""Open to every site and every program: no key, no cookie, nothing sent twice."""

import datetime as dt
import gzip
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pathfinder.directory.actions import edit_record
from pathfinder.directory.models.records import uuid_of
from pathfinder.directory.opendata import state
from pathfinder.directory.tests.records import LATER

pytestmark = pytest.mark.usefixtures("everything")

ADDRESSES = [
    "/hsds/", "/hsds/services", f"/hsds/services/{uuid_of('be-recognition')}", "/hsds/services?format=ndjson",
    "/hsds/services?minimal=true", "/hsds/openapi.json", "/hsds/profile/", "/hsds/profile/service.json", "/hsds/bulk/",
    "/hsds/bulk/services.ndjson",
]  # fmt: skip
THIRD = {"Origin": "https://third.example"}


@pytest.mark.parametrize("address", [*ADDRESSES, "/hsds/nothing", "/hsds/services?page=0"])
def test_a_page_of_another_site_may_read_the_answer(client: Client, address: str) -> None:
    assert client.get(address, headers=THIRD)["Access-Control-Allow-Origin"] == "*"


def test_a_browser_that_asks_first_is_told_what_it_may_send(client: Client) -> None:
    response = client.options("/hsds/services", headers={**THIRD, "Access-Control-Request-Method": "POST"})

    assert response.status_code == 204
    assert response["Access-Control-Allow-Methods"] == "GET, POST, HEAD, OPTIONS"
    assert "Content-Type" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_cookie_is_set_and_none_decides(client: Client, address: str) -> None:
    response = client.get(address)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_search_by_post_needs_no_token_of_a_form(strict_csrf_client: Client) -> None:
    response = strict_csrf_client.post("/hsds/services", "{}", content_type="application/json", headers=THIRD)

    assert response.status_code == 200


def test_what_is_searched_by_post_is_kept_nowhere(client: Client) -> None:
    response = client.post("/hsds/services", {"search": "diploma"}, content_type="application/json")

    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_one_has_already_is_not_sent_again(client: Client, address: str) -> None:
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Access-Control-Allow-Origin"] == "*"


def test_that_nothing_changed_is_known_without_reading_a_record(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    etag = client.get("/hsds/services?full=true")["ETag"]

    with django_assert_num_queries(3):
        client.get("/hsds/services?full=true", headers={"If-None-Match": etag})


def test_what_was_answered_lately_is_answered_again_without_reading_a_record(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get("/hsds/services?full=true")

    with django_assert_num_queries(3):
        again = client.get("/hsds/services?full=true")

    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)


def test_an_answer_that_was_kept_is_not_given_after_a_change(client: Client) -> None:
    client.get("/hsds/services")
    edit_record("service", "be-mentoring", {"name": {"en": "Another"}}, at=LATER, by="editor")

    assert b"Another" in client.get("/hsds/services").content


def test_a_page_for_people_is_kept_for_each_language(client: Client) -> None:
    nl, en = (client.get("/hsds/profile/", headers={"Accept-Language": language}) for language in ("nl", "en"))

    assert (nl["Content-Language"], en["Content-Language"]) == ("nl", "en")
    assert nl["ETag"] != en["ETag"]
    assert b'lang="nl"' in client.get("/hsds/profile/", headers={"Accept-Language": "nl"}).content


def test_after_a_change_the_answer_is_sent_again(client: Client) -> None:
    etag = client.get("/hsds/services")["ETag"]
    edit_record("service", "be-mentoring", {"name": {"en": "Another"}}, at=LATER, by="editor")

    again = client.get("/hsds/services", headers={"If-None-Match": etag})

    assert again.status_code == 200
    assert b"Another" in again.content


def test_addresses_have_marks_of_their_own(client: Client) -> None:
    assert client.get("/hsds/services?page=1")["ETag"] != client.get("/hsds/services?page=2")["ETag"]


def test_when_clocks_change_answers_with_hours_are_new() -> None:
    winter = state.state_of_the_data(dt.date(2026, 12, 1)).word

    assert state.state_of_the_data(dt.date(2026, 12, 2)).word == winter
    assert state.state_of_the_data(dt.date(2026, 7, 1)).word != winter


def test_who_asks_with_the_day_of_the_last_change_hears_that_it_is_right(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("pathfinder.directory.opendata.door.time.time", lambda: LATER.timestamp() + 60)

    first = client.get("/hsds/services")
    again = client.get("/hsds/services", headers={"If-Modified-Since": first["Last-Modified"]})

    assert first["Last-Modified"] == "Thu, 26 Nov 2026 12:00:00 GMT"
    assert again.status_code == 304


def test_within_the_second_of_a_change_no_time_is_promised(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("pathfinder.directory.opendata.door.time.time", lambda: LATER.timestamp())

    assert "Last-Modified" not in client.get("/hsds/services")


def test_answers_travel_compressed(client: Client) -> None:
    plain, packed = (
        client.get("/hsds/services?full=true", headers=headers) for headers in ({}, {"Accept-Encoding": "gzip"})
    )

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert client.get(
        "/hsds/services?full=true", headers={"If-None-Match": packed["ETag"], "Accept-Encoding": "gzip"}
    ).status_code == 304  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_head_alone_says_the_same_and_reads_nothing(client: Client, address: str) -> None:
    whole, head = client.get(address), client.head(address)

    assert head.status_code == 200
    assert head.getvalue() == b""
    assert (head["ETag"], head["Content-Type"]) == (whole["ETag"], whole["Content-Type"])
