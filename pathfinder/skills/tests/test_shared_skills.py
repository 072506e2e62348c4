"""Occupations that share skills, by relations: rare skills and essential ones count more, nothing is the same as another."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pathfinder.skills.esco import shared_skills
from pathfinder.skills.esco.shared_skills import MOST, occupations_sharing_skills, relations_mark
from pathfinder.skills.models import EscoConcept, EscoRelation

pytestmark = pytest.mark.django_db

OCCUPATION, SKILL = EscoConcept.Kind.OCCUPATION, EscoConcept.Kind.SKILL
ESCO = Path(__file__).resolve().parents[4] / "shared" / "esco" / "v1.1.1"
GROUPS = {"7531", "8153", "2163", "2221", "5321", "5120", "3434", "9411", "2512", "8332"}


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """The database of each test goes back, and so does what was kept of it."""
    shared_skills._sharing.cache_clear()  # what a process keeps until the next import
    yield
    shared_skills._sharing.cache_clear()  # as above


def need(needs: Mapping[str, Mapping[str, str]]) -> None:
    """Occupations with the skills they need, essential or optional."""
    skills = dict.fromkeys(skill for those in needs.values() for skill in those)
    made = EscoConcept.objects.bulk_create(
        [
            *(EscoConcept(uri=name, kind=OCCUPATION) for name in needs),
            *(EscoConcept(uri=name, kind=SKILL) for name in skills),
        ]
    )
    concepts = {one.uri: one for one in made}
    EscoRelation.objects.bulk_create(
        EscoRelation(subject=concepts[name], object=concepts[skill], kind=kind)
        for name, those in needs.items()
        for skill, kind in those.items()
    )


def test_who_shares_more_is_closer_and_who_shares_nothing_is_not_there() -> None:
    need({
        "tailor": {"sew": "essential", "measure": "essential", "team": "essential"},
        "alterer": {"sew": "essential", "measure": "essential"},
        "cook": {"team": "essential", "cut": "essential"},
        "driver": {"drive": "essential"},
    })  # fmt: skip

    found = occupations_sharing_skills("tailor")

    assert found["alterer"] > found["cook"] > 0
    assert set(found) == {"alterer", "cook"}


def test_a_rare_skill_and_an_essential_one_count_more() -> None:
    need({
        "tailor": {"sew": "essential", "team": "essential"},
        "by-the-rare": {"sew": "essential", "x": "essential"},
        "by-the-usual": {"team": "essential", "y": "essential"},
        "by-an-option": {"sew": "optional", "z": "essential"},
        **{f"other-{n}": {"team": "essential"} for n in range(5)},
    })  # fmt: skip

    found = occupations_sharing_skills("tailor")

    assert found["by-the-rare"] > found["by-the-usual"]
    assert found["by-the-rare"] > found["by-an-option"]


def test_it_is_the_same_both_ways_and_another_occupation_is_never_the_same() -> None:
    need({"tailor": {"sew": "essential", "cut": "optional"}, "twin": {"sew": "essential", "cut": "optional"}})

    assert occupations_sharing_skills("tailor") == {"twin": MOST}
    assert occupations_sharing_skills("twin") == {"tailor": MOST}


def test_without_relations_nothing_is_shared() -> None:
    EscoConcept.objects.create(uri="tailor", kind=OCCUPATION)

    assert occupations_sharing_skills("tailor") == {}
    assert occupations_sharing_skills("nobody knows this") == {}


def test_another_import_is_seen_at_once() -> None:
    need({"tailor": {"sew": "essential"}})
    before = relations_mark()
    assert occupations_sharing_skills("tailor") == {}

    late = EscoConcept.objects.create(uri="alterer", kind=OCCUPATION)
    EscoRelation.objects.create(subject=late, object=EscoConcept.objects.get(uri="sew"), kind="essential")

    assert relations_mark() != before
    assert set(occupations_sharing_skills("tailor")) == {"alterer"}


@pytest.mark.skipif(not ESCO.is_dir(), reason="the full ESCO is not on this machine")
def test_in_the_real_esco_a_tailor_is_nearest_to_clothes_and_a_nurse_to_care() -> None:
    """Of ten unit groups alone, which is quick; the mean over all pairs is told in the module."""
    with gzip.open(ESCO / "occupations_en.csv.gz", "rt", encoding="utf-8-sig", newline="") as file:
        named = {row["conceptUri"]: row["preferredLabel"] for row in csv.DictReader(file) if row["iscoGroup"] in GROUPS}
    needs: dict[str, dict[str, str]] = {uri: {} for uri in named}
    with gzip.open(ESCO / "occupationSkillRelations.csv.gz", "rt", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["occupationUri"] in needs:
                needs[row["occupationUri"]][row["skillUri"]] = row["relationType"]
    need(needs)
    uris = {label: uri for uri, label in named.items()}

    def nearest(label: str, count: int) -> list[str]:
        found = occupations_sharing_skills(uris[label])
        return [named[uri] for uri in sorted(found, key=lambda uri: -found[uri])[:count]]

    assert "clothing alteration machinist" in nearest("tailor", 5)
    assert "nurse assistant" in nearest("nurse responsible for general care", 12)
    assert "cargo vehicle driver" not in nearest("tailor", 10)
