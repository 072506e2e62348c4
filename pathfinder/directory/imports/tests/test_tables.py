"""HSDS as tables: a folder, a zip file or one JSON file; and files that are traps."""

import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from pathfinder.directory.documents import document_of, with_parts
from pathfinder.directory.imports.tables import csv_rows
from pathfinder.directory.imports.tests.importing import (
    LOCATION_ID,
    ORGANIZATION_ID,
    SERVICE_ID,
    TABLES,
    csv_of,
    file_of,
    package_of,
    take,
)
from pathfinder.directory.imports.told import Unusable
from pathfinder.directory.models import Attribute, Organization, Service

DOCUMENT = {
    "country": "be",
    "name": {"en": "Language table"},
    "organization": f"open-help-{ORGANIZATION_ID}",
    "phones": [{"number": "+32 2 555 01 01", "languages": [{"code": "nl"}]}],
    "service_at_locations": [{"location": f"open-help-{LOCATION_ID}"}],
}


def the_service() -> dict[str, Any]:
    return document_of(with_parts(Service.objects.all()).get())


def zip_of(folder: Path, files: dict[str, bytes | str], name: str = "package.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, content in files.items():
            archive.writestr(inside, content)
    return path


def zipped(folder: Path, tables: dict[str, list[dict[str, Any]]], prefix: str = "") -> Path:
    return zip_of(folder, {f"{prefix}{name}.csv": csv_of(rows) for name, rows in tables.items()})


@pytest.mark.django_db
def test_a_folder_with_tables_becomes_whole_records(tmp_path: Path) -> None:
    imported = take(package_of(tmp_path, TABLES))

    assert (imported.refused, imported.notes) == ([], [])
    assert the_service() == DOCUMENT
    assert Attribute.objects.get().taxonomy_term.taxonomy.name == "Topics"


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "export/data/"])
def test_a_zip_file_is_read_where_it_lies(tmp_path: Path, prefix: str) -> None:
    imported = take(zipped(tmp_path, TABLES, prefix))

    assert imported.refused == []
    assert the_service() == DOCUMENT


@pytest.mark.django_db
def test_the_tables_in_one_json_file_are_put_together_too(tmp_path: Path) -> None:
    take(file_of(tmp_path, {f"{name}.csv": rows for name, rows in TABLES.items()}))

    assert the_service() == DOCUMENT


@pytest.mark.django_db
def test_a_description_may_name_files_as_it_likes(tmp_path: Path) -> None:
    package = package_of(tmp_path, TABLES, described=False)
    (package / "organizations.csv").rename(package / "who.csv")
    resources = [{"name": name, "path": "who.csv" if name == "organizations" else f"{name}.csv"} for name in TABLES]
    (package / "datapackage.json").write_text(json.dumps({"resources": resources}))

    take(package)

    assert the_service() == DOCUMENT


@pytest.mark.django_db
def test_a_description_that_cannot_be_read_is_named_and_the_names_of_files_are_used(tmp_path: Path) -> None:
    package = package_of(tmp_path, TABLES)
    (package / "datapackage.json").write_text("../../datapackage.json")

    imported = take(package)

    assert imported.refused[0].startswith("datapackage.json: it cannot be read")
    assert the_service() == DOCUMENT


@pytest.mark.django_db
def test_a_bad_row_is_named_with_its_file_and_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    tables = {
        **TABLES,
        "organizations": [*TABLES["organizations"], {"id": "", "name": "No id"}, {"id": "o3", "name": ""}],
        "phones": [*TABLES["phones"], {"id": "p3", "number": "1"}, {"id": "p4", "service_id": "gone", "number": "2"}],
    }

    imported = take(package_of(tmp_path, tables), country="be")

    assert imported.refused == [
        "phones.csv, line 4, phone: it belongs to nothing: expected location_id or service_id or organization_id or "
        "contact_id or service_at_location_id",
        "organizations.csv, line 3, organization: it has no id",
        "phones.csv, line 5, phone: service_id names gone, which is not in the package",
        "organizations.csv, line 4, organization o3: it has no name",
    ]
    assert Organization.objects.count() == 1


@pytest.mark.django_db
def test_a_formula_that_an_export_has_marked_is_text_again(tmp_path: Path) -> None:
    tables = {**TABLES, "services": [{**TABLES["services"][0], "name": "'=SUM(A1)", "alert": "'Tis open"}]}

    take(package_of(tmp_path, tables))

    assert the_service()["name"] == {"en": "=SUM(A1)"}
    assert the_service()["alert"] == {"en": "'Tis open"}


@pytest.mark.django_db
def test_an_attribute_of_another_table_with_the_same_id_is_not_mixed_up(tmp_path: Path) -> None:
    tables = {
        "organizations": [{"id": "1", "name": "Open House"}],
        "services": [{"id": "1", "organization_id": "1", "name": "Table", "status": "active"}],
        "taxonomy_terms": [{"id": "t", "code": "c", "name": "C", "taxonomy": "Topics"}],
        "attributes": [{"id": "a", "link_id": "1", "link_entity": "service", "taxonomy_term_id": "t"}],
    }

    take(package_of(tmp_path, tables), country="be")

    assert Attribute.objects.get().link_id == Service.objects.get().id


