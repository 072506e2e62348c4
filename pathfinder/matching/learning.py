"""What would bring a person closer to many vacancies at once, and where it can be learnt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from pathfinder.directory.queries import search_records
from pathfinder.languages.localized_text import LocalizedText
from pathfinder.matching.matches import HAS
from pathfinder.matching.postings import WEIGHTS
from pathfinder.matching.shown import ShownMatch
from pathfinder.search.queries import IndexIsBeingBuilt

THEMES = ("vocational_training", "workplace_learning", "competence_validation")
MOST_SKILLS, MOST_COURSES = 5, 3
LEAST_SCORE = 5.0  # of the search; looked at for ten tasks, what scores less shares a word by chance


@dataclass(frozen=True)
class Step:
    """A skill that vacancies of the list ask for, how many of them, and courses of the directory."""

    label: LocalizedText
    count: int
    courses: tuple[Any, ...]  # rows of the directory
    more: str  # address of the search that finds them


def steps_closer(matches: Iterable[ShownMatch], language: str, country: str) -> list[Step]:
    """The skills that are lacking most, by how many vacancies ask for them and how much. Cost: a search for each."""
    labels: dict[str, LocalizedText] = {}
    counts: dict[str, int] = {}
    worth: dict[str, float] = {}
    for match in matches:
        for one in match.skills:
            if one.match.standing != HAS:
                what = one.match.what
                labels.setdefault(what, one.label)
                counts[what] = counts.get(what, 0) + 1
                near = one.match.near.how if one.match.near else 0
                worth[what] = worth.get(what, 0) + WEIGHTS[one.match.importance] * (1 - near)
    best = sorted(counts, key=lambda what: (-worth[what], what))[:MOST_SKILLS]
    return [
        Step(
            labels[what],
            counts[what],
            _courses(labels[what], country),
            find_url(labels[what].words, language, country),
        )
        for what in best
    ]


def find_url(words: str, language: str, country: str) -> str:
    asked = {"q": words, "country": country, "theme": THEMES}
    told = {name: value for name, value in asked.items() if value}
    return f"{reverse('directory:find', args=[language])}?{urlencode(told, doseq=True)}"


def _courses(label: LocalizedText, country: str) -> tuple[Any, ...]:
    try:
        found = search_records(
            label.words, label.language, country=country or None, limit=MOST_COURSES,
            filters={"theme": THEMES, "kind": ["service"]},
        )  # fmt: skip
    except IndexIsBeingBuilt:
        return ()  # the link to the search stays
    return tuple(row for row in found.rows if row.score >= LEAST_SCORE)
