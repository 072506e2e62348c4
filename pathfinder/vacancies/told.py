"""A vacancy as another system tells it, in our names but unchecked; `check.checked` makes clean values of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


class Refused(Exception):
    """This vacancy cannot be taken; the message says why. The rest goes on."""


@dataclass
class ToldVacancy:
    """`fields`: a string or a number each, beside `skills` (words, importance, reference) and `languages` (code to level)."""

    fields: dict[str, Any]
    skills: list[tuple[str, str, str]] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)  # what was left out
