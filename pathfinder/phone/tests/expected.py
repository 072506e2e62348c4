"""What Python says of one person by the law of one day, in the shape that comparing.mjs makes of what the scripts say."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pathfinder.guide.pathway import StepOnTheWay, compose, one_step
from pathfinder.guide.road import road
from pathfinder.phone.documents import Export
from pathfinder.rulebooks.loaded import speaker_for
from rulebook import reasons
from rulebook.conditions import Leaf, Truth
from rulebook.facts import Person, PersonError, Value
from rulebook.law import Law
from rulebook.places import Place
from rulebook.questions import interview

LETTERS: dict[Truth, str] = {True: "y", False: "n", None: "?"}


class Cases:
    """Cases of one law, written as lines: what was given, and all that Python says of it."""

    def __init__(self, export: Export, name: str) -> None:
        self.export = export
        self.name = name
        self.rulebook = export.rulebook

    def write_files(self, folder: Path) -> None:
        (folder / f"{self.name}.law.json").write_bytes(self.export.law.content)
        (folder / f"{self.name}.places.json").write_bytes(self.export.places.content)

    def line(self, given: Mapping[str, Any], on: dt.date, today: dt.date, declined: Sequence[str], window: str) -> str:
        """`window` is the step of which from when until when is compared."""
        return json.dumps({
            "law": self.name, "given": given, "on": on.isoformat(), "today": today.isoformat(), "declined": declined,
            "window": window, "expected": self._expected(given, on, today, declined, window),
        })  # fmt: skip

    def _expected(
        self, given: Mapping[str, Any], on: dt.date, today: dt.date, declined: Sequence[str], window: str
    ) -> dict[str, Any]:
        try:
            person = self.rulebook.person(given, today, on)
        except PersonError as error:
            return {"problems": [[problem.field, problem.kind] for problem in error.problems]}
        law = self.rulebook.on(on)
        context = law.context(person)
        asked = interview(law, person, declined)
        span = reasons.window(self.rulebook, self.rulebook.steps[window], person, on)
        way = compose(law, person)
        on_the_way = {step.id: step for step in way.steps}
        mine = _step(law, person, window).window
        return {
            "provisions": "".join(LETTERS[p.value(context)] for p in self.rulebook.provisions.values()),
            "steps": [self._step(on_the_way.get(step) or _step(law, person, step)) for step in self.rulebook.steps],
            "questions": [fact.id for fact in asked.questions],
            "deciding": {name: list(steps) for name, steps in asked.deciding.items()},
            "window": {"from": span.start and str(span.start), "until": span.end and str(span.end)},
            "way": [[step.id, step.stage] for step in way.steps],
            "desks": [
                [[o["id"] for o in step.desks.organizations], step.desks.is_sure]
                for step in way.steps
                if step.verdict != "no"
            ],
            "road": [[e.day.isoformat(), e.kind, e.step_id] for e in road(way, speaker_for(law, "en")).events],
            # sorted: the phone meets places in another order
            "changes": sorted(
                [c.fact, c.verdict, c.can_be_changed, _as_json(c.value)]
                for c in reasons.changes(law, self.rulebook.steps[window], person)
            ),
            "mine": {"from": mine.start and str(mine.start), "until": mine.end and str(mine.end)},
        }

    def _step(self, step: StepOnTheWay) -> list[Any]:
        answer = step.answer
        return [
            step.id,
            answer.verdict,
            LETTERS[answer.duty] + LETTERS[answer.access] + LETTERS[answer.is_in_force],
            answer.provision and answer.provision.id,
            step.exemption and step.exemption.id,
            [[self._number(leaf), list(leaf.sources)] for leaf in answer.deciding],
            [fact.id for fact in step.open_facts],
            step.due_on and step.due_on.isoformat(),
        ]

    def _number(self, leaf: Leaf) -> int:
        return self.export.number_of(leaf)


def _as_json(value: Value) -> Any:
    if isinstance(value, Place):
        return None  # the phone has no names of places: it says only that the place would matter
    if isinstance(value, (str, frozenset)):
        return sorted([value] if isinstance(value, str) else value)
    return value if isinstance(value, bool) else list(value)


def _step(law: Law, person: Person, step_id: str) -> StepOnTheWay:
    found = one_step(law, person, step_id)
    assert found is not None
    return found
