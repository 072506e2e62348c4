"""May this person start: now, from a day, not by what was told, or not sure. And what the firm does in which order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pathfinder.library.queries import practices_of_companies
from pathfinder.rulebooks.whom import asks_for_employer
from rulebook.conditions import Context
from rulebook.facts import Fact, Person
from rulebook.law import Answer, Law, Rulebook
from rulebook.provisions import Provision, Step
from rulebook.questions import asked_fact
from rulebook.reasons import turned

WHO = ("residence_ground", "nationality", "family_of", "eu_family_member")
WORK = ("applicant-work", "protection-work", "temporary-protection-work", "other-grounds-work")
CHECKS, REPORTS, PERMIT, HELP = "employer-checks", "employer-reports", "work-permit", "employer-help"


@dataclass(frozen=True)
class RightToWork:
    """The answer to "may this person start?": `may`, `after`, `unknown` or `no`, with the step that says so.

    `from_day` is the day from which it is surely so; where it is not known whether the person may start before, too.
    """

    verdict: str
    answer: Answer | None
    from_day: dt.date | None = None


class Hiring:
    """One worker and one firm on one day. `day` is the first day of work where that was told and lies ahead."""

    def __init__(self, rulebook: Rulebook, person: Person, on: dt.date) -> None:
        self.rulebook = rulebook
        self.person = person
        self.day = _first_day(person, on)
        self.law: Law = rulebook.on(self.day)

    @cached_property
    def _context(self) -> Context:
        return self.law.context(self.person)

    @property
    def _needs(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.rulebook.pack["employers"]
        return found

    @cached_property
    def right_to_work(self) -> RightToWork:
        """The best of all steps that may give the right; a right that only time is missing for comes after."""
        answers = [Answer(self.rulebook.steps[name], self._context) for name in self._needs["right_to_work"]]
        if open_now := next((a for a in answers if self._gives_the_right(a)), None):
            return RightToWork("may", open_now)
        after = [(day, a) for a in answers if (day := self._opens_on(a))]
        day, answer = min(after, key=lambda pair: pair[0], default=(None, None))
        unsure = sorted((a for a in answers if a.verdict == "unknown"), key=self._is_of_another_person)
        if unsure or not answers:
            return RightToWork("unknown", next(iter(unsure), None), day)
        if answer:
            return RightToWork("after", answer, day)
        return RightToWork("no", next((a for a in answers if not self._is_of_another_person(a)), None))

    def _opens_on(self, answer: Answer) -> dt.date | None:
        """The day on which a no becomes a right by time alone."""
        if answer.verdict != "no":
            return None
        found = turned(self.rulebook, answer.step, self.person, self.day)
        return found[0] if found and self._gives_the_right(found[1]) else None

    @staticmethod
    def _gives_the_right(answer: Answer) -> bool:
        """A duty in the same step, such as to wait, gives none."""
        return any(p.value(answer.context) is True for p in answer.on_day.accesses)

    def _is_of_another_person(self, answer: Answer) -> bool:
        """Whether the step is not in force, or for people of another ground or nationality: then it does not explain a no."""
        return answer.is_in_force is False or any(leaf.fact in WHO for leaf in answer.deciding)

    @property
    def said_of_work(self) -> list[Provision]:
        """What the law says of this person's work without giving a right: a bar, for example."""
        named = [
            self.rulebook.provisions[name]
            for question in WORK
            for name in (self.rulebook.pack["answers"].get(question) or {}).get("provisions") or ()
        ]
        return [p for p in named if p.kind in ("information", "exemption") and p.has_when and p.tree and self._holds(p)]

    def _holds(self, provision: Provision) -> bool:
        in_force = self.law.in_force(provision.validity) is not False
        return in_force and provision.tree is not None and provision.tree.value(self._context) is True

    @property
    def open_facts(self) -> list[Fact]:
        """What can still be told to decide whether the person may start."""
        if self.right_to_work.verdict != "unknown":
            return []
        context, facts = self._context, self.rulebook.facts
        steps = [self.rulebook.steps[name] for name in self._needs["right_to_work"]]
        names = [n for step in steps for p in self.law.of_step(step).provisions for n in p.open(context)]
        asked = dict.fromkeys(name for n in names if (name := asked_fact(facts, n)))
        return sorted((facts[name] for name in asked), key=lambda fact: fact.order)

    # what to do

    @cached_property
    def _by_question(self) -> dict[str, list[str]]:
        """The steps of each question of the employer. A step that several name is a report before it is a check."""
        taken = {*self._needs["right_to_work"], *self._needs["incentives"]}
        found: dict[str, list[str]] = {}
        for question in (REPORTS, CHECKS, PERMIT, HELP):
            data = self.rulebook.pack["answers"].get(question) or {}
            provisions = [self.rulebook.provisions[name] for name in data.get("provisions") or ()]
            names = [*(p.step_id for p in provisions), *(data.get("services") or ())]
            fresh = dict.fromkeys(
                n
                for n in names
                if n in self.rulebook.steps and n not in taken and (question == HELP or self._concerns_the_firm(n))
            )
            taken |= fresh.keys()
            found[question] = list(fresh)
        for_employers = (
            step.id for step in self.rulebook.steps.values() if step.id not in taken and is_for_employers(step)
        )
        found["more"] = list(for_employers)
        return found

    def _concerns_the_firm(self, name: str) -> bool:
        """A report that the worker makes is not the firm's."""
        return is_for_employers(self.rulebook.steps[name])

    def steps(self, question: str) -> Iterator[str]:
        """Ids of the steps for this firm and worker: what must be done, what may be, what hangs on more answers."""
        order = {"must": 0, "may": 1, "unknown": 2}
        answers = [Answer(self.rulebook.steps[name], self._context) for name in self._by_question[question]]
        shown = [a for a in answers if a.verdict in order]
        return (a.step.id for a in sorted(shown, key=lambda a: order[a.verdict]))

    def information(self, question: str) -> list[Provision]:
        """What the law only says to an employer about this, without deciding it."""
        names = (self.rulebook.pack["answers"].get(question) or {}).get("provisions") or ()
        found = [self.rulebook.provisions[name] for name in names]
        return [p for p in found if p.kind == "information" and self.law.in_force(p.validity) is not False]

    def gap(self, question: str) -> Mapping[str, str]:
        return (self.rulebook.pack["answers"].get(question) or {}).get("gap") or {}

    @property
    def papers(self) -> list[Mapping[str, Any]]:
        """The papers that were shown, explained; all that the country knows while none was told."""
        told = self.person.values.get("documents_shown")
        known = self._needs["documents"]
        shown = [paper for paper in known if isinstance(told, frozenset) and paper["id"] in told]
        return shown or list(known)

    @property
    def incentives(self) -> list[str]:
        """Incentives that this firm may use for this worker, or that may fit."""
        steps = self.rulebook.steps
        answers = [Answer(steps[name], self._context) for name in self._needs["incentives"] if name in steps]
        return [a.step.id for a in answers if a.verdict in ("must", "may", "unknown")]

    @property
    def other_employers(self) -> list[Mapping[str, Any]]:
        """Practices of companies in this country."""
        return [item.data for item in practices_of_companies(self.rulebook.country)]

    @property
    def to_call(self) -> list[Mapping[str, Any]]:
        organizations = self.rulebook.pack["organizations"]
        return [organizations[name] for name in self._needs["call"]]


def is_for_employers(step: Step) -> bool:
    """Whether a provision of the step asks for the role of an employer."""
    return any(map(asks_for_employer, step.provisions))


def _first_day(person: Person, on: dt.date) -> dt.date:
    told = person.values.get("work_starts_on")
    if isinstance(told, tuple) and told[0] == told[1]:
        return max(on, dt.date.fromordinal(told[0]))
    return on
