"""The lists: pages that add up, filters that add up, the same by GET and by POST."""

import uuid
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pathfinder.directory.actions import edit_record
from pathfinder.directory.models import Location, Service
from pathfinder.directory.models.records import uuid_of
from pathfinder.directory.opendata.classifications import OUR_TAXONOMIES, THEMES_OF_SERVICES
from pathfinder.directory.opendata.tests.conftest import Asker
from pathfinder.directory.opendata.tests.everything import FOREIGN_CHILD, FOREIGN_TAXONOMY, FOREIGN_TERM
from pathfinder.directory.tests.records import LATER

pytestmark = pytest.mark.usefixtures("everything")

HOUSE = uuid_of("be-house")
MENTORING = THEMES_OF_SERVICES.term_id("mentoring")
COSTS = next(one for one in OUR_TAXONOMIES if one.key == "costs")
KINDS = next(one for one in OUR_TAXONOMIES if one.key == "organization-kinds")
ROUTES = ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]


def test_a_page_says_where_in_the_list_it_is(ask: Asker) -> None:
    page = ask("/hsds/services?per_page=2&page=2")

    assert {name: page[name] for name in page if name != "contents"} == {
        "total_items": 3, "total_pages": 2, "page_number": 2, "size": 1, "first_page": False, "last_page": True,
        "empty": False,
    }  # fmt: skip


def test_beyond_the_last_page_there_is_an_empty_one(ask: Asker) -> None:
    page = ask("/hsds/services?page=900000")

    assert (page["empty"], page["last_page"], page["contents"], page["total_items"]) == (True, True, [], 3)


def test_an_empty_list_has_one_empty_page(ask: Asker) -> None:
    page = ask(f"/hsds/services?organization_id={uuid.UUID(int=1)}")

    assert (page["total_items"], page["total_pages"], page["first_page"], page["last_page"]) == (0, 1, True, True)


@pytest.mark.parametrize("route", ROUTES)
def test_an_address_may_end_in_a_slash(ask: Asker, route: str) -> None:
    assert ask(f"/hsds/{route}/") == ask(f"/hsds/{route}")


def test_duplicates_are_not_shown_and_say_what_became_of_them(ask: Asker) -> None:
    answer = ask(f"/hsds/services/{uuid_of('be-twin')}", 404)

    assert "be-twin" not in ask.keys("/hsds/services")
    assert str(uuid_of("be-recognition")) in answer["errors"][0]["what_to_do"]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        (f"organization_id={HOUSE}", ["be-mentoring", "be-recognition"]),
        ("country=es", ["es-curso"]),
        (f"taxonomy_term_id={MENTORING}", ["be-mentoring"]),
        (f"taxonomy_id={THEMES_OF_SERVICES.id}", ["be-mentoring", "be-recognition"]),
        (f"taxonomy_term_id={COSTS.term_id('paid')}", ["es-curso"]),
        (f"taxonomy_id={COSTS.id}", ["be-recognition", "es-curso"]),
        (f"taxonomy_term_id={FOREIGN_TERM}", ["be-mentoring"]),
        (f"taxonomy_id={FOREIGN_TAXONOMY}", ["be-mentoring"]),
        (f"taxonomy_term_id={KINDS.term_id('ngo')}", []),
        ("modified_after=2026-11-26", ["be-recognition", "es-curso"]),
        ("modified_after=2026-11-26T12:00:00Z", ["be-recognition", "es-curso"]),
        ("modified_after=2026-11-26T13:00:00%2B01:00", ["be-recognition", "es-curso"]),
        ("modified_after=2026-11-26T13:00:00+01:00", ["be-recognition", "es-curso"]),
        ("modified_after=2026-11-26T12:00:01Z", []),
        (f"organization_id={HOUSE}&modified_after=2026-11-26", ["be-recognition"]),
        (f"taxonomy_id={COSTS.id}&country=be&modified_after=2026-11-26", ["be-recognition"]),
        (f"taxonomy_term_id={MENTORING}&country=es", []),
    ],
)
def test_filters_add_up(ask: Asker, query: str, keys: list[str]) -> None:
    assert ask.keys(f"/hsds/services?{query}") == keys


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["be-house", "be-town", "es-casa"]),
        (f"taxonomy_term_id={KINDS.term_id('integration_agency')}", ["be-house"]),
        (f"taxonomy_term_id={FOREIGN_TERM}", ["be-town"]),
        ("country=es", ["es-casa"]),
        ("search=Loopbaanhuis", ["be-house"]),
    ],
)
def test_organizations_are_narrowed_in_the_same_way(ask: Asker, query: str, keys: list[str]) -> None:
    assert ask.keys(f"/hsds/organizations?{query}") == keys


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("search=diploma", "be-recognition"),
        ("search=الاعتراف بشهادتك&language=ar", "be-recognition"),
        ("search=diplma", "be-recognition"),
        ("search=Mentorkring", "be-mentoring"),
    ],
)
def test_a_search_finds_as_the_site_does_in_any_language(ask: Asker, query: str, first: str) -> None:
    assert ask.keys(f"/hsds/services?{query}")[0] == first


