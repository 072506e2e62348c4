"""A program that knows the standard and nothing of us takes everything, and what it has adds up."""

import json
from typing import Any

import pytest
from django.test import Client

from pathfinder.directory.models import Organization, Service, ServiceAtLocation
from pathfinder.directory.opendata.classifications import OUR_TAXONOMIES

pytestmark = pytest.mark.usefixtures("everything")

ENVELOPE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}


class ForeignClient:
    """Written from the standard alone: it follows pages until one says that it is the last."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, address: str) -> Any:
        return json.loads(self.client.get(address, headers={"Accept": "application/json"}).getvalue())

    def pages(self, route: str, per_page: int) -> list[dict[str, Any]]:
        found = [self.get(f"/hsds{route}?page=1&per_page={per_page}")]
        while not found[-1]["last_page"]:
            found.append(self.get(f"/hsds{route}?page={len(found) + 1}&per_page={per_page}"))
        return found


@pytest.fixture
def foreign(client: Client) -> ForeignClient:
    return ForeignClient(client)


def count(route: str) -> int:
    terms = sum(len(one.codes) for one in OUR_TAXONOMIES) + 2
    return {
        "/services": Service.objects.filter(merged_into="").count(),
        "/organizations": Organization.objects.filter(merged_into="").count(),
        "/service_at_locations": ServiceAtLocation.objects.count(),
        "/taxonomies": len(OUR_TAXONOMIES) + 1,
        "/taxonomy_terms": terms,
    }[route]


@pytest.mark.parametrize("per_page", [1, 2, 7])
@pytest.mark.parametrize(
    "route", ["/services", "/organizations", "/service_at_locations", "/taxonomies", "/taxonomy_terms"]
)
def test_everything_is_on_exactly_one_page(foreign: ForeignClient, route: str, per_page: int) -> None:
    pages = foreign.pages(route, per_page)
    ids = [one["id"] for page in pages for one in page["contents"]]

    assert {frozenset(page) for page in pages} == {frozenset(ENVELOPE)}
    assert len(ids) == len(set(ids)) == count(route)
    assert {page["total_items"] for page in pages} == {len(ids)}
    assert {page["total_pages"] for page in pages} == {len(pages)}
    assert [page["page_number"] for page in pages] == list(range(1, len(pages) + 1))
    assert [page["size"] for page in pages] == [len(page["contents"]) for page in pages]
    assert [page["first_page"] for page in pages] == [True] + [False] * (len(pages) - 1)
    assert not any(page["empty"] for page in pages)


@pytest.mark.parametrize(
    "route", ["/services", "/organizations", "/service_at_locations", "/taxonomies", "/taxonomy_terms"]
)
def test_each_is_there_by_its_id_and_says_the_same(foreign: ForeignClient, route: str) -> None:
    listed = [one for page in foreign.pages(route, 50) for one in page["contents"]]

    whole = [foreign.get(f"/hsds{route}/{one['id']}") for one in listed]

    assert [one["id"] for one in whole] == [one["id"] for one in listed]
    assert [one.get("name") for one in whole] == [one.get("name") for one in listed]


def test_every_reference_leads_somewhere(foreign: ForeignClient) -> None:
    services = [foreign.get(f"/hsds/services/{one['id']}") for one in foreign.get("/hsds/services")["contents"]]
    organizations = {one["id"] for one in foreign.get("/hsds/organizations")["contents"]}
    places = {one["id"] for one in foreign.get("/hsds/service_at_locations")["contents"]}
    terms = {one["id"] for one in foreign.get("/hsds/taxonomy_terms?per_page=500")["contents"]}

    assert {one["organization_id"] for one in services} <= organizations
    assert {place["id"] for one in services for place in one.get("service_at_locations", [])} == places
    assert {attribute["taxonomy_term"]["id"] for one in services for attribute in one.get("attributes", [])} <= terms
    assert {attribute["link_id"] for one in services for attribute in one.get("attributes", [])} <= {
        one["id"] for one in services
    }


def test_what_changed_since_the_last_visit_can_be_asked_for(foreign: ForeignClient) -> None:
    marks = foreign.get("/hsds/services?minimal=true")["contents"]
    newest = max(one["modified_date"] for one in marks)

    changed = foreign.get(f"/hsds/services?modified_after={newest}")["contents"]

    assert {one["id"] for one in changed} == {one["id"] for one in marks if one["modified_date"] == newest}


def test_terms_that_a_service_carries_find_it_again(foreign: ForeignClient) -> None:
    service = foreign.get("/hsds/services?full=true&per_page=1")["contents"][0]

    found = [
        [
            one["id"]
            for one in foreign.get(f"/hsds/services?taxonomy_term_id={attribute['taxonomy_term_id']}")["contents"]
        ]
        for attribute in service["attributes"]
    ]

    assert found
    assert all(service["id"] in ids for ids in found)
