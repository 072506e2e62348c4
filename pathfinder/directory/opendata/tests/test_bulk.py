"""Whole files: everything is in them, they are kept while nothing changes, and memory stays as it is."""

import csv
import io
import json
import uuid
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pathfinder.directory.actions import edit_record
from pathfinder.directory.models import Location, Organization, Service, ServiceAtLocation
from pathfinder.directory.models.records import uuid_of
from pathfinder.directory.opendata import csv_package, selection
from pathfinder.directory.opendata.bulk import FILES, written
from pathfinder.directory.opendata.objects import OBJECTS
from pathfinder.directory.opendata.tests.conftest import Asker
from pathfinder.directory.opendata.tests.everything import FOREIGN_TERM
from pathfinder.directory.tests.records import LATER

pytestmark = pytest.mark.usefixtures("everything")

every_file = pytest.mark.parametrize("name", FILES)


def taken(client: Client, name: str) -> bytes:
    response = client.get(f"/hsds/bulk/{name}")
    assert response.status_code == 200
    return response.getvalue()


def tables(client: Client) -> dict[str, list[dict[str, str]]]:
    """Every CSV file of the package by its name."""
    with zipfile.ZipFile(io.BytesIO(taken(client, "hsds-csv.zip"))) as archive:
        return {
            name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))
            for name in archive.namelist()
            if name.endswith(".csv")
        }


def test_the_list_of_files_names_them_and_their_licence(ask: Asker, client: Client) -> None:
    told = ask("/hsds/bulk/")

    assert told["licence"]["name"] == "EUPL-1.2"
    assert [client.head(one["url"].removeprefix("http://testserver")).status_code for one in told["files"]] == [200] * 5


@every_file
def test_a_file_is_the_same_from_the_shelf_as_newly_written(client: Client, tmp_path: Path, name: str) -> None:
    first = taken(client, name)
    kept = list((tmp_path / "open-data").glob(f"*-{name}"))

    second = taken(client, name)

    assert len(kept) == 1
    assert kept[0].read_bytes() == first == second


@every_file
def test_a_change_makes_a_file_new_and_the_old_one_is_forgotten(client: Client, tmp_path: Path, name: str) -> None:
    taken(client, name)
    edit_record("service", "be-recognition", {"name": {"en": "Quite another"}}, at=LATER, by="editor")
    edit_record("organization", "be-house", {"name": {"en": "Quite another"}}, at=LATER, by="editor")

    taken(client, name)

    (kept,) = (tmp_path / "open-data").glob(f"*{name}")
    content = kept.read_bytes()
    assert b"Quite another" in (content if name != "hsds-csv.zip" else zipfile.ZipFile(kept).read("services.csv"))


def test_who_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    pieces = written(FILES["services.ndjson"], "now", LATER.date(), lambda: "now")
    next(pieces)

    pieces.close()

    assert list((tmp_path / "open-data").iterdir()) == []


def test_what_changed_while_it_was_written_is_not_kept(client: Client, tmp_path: Path) -> None:
    response = client.get("/hsds/bulk/services.ndjson")
    edit_record("service", "be-mentoring", {"name": {"en": "Another"}}, at=LATER, by="editor")

    response.getvalue()

    assert list((tmp_path / "open-data").iterdir()) == []


def test_a_file_says_what_it_is_and_how_to_be_called(client: Client) -> None:
    response = client.get("/hsds/bulk/places.geojson")

    assert response["Content-Type"] == "application/geo+json"
    assert response["Content-Disposition"] == 'attachment; filename="places.geojson"'


