"""What rows of results show of records, in few queries."""

import pytest
from django.db import models
from pytest_django import DjangoAssertNumQueries

from pathfinder.directory.models import Service
from pathfinder.directory.prepared import Prepared
from pathfinder.directory.rows import PlaceInRow, records_in_rows
from pathfinder.directory.tests.records import LOCATION, SERVICE, give, small_directory
from pathfinder.languages.fields import state_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory() -> None:
    small_directory()


def test_a_service_comes_with_its_organization_and_its_places() -> None:
    found = records_in_rows(["be-recognition"])["be-recognition"]

    assert found.kind == "service"
    assert found.owner == {"nl": "Loopbaanhuis Gent", "en": "Career house Ghent"}
    assert found.places == (PlaceInRow(51.05, 3.72, "Gent"),)
    assert found.themes == ["diploma_recognition"]


def test_a_translation_keeps_its_state() -> None:
    found = records_in_rows(["be-recognition"])["be-recognition"]

    assert state_of(found.name["ar"]) == "machine"


def test_an_organization_comes_with_its_places_and_languages() -> None:
    found = records_in_rows(["be-house"])["be-house"]

    assert found.places == (PlaceInRow(51.05, 3.72, "Gent"),)
    assert found.spoken == ("nl", "ar")
    assert found.url == "https://loopbaanhuis.example/"


def test_the_first_address_names_the_town_and_own_languages_come_before_those_of_places() -> None:
    towns = [{"city": "Aalst", "country": "BE"}, {"city": "Brugge", "country": "BE"}]
    give("location", "be-desk", {**LOCATION, "addresses": towns, "languages": [{"code": "so"}, {"code": "ar"}]})
    at_the_desk = {"languages": [{"code": "ar"}], "service_at_locations": [{"location": "be-desk"}]}
    give("service", "be-welding", {**SERVICE, **at_the_desk})

    found = records_in_rows(["be-welding"])["be-welding"]

    assert [place.city for place in found.places] == ["Aalst"]
    assert found.spoken == ("ar", "so")


def test_a_practice_that_has_an_end_is_over() -> None:
    practice = {"country": "be", "name": {"en": "Buddies at work"}}
    give("program", "be-buddies", {**practice, "valid_to": "2023-12"})
    give("program", "be-pairs", practice)

    found = records_in_rows(["be-buddies", "be-pairs"])

    assert [found[key].is_over for key in ("be-buddies", "be-pairs")] == [True, False]


def test_what_does_not_exist_is_left_out() -> None:
    assert records_in_rows(["be-nothing"]) == {}


def test_more_rows_cost_no_more_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(5):
        give("service", f"be-course-{number}", SERVICE)

    with django_assert_max_num_queries(3):
        records_in_rows([f"be-course-{number}" for number in range(5)])


def test_a_prepared_query_is_told_at_once_when_it_has_other_parameters() -> None:
    def with_another(keys: list[str]) -> models.QuerySet[Service, tuple[str]]:
        return Service.objects.filter(key__in=keys, country="be").values_list("key")

    with pytest.raises(ValueError, match="no parameters but lists"):
        Prepared("", with_another).rows(["be-recognition"])
