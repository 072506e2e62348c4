"""Finding in the library: words in any language, through the concepts of the vocabulary, over all shelves at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pathfinder.library.content import Item, Shelf, as_texts, items, kept_with_the_shelves
from pathfinder.search.queries import meant_by, vocabulary, words_found_in

SHELVES: tuple[Shelf, ...] = ("practices", "stories", "events", "documents", "indicators")
OF_CONCEPT_IN_TITLE, OF_CONCEPT, OF_WORD_IN_TITLE, OF_WORD = 3.0, 1.5, 1.5, 0.5
LEAST_MEANING = 0.4
MOST = 40  # results
TOLD = {  # what of an item is searched
    "practices": ("need", "activities", "target_group", "area", "actors", "objectives", "outcomes"),
    "stories": ("summary", "job", "origin", "employer"),
    "events": ("programme", "venue", "place", "organizer", "about", "outcome"),
    "documents": ("about", "publisher"),
    "indicators": ("note", "unit"),
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    item: Item
    score: float


def find_in_library(typed: str, language: str) -> list[Hit]:
    """The items that fit best, at most MOST. Never fails on what was typed."""
    understood = meant_by(typed, language)
    weights = {m.concept: m.weight for m in understood.meanings if m.weight >= LEAST_MEANING}
    hits = []
    for item, concepts, title, text in _everything():
        score = sum(weight * concepts[concept] for concept, weight in weights.items() if concept in concepts)
        score += OF_WORD_IN_TITLE * len(words_found_in(understood.words, title))
        score += OF_WORD * len(words_found_in(understood.words, text))
        if score:
            hits.append(Hit(item, score))
    return sorted(hits, key=lambda hit: -hit.score)[:MOST]


Entry = tuple[Item, dict[str, float], dict[str, str], dict[str, str]]  # concepts with their weight, title, text


@kept_with_the_shelves
def _everything() -> tuple[Entry, ...]:
    """Every item with its concepts and words; made when somebody first looks for something."""
    return tuple(_entry(item) for shelf in SHELVES for item in items(shelf))


def _entry(item: Item) -> Entry:
    title = {language: str(words) for language, words in item.title.items()}
    text: dict[str, str] = {}
    for language, words in _told(item):
        text[language] = f"{text.get(language, '')} {words}"
    concepts = dict.fromkeys(_concepts(text), OF_CONCEPT) | dict.fromkeys(_concepts(title), OF_CONCEPT_IN_TITLE)
    return item, concepts, title, text


def _concepts(texts: dict[str, str]) -> set[str]:
    return {concept for language, words in texts.items() for concept in vocabulary().concepts_in(words, language)}


def _told(item: Item) -> Iterator[tuple[str, str]]:
    for name in TOLD[item.shelf]:
        value: Any = item.data.get(name)
        for one in value if isinstance(value, (list, tuple)) else [value]:
            yield from ((language, str(words)) for language, words in as_texts(one).items())
