"""A record as another system tells it: our field names, their ids. And what is said when something is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

TERMS = "terms"  # in a raw record or part: the terms that were put on it
LONGEST_ID = 255  # letters
# How much a telling says: what it leaves out is gone; is left as it is; or nothing but the name is told
ALL, SOME, MENTION = 2, 1, 0


class Unusable(Exception):
    """The whole file or the way it was asked for cannot be used; the message says what to do."""


class Refused(Exception):
    """One record cannot be taken; the message says why. The rest goes on."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one record that somebody should look at."""

    where: str  # line or index in the file
    what: str  # the record, as the other system calls it
    reason: str
    is_refusal: bool  # False: the record was taken, without what is named

    def __str__(self) -> str:
        return f"{self.where}, {self.what}: {self.reason}" if self.what else f"{self.where}: {self.reason}"


Say = Callable[[Problem], None]


@dataclass(frozen=True, slots=True)
class Read:
    """One object of a file: what it is said to be, where it stands, and itself or why it could not be read."""

    section: str  # name of the list or table it stands in; empty when the file says nothing
    where: str
    value: Any = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TermTold:
    """A term of another system's taxonomy."""

    id: str  # theirs; made of taxonomy and code where they give none
    taxonomy: str  # its name
    code: str
    name: str
    description: str = ""
    language: str = ""
    parent: str = ""  # id of the term above
    uri: str = ""
    taxonomy_id: str = ""
    taxonomy_description: str = ""
    taxonomy_uri: str = ""
    taxonomy_version: str = ""


@dataclass(frozen=True, slots=True)
class TermOn:
    """A term that was put on a record or on a part of it."""

    term: str  # id of the term
    link_type: str = ""
    value: str = ""


@dataclass(slots=True)
class Told:
    """One record, not yet checked. References are ids of the other system."""

    kind: str
    external_id: str
    raw: dict[str, Any]
    where: str
    is_aside: bool = False  # told beside another record, perhaps many times: the fullest telling is taken
    says: int = ALL  # or SOME, or MENTION
    notes: list[str] = field(default_factory=list)
    word: str = ""  # a readable key that it has elsewhere
    is_made_up: bool = False

    @property
    def what(self) -> str:
        return f"{self.kind} {shortened(self.external_id)}"


def shortened(text: str, most: int = 60) -> str:
    """For a message: a hostile id does not fill the screen."""
    told = "".join(c if c.isprintable() else "?" for c in text[: most + 1])
    return told if len(told) <= most else f"{told[:most]}…"


def slug(text: str) -> str:
    """Small letters, digits and single dashes, without diacritics."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
