"""What taking over would do, and what batches of records owe each other."""

import uuid

import pytest

from pathfinder.directory.actions import Foreseen, Given, edit_record, foresee, record_other_change, take_over
from pathfinder.directory.documents import document_of, with_parts
from pathfinder.directory.models import Change, Conflict, Metadata, Organization, Service
from pathfinder.directory.tests.records import LATER, LOCATION, NOW, ORGANIZATION, SERVICE, give, small_directory

pytestmark = pytest.mark.django_db


def test_it_is_told_what_would_become_of_each_record() -> None:
    small_directory()
    edit_record("service", "be-recognition", {"cost": "paid"}, at=NOW, by="Piet")
    new = {**SERVICE, "cost": "unknown", "status": "paused"}

    found = foresee(
        [
            Given("service", "be-recognition", new),
            Given("service", "be-new", SERVICE),
            Given("service", "be-mentoring", Service.objects.get(key="be-mentoring").loaded),
        ]
    )

    assert found == [
        Foreseen("be-recognition", "changed", ("status",), ("cost",)),
        Foreseen("be-new", "created"),
        Foreseen("be-mentoring", "unchanged"),
    ]


def test_what_only_repeats_an_editor_is_unchanged() -> None:
    small_directory()
    edit_record("service", "be-recognition", {"cost": "paid"}, at=NOW, by="Piet")

    assert foresee([Given("service", "be-recognition", {**SERVICE, "cost": "paid"})]) == [
        Foreseen("be-recognition", "unchanged")
    ]


def test_foreseeing_writes_nothing() -> None:
    small_directory()
    before = (Metadata.objects.count(), Change.objects.count(), Service.objects.get(key="be-recognition").loaded)

    foresee([Given("service", "be-recognition", {**SERVICE, "cost": "paid"}), Given("service", "be-new", SERVICE)])

    assert (
        Metadata.objects.count(), Change.objects.count(), Service.objects.get(key="be-recognition").loaded,
    ) == before  # fmt: skip


def test_records_of_one_batch_find_each_other_by_the_ids_they_bring() -> None:
    above, below = uuid.uuid4(), uuid.uuid4()

    take_over(
        [
            Given("organization", "x-below", {**ORGANIZATION, "parent_organization": "x-above"}, below),
            Given("organization", "x-above", ORGANIZATION, above),
        ],
        origin="x", at=NOW, by="x",
    )  # fmt: skip

    assert Organization.objects.get(key="x-below").parent_organization_id == above


def test_a_field_that_a_pack_takes_away_and_an_editor_changed_is_a_conflict() -> None:
    small_directory()
    edit_record("service", "be-recognition", {"fees_description": {"en": "Ten euro."}}, at=NOW, by="Piet")

    outcome = give("service", "be-recognition", {**SERVICE, "fees_description": {}, "status": "paused"}, at=LATER)

    assert outcome.conflicts == [("be-recognition", "fees_description")]
    assert Conflict.objects.get().from_pack is None


def test_places_of_a_service_are_told_in_the_order_they_were_given() -> None:
    small_directory()
    places = [f"be-place-{number}" for number in range(8)]
    for place in places:
        give("location", place, LOCATION)

    give("service", "be-wide", {**SERVICE, "service_at_locations": [{"location": place} for place in places]})
    outcome = give("service", "be-wide", {**SERVICE, "service_at_locations": [{"location": places[3]}]}, at=LATER)

    assert (outcome.changed, outcome.conflicts) == (1, [])
    told = document_of(with_parts(Service.objects.filter(key="be-wide")).get())
    assert told["service_at_locations"] == [{"location": "be-place-3"}]


def test_a_change_outside_the_document_leaves_its_trace_too() -> None:
    small_directory()
    row = Service.objects.get(key="be-recognition")

    record_other_change("service", {row.id: row.key}, "attributes", at=LATER, by="import x")

    trace = Metadata.objects.get(key="be-recognition", last_action_type="update")
    assert (trace.field_name, trace.updated_by, trace.resource_id) == ("attributes", "import x", row.id)
    assert Change.objects.latest("id").key == "be-recognition"
    assert Service.objects.get(key="be-recognition").changed_at == LATER
