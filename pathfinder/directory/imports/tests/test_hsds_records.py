"""Objects of HSDS become records of ours, with who said so."""

from pathlib import Path
from typing import Any

import pytest

from pathfinder.directory.documents import document_of, with_parts
from pathfinder.directory.imports.tests.importing import (
    LOCATION,
    LOCATION_ID,
    ORGANIZATION,
    ORGANIZATION_ID,
    SERVICE,
    SERVICE_ID,
    file_of,
    lines_of,
    take,
)
from pathfinder.directory.models import Attribute, Location, Organization, Service, TaxonomyTerm

pytestmark = pytest.mark.django_db

TERM = {
    "id": "0f9d2c11-75f1-4d0a-9a43-3a9a3a3a3a01",
    "code": "lang",
    "name": "Language",
    "description": "Learning one",
    "taxonomy_detail": {"id": "0f9d2c11-75f1-4d0a-9a43-3a9a3a3a3a02", "name": "Topics", "description": "About what"},
}


def the_service() -> Service:
    return with_parts(Service.objects.all()).get()


def test_a_service_comes_with_its_organization_and_its_places(tmp_path: Path) -> None:
    imported = take(file_of(tmp_path, SERVICE))

    assert (imported.refused, imported.notes) == ([], [])
    assert document_of(the_service()) == {
        "country": "be",
        "name": {"en": "Language table"},
        "description": {"en": "Talk with others, once a week."},
        "application_process": [{"en": "Come by."}, {"en": "Ask for the table."}],
        "fees_description": {"en": "Free of charge."},
        "minimum_age": 16,
        "organization": f"open-help-{ORGANIZATION_ID}",
        "required_documents": [{"document": {"en": "None"}}],
        "service_at_locations": [{"location": f"open-help-{LOCATION_ID}"}],
    }
    phones = document_of(with_parts(Organization.objects.all()).get())["phones"]
    assert phones == [{"number": "+32 2 555 01 00", "languages": [{"code": "nl"}]}]


def test_a_record_says_where_it_comes_from_and_keeps_its_id(tmp_path: Path) -> None:
    take(file_of(tmp_path, SERVICE))

    row = the_service()
    assert (row.origin, row.external_id, row.licence) == ("open-help", SERVICE_ID, "CC BY 4.0")
    assert (row.key, str(row.id), row.is_synthetic) == (f"open-help-{SERVICE_ID}", SERVICE_ID, False)


def test_texts_are_in_the_language_that_was_told(tmp_path: Path) -> None:
    take(file_of(tmp_path, SERVICE), language="nl")

    assert dict(the_service().name) == {"nl": "Language table"}


def test_a_place_told_by_itself_joins_its_service(tmp_path: Path) -> None:
    alone = {name: value for name, value in SERVICE.items() if name != "service_at_locations"}
    path = lines_of(tmp_path, alone, LOCATION, {"id": "x", "service_id": SERVICE_ID, "location_id": LOCATION_ID})

    imported = take(path)

    assert imported.refused == []
    assert document_of(the_service())["service_at_locations"] == [{"location": f"open-help-{LOCATION_ID}"}]


def test_records_may_come_in_any_order(tmp_path: Path) -> None:
    alone = {**SERVICE, "organization_id": ORGANIZATION_ID, "organization": None}
    parent = {"id": "above", "name": "Above", "description": "All"}
    path = lines_of(tmp_path, alone, {**ORGANIZATION, "parent_organization_id": "above"}, parent)

    imported = take(path)

    assert imported.refused == []
    assert Organization.objects.get(external_id=ORGANIZATION_ID).parent_organization.key == "open-help-above"


def test_organizations_in_a_ring_are_taken_with_their_parents(tmp_path: Path) -> None:
    ring = [{"id": a, "name": a, "description": a, "parent_organization_id": b} for a, b in ("ab", "bc", "ca")]

    imported = take(file_of(tmp_path, {"organizations": ring}), country="be")

    assert imported.counts("organization") == (3, 0, 0)
    assert Organization.objects.get(key="open-help-a").parent_organization.key == "open-help-b"


