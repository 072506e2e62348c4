"""The same file again, a changed one, an editor in between, a dry run."""

import uuid
from pathlib import Path
from typing import Any

import pytest

from pathfinder.directory.actions import edit_record
from pathfinder.directory.imports.tests.importing import (
    LOCATION_ID,
    MONDAY,
    ORGANIZATION_ID,
    SERVICE,
    SERVICE_ID,
    TUESDAY,
    file_of,
    lines_of,
    take,
)
from pathfinder.directory.imports.told import Unusable
from pathfinder.directory.models import Change, Conflict, Metadata, Organization, Service
from pathfinder.directory.tests.records import ORGANIZATION as OUR_ORGANIZATION, give

pytestmark = pytest.mark.django_db

KEY = f"open-help-{SERVICE_ID}"
KINDS = ("organization", "location", "service")


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    take(file_of(tmp_path, SERVICE))
    before = (Metadata.objects.count(), Change.objects.count(), Service.objects.get().changed_at)

    again = take(file_of(tmp_path, SERVICE), at=TUESDAY)

    assert [again.counts(kind) for kind in KINDS] == [(0, 0, 1)] * 3
    assert (Metadata.objects.count(), Change.objects.count(), Service.objects.get().changed_at) == before


def test_what_changed_over_there_changes_here_with_a_trace(tmp_path: Path) -> None:
    take(file_of(tmp_path, SERVICE))

    again = take(file_of(tmp_path, {**SERVICE, "name": "Talking table"}), at=TUESDAY)

    assert [again.counts(kind) for kind in KINDS] == [(0, 0, 1), (0, 0, 1), (0, 1, 0)]
    trace = Metadata.objects.get(key=KEY, last_action_type="update")
    assert (trace.field_name, trace.updated_by, trace.last_action_date) == ("name", "import open-help", TUESDAY)
    assert Change.objects.latest("id").key == KEY


def test_what_an_editor_changed_stays_and_the_difference_is_listed(tmp_path: Path) -> None:
    take(file_of(tmp_path, SERVICE))
    edit_record("service", KEY, {"fees_description": {"en": "Ten euro."}}, at=MONDAY, by="Piet")

    again = take(file_of(tmp_path, {**SERVICE, "fees_description": "Twenty euro."}), at=TUESDAY)

    assert again.report.outcomes["service"].conflicts == [(KEY, "fees_description")]
    assert Service.objects.get().fees_description == {"en": "Ten euro."}
    assert Conflict.objects.get().from_pack == {"en": "Twenty euro."}


def test_what_they_took_away_and_an_editor_changed_is_listed_too(tmp_path: Path) -> None:
    take(file_of(tmp_path, SERVICE))
    edit_record("service", KEY, {"fees_description": {"en": "Ten euro."}}, at=MONDAY, by="Piet")

    take(file_of(tmp_path, {**SERVICE, "fees_description": ""}), at=TUESDAY)

    assert Conflict.objects.get().from_pack is None
    assert Service.objects.get().fees_description == {"en": "Ten euro."}


def test_a_licence_that_changes_is_kept(tmp_path: Path) -> None:
    take(file_of(tmp_path, SERVICE))

    take(file_of(tmp_path, SERVICE), licence="CC0 1.0")

    assert Service.objects.get().licence == "CC0 1.0"


def test_two_systems_may_give_the_same_record(tmp_path: Path) -> None:
    take(file_of(tmp_path, SERVICE))

    take(file_of(tmp_path, SERVICE), source="other-help")

    assert sorted(Service.objects.values_list("key", flat=True)) == [KEY, f"other-help-{SERVICE_ID}"]
    assert str(Service.objects.get(key=KEY).id) == SERVICE_ID
    assert str(Service.objects.exclude(key=KEY).get().id) != SERVICE_ID


def test_a_key_that_a_record_of_ours_has_is_never_taken(tmp_path: Path) -> None:
    give("organization", "open-help-1", OUR_ORGANIZATION)
    foreign = {"id": "1", "name": "Another", "description": "Another"}

    take(file_of(tmp_path, foreign), country="be")

    assert Organization.objects.get(key="open-help-1").origin == "pack"
    assert Organization.objects.get(external_id="1").key == "open-help-1-organization"


def test_ids_that_look_alike_get_keys_of_their_own_and_keep_them(tmp_path: Path) -> None:
    alike = [{"id": told, "name": told, "description": told} for told in ("A/1", "a-1", "a 1", "A:1")]
    take(file_of(tmp_path, alike), country="be")
    keys = dict(Organization.objects.values_list("external_id", "key"))

    again = take(file_of(tmp_path, alike[::-1]), country="be", at=TUESDAY)

    assert len(set(keys.values())) == 4
    assert again.counts("organization") == (0, 0, 4)
    assert dict(Organization.objects.values_list("external_id", "key")) == keys


