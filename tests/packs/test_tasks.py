"""The everyday tasks of the packs are sound, and point at concepts that exist."""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from pathfinder.skills.checks import check_tasks
from pathfinder.skills.pictures import pictures
from pathfinder.skills.tasks import Task, load_tasks, read_documents
from tests.house.the_house import ROOT

pytestmark = pytest.mark.pure

PACKS = ROOT / "packs"
ESCO = ROOT.parent / "shared" / "esco" / "v1.1.1"
# What newcomers tell and ESCO names badly, and the jobs that most of them had
PROMISED = [
    "keep-household-budget", "sell-at-market", "interpret-for-family", "care-for-relative", "repair-phones",
    "sew-at-home", "bake-bread", "herd-animals", "repair-generators", "drive-minibus", "nurse", "midwife", "doctor",
    "dentist", "pharmacist", "civil-engineer", "teach-primary-school", "accountant", "electrician", "welder",
    "lay-bricks", "plumber", "tailor", "cook-in-restaurant", "wait-tables", "drive-truck", "drive-forklift",
    "clean-buildings", "hairdresser", "write-programs", "lawyer",
]  # fmt: skip

needs_esco = pytest.mark.skipif(not ESCO.exists(), reason="The files of ESCO are not beside the project.")


def tasks() -> dict[str, Task]:
    return dict(load_tasks(PACKS))


def rows(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(ESCO / name, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def isco_of_occupations() -> dict[str, str]:
    return {row["conceptUri"]: row["iscoGroup"] for row in rows("occupations_en.csv.gz")}


@cache
def labels_and_skills() -> tuple[frozenset[str], frozenset[str]]:
    skills = list(rows("skills_en.csv.gz"))
    texts = {row["description"].strip().casefold() for row in skills}
    return frozenset(texts), frozenset(row["conceptUri"] for row in skills)


def test_the_tasks_and_their_translations_are_sound() -> None:
    assert check_tasks(read_documents(PACKS), pictures()) == []


def test_there_is_a_card_for_what_people_do() -> None:
    assert 340 <= len(tasks()) <= 380
    assert [task for task in PROMISED if task not in tasks()] == []


def test_no_area_is_too_small_or_too_large_to_choose_from() -> None:
    counts = Counter(task.area for task in tasks().values())

    assert {area: count for area, count in counts.items() if not 5 <= count <= 30} == {}


def test_tasks_that_are_told_in_words_of_people_are_short() -> None:
    long = [p for task in tasks().values() for p in task.phrases["en"] if len(re.findall(r"\w+", p)) > 14]

    assert long == []


@needs_esco
def test_every_address_is_one_of_esco() -> None:
    known = labels_and_skills()[1] | isco_of_occupations().keys()

    unknown = [f"{t.id}: {one}" for t in tasks().values() for one in (*t.skills, *t.occupations) if one not in known]

    assert unknown == []


@needs_esco
def test_the_isco_group_is_that_of_the_first_occupation() -> None:
    other = [t.id for t in tasks().values() if t.occupations and isco_of_occupations()[t.occupations[0]] != t.isco]

    assert other == []


@needs_esco
def test_no_description_of_esco_is_copied() -> None:
    ours = {words.casefold() for t in tasks().values() for words in (t.labels["en"], *t.phrases["en"])}

    assert ours & labels_and_skills()[0] == set()