def test_a_service_without_an_id_is_refused_as_such(tmp_path: Path) -> None:
    imported = take(file_of(tmp_path, {**SERVICE, "id": None}))

    assert imported.refused == ["record 1 (line 1): it has no id"]


@pytest.mark.parametrize(
    ("status", "ours"),
    [
        ("active", "active"),
        ("defunct", "ended"),
        ("temporarily closed", "paused"),
        ("inactive", "paused"),
        ("odd", "active"),
    ],
)
def test_a_status_becomes_ours(tmp_path: Path, status: str, ours: str) -> None:
    take(file_of(tmp_path, {**SERVICE, "status": status}))

    assert the_service().status == ours


def test_a_country_is_found_through_places_and_organization(tmp_path: Path) -> None:
    other = {"id": "s2", "name": "Online help", "status": "active", "organization_id": ORGANIZATION_ID}

    take(lines_of(tmp_path, SERVICE, other))

    assert {row.country for row in (*Service.objects.all(), *Organization.objects.all())} == {"be"}


def test_a_record_without_any_country_is_refused_with_what_to_do(tmp_path: Path) -> None:
    imported = take(file_of(tmp_path, ORGANIZATION))

    assert imported.refused == [
        f"record 1 (line 1), organization {ORGANIZATION_ID}: no country: give it an address with one, or say --country"
    ]
    assert not Organization.objects.exists()


def test_the_country_of_records_that_name_none_can_be_told(tmp_path: Path) -> None:
    take(file_of(tmp_path, ORGANIZATION), country="IE")

    assert Organization.objects.get().country == "ie"


def test_a_service_whose_organization_is_missing_is_refused_and_the_others_are_taken(tmp_path: Path) -> None:
    lost = {"id": "s9", "name": "Lost", "status": "active", "organization_id": "nobody"}

    imported = take(lines_of(tmp_path, SERVICE, lost))

    assert imported.refused == [
        "line 2, service s9: its organization nobody is missing: it is not in the file, or was refused"
    ]
    assert imported.counts("service") == (1, 0, 0)


def test_a_service_that_names_no_organization_is_refused(tmp_path: Path) -> None:
    imported = take(lines_of(tmp_path, {"id": "s9", "name": "Lost", "status": "active"}), format="hsds-ndjson")

    assert imported.refused == ["line 1, s9: it names no organization (organization_id, or an organization inside it)"]


def test_a_missing_place_is_left_out_with_a_note(tmp_path: Path) -> None:
    imported = take(
        file_of(tmp_path, {**SERVICE, "service_at_locations": [{"id": "x", "location_id": "gone"}]}), country="be"
    )

    assert "there is no location gone; left out" in imported.notes[0]
    assert not the_service().service_at_locations.exists()


def test_the_same_id_told_twice_with_other_content_is_refused_the_second_time(tmp_path: Path) -> None:
    imported = take(lines_of(tmp_path, SERVICE, {**SERVICE, "name": "Something else"}, SERVICE))

    assert imported.refused == [
        f"line 2, service {SERVICE_ID}: this id was told before, with other content (line 1); only the first is taken"
    ]
    assert dict(the_service().name) == {"en": "Language table"}


def test_of_an_organization_told_inside_its_services_the_fullest_telling_is_taken(tmp_path: Path) -> None:
    short = {"id": ORGANIZATION_ID, "name": "Open House"}

    take(lines_of(tmp_path, {**SERVICE, "id": "s1", "organization": short}, SERVICE))

    assert Organization.objects.get().website == "https://open-house.example/"


def test_a_record_that_is_only_mentioned_keeps_what_was_told_of_it_before(tmp_path: Path) -> None:
    take(file_of(tmp_path, SERVICE))
    short = {
        "id": ORGANIZATION_ID,
        "name": "Open House",
        "services": [{"id": SERVICE_ID, "name": "X", "status": "active"}],
    }

    imported = take(file_of(tmp_path, {**SERVICE, "organization": short}))

    assert imported.counts("organization") == (0, 0, 1)
    assert imported.counts("service") == (0, 0, 1)


