"""The texts of packs and of the interface for pages: their files are read once in each process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from pathfinder.editing.exchange.catalogue import interface_wordings
from pathfinder.editing.exchange.folders import our_folders
from pathfinder.editing.exchange.pack_texts import Original, Place, originals_of, pack_wordings, places
from pathfinder.editing.exchange.wording import Wording

MOST_FOUND = 20


def interface_with(words: str, language: str) -> list[Wording]:
    """Texts of the interface that hold these words, in the language or in English; the shortest first."""
    wanted = words.casefold().strip()
    found = [
        one
        for one in texts_of_interface(language)
        if wanted in one.words.casefold() or wanted in one.original.casefold()
    ]
    return sorted(found, key=lambda one: len(one.words))[:MOST_FOUND] if wanted else []


@lru_cache(maxsize=1)
def pack_places() -> tuple[str, ...]:
    return tuple(places(our_folders().packs))


@lru_cache(maxsize=64)
def pack_counts(place: str, language: str) -> Mapping[str, int]:
    """Of the texts of a pack, how many are in each state. Cost: a tenth of a second the first time."""
    return Counter(one.state for one in _wordings(place, language))


@lru_cache(maxsize=16)
def texts_of_pack(place: str, language: str) -> list[Wording]:
    return _wordings(place, language)


def _wordings(place: str, language: str) -> list[Wording]:
    return pack_wordings(our_folders().packs, place, language, _originals(place))


@lru_cache(maxsize=16)
def _originals(place: str) -> Mapping[Place, Original]:
    return originals_of(our_folders().packs, place)


@lru_cache(maxsize=4)
def texts_of_interface(language: str) -> list[Wording]:
    return interface_wordings(our_folders().locale, language)
