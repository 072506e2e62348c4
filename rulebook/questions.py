"""Which question next: only facts that stand in an undecided branch, in the editors' order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from rulebook.conditions import Context
from rulebook.facts import Fact, Person
from rulebook.law import Answer, Law
from rulebook.provisions import Provision


@dataclass(frozen=True)
class Interview:
    """Where the questionnaire of one person stands on one day."""

    questions: tuple[Fact, ...]  # still worth asking, the next one first; later answers may make some needless
    deciding: dict[str, tuple[str, ...]]  # fact → the steps it may still decide
    decided: int
    total: int

    @property
    def next(self) -> Fact | None:
        return self.questions[0] if self.questions else None

    def cost_of_declining(self, fact_id: str) -> int:
        """How many steps may stay undecided without this fact."""
        return len(self.deciding.get(fact_id, ()))


def interview(
    law: Law, person: Person, declined: Collection[str] = (), steps: Iterable[str] | None = None
) -> Interview:
    """The open questions. `declined` facts are not asked again; `steps` limits them to what these steps need."""
    rulebook = law.rulebook
    context = Context(law, law.prepare(person, stand_ins=False))
    wanted = rulebook.steps if steps is None else {s: rulebook.steps[s] for s in steps}
    deciding: dict[str, list[str]] = {}
    decided = 0
    for step_id, step in wanted.items():
        answer = Answer(step, context)
        if answer.verdict != "unknown":
            decided += 1
            continue
        names = (n for provision in undecided(answer) for n in provision.open(context))
        for name in dict.fromkeys(asked_fact(rulebook.facts, n) for n in names):
            if name is not None:
                deciding.setdefault(name, []).append(step_id)
    facts = (rulebook.facts[name] for name in deciding)
    open_facts = [f for f in facts if f.is_asked and f.id not in declined and f.id not in person.values]
    return Interview(
        questions=tuple(sorted(open_facts, key=lambda f: f.order)),
        deciding={name: tuple(ids) for name, ids in deciding.items()},
        decided=decided,
        total=len(wanted),
    )


def undecided(answer: Answer) -> list[Provision]:
    """The provisions of an unknown step whose value can still make a difference."""
    step, context = answer.step, answer.context
    parts = list(step.duties) if answer.duty is None else []
    if answer.access is None:
        parts += step.accesses
    return [p for p in parts if p.value(context) is None]


def asked_fact(facts: Mapping[str, Fact], name: str) -> str | None:
    """The fact to ask for `name`: the birth date for the age; None for what no person can tell."""
    fact = facts.get(name)
    return None if fact is None else (fact.asked_through or fact.id)