def test_a_dry_run_says_what_would_happen_and_writes_nothing(tmp_path: Path) -> None:
    take(file_of(tmp_path, SERVICE))
    edit_record("service", KEY, {"minimum_age": 18}, at=MONDAY, by="Piet")
    tables = [list(model.objects.values()) for model in (Service, Organization, Metadata, Change, Conflict)]
    other = {**SERVICE, "id": "s2"}
    lost = {**SERVICE, "id": "s3", "organization": None, "organization_id": "nobody"}
    path = lines_of(tmp_path, {**SERVICE, "name": "Talking table", "minimum_age": 21}, other, lost)

    dry = take(path, is_dry=True, at=TUESDAY)

    assert [dry.counts(kind) for kind in KINDS] == [(0, 0, 1), (0, 0, 1), (1, 1, 0)]
    assert [(one.key, one.what, one.fields, one.conflicts) for _kind, one in dry.report.foreseen] == [
        (KEY, "changed", ("name",), ("minimum_age",)),
        ("open-help-s2", "created", (), ()),
    ]
    assert len(dry.refused) == 1
    assert [list(model.objects.values()) for model in (Service, Organization, Metadata, Change, Conflict)] == tables


def test_a_dry_run_of_an_empty_directory_finds_references_among_what_would_be_made(tmp_path: Path) -> None:
    dry = take(file_of(tmp_path, SERVICE), is_dry=True)

    assert (dry.refused, dry.notes) == ([], [])
    assert [dry.counts(kind) for kind in KINDS] == [(1, 0, 0)] * 3


def test_what_a_dry_run_foresees_is_what_happens(tmp_path: Path) -> None:
    path = lines_of(
        tmp_path, SERVICE, {**SERVICE, "id": "s2"}, {"id": "s3", "name": "", "organization_id": ORGANIZATION_ID}
    )

    dry, real = take(path, is_dry=True), take(path)

    assert [dry.counts(kind) for kind in KINDS] == [real.counts(kind) for kind in KINDS]
    assert dry.refused == real.refused


@pytest.fixture
def three_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathfinder.directory.imports.writing.FEW", 2)
    monkeypatch.setattr("pathfinder.directory.imports.run.FEW", 2)


@pytest.mark.usefixtures("three_are_many")
def test_many_records_tell_the_index_once(tmp_path: Path) -> None:
    take(file_of(tmp_path, SERVICE))

    assert [change.key for change in Change.objects.all()] == [Change.ALL]


@pytest.mark.usefixtures("three_are_many")
def test_nothing_changed_in_many_records_tells_the_index_nothing(tmp_path: Path) -> None:
    take(file_of(tmp_path, SERVICE))

    take(file_of(tmp_path, SERVICE), at=TUESDAY)

    assert Change.objects.count() == 1


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"source": "Open Help"}, "--source Open Help: expected a short name"),
        ({"source": "x" * 41}, "--source"),
        ({"source": "../etc"}, "--source"),
        ({"source": "pack"}, "kept for records of our own"),
        ({"licence": " "}, "--licence"),
        ({"licence": "x" * 121}, "--licence"),
        ({"country": "Narnia"}, "--country Narnia"),
        ({"language": "no such"}, "--lang no such"),
        ({"format": "csv"}, "needs --mapping"),
        ({"mapping": Path("m.yaml"), "format": "hsds-json"}, "--mapping goes with --format csv"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_with_what_was_expected(
    tmp_path: Path, wish: dict[str, Any], said: str
) -> None:
    with pytest.raises(Unusable) as refusal:
        take(file_of(tmp_path, SERVICE), **wish)

    assert said in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="there is no such file"):
        take(tmp_path / "gone.json")


def test_what_the_database_does_not_take_is_one_bad_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else gave the id away between looking and writing."""
    take(file_of(tmp_path, SERVICE), source="other-help")
    monkeypatch.setattr("pathfinder.directory.imports.writing.Writer._free_ids", lambda *_: {uuid.UUID(SERVICE_ID)})

    imported = take(lines_of(tmp_path, SERVICE, {**SERVICE, "id": "second"}))

    assert len(imported.refused) == 1
    assert "the database does not take it" in imported.refused[0]
    assert imported.counts("service") == (1, 0, 0)


def test_places_of_a_service_keep_their_order_when_the_list_changes(tmp_path: Path) -> None:
    places = [
        {"id": f"x{n}", "location": {"id": f"l{n}", "name": f"Place {n}", "location_type": "virtual"}} for n in range(6)
    ]
    take(file_of(tmp_path, {**SERVICE, "service_at_locations": places}), country="be")

    again = take(file_of(tmp_path, {**SERVICE, "service_at_locations": places[1:]}), country="be", at=TUESDAY)

    assert again.report.outcomes["service"].conflicts == []
    assert Service.objects.get().service_at_locations.count() == 5
    assert LOCATION_ID not in str(Service.objects.get().loaded)
