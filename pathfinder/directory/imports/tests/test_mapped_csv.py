"""A list of one's own, and a file that says what its columns are."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pathfinder.directory.documents import document_of, with_parts
from pathfinder.directory.imports.mapped_csv import read_mapping
from pathfinder.directory.imports.tests.importing import TUESDAY, file_of, take
from pathfinder.directory.imports.told import Unusable
from pathfinder.directory.models import Location, Organization, Service

EXAMPLES = Path(__file__).parents[4] / "examples"
MAPPING: dict[str, Any] = {
    "country": "be",
    "columns": {"Id": "service.id", "Name": "service.name", "By": "organization.name"},
}


def mapping_of(folder: Path, told: Any) -> Path:
    return file_of(folder, told if isinstance(told, str) else yaml.safe_dump(told), "mapping.yaml")


def document(row: Any) -> dict[str, Any]:
    return document_of(with_parts(type(row).objects.filter(pk=row.pk)).get())


@pytest.mark.django_db
def test_the_example_becomes_organizations_places_and_services(tmp_path: Path) -> None:
    path = file_of(tmp_path, (EXAMPLES / "import-list.csv").read_bytes(), "list.csv")

    imported = take(path, mapping=EXAMPLES / "import-list.yaml")

    assert (imported.refused, imported.notes) == ([], [])
    assert [imported.counts(kind)[0] for kind in ("organization", "location", "service")] == [2, 2, 3]
    assert document(Service.objects.get(external_id="2")) == {
        "country": "be",
        "name": {"nl": "Cv schrijven", "en": "Writing a CV"},
        "fees_description": {"nl": "gratis"},
        "organization": "open-help-leerhuis-gent",
        "themes": ["job_search", "language"],
        "languages": [{"code": "nl"}],
        "schedules": [{"opening_hours": "Mo-Fr 09:00-12:00"}],
        "service_at_locations": [{"location": "open-help-voorbeeldstraat-1-9000-gent"}],
    }
    assert document(Location.objects.get(name__nl="Gent"))["addresses"] == [
        {"address_1": "Voorbeeldstraat 1", "city": "Gent", "postal_code": "9000", "country": "BE"}
    ]


@pytest.mark.django_db
def test_the_example_a_second_time_changes_nothing(tmp_path: Path) -> None:
    path = file_of(tmp_path, (EXAMPLES / "import-list.csv").read_bytes(), "list.csv")
    take(path, mapping=EXAMPLES / "import-list.yaml")

    again = take(path, mapping=EXAMPLES / "import-list.yaml", at=TUESDAY)

    assert [again.counts(kind) for kind in ("organization", "location", "service")] == [(0, 0, 2), (0, 0, 2), (0, 0, 3)]


@pytest.mark.django_db
def test_a_bad_row_is_named_with_its_line_and_the_rest_is_taken(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Id,Name,By\n1,Table,House\n,No id,House\n3,,House\n4,No owner,\n5,a,b,c\n", "list.csv")

    imported = take(path, mapping=mapping_of(tmp_path, MAPPING))

    assert [line.partition(":")[0] for line in imported.refused] == [
        "line 3",
        "line 4, service 3",
        "line 5",
        "line 6",
    ]
    assert imported.counts("service") == (1, 0, 0)


@pytest.mark.django_db
def test_a_list_of_organizations_alone_is_fine(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Id,Name\n1,House\n", "list.csv")
    mapping = {"country": "be", "columns": {"Id": "organization.id", "Name": "organization.name"}}

    take(path, mapping=mapping_of(tmp_path, mapping))

    assert Organization.objects.get().key == "open-help-1"


@pytest.mark.django_db
def test_a_list_in_latin_1_is_read_when_the_mapping_says_so(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Id,Name,By\n1,Café,Maison\n".encode("latin-1"), "list.csv")

    wrong = take(path, mapping=mapping_of(tmp_path, MAPPING), is_dry=True)
    right = take(path, mapping=mapping_of(tmp_path, {**MAPPING, "encoding": "latin-1"}))

    assert "not UTF-8" in wrong.refused[0]
    assert right.refused == []
    assert dict(Service.objects.get().name) == {"en": "Café"}


@pytest.mark.django_db
def test_names_in_any_script_get_a_key(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Id,Name,By\nأ,طاولة,بيت\n", "list.csv")

    imported = take(path, mapping=mapping_of(tmp_path, {**MAPPING, "language": "ar"}))

    assert imported.refused == []
    assert Service.objects.get().key.startswith("open-help-")
    assert Service.objects.get().organization.key.startswith("open-help-")


@pytest.mark.pure
@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("columns: [", "not readable as YAML"),
        ("just words", "expected “columns:”"),
        (
            {"columns": {"Id": "service.id", "A": "service.nmae"}},
            '“service.nmae” is no field. Did you mean "service.name"',
        ),
        ({"columns": {"Id": "service.id", "A": "service.cost.nl"}}, "service.cost has no language"),
        ({"columns": {"Id": "service.id"}, "colums": {}}, 'colums: there is no such setting. Did you mean "columns"'),
        ({"columns": {"A": "service.name"}}, "no column is service.id"),
        ({"columns": {"A": "location.name"}}, "no column is service.id or organization.id"),
        (
            {**MAPPING, "codes": {"service.themes": {"Taal": "langage"}}},
            '“langage” is none of ours. Did you mean "language"',
        ),
        ({**MAPPING, "encoding": "klingon"}, "“klingon” is not known"),
        ({**MAPPING, "encoding": "base64"}, "“base64” is not known"),
        ({**MAPPING, "separator": "::"}, "expected one character"),
        ({**MAPPING, "columns": {**MAPPING["columns"], "X": "service.loaded"}}, "is no field"),
        ({**MAPPING, "columns": {**MAPPING["columns"], "X": "service.origin"}}, "is no field"),
        ("a: &a [*a]", "expected “columns:”"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_with_what_was_expected(tmp_path: Path, told: Any, said: str) -> None:
    with pytest.raises(Unusable) as refusal:
        read_mapping(mapping_of(tmp_path, told))

    assert said in str(refusal.value)


@pytest.mark.pure
def test_all_problems_of_a_mapping_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as refusal:
        read_mapping(mapping_of(tmp_path, {"columns": {"A": "service.nmae", "B": "person.name"}, "lang": "nl"}))

    assert len(str(refusal.value).splitlines()) >= 3


@pytest.mark.pure
def test_a_list_without_any_of_the_columns_is_refused_and_says_which_there_are(tmp_path: Path) -> None:
    path = file_of(tmp_path, "One,Two\n1,2\n", "list.csv")

    with pytest.raises(Unusable, match="There are: “One”, “Two”"):
        take(path, mapping=mapping_of(tmp_path, MAPPING))
