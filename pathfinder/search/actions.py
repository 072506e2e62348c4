"""Which rooms can be searched, and writing the index."""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection

from pathfinder.search.entries import EntrySource
from pathfinder.search.index import IndexIsBeingBuilt, SearchIndex
from pathfinder.search.one_writer import one_writer
from pathfinder.search.vocabulary import load_vocabulary

__all__ = [
    "IndexIsBeingBuilt",
    "bring_up_to_date",
    "get_ready",
    "one_writer",
    "rebuild",
    "register",
    "say_nothing_was_found",
    "the_index",
    "when_nothing_is_found",
]

_sources: dict[str, EntrySource] = {}
_told_of_nothing: list[Callable[..., None]] = []


def register(name: str, source: EntrySource) -> None:
    """A room says, once at start, that its records can be found."""
    _sources[name] = source
    the_index.cache_clear()


def when_nothing_is_found(listener: Callable[..., None]) -> None:
    """A room says, once at start, that it wants to know of searches that found nothing."""
    if listener not in _told_of_nothing:
        _told_of_nothing.append(listener)


def say_nothing_was_found(words: str, language: str, country: str, *, on: dt.date) -> None:
    """For a search page. Not for machines: say it only of requests that name a language in Accept-Language."""
    for listener in _told_of_nothing:
        listener(words, language, country, on=on)


@cache
def the_index() -> SearchIndex:
    """The index of this machine, the same object for the whole process."""
    return SearchIndex(settings.SEARCH_DIR, dict(_sources), load_vocabulary(settings.PACKS_DIR))


def rebuild() -> int:
    """Build the whole index anew; gives the number of entries. Cost: a second for the packs, minutes for 100,000."""
    return the_index().rebuild()


def bring_up_to_date() -> int:
    """Read what changed, or build the index when there is none; gives the number of entries."""
    the_index().refresh()
    return the_index().searcher().num_docs


def get_ready() -> None:
    """When a server starts: read the vocabulary and open the index, so that no visitor waits for either."""
    index = the_index()
    index.vocabulary.get_ready()
    with suppress(DatabaseError, IndexIsBeingBuilt):  # not migrated yet, or another process builds it
        index.searcher()
    connection.close()  # the threads that answer open their own
    gc.collect()
    gc.freeze()  # what was read stays: looking through half a million objects again would hold up a visitor


def _forget_after_fork() -> None:
    the_index.cache_clear()


os.register_at_fork(after_in_child=_forget_after_fork)
