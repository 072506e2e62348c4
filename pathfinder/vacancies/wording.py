"""Skills in words and as references (task:ID or ESCO URI): asked of the room of skills."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.skills import queries as skills

REFERENCE = re.compile(r"task:[a-z0-9-]{1,60}|http://data\.europa\.eu/esco/(skill|occupation)/[A-Za-z0-9.-]{1,80}")
OCCUPATION = re.compile(r"http://data\.europa\.eu/esco/occupation/[A-Za-z0-9.-]{1,80}")
SUREST_RUNG = 1
MOST_OFFERED = 5


def offered(words: str, language: str) -> list[tuple[str, str]]:
    """(reference, label) of what words may mean, the surest first: for a person to choose from."""
    return [(one.reference, one.label) for one in skills.suggest(words, language, MOST_OFFERED)]


@lru_cache(maxsize=20_000)  # the vacancies of one board say the same words again and again
def references_in(words: str, language: str) -> tuple[str, str, bool]:
    """(reference, words, whether a machine suggested it). Only what the first rung is sure of; else the words alone."""
    if REFERENCE.fullmatch(words):
        return words, "", False
    sure = skills.answer(words, language, 1, rungs=[SUREST_RUNG]).suggestions
    return (sure[0].reference, words, True) if sure else ("", words, False)


def label_of(reference: str, language: str) -> LocalizedText | None:
    """What a reference is called; nothing for a concept of ESCO, whose address says nothing to a reader."""
    return skills.reference_name(reference, language) if reference.startswith("task:") else None


def uris_of(reference: str) -> tuple[str, ...]:
    """The ESCO skills that a reference means, the one that fits best first."""
    if not reference.startswith("task:"):
        return (reference,)
    task = skills.tasks().get(reference.removeprefix("task:"))
    return task.skills if task else ()


def area_of(references: Iterable[str], isco: str) -> str:
    """The area of work that most of the skills lie in; else that of the occupation; nothing where neither says it."""
    counts: dict[str, int] = {}
    for reference in references:
        if area := _areas().get(reference, ""):
            counts[area] = counts.get(area, 0) + 1
    if counts:
        return max(counts, key=lambda area: counts[area])
    return _area_of_isco().get(isco, "")


@cache
def _areas() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for task in skills.tasks().values():
        for reference in (task.reference, *task.skills, *task.occupations):
            found.setdefault(reference, task.area)
    return found


@cache
def _area_of_isco() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for task in skills.tasks().values():
        found.setdefault(task.isco, task.area)
    return found


def areas() -> list[str]:
    """The areas of work, in the order in which the cards show them."""
    return list(dict.fromkeys(task.area for task in skills.tasks().values()))


def area_words(area: str) -> str:
    return skills.area_name(area)
