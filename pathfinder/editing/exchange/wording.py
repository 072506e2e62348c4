"""One text of Pathfinder beside its translation, wherever it is kept."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass

from pathfinder.editing.plain_text import plain_text
from pathfinder.editing.texts import MISSING

RECORD, INTERFACE, SHARED = "record", "interface", "shared"  # places; the others are countries, for their packs
LONGEST_TEXT = 20_000  # letters
_NO_TOKEN = re.compile(r"[^\w.:-]")
_FILLED_IN = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in one language: `be` (place), `be-atlas` (item), `description` (path); no words when it is missing."""

    place: str
    item: str
    path: str
    source: str  # language of the original
    original: str
    language: str
    words: str = ""
    state: str = MISSING
    kept_in: str = ""  # of a pack: the file that the translation stands in, or belongs to
    written_against: str = ""  # the mark of what better words were written against

    @property
    def id(self) -> str:
        return _NO_TOKEN.sub("_", f"{self.place}:{self.item}:{self.path}")  # XLIFF wants an NMTOKEN

    @property
    def mark(self) -> str:
        """Another one when the original or the translation is another: nobody writes over what they have not seen."""
        if self.written_against:
            return self.written_against
        told = f"{plain_text(self.original)}\0{plain_text(self.words)}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def places_lost(original: str, words: str) -> list[str]:
    """What is filled in, such as {n}, in one of the two more often than in the other."""
    here, there = Counter(_FILLED_IN.findall(original)), Counter(_FILLED_IN.findall(words))
    return sorted({*(here - there), *(there - here)})
