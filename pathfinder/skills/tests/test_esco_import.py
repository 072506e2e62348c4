"""ESCO is taken over whole, twice without a change, and makes the suggestions finer."""

import datetime as dt
from pathlib import Path

import pytest

from pathfinder.skills.actions import forget_esco, take_over
from pathfinder.skills.ladder import suggest
from pathfinder.skills.models import EscoConcept, EscoFile, EscoRelation, EscoText
from pathfinder.skills.queries import esco_shown
from pathfinder.skills.tests.small import COOK, ESCO, GONE, SEW, TAILOR, small_package, write_csv

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_ladder")]

AT = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(hours=1)
ROOT = Path(__file__).parents[3]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "ESCO v1.1.1")


def test_concepts_words_and_relations_are_there(package: Path) -> None:
    report = take_over([package], at=AT)

    assert {one.name: (one.rows, one.changed, one.skipped) for one in report.files} == {
        "occupations_en.csv": (2, 2, {}),
        "occupations_fr.csv": (1, 1, {}),
        "skills_en.csv": (1, 1, {}),
        "occupationSkillRelations.csv": (3, 2, {"names a concept that is not here": 1}),
    }
    tailor = EscoConcept.objects.get(uri=TAILOR)
    assert (tailor.kind, tailor.code, tailor.version) == ("occupation", "7531", "1.1.1")
    assert tailor.texts.get(language="en").others == "dress maker\nstitcher"
    assert set(tailor.relations.values_list("kind", "object__uri")) == {("essential", SEW)}


def test_the_same_files_again_change_nothing_and_are_not_read(package: Path) -> None:
    take_over([package], at=AT)

    again = take_over([package], at=LATER)

    assert again.changed == 0
    assert EscoFile.objects.filter(read_at=LATER).count() == 0


def test_a_concept_that_comes_later_completes_the_relations(package: Path) -> None:
    take_over([package], at=AT)
    write_csv(
        package / "skills_en.csv",
        [{"conceptUri": uri, "preferredLabel": uri[-6:], "skillType": "knowledge"} for uri in (SEW, GONE)],
    )

    report = take_over([package], at=LATER)

    relations = next(one for one in report.files if one.holds == "needs")
    assert (relations.changed, relations.skipped) == (1, {})
    assert EscoRelation.objects.count() == 3


def test_an_import_that_was_stopped_goes_on(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathfinder.skills.esco.taking_over.BATCH", 1)

    def stop(what: str, done: int) -> None:
        if what == "occupations_en.csv":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_over([package], at=AT, progress=stop)
    assert EscoConcept.objects.count() == 1

    report = take_over([package], at=LATER)

    occupations = next(one for one in report.files if one.name == "occupations_en.csv")
    assert (occupations.rows, occupations.changed) == (2, 1)


def test_of_repeated_addresses_the_newest_row_counts_and_faulty_rows_are_counted(tmp_path: Path) -> None:
    row = {"conceptUri": TAILOR, "iscoGroup": "7531", "preferredLabel": "first", "modifiedDate": "2021-05-01"}
    path = write_csv(
        tmp_path / "occupations_uk.csv",
        [
            row,
            row | {"preferredLabel": "newer", "modifiedDate": "2022-05-01"},
            row | {"preferredLabel": "older", "modifiedDate": "2020-05-01"},
            row | {"conceptUri": "not an address"},
            row | {"conceptUri": COOK, "preferredLabel": " "},
            row | {"conceptUri": f"{ESCO}/occupation/old", "status": "obsolete"},
        ],
    )

    (report,) = take_over([path], at=AT).files

    assert EscoText.objects.get().label == "newer"
    assert report.skipped == {
        "repeated, and not newer": 1, "no address of a concept": 1, "no name": 1, "withdrawn by ESCO": 1,
    }  # fmt: skip


def test_an_older_version_never_replaces_newer_words(tmp_path: Path) -> None:
    row = {"conceptUri": TAILOR, "iscoGroup": "7531", "preferredLabel": "new"}
    take_over([write_csv(tmp_path / "v1.2.0" / "occupations_en.csv", [row])], at=AT)

    report = take_over(
        [write_csv(tmp_path / "v1.0.8" / "occupations_en.csv", [row | {"preferredLabel": "old"}])], at=LATER
    )

    assert EscoText.objects.get().label == "new"
    assert report.files[0].skipped == {"newer words are here already": 1}


def test_version_languages_and_acknowledgement_are_shown_only_when_it_was_imported(package: Path) -> None:
    assert esco_shown() is None

    take_over([package], at=AT)

    shown = esco_shown()
    assert shown is not None
    assert (shown.versions, shown.languages) == (("1.1.1",), ("en", "fr"))
    assert shown.acknowledgement == "This service uses the ESCO classification of the European Commission."


def test_imported_names_are_suggested_in_the_readers_language(package: Path) -> None:
    assert suggest("je suis couturière d'essai", "fr") == []
    take_over([package], at=AT)

    (found,) = suggest("je suis couturière d'essai", "fr")

    assert (found.uri, found.kind, found.isco, found.rung) == (TAILOR, "occupation", "7531", 1)
    assert (found.label, found.lang) == ("couturier d'essai/couturière d'essai", "fr")


def test_a_task_stands_for_its_concepts_once(package: Path) -> None:
    take_over([package], at=AT)

    found = suggest("I sewed dresses and was a dress maker", "en")

    assert [one.reference for one in found].count("task:tailor") == 1
    assert TAILOR not in [one.uri for one in found if one.task is None]
    assert [one.uri for one in found[0].concepts] == [TAILOR, SEW]


def test_taken_out_again_our_own_vocabulary_goes_on(package: Path) -> None:
    take_over([package], at=AT)

    forget_esco()

    assert EscoConcept.objects.count() == EscoFile.objects.count() == 0
    assert suggest("je suis couturière d'essai", "fr") == []
    assert suggest("I sewed dresses", "en")[0].task == "tailor"


@pytest.mark.skipif(
    not (ROOT.parent / "shared" / "esco" / "v1.1.1").is_dir(),
    reason="ESCO's own files are not here; they are not ours to ship",
)
def test_the_real_files_are_read_with_their_faults() -> None:
    folder = ROOT.parent / "shared" / "esco" / "v1.1.1"
    files = [folder / f"{name}.csv.gz" for name in ("occupations_nl", "ISCOGroups_en", "broaderRelationsOccPillar")]

    report = take_over(files, at=AT)

    assert {one.holds: (one.rows, one.skipped) for one in report.files} == {
        "occupations": (3_007, {}), "groups": (619, {}), "broader": (3_617, {"names a concept that is not here": 1}),
    }  # fmt: skip
    assert suggest("ik was kapper in een kapsalon", "nl")[0].isco == "5141"