def test_one_id_may_name_an_organization_a_place_and_a_service(tmp_path: Path) -> None:
    organization = {**ORGANIZATION, "id": "1"}
    place = {**LOCATION, "id": "1", "organization_id": "1"}
    service = {
        **SERVICE,
        "id": 1,
        "organization": organization,
        "service_at_locations": [{"id": "1", "location": place}],
    }

    take(file_of(tmp_path, service))

    assert Organization.objects.get().key == "open-help-1"
    assert Location.objects.get().key == "open-help-1-location"
    assert the_service().key == "open-help-1-service"


def test_terms_of_their_taxonomies_are_kept_with_the_record(tmp_path: Path) -> None:
    attribute = {"id": "at1", "link_type": "topic", "value": "a lot", "taxonomy_term": TERM}

    take(file_of(tmp_path, {**SERVICE, "attributes": [attribute]}))

    row = Attribute.objects.get()
    assert (str(row.link_id), row.link_entity, row.link_type, row.value) == (SERVICE_ID, "service", "topic", "a lot")
    assert (str(row.taxonomy_term_id), row.taxonomy_term.code) == (TERM["id"], "lang")
    assert (row.taxonomy_term.taxonomy.key, row.taxonomy_term.taxonomy.name) == ("open-help-topics", "Topics")


def test_terms_on_a_part_of_a_record_stay_with_the_part(tmp_path: Path) -> None:
    phone = {"id": "p", "number": "1", "attributes": [{"id": "at1", "taxonomy_term": TERM}]}

    take(file_of(tmp_path, {**SERVICE, "phones": [{"id": "q", "number": ""}, phone]}))

    row = Attribute.objects.get()
    assert (row.link_id, row.link_entity) == (the_service().phones.get().id, "phone")


def test_terms_may_be_told_apart_and_only_named_on_the_record(tmp_path: Path) -> None:
    child = {"id": "t2", "code": "dutch", "name": "Dutch", "taxonomy": "Topics", "parent_id": TERM["id"]}
    named = {**SERVICE, "attributes": [{"id": "at1", "taxonomy_term_id": "t2"}]}

    take(file_of(tmp_path, {"services": [named], "taxonomy_terms": [child, TERM]}))

    assert Attribute.objects.get().taxonomy_term.code == "dutch"
    assert TaxonomyTerm.objects.get(code="dutch").parent.code == "lang"


def test_other_terms_the_next_time_are_a_change_with_a_trace(tmp_path: Path) -> None:
    attribute = {"id": "at1", "taxonomy_term": TERM}
    take(file_of(tmp_path, {**SERVICE, "attributes": [attribute]}))

    imported = take(file_of(tmp_path, {**SERVICE, "attributes": [{**attribute, "value": "new"}]}))
    again = take(file_of(tmp_path, {**SERVICE, "attributes": [{**attribute, "value": "new"}]}))

    assert (imported.report.terms_changed, again.report.terms_changed) == (1, 0)
    assert [row.value for row in Attribute.objects.all()] == ["new"]


@pytest.mark.parametrize(
    "value",
    [None, 5, "text", [], {}, {"id": ""}, {"id": "x"}, {"id": "x", "name": ["a"]}, {"id": "x", "organization": 5},
     {"id": {"a": 1}, "name": "x"}, {"id": "x", "service_at_locations": "y", "status": 1, "organization": {"id": None}}],
    ids=str,
)  # fmt: skip
def test_what_is_no_record_is_refused_and_the_rest_is_taken(tmp_path: Path, value: Any) -> None:
    imported = take(file_of(tmp_path, [value, SERVICE]), country="be")

    assert len(imported.refused) == 1
    assert imported.refused[0].startswith("record 1 (line 1)")
    assert imported.counts("service") == (1, 0, 0)


def test_a_file_in_latin_1_is_named_line_by_line_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "latin.ndjson"
    path.write_bytes('{"id": "o1", "name": "Café"}\n{"id": "o2", "name": "House"}\n'.encode("latin-1"))

    imported = take(path, country="be", format="hsds-ndjson")

    assert len(imported.refused) == 1
    assert imported.refused[0].startswith("line 1, organization o1: name: bytes that are not UTF-8.")
    assert "iconv" in imported.refused[0]
    assert imported.counts("organization") == (1, 0, 0)
