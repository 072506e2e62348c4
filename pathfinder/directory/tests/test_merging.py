"""Two records of one thing become one: what belongs to the other goes along, its address and its history stay."""

import datetime as dt
from typing import Any

import pytest

from pathfinder.directory.actions import CannotMerge, merge_records
from pathfinder.directory.models import Change, Location, Metadata, Organization, Program, Service, ServiceAtLocation
from pathfinder.directory.tests.records import LATER, LOCATION, ORGANIZATION, SERVICE, give, small_directory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory() -> None:
    small_directory()
    give("organization", "be-huis", {**ORGANIZATION, "name": {"en": "House"}})


def merged(kind: str, kept: str, gone: str, at: dt.datetime = LATER) -> list[str]:
    return merge_records(kind, kept, gone, at=at, by="editor 1", reason="the same house")


def places_of(service: str) -> set[str]:
    links = ServiceAtLocation.objects.filter(service__key=service)
    return set(links.values_list("location__key", flat=True))


def test_services_places_and_projects_of_the_other_organization_go_along() -> None:
    give("program", "be-project", {"country": "be", "name": {"en": "Project"}, "organization": "be-house"})

    touched = merged("organization", "be-huis", "be-house")

    assert set(Service.objects.values_list("organization__key", flat=True)) == {"be-huis"}
    assert Location.objects.get().organization.key == "be-huis"
    assert Program.objects.get().organization.key == "be-huis"
    assert touched == ["be-house", "be-house-ghent", "be-huis", "be-mentoring", "be-project", "be-recognition"]


def test_the_index_hears_of_everything_that_changed() -> None:
    Change.objects.all().delete()

    touched = merged("organization", "be-huis", "be-house")

    assert sorted(Change.objects.values_list("key", flat=True)) == touched


def test_everything_that_moved_says_so_in_its_history() -> None:
    merged("organization", "be-huis", "be-house")

    told = Metadata.objects.get(key="be-recognition", last_action_type="update")
    assert (told.field_name, told.previous_value, told.replacement_value) == ("organization", "be-house", "be-huis")
    assert (told.updated_by, told.reason) == ("editor 1", "the same house")


def test_a_part_of_the_other_that_stays_is_no_part_of_itself() -> None:
    give("organization", "be-huis", {**ORGANIZATION, "parent_organization": "be-house"})

    merged("organization", "be-huis", "be-house")

    assert Organization.objects.get(key="be-huis").parent_organization is None


def test_a_chain_of_merges_leads_to_the_last_one_in_one_step() -> None:
    give("organization", "be-third", ORGANIZATION)
    merged("organization", "be-huis", "be-house")

    merged("organization", "be-third", "be-huis")

    assert Organization.objects.get(key="be-house").merged_into == "be-third"


def test_services_at_the_other_place_are_at_the_one_that_stays_and_none_twice() -> None:
    give("location", "be-desk", LOCATION)
    give("service", "be-recognition", {**SERVICE, "service_at_locations": [{"location": "be-house-ghent"}, {"location": "be-desk"}]})  # fmt: skip
    give("service", "be-mentoring", {**SERVICE, "service_at_locations": [{"location": "be-desk"}]})

    touched = merged("location", "be-house-ghent", "be-desk")

    assert places_of("be-recognition") == {"be-house-ghent"}
    assert places_of("be-mentoring") == {"be-house-ghent"}
    assert {"be-recognition", "be-mentoring", "be-house"} <= set(touched)


def test_places_of_the_other_service_are_those_of_the_one_that_stays() -> None:
    give("location", "be-desk", LOCATION)
    give("service", "be-mentoring", {**SERVICE, "service_at_locations": [{"location": "be-desk"}, {"location": "be-house-ghent"}]})  # fmt: skip

    merged("service", "be-recognition", "be-mentoring")

    assert places_of("be-recognition") == {"be-house-ghent", "be-desk"}
    assert places_of("be-mentoring") == set()


def test_a_later_load_of_the_pack_does_not_take_it_apart_again() -> None:
    merged("organization", "be-huis", "be-house")

    outcome = give("service", "be-recognition", {**SERVICE, "description": {"en": "New words."}}, at=LATER)

    service = Service.objects.get(key="be-recognition")
    assert outcome.conflicts == []
    assert service.organization.key == "be-huis"
    assert service.description == {"en": "New words."}


@pytest.mark.parametrize(("kept", "gone"), [("be-house", "be-house"), ("be-house", "be-old"), ("be-old", "be-huis")])
def test_what_cannot_be_merged_is_refused_with_the_reason(kept: str, gone: str) -> None:
    give("organization", "be-old", ORGANIZATION)
    merged("organization", "be-huis", "be-old")
    before = list(Organization.objects.values_list("key", "merged_into"))

    with pytest.raises(CannotMerge, match=r"itself|already"):
        merged("organization", kept, gone)

    assert list(Organization.objects.values_list("key", "merged_into")) == before


def test_a_record_that_does_not_exist_cannot_be_merged() -> None:
    with pytest.raises(Organization.DoesNotExist, match="nobody"):
        merged("organization", "be-house", "nobody")


def test_nothing_is_half_done_when_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("pathfinder.directory.actions.say_changed", fail)

    with pytest.raises(RuntimeError):
        merged("organization", "be-huis", "be-house")

    assert Service.objects.get(key="be-recognition").organization.key == "be-house"
    assert Organization.objects.get(key="be-house").merged_into == ""
