"""What administrators supply is read where it lies, whatever its form; a trap is refused with a sentence."""

import gzip
import shutil
import zipfile
from pathlib import Path

import pytest

from pathfinder.skills.esco.names import forms_of, names_in
from pathfinder.skills.esco.package import Unusable, tables_in
from pathfinder.skills.esco.reading import recognised
from pathfinder.skills.tests.small import small_package, write_csv

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("technicien/technicienne en froid", ("technicien en froid", "technicienne en froid")),
        ("directeur technique/directrice technique", ("directeur technique", "directrice technique")),
        ("Altenpfleger/Altenpflegerin", ("Altenpfleger", "Altenpflegerin")),
        ("director/a técnico/a", ("director técnico",)),
        ("médecin/médecin femme", ("médecin", "médecin femme")),
        ("CAD/CAM operator", ("CAD/CAM operator",)),
        ("2D/3D artist", ("2D/3D artist",)),
        ("tailor", ("tailor",)),
    ],
)
def test_both_genders_around_a_slash_are_two_names(name: str, forms: tuple[str, ...]) -> None:
    assert forms_of(name) == forms


def test_a_cell_holds_several_names() -> None:
    assert names_in("one\ntwo  words\r\none\n") == ("one", "two words")
    assert names_in("one | two") == ("one", "two")
    assert names_in("") == ()


def test_a_folder_a_zip_file_and_gzip_files_hold_the_same(tmp_path: Path) -> None:
    folder = small_package(tmp_path / "ESCO v1.1.1")
    archive = Path(shutil.make_archive(str(tmp_path / "ESCO dataset - v1.2.0"), "zip", folder))
    packed = tmp_path / "packed"
    packed.mkdir()
    for path in folder.iterdir():
        (packed / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))

    told = [{table.digest() for table in tables_in([path])} for path in (folder, archive, packed)]

    assert len(told[0]) == 4
    assert told[0] == told[1] == told[2]


def test_names_and_columns_tell_what_a_file_is(tmp_path: Path) -> None:
    folder = small_package(tmp_path / "ESCO dataset - v1.2.0 - classification")
    write_csv(
        folder / "digitalSkillsCollection_en.csv",
        [{"conceptUri": "x", "preferredLabel": "x", "broaderConceptUri": "y"}],
    )

    told = {table.name: recognised(table) for table in tables_in([folder])}

    assert told["digitalSkillsCollection_en.csv"] is None
    assert {(one.holds, one.language, one.version) for one in told.values() if one} == {
        ("occupations", "en", "1.2.0"), ("occupations", "fr", "1.2.0"), ("skills", "en", "1.2.0"), ("needs", "", "1.2.0"),
    }  # fmt: skip


def test_a_file_without_the_columns_it_needs_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "skills_en.csv", [{"uri": "x", "label": "y"}])

    with pytest.raises(Unusable, match="conceptUri"):
        recognised(tables_in([path])[0])


def test_a_file_whose_language_nobody_says_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "occupations.csv", [{"conceptUri": "x", "preferredLabel": "y", "iscoGroup": "1"}])
    (table,) = tables_in([path])

    with pytest.raises(Unusable, match="--lang"):
        recognised(table)
    told = recognised(table, language="uk")
    assert told is not None
    assert told.language == "uk"


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("skills_en.csv", b"0" * 20_000_000)

    with pytest.raises(Unusable, match="larger unpacked"):
        tables_in([bomb])


def test_a_gzip_bomb_is_stopped_while_it_is_read(tmp_path: Path) -> None:
    bomb = tmp_path / "skills_en.csv.gz"
    bomb.write_bytes(gzip.compress(b"0" * 20_000_000))

    with pytest.raises(Unusable, match="larger unpacked"):
        tables_in([bomb])[0].digest()


@pytest.mark.parametrize(
    "name", ["../../skills_en.csv", "/etc/skills_en.csv", "a\\..\\skills_en.csv", "C:skills_en.csv"]
)
def test_a_name_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    trap = tmp_path / "trap.zip"
    with zipfile.ZipFile(trap, "w") as archive:
        archive.writestr(name, b"conceptUri")

    with pytest.raises(Unusable, match="leads outside"):
        tables_in([trap])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.zip", b"PK not a zip", "no zip file"),
        ("skills_en.csv.gz", b"not gzip at all", "damaged"),
        ("skills_en.csv", "conceptUri,preferredLabel\n".encode("utf-16"), "UTF-8"),
        ("skills.xlsx", b"", "ends in .zip"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(Unusable, match=said):
        list(tables_in([path])[0].rows())


def test_a_path_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="not there"):
        tables_in([tmp_path / "nothing"])
