"""Packs and other systems give records again and again; nothing of an editor is lost, and every change leaves a trace."""

import datetime as dt

import pytest

from pathfinder.directory.actions import (
    Given,
    UnknownRecordError,
    confirm_still_right,
    edit_record,
    next_check,
    remove_absent,
    take_over,
)
from pathfinder.directory.documents import document_of, normal, with_parts
from pathfinder.directory.models import Change, Conflict, Metadata, Organization, Phone, Service, ServiceAtLocation
from pathfinder.directory.tests.records import LOCATION, NOW, ORGANIZATION, SERVICE, give, small_directory

pytestmark = pytest.mark.django_db

LATER = NOW + dt.timedelta(days=1)


def the_service() -> Service:
    return with_parts(Service.objects.filter(key="be-recognition")).get()


def test_a_record_is_what_was_given_with_all_that_belongs_to_it() -> None:
    small_directory()

    assert document_of(the_service()) == normal("service", SERVICE)
    assert document_of(with_parts(Organization.objects.filter(key="be-house")).get()) == normal(
        "organization", ORGANIZATION
    )


def test_a_translation_keeps_its_state() -> None:
    small_directory()

    name = the_service().name

    assert type(name["ar"]).__name__ == "MachineText"
    assert type(name["en"]) is str


def test_the_same_again_changes_nothing() -> None:
    small_directory()
    before = (the_service().changed_at, Metadata.objects.count(), Change.objects.count())

    outcome = give("service", "be-recognition", SERVICE, at=LATER)

    assert (outcome.created, outcome.changed, outcome.unchanged) == (0, 0, 1)
    assert (the_service().changed_at, Metadata.objects.count(), Change.objects.count()) == before


def test_what_changed_is_renewed_and_remembered() -> None:
    small_directory()

    outcome = give("service", "be-recognition", {**SERVICE, "cost": "paid"}, at=LATER)

    assert outcome.changed == 1
    assert the_service().cost == "paid"
    trace = Metadata.objects.get(key="be-recognition", last_action_type="update")
    assert (trace.field_name, trace.previous_value, trace.replacement_value) == ("cost", "free", "paid")
    assert trace.last_action_date == LATER
    assert Change.objects.latest("id").key == "be-recognition"


def test_a_list_is_replaced_as_a_whole() -> None:
    small_directory()

    give("organization", "be-house", {**ORGANIZATION, "phones": [{"number": "+32 2 555 01 99"}]}, at=LATER)

    assert [phone.number for phone in Phone.objects.all()] == ["+32 2 555 01 99"]


def test_what_an_editor_changed_stays_when_the_pack_says_the_same_as_before() -> None:
    small_directory()
    edit_record("service", "be-recognition", {"cost": "paid"}, at=NOW, by="Piet")

    outcome = give("service", "be-recognition", {**SERVICE, "status": "paused"}, at=LATER)

    assert (the_service().cost, the_service().status) == ("paid", "paused")
    assert outcome.conflicts == []


def test_where_pack_and_editor_both_changed_the_editor_stands_and_the_conflict_is_listed() -> None:
    small_directory()
    edit_record("service", "be-recognition", {"fees_description": {"en": "Ten euro."}}, at=NOW, by="Piet")

    outcome = give("service", "be-recognition", {**SERVICE, "fees_description": {"en": "Twenty euro."}}, at=LATER)

    assert the_service().fees_description == {"en": "Ten euro."}
    assert outcome.conflicts == [("be-recognition", "fees_description")]
    assert Conflict.objects.get().from_pack == {"en": "Twenty euro."}


def test_both_saying_the_same_is_no_conflict() -> None:
    small_directory()
    edit_record("service", "be-recognition", {"cost": "paid"}, at=NOW, by="Piet")

    outcome = give("service", "be-recognition", {**SERVICE, "cost": "paid"}, at=LATER)

    assert outcome.conflicts == []
    assert not Conflict.objects.exists()


def test_a_record_that_names_an_unknown_one_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(UnknownRecordError, match="be-nobody"):
        take_over(
            [Given("service", "be-lost", {**SERVICE, "organization": "be-nobody"})], origin="pack", at=NOW, by="pack"
        )

    assert not Service.objects.exists()


def test_ids_are_the_same_in_every_installation() -> None:
    small_directory()
    first = the_service().id, ServiceAtLocation.objects.get().id
    Organization.objects.all().delete()

    give("organization", "be-house", ORGANIZATION)
    give("location", "be-house-ghent", LOCATION)
    give("service", "be-recognition", SERVICE)

    assert (the_service().id, ServiceAtLocation.objects.get().id) == first


def test_an_edit_without_a_difference_is_no_edit() -> None:
    small_directory()
    before = Metadata.objects.count()

    assert not edit_record("service", "be-recognition", {"cost": "free"}, at=LATER, by="Piet")
    assert Metadata.objects.count() == before


def test_an_edit_touches_only_what_it_names() -> None:
    small_directory()
    before = document_of(the_service())

    edit_record("service", "be-recognition", {"status": "paused"}, at=LATER, by="Piet", reason="Closed for works")

    assert document_of(the_service()) == {**before, "status": "paused"}
    assert Metadata.objects.get(key="be-recognition", field_name="status").reason == "Closed for works"


def test_an_edit_can_empty_a_field() -> None:
    small_directory()

    edit_record("service", "be-recognition", {"required_documents": [], "duration": {}}, at=LATER, by="Piet")

    assert not the_service().required_documents.exists()


def test_still_right_is_one_date_for_all_languages() -> None:
    small_directory()

    confirm_still_right("service", "be-recognition", on=LATER.date(), at=LATER, by="Piet")

    service = the_service()
    assert (service.checked_on, service.checked_by) == (LATER.date().isoformat(), "Piet")
    assert service.check_next_on == dt.date(2027, 5, 26)


@pytest.mark.parametrize(
    ("checked", "months", "next_on"),
    [
        ("2026-01-31", 1, dt.date(2026, 2, 28)),
        ("2026-08", 6, dt.date(2027, 2, 1)),
        ("2024", 12, dt.date(2025, 1, 1)),
        ("", 6, NOW.date()),
    ],
)
def test_the_next_look_is_a_cadence_after_the_last(checked: str, months: int, next_on: dt.date) -> None:
    assert next_check(checked, months, NOW.date()) == next_on


def test_what_a_pack_no_longer_gives_goes_and_leaves_a_trace() -> None:
    small_directory()

    count = remove_absent("service", "be", {"be-mentoring"}, origin="pack", at=LATER, by="pack")

    assert count == 1
    assert not Service.objects.filter(key="be-recognition").exists()
    assert Metadata.objects.filter(key="be-recognition", last_action_type="delete").exists()
