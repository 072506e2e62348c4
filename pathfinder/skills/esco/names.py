"""The names that a cell of ESCO holds: several in one, both genders around a slash."""

from __future__ import annotations

import re

_SHORT_ENDING = re.compile(r"(?<=[^\W\d_A-Z]{2})/-?([^\W\d_A-Z]{1,3})\b(?!/)")  # “director/a”, “técnico/-a”
_SHARED = 3  # letters that both genders of a word begin with


def names_in(cell: str) -> tuple[str, ...]:
    """The names in a cell, one a line, each once; some files part them with a bar."""
    parts = cell.split("\n") if "\n" in cell else cell.split(" | ")
    return tuple(dict.fromkeys(name for part in parts if (name := " ".join(part.split()))))


def forms_of(name: str) -> tuple[str, ...]:
    """A name as people say it: “technicien/technicienne en froid” is two. A slash between other things stays."""
    if "/" not in name:
        return (name,)
    sides = [side.strip() for side in name.split("/")]
    firsts = [words[0].casefold() if (words := side.split()) else "" for side in sides]
    if len({first[:_SHARED] for first in firsts}) == 1 and all(len(first) > _SHARED for first in firsts):
        tail = max(sides, key=lambda side: len(side.split())).split()
        if len(set(firsts)) == 1:  # “médecin/médecin femme”
            return tuple(dict.fromkeys(sides))
        whole = [" ".join([*side.split(), *tail[len(side.split()) :]]) for side in sides]
        return tuple(dict.fromkeys(whole))
    return (_SHORT_ENDING.sub("", name),)
