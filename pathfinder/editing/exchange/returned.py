"""What comes back from a translator's tool, in whatever format."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST_FILE = 50_000_000  # bytes


class Unreadable(ValueError):
    """The file is none of the kind, or would do harm; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One text of a file: the original that was looked at, the translation, and whether the tool calls it done."""

    id: str
    original: str
    words: str
    is_read: bool = False  # the tool says that a person did: reviewed, final, or no longer fuzzy
    is_unfinished: bool = False  # the tool says that it is only begun
    mark: str = ""  # of the wording that was sent out


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    language: str
    texts: tuple[Returned, ...]