def test_a_search_adds_up_with_the_other_filters(ask: Asker) -> None:
    assert ask.keys(f"/hsds/services?search=Mentorkring&taxonomy_term_id={MENTORING}") == ["be-mentoring"]
    assert ask.keys("/hsds/services?search=Mentorkring&country=es") == []
    assert ask.keys("/hsds/services?search=Mentorkring&modified_after=2027-01-01") == []


def test_a_search_for_nothing_that_is_there_is_an_empty_page(ask: Asker) -> None:
    assert ask("/hsds/services?search=zzzzqqqq")["total_items"] == 0


def test_a_change_is_found_at_once(ask: Asker) -> None:
    ask("/hsds/services?search=vroedvrouw")
    edit_record("service", "be-mentoring", {"name": {"nl": "Vroedvrouw worden"}}, at=LATER, by="editor")

    assert ask.keys("/hsds/services?search=vroedvrouw")[0] == "be-mentoring"


def test_a_search_is_also_one_of_services_at_their_places(ask: Asker) -> None:
    found = ask("/hsds/service_at_locations?search=diploma")["contents"]

    assert {one["service"]["pathfinder"]["key"] for one in found} == {"be-recognition"}
    assert len(found) == 2


def places(ask: Asker, query: str) -> list[str]:
    found = ask(f"/hsds/service_at_locations?{query}")["contents"]
    return [one["location"]["pathfinder"]["key"] for one in found]


def test_near_a_postcode_the_nearest_comes_first(ask: Asker) -> None:
    Location.objects.filter(key="be-house-online").update(latitude=51.06, longitude=3.80)

    assert places(ask, "postcode=9000&country=be&proximity=20000") == ["be-house-ghent", "be-house-online"]
    assert places(ask, "postcode=9000&country=be&proximity=1000") == ["be-house-ghent"]
    assert places(ask, "postcode=1000&country=be&proximity=1000") == []


def test_the_whole_earth_is_near_enough(ask: Asker) -> None:
    found = places(ask, "postcode=9000&country=be&proximity=20000000")

    assert found[0] == "be-house-ghent"


def test_a_postcode_alone_gives_what_serves_it(ask: Asker) -> None:
    assert "be-house-ghent" in places(ask, "postcode=9000&country=be")
    assert places(ask, "postcode=4000&country=be") == []  # Liège is not in Flanders


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (f"organization_id={HOUSE}", 2),
        ("country=es", 1),
        (f"taxonomy_term_id={COSTS.term_id('paid')}", 1),
        ("modified_after=2026-11-26", 3),
        (f"organization_id={HOUSE}&taxonomy_term_id={COSTS.term_id('paid')}", 0),
    ],
)
def test_services_at_their_places_are_narrowed_by_their_service(ask: Asker, query: str, count: int) -> None:
    assert ask(f"/hsds/service_at_locations?{query}")["total_items"] == count


def test_minimal_is_everything_on_one_page_with_the_day_it_changed(ask: Asker) -> None:
    page = ask("/hsds/services?minimal=true")

    assert (page["total_items"], page["total_pages"], page["last_page"]) == (3, 1, True)
    assert [one.keys() for one in page["contents"]] == [{"id", "modified_date"}] * 3


