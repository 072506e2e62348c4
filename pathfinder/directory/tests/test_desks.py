"""The desks of a country for a phone: in the reader's language, with honest marks, each in the part of the country it is for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils.translation import override

from pathfinder.directory.actions import Given, take_over
from pathfinder.directory.models import Territory
from pathfinder.directory.queries import desks_of, regions_of

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def directory() -> None:
    for key, parent, parts in (
        ("be", None, []), ("be-vlg", "be", []), ("be-bru", "be", []), ("be-vlg-ghent", "be-vlg", []), ("be-vgem", "be", ["be-vlg", "be-bru"]),
    ):  # fmt: skip
        Territory.objects.create(key=key, country="be", name={"en": key.upper()}, parent_id=parent, parts=parts)
    house = {
        "country": "be",
        "name": {"en": "House"},
        "phones": [{"number": "03 123 45 67"}],
        "languages": [{"code": "ar"}],
    }
    desk = {"country": "be", "name": {"en": "Front desk"}, "organization": "house",
            "addresses": [{"address_1": "Meir 1", "postal_code": "2000", "city": "Antwerp", "country": "BE"}],
            "schedules": [{"opening_hours": "Mo 09:00-12:00"}]}  # fmt: skip
    give("organization", house=house)
    give("location", desk=desk)
    give(
        "service",
        coffee=service(territory="be-vlg-ghent", audiences=["jobseeker"], service_at_locations=[{"location": "desk"}]),
        community=service(territory="be-vgem"),
        everywhere=service(territory="be"),
        over=service(status="ended"),
    )


def service(**more: Any) -> dict[str, Any]:
    return {"country": "be", "name": {"en": "Coffee", "nl": "Koffie"}, "organization": "house", **more}


def give(kind: str, **documents: dict[str, Any]) -> None:
    take_over([Given(kind, key, document) for key, document in documents.items()], origin="pack", at=AT, by="pack")


def desks_by_key(language: str) -> dict[str, Any]:
    with override(language):
        return {service["key"]: service for service in desks_of("be", language, TODAY)["services"]}


def test_a_service_says_what_for_whom_and_where(directory: None) -> None:
    coffee = desks_by_key("nl")["coffee"]

    assert coffee["name"] == "Koffie"
    assert coffee["for"] == ["Mensen die werk zoeken"]
    assert coffee["phone"][0] == "03 123 45 67"
    assert coffee["spoken"] == ["Arabisch"]
    (place,) = coffee["places"]
    assert place["address"] == ["Meir 1", "2000 Antwerp"]
    assert place["hours"] == ["ma 09:00–12:00"]


def test_words_of_another_language_are_marked(directory: None) -> None:
    assert desks_by_key("ar")["coffee"]["name"] == "\ue000en\ue002Coffee\ue003"


def test_what_has_ended_is_not_kept(directory: None) -> None:
    assert "over" not in desks_by_key("en")


def test_each_is_in_the_parts_of_the_country_that_it_is_for(directory: None) -> None:
    found = {key: service["regions"] for key, service in desks_by_key("en").items()}

    assert found == {"coffee": ["be-vlg"], "community": ["be-bru", "be-vlg"], "everywhere": []}
    assert regions_of("be", "en") == [("be-bru", "BE-BRU"), ("be-vlg", "BE-VLG")]


def test_a_large_directory_costs_no_more_queries(directory: None, django_assert_max_num_queries: Any) -> None:
    give("service", **{f"more{number}": service(territory="be-vlg") for number in range(20)})

    with django_assert_max_num_queries(9):
        desks_of("be", "en", TODAY)