@pytest.mark.pure
@pytest.mark.parametrize(
    "name", ["../organizations.csv", "/etc/organizations.csv", "a\\..\\organizations.csv", "C:organizations.csv"]
)
def test_a_zip_file_with_names_that_lead_outside_is_not_read(tmp_path: Path, name: str) -> None:
    path = zip_of(tmp_path, {name: "id,name\n"})
    path.write_bytes(path.read_bytes().replace(name.replace("\\", "/").encode(), name.encode()))

    with pytest.raises(Unusable, match="leads outside"):
        take(path)


@pytest.mark.pure
@pytest.mark.parametrize("path", ["../../secret.csv", "/etc/passwd", "a/../../b.csv"])
def test_a_description_that_names_files_outside_is_not_followed(tmp_path: Path, path: str) -> None:
    package = package_of(tmp_path, TABLES)
    (package / "datapackage.json").write_text(json.dumps({"resources": [{"name": "organizations", "path": path}]}))

    with pytest.raises(Unusable, match="lies outside the package"):
        take(package)


@pytest.mark.pure
def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    secret = file_of(tmp_path, "id,name\no1,Secret\n", "secret.csv")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "organizations.csv").symlink_to(secret)

    with pytest.raises(Unusable, match="no table of organizations"):
        take(tmp_path / "package")


@pytest.mark.pure
def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = zip_of(tmp_path, {"organizations.csv": b"0" * 30_000_000})

    with pytest.raises(Unusable, match="packed more tightly than any text"):
        take(path)


@pytest.mark.pure
def test_a_zip_file_that_lies_about_its_size_is_found_out(tmp_path: Path) -> None:
    content = b"id,name\n" + b"o1,House\n" * 5_000
    path = zip_of(tmp_path, {"organizations.csv": content})
    size = len(content).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (100).to_bytes(4, "little")))

    with pytest.raises(Unusable, match=r"damaged|larger than it says"):
        take(path)


@pytest.mark.pure
def test_too_many_files_are_not_read(tmp_path: Path) -> None:
    path = zip_of(tmp_path, {f"{number}.csv": "" for number in range(1_001)})

    with pytest.raises(Unusable, match="1,001 files"):
        take(path)


@pytest.mark.pure
@pytest.mark.parametrize("content", [b"PK\x03\x04 and nothing more", b"PK\x03\x04"])
def test_a_damaged_zip_file_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unusable, match="no zip file, or it is damaged"):
        take(file_of(tmp_path, content, "package.zip"))


def rows(content: str | bytes, **how: Any) -> list[tuple[int, dict[str, str], str]]:
    data = content if isinstance(content, bytes) else content.encode()
    return list(csv_rows(io.BytesIO(data), **how))


@pytest.mark.pure
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    content = f"id{separator}name\n1{separator}A\n"

    assert rows(content) == [(2, {"id": "1", "name": "A"}, "")]


@pytest.mark.pure
def test_a_byte_order_mark_is_no_part_of_a_name() -> None:
    assert rows(b"\xef\xbb\xbfid,name\r\n1,A\r\n") == [(2, {"id": "1", "name": "A"}, "")]


@pytest.mark.pure
def test_lines_are_counted_through_cells_of_several_lines() -> None:
    assert [line for line, _, _ in rows('id,name\n1,"A\nB"\n2,C\n')] == [2, 4]


@pytest.mark.pure
def test_a_row_with_more_cells_than_columns_is_named() -> None:
    assert rows("id,name\n1,A,B\n2,C\n") == [
        (2, {}, "3 cells, but there are 2 columns"),
        (3, {"id": "2", "name": "C"}, ""),
    ]


@pytest.mark.pure
def test_a_quotation_mark_that_is_never_closed_is_named() -> None:
    found = rows('id,name\n1,"' + "x" * 1_100_000 + "\n2,B\n")

    assert "is a quotation mark not closed?" in found[0][2]


@pytest.mark.pure
@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), ("id,name".encode("utf-16"), "UTF-16"), (b"id,id\n1,2\n", "two columns “id”")],
)
def test_a_table_that_cannot_be_used_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Unusable, match=said):
        rows(content)


@pytest.mark.pure
@given(st.binary(max_size=400))
def test_any_bytes_are_read_to_their_end_or_refused(content: bytes) -> None:
    with suppress(Unusable):
        assert len(rows(content)) <= len(content)


@pytest.mark.pure
def test_a_table_in_another_encoding_can_be_read_when_it_is_told() -> None:
    assert rows("id;name\n1;Café\n".encode("latin-1"), encoding="latin-1")[0][1] == {"id": "1", "name": "Café"}


@pytest.mark.pure
def test_a_service_is_never_asked_for_when_only_its_id_is_known() -> None:
    assert SERVICE_ID != ORGANIZATION_ID != LOCATION_ID