def test_a_zip_is_not_packed_twice(client: Client) -> None:
    response = client.get("/hsds/bulk/hsds-csv.zip", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in response


@every_file
def test_a_few_rows_are_read_at_a_time(client: Client, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    whole = taken(client, name)
    monkeypatch.setattr(selection.in_chunks, "__kwdefaults__", {"size": 1})

    pieces = [piece for piece in FILES[name].pieces(LATER.date()) if piece]

    assert len(b"".join(pieces)) == len(whole)


def test_every_place_with_a_point_is_on_the_map(client: Client) -> None:
    places = json.loads(taken(client, "places.geojson"))

    desk = next(one for one in places["features"] if one["id"] == str(uuid_of("be-house-ghent")))

    assert places["type"] == "FeatureCollection"
    assert len(places["features"]) == Location.objects.filter(latitude__isnull=False).count()
    assert desk["geometry"] == {"type": "Point", "coordinates": [3.72, 51.05]}
    assert desk["properties"]["is_middle_of_town"] is True
    assert [one["name"] for one in desk["properties"]["services"]] == ["Recognition of your diploma"]


@pytest.mark.parametrize("name", ["places.geojson", "services.ndjson", "organizations.ndjson", "data-inclusion.json"])
def test_a_place_may_have_more_services_than_sqlite_looks_for_at_once(client: Client, name: str) -> None:
    house, desk = Organization.objects.get(key="be-house"), Location.objects.get(key="be-house-ghent")
    services = [
        Service(id=uuid.uuid4(), key=f"be-many-{n}", country="be", organization=house, changed_at=LATER)
        for n in range(1_100)
    ]
    Service.objects.bulk_create(services)
    ServiceAtLocation.objects.bulk_create(ServiceAtLocation(service=one, location=desk) for one in services)

    assert taken(client, name)


def test_the_tables_are_those_that_the_package_describes(client: Client) -> None:
    with zipfile.ZipFile(io.BytesIO(taken(client, "hsds-csv.zip"))) as archive:
        described = json.loads(archive.read("datapackage.json"))
        columns = {name: archive.read(name).decode().splitlines()[0].split(",") for name in archive.namelist()[1:]}

    resources = {one["path"]: [field["name"] for field in one["schema"]["fields"]] for one in described["resources"]}
    assert resources == columns
    assert len(resources) == len(OBJECTS) - 1  # the history is in the JSON files


def test_every_table_has_rows_with_an_id_of_their_own(client: Client) -> None:
    told = tables(client)

    assert [name for name, rows in told.items() if not rows] == []
    assert [name for name, rows in told.items() if len({row["id"] for row in rows}) != len(rows)] == []


def test_every_column_that_leads_to_another_table_leads_to_a_row(client: Client) -> None:
    told = tables(client)
    with zipfile.ZipFile(io.BytesIO(taken(client, "hsds-csv.zip"))) as archive:
        resources = json.loads(archive.read("datapackage.json"))["resources"]
    ids = {name: {row["id"] for row in rows} for name, rows in told.items()}

    lost = [
        (resource["name"], key["fields"], row[key["fields"]])
        for resource in resources
        for key in resource["schema"]["foreignKeys"]
        for row in told[resource["name"]]
        if row[key["fields"]] and row[key["fields"]] not in ids[key["reference"]["resource"] or resource["name"]]
    ]

    assert lost == []


def test_what_belongs_to_a_duplicate_is_left_out(client: Client) -> None:
    told = tables(client)
    twin = str(uuid_of("be-twin"))

    assert [name for name, rows in told.items() for row in rows if twin in row.values()] == []
    assert len([row for row in told["cost_options"] if row["service_id"] == str(uuid_of("be-recognition"))]) == 1


def test_the_tables_say_what_the_objects_say(client: Client, ask: Asker) -> None:
    told = tables(client)
    whole = ask(f"/hsds/services/{uuid_of('be-recognition')}")

    row = next(row for row in told["services"] if row["id"] == whole["id"])
    terms = {row["taxonomy_term_id"] for row in told["attributes"] if row["link_id"] == whole["id"]}
    hours = [row["opens_at"] for row in told["schedules"] if row["service_id"] == whole["id"]]

    assert {name: row[name] for name in ("name", "alert", "url", "last_modified")} == {
        name: whole[name] for name in ("name", "alert", "url", "last_modified")
    }
    assert json.loads(row["pathfinder"]) == whole["pathfinder"]
    assert terms == {one["taxonomy_term_id"] for one in whole["attributes"]}
    assert hours == [one["opens_at"] for one in whole["schedules"]]


def test_terms_of_other_systems_are_in_the_tables(client: Client) -> None:
    told = tables(client)

    assert str(FOREIGN_TERM) in {row["id"] for row in told["taxonomy_terms"]}
    assert str(FOREIGN_TERM) in {row["taxonomy_term_id"] for row in told["attributes"]}


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(1)", "'@SUM(1)"),
        ("+32 2 555 01 00", "+32 2 555 01 00"),
        ("Plain, with a comma", "Plain, with a comma"),
    ],
)
def test_no_cell_is_a_formula(client: Client, name: str, cell: str) -> None:
    Organization.objects.filter(key="be-town").update(legal_status=name)

    rows: Any = tables(client)["organizations"]

    assert next(row["legal_status"] for row in rows if row["id"] == str(uuid_of("be-town"))) == cell


def test_the_package_names_its_licence() -> None:
    assert csv_package.description()["licenses"] == [
        {"name": "EUPL-1.2", "path": "https://spdx.org/licenses/EUPL-1.2.html"}
    ]
