"""For people who are not there yet: which pathways of labour mobility lead to which country, ended pilots included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pathfinder.compare.answers import person_in
from pathfinder.rulebooks.whom import asks_for_employer
from rulebook.law import Answer, Rulebook
from rulebook.provisions import Step

FACTS = ("now_in", "displaced", "job_offer")
ABROAD = "-abroad-"  # a territory such as ie-abroad-pt: what Ireland's sources say of Portugal


@dataclass(frozen=True)
class Way:
    """A step that leads to a country. `goes_to` may be a country without a rulebook, such as Portugal."""

    goes_to: str
    told_by: str
    answer: Answer
    is_over: bool

    @property
    def step(self) -> Step:
        return self.answer.step


def ways_from_elsewhere(rulebook: Rulebook, given: Mapping[str, Any], on: dt.date, today: dt.date) -> Iterator[Way]:
    """Every step of this rulebook that asks where a person is now, with the verdict for this one."""
    law = rulebook.on(on)
    context = law.context(person_in(rulebook, given, on, today))
    for step in rulebook.steps.values():
        if leads_from_elsewhere(step, rulebook.country.upper()) and not all(map(asks_for_employer, step.provisions)):
            answer = Answer(step, context)
            yield Way(_goal(step, rulebook.country), rulebook.country, answer, answer.is_in_force is False)


def leads_from_elsewhere(step: Step, here: str) -> bool:
    """Whether a provision asks for a person who is in another country; to be here already is no way to come."""
    asked = [leaf for provision in step.provisions for leaf in provision.leaves_on("now_in")]
    return any(not (leaf.op in ("eq", "in") and leaf.operand in (here, frozenset({here}))) for leaf in asked)


def _goal(step: Step, country: str) -> str:
    territories = [str((step.service or {}).get("territory") or ""), *(str(p.territory) for p in step.provisions)]
    abroad = next((t.partition(ABROAD)[2] for t in territories if ABROAD in t), "")
    return abroad or country