def test_lines_are_everything_without_pages(ask: Asker) -> None:
    lines = ask.lines("/hsds/services?format=ndjson")

    assert {one["pathfinder"]["key"] for one in lines} == {"be-mentoring", "be-recognition", "es-curso"}


def test_lines_are_written_while_they_are_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathfinder.directory.opendata.selection.CHUNK", 1)

    response = client.get("/hsds/services?format=ndjson")

    assert response.streaming
    assert response["Content-Type"] == "application/x-ndjson"


def test_a_list_takes_the_same_number_of_queries_however_long_it_is(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):  # three for the state, one to count, one to read
        client.get("/hsds/services")
    Service.objects.filter(key="be-mentoring").update(name={"en": "Another"})
    with django_assert_num_queries(5):
        client.get("/hsds/services?per_page=1")


@pytest.mark.parametrize(
    ("route", "body"),
    [
        ("services", {"search": "diploma", "country": "be", "per_page": 1}),
        ("services", {"full": True, "page": 2, "per_page": 1}),
        ("organizations", {"full_service": True}),
        ("service_at_locations", {"postcode": "9000", "country": "be", "proximity": 5000}),
        ("taxonomies", {"search": "themes"}),
        ("taxonomy_terms", {"taxonomy_id": str(COSTS.id)}),
        ("services", {}),
    ],
)
def test_what_is_asked_in_a_body_is_answered_as_in_an_address(ask: Asker, route: str, body: dict[str, Any]) -> None:
    query = "&".join(f"{name}={str(value).lower() if value is True else value}" for name, value in body.items())

    assert ask.post(f"/hsds/{route}", body) == ask(f"/hsds/{route}?{query}")


def test_a_body_may_be_empty_and_the_filters_in_the_address(ask: Asker, client: Client) -> None:
    response = client.post("/hsds/services?country=es", content_type="application/json")

    assert response.json()["total_items"] == 1


def test_our_taxonomies_come_first_and_then_those_of_others(ask: Asker) -> None:
    names = [one["name"] for one in ask("/hsds/taxonomies")["contents"]]

    assert names == [*[one.name for one in OUR_TAXONOMIES], "EuroVoc"]


def test_pages_of_terms_run_on_from_ours_to_those_of_others(ask: Asker) -> None:
    total = ask("/hsds/taxonomy_terms?per_page=1")["total_items"]

    last = ask(f"/hsds/taxonomy_terms?per_page={total - 1}&page=2")["contents"]
    before = ask(f"/hsds/taxonomy_terms?per_page={total - 1}")["contents"]

    assert [one["code"] for one in last] == ["101"]
    assert before[-1]["code"] == "100"
    assert len(before) == total - 1


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        (f"taxonomy_id={COSTS.id}", list(COSTS.codes)),
        (f"taxonomy_id={FOREIGN_TAXONOMY}", ["100", "101"]),
        (f"taxonomy_id={FOREIGN_TAXONOMY}&top_only=true", ["100"]),
        (f"taxonomy_id={FOREIGN_TAXONOMY}&top_only=false", ["100", "101"]),
        (f"parent_id={FOREIGN_TERM}", ["101"]),
        (f"parent_id={FOREIGN_CHILD}", []),
        ("search=lehre", ["101"]),
        ("search=employment all kinds", ["100"]),
        ("search=mentor&per_page=500", ["mentoring", "mentor", "mentoring"]),
    ],
)
def test_terms_are_narrowed(ask: Asker, query: str, codes: list[str]) -> None:
    assert [one["code"] for one in ask(f"/hsds/taxonomy_terms?{query}")["contents"]] == codes


def test_the_first_address_leads_to_the_profile_and_the_description(ask: Asker, client: Client) -> None:
    about = ask("/hsds/")

    assert about["version"] == "3.0"
    assert client.get(about["profile"].removeprefix("http://testserver")).status_code == 200
    assert ask(about["openapi_url"].removeprefix("http://testserver"))["openapi"] == "3.1.0"
