"""What differs for one person between the law of two days."""

from __future__ import annotations

from dataclasses import dataclass

from pathfinder.guide.pathway import Pathway, StepOnTheWay
from pathfinder.guide.shown import ShownStep
from pathfinder.rulebooks.loaded import speaker_for


@dataclass(frozen=True)
class Difference:
    before: ShownStep
    after: ShownStep


def compare_days(before: Pathway, after: Pathway, language: str) -> list[Difference]:
    """Steps whose verdict, deadline or desk is not the same, in the order of the later way."""
    earlier = {step.id: step for step in before.steps}
    return [
        Difference(
            ShownStep(earlier[s.id], speaker_for(before.law, language)), ShownStep(s, speaker_for(after.law, language))
        )
        for s in after.steps
        if _differs(earlier[s.id], s)
    ]


def _differs(before: StepOnTheWay, after: StepOnTheWay) -> bool:
    if before.verdict != after.verdict:
        return True
    return after.verdict in ("must", "may") and before.due_on != after.due_on
