"""What we give away comes back as it was, as far as the standard and our profile can say it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pathfinder.directory.documents import RECORDS, document_of, with_parts
from pathfinder.directory.imports.tests.importing import TUESDAY, take
from pathfinder.directory.models import Organization, Program
from pathfinder.directory.opendata.bulk import FILES
from pathfinder.directory.tests.records import LOCATION, ORGANIZATION, SERVICE, give, machine

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)
FULL_LOCATION: dict[str, Any] = {
    **LOCATION,
    "email": "desk@loopbaanhuis.example",
    "serves": [{"en": "Ghent", "nl": "Gent"}, {"en": "Everybody"}],
    "transportation": {"en": "Tram 1"},
    "accessibility": [{"description": {"en": "A lift", "nl": machine("Een lift")}, "url": "https://lift.example/"}],
    "contacts": [{"name": "Piet", "email": "piet@loopbaanhuis.example", "phones": [{"number": "+32 2 555 01 02"}]}],
    "schedules": [
        {"opening_hours": 'Mo-Fr 09:00-12:00; We 14:00-17:00; PH off; "by appointment"'},
        {"opening_hours": "Sa 10:00-12:00", "valid_from": "2026-01-01"},
        {"freq": "WEEKLY", "byday": "SU", "opens_at": "10:00", "description": {"nl": "Zondag"}},
    ],
}
FULL_SERVICE: dict[str, Any] = {
    **SERVICE,
    "status": "pilot",
    "alternate_name": {"nl": "Erkenning", "en": "Recognition"},
    "alert": {"en": "Closed in July.", "nl": "Gesloten in juli."},
    "duration": {"en": "Six weeks"},
    "outcome": {"nl": "Een besluit"},
    "results": [{"en": "Nine in ten"}, {"nl": "Alleen hier"}],
    "modes": ["on_site", "remote"],
    "valid_from": "2016-04",
    "notes": [{"en": "Ask first.", "ar": machine("اسأل أولاً")}],
    "is_step": True,
    "minimum_age": 18,
    "application_process": [{"en": "1. Make a copy."}, {"en": "Bring it."}, {"en": "Wait."}],
    "phones": [{"number": "+32 2 555 01 03", "extension": 7, "description": {"fr": "Le matin"}, "languages": [{"code": "fr"}]}],
    "languages": [{"code": "nl"}, {"code": "ar", "note": {"en": "Call first", "nl": "Bel eerst"}}, {"code": "seven languages"}],
    "cost_options": [{"option": "Copy", "amount": 2.5, "currency": "EUR"}],
    "required_documents": [{"document": {"en": f"Paper {number}", "nl": f"Papier {number}"}} for number in range(12)],
    "funding": [{"source": "The town"}],
    "contacts": [{"name": "Amina", "title": "Counsellor"}],
    "service_at_locations": [
        {"location": "be-second", "description": {"en": "Room 3"}, "is_stated": False},
        {"location": "be-house-ghent", "schedules": [{"opening_hours": "Fr 13:00-15:00"}]},
        {"location": "be-third", "is_stated": False},
    ],
}  # fmt: skip


def a_full_directory() -> None:
    give("organization", "be-above", {**ORGANIZATION, "name": {"en": "Above"}})
    give(
        "organization",
        "be-house",
        {
            **ORGANIZATION,
            "parent_organization": "be-above",
            "alternate_name": {"fr": "Maison"},
            "organization_identifiers": [{"identifier_type": "company", "identifier": "0123.456.789"}],
            "funding": [{"source": "The region"}],
            "notes": [{"nl": "Nieuw adres"}],
        },
    )
    give("location", "be-house-ghent", FULL_LOCATION)
    give("location", "be-second", {**LOCATION, "name": {}, "location_type": "virtual", "addresses": []})
    give("location", "be-third", {**LOCATION, "latitude": None, "longitude": None, "is_point_of_town": False})
    give(
        "program",
        "be-practice",
        {
            "country": "be",
            "organization": "be-house",
            "name": {"en": "Circle", "nl": "Kring"},
            "sector": "civil_society",
            "url": "https://circle.example/",
            "valid_from": "2020",
            "about": {"need": {"en": "Few friends"}, "steps": [{"en": "Meet"}], "since": 2020},
        },
    )
    give("service", "be-recognition", {**FULL_SERVICE, "program": "be-practice"})
    give("service", "be-unknown", {**SERVICE, "status": "unknown", "alert": {"en": "Ask."}, "service_at_locations": []})


def everything() -> dict[tuple[str, str], dict[str, Any]]:
    """Every document by kind and id; other records are named by their ids, because keys are each installation's own."""
    return {(kind, key): document for kind, model in RECORDS.items() for key, document in _documents(model)}


def _documents(model: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    ids = {key: str(id_) for one in RECORDS.values() for key, id_ in one.objects.values_list("key", "id")}
    for row in with_parts(model.objects.all()):
        document = document_of(row)
        for name in {"organization", "program", "parent_organization"} & document.keys():
            document[name] = ids[document[name]]
        for place in document.get("service_at_locations", ()):
            place["location"] = ids[place["location"]]
        yield str(row.id), document


def exported(name: str, folder: Path) -> Path:
    path = folder / name
    path.write_bytes(b"".join(FILES[name].pieces(TODAY)))
    return path


def forget_everything() -> None:
    Program.objects.all().delete()
    Organization.objects.all().delete()


def test_the_tables_come_back_as_they_were(tmp_path: Path) -> None:
    a_full_directory()
    before, path = everything(), exported("hsds-csv.zip", tmp_path)
    forget_everything()

    imported = take(path)

    assert (imported.refused, imported.notes) == ([], [])
    assert everything() == before


def test_the_lines_of_objects_come_back_as_they_were(tmp_path: Path) -> None:
    a_full_directory()
    before = everything()
    paths = [exported(name, tmp_path) for name in ("organizations.ndjson", "services.ndjson")]
    forget_everything()

    imported = [take(path) for path in paths]

    assert [one.refused for one in imported] == [[], []]
    assert everything() == before


def test_a_second_round_changes_nothing(tmp_path: Path) -> None:
    a_full_directory()
    path = exported("hsds-csv.zip", tmp_path)
    forget_everything()
    take(path)

    again = take(path, at=TUESDAY)

    assert again.report.changes == 0


def test_records_get_keys_that_can_be_read(tmp_path: Path) -> None:
    a_full_directory()
    path = exported("services.ndjson", tmp_path)
    forget_everything()

    take(path)

    assert Organization.objects.filter(key="open-help-be-house").exists()


def test_what_was_made_up_stays_marked_as_made_up(tmp_path: Path) -> None:
    a_full_directory()
    Organization.objects.filter(key="be-house").update(is_synthetic=True)
    path = exported("hsds-csv.zip", tmp_path)
    forget_everything()

    take(path)

    assert dict(Organization.objects.values_list("external_id", "is_synthetic")) == {
        str(one.id): one.key == "open-help-be-house" for one in Organization.objects.all()
    }
