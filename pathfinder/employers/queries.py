"""What other rooms may ask: whether a person may start to work in a country, with the step that says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pathfinder.employers.hiring import Hiring
from pathfinder.employers.shown import ShownHiring
from pathfinder.guide.queries import ShownStep
from rulebook.facts import Fact, Person
from rulebook.law import Rulebook

__all__ = ["RightShown", "right_to_work", "right_to_work_shown"]


@dataclass(frozen=True)
class RightShown:
    """`verdict`: `may`, `after` (from `from_day`), `unknown` (until `open_facts` are told) or `no`; `step` is why."""

    verdict: str
    from_day: dt.date | None
    day: dt.date  # by whose law
    step: ShownStep | None
    open_facts: tuple[Fact, ...]


def right_to_work(rulebook: Rulebook, person: Person, on: dt.date) -> str:
    """The verdict alone, for many countries or people."""
    return Hiring(rulebook, person, on).right_to_work.verdict


def right_to_work_shown(rulebook: Rulebook, person: Person, on: dt.date, language: str) -> RightShown:
    """The verdict with its reasons in the words of a language. The person may be a newcomer or the worker of an employer."""
    hiring = Hiring(rulebook, person, on)
    right = hiring.right_to_work
    shown = ShownHiring(hiring, language).right
    return RightShown(right.verdict, right.from_day, hiring.day, shown, tuple(hiring.open_facts))
