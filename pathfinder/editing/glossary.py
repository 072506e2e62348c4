"""Which terms of our vocabulary stand in a text, and what they are called in the language it is translated into."""

from __future__ import annotations

from typing import NamedTuple

from pathfinder.search.queries import vocabulary

MOST_HINTS = 8


class Hint(NamedTuple):
    """A term in the language of the original, and in the language of the translation."""

    term: str
    source: str
    official: str


def hints(original: str, source: str, into: str) -> list[Hint]:
    """In the order of the text. Terms that are the same in both languages help nobody."""
    found = vocabulary().terms_in(original, source)
    pairs = [
        Hint(concept.label[source], source, concept.label[into])
        for concept in found
        if {source, into} <= set(concept.label)
    ]
    return [pair for pair in pairs if pair.term.casefold() != pair.official.casefold()][:MOST_HINTS]
