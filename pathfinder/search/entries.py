"""What other rooms hand over to be found, and how they are asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

# What results can be narrowed by, each a list of codes on an entry
FACETS = (
    "kind", "country", "territory", "theme", "audience", "ground", "cost", "language", "mode", "checked", "hours", "state",
    "organization", "place",
)  # fmt: skip
# Which of entries that fit as well comes first: what one can go to now, what has ended, what is only read about
CURRENT, ENDED, TOLD = range(3)


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as the index sees it."""

    key: str
    names: Mapping[str, str]  # language to words; what it is called
    texts: tuple[tuple[str, str], ...]  # (language, words) of everything else that is said about it
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    concepts: tuple[str, ...] = ()  # of the vocabulary, beside those that it is found to name
    runs: tuple[str, ...] = ()  # keys of entries that this one offers: what they are about, it is in second line
    run_by: str = ""  # key of the entry that offers this one
    standing: int = CURRENT
    points: tuple[tuple[float, float], ...] = ()  # (latitude, longitude) of its places


class EntrySource(Protocol):
    """A room whose records can be found: services and organizations, later vacancies."""

    def all_entries(self) -> Iterator[Entry]: ...

    def entries(self, keys: Iterable[str]) -> list[Entry]: ...

    def mark(self) -> str:
        """Words that differ after every change; cheap, as it is asked twice a second."""
        ...

    def changes_since(self, number: int, *, last: int | None) -> list[tuple[int, str]]:
        """(number, key) of changes from this number on, the oldest first, at most the last so many.

        The key `*` means everything.
        """
        ...
