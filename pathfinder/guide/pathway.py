"""Verdicts become a way: steps in order, each with why, until when, where, with which papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rulebook.conditions import Leaf
from rulebook.dates import add_months, parse_partial_date
from rulebook.facts import Fact, Person, Text
from rulebook.law import Answer, Law
from rulebook.provisions import Exemption, Note, Provision, Step
from rulebook.questions import asked_fact
from rulebook.reasons import Change, Window, changes, window

STAGES = ("now", "next", "later")
SHOWN = ("must", "may", "unknown")
PROFESSIONALS = frozenset({"service_provider", "employer", "mentor"})
CONFIDENCE = ("low", "medium", "high")
NEWCOMER = "newcomer"  # the role that the questions of the guide need not ask


@dataclass(frozen=True)
class Desk:
    """Where to go: organizations of the pack. Not `is_sure`: the sources do not say which of them."""

    organizations: tuple[Mapping[str, Any], ...]
    is_sure: bool = True
    note: Text = field(default_factory=dict)


@dataclass(frozen=True)
class StepOnTheWay:
    """One step for one person on one day. What is costly to find out is found out when asked for."""

    answer: Answer
    person: Person
    stage: str
    rank: tuple[int, ...]

    @property
    def id(self) -> str:
        return self.answer.step.id

    @property
    def verdict(self) -> str:
        return self.answer.verdict

    @property
    def title(self) -> Text:
        """The name of the service; of a step that only the law makes, the title of the provision that counts here."""
        provision = None if self.answer.step.service else self.provision
        return provision.title if provision else self.answer.step.title

    @property
    def service(self) -> Mapping[str, Any]:
        return self.answer.step.service or {}

    @cached_property
    def provision(self) -> Provision | None:
        return self.answer.provision

    @property
    def law(self) -> Law:
        return self.answer.context.law

    @property
    def is_over_or_not_yet(self) -> bool:
        """It is `no` for its dates alone: it existed before, or does not exist yet."""
        return self.answer.is_in_force is False

    @cached_property
    def exemption(self) -> Exemption | None:
        return self.answer.exemption

    @cached_property
    def open_facts(self) -> list[Fact]:
        """What the person can still tell to decide this step."""
        facts = self.law.rulebook.facts
        names = [asked_fact(facts, n) for p in self._undecided for n in p.open(self.answer.context)]
        return [facts[n] for n in dict.fromkeys(names) if n is not None]

    @property
    def _undecided(self) -> list[Provision]:
        context = self.answer.context
        provisions = self.answer.step.provisions if self.verdict == "unknown" else ()
        return [p for p in provisions if p.value(context) is None]

    @property
    def notes(self) -> list[Note]:
        """Ambiguities of the source, open lists, and what the tree cannot say, for the provisions that count here."""
        context = self.answer.context
        if self.verdict == "no":
            return []
        counted = self._undecided or ([self.provision] if self.provision else [])
        found = [
            n for p in counted for n in p.notes if n.tree is None or n.tree.value(context) is not False
        ]  # a note that may hold is shown
        found += [Note(p.ask_a_counsellor) for p in counted if p.ask_a_counsellor and p.value(context) is None]
        ambiguities = {a["id"]: a["text"] for a in self.law.rulebook.pack["library"].get("ambiguities", [])}
        for leaf in (leaf for p in self._undecided for leaf in p.deciding(context)):
            name = leaf.fact.partition(":")[2]
            if name in ambiguities and name not in [n.ambiguity for n in found]:
                found.append(Note(ambiguities[name], ambiguity=name))
        return list({str(note.text): note for note in found}.values())

    @cached_property
    def window(self) -> Window:
        """From when until when this holds for the person, not before the stay that they told of began."""
        found = window(self.law.rulebook, self.answer.step, self.person, self.law.day)
        stay = self.person.values.get("resident_since")
        if not isinstance(stay, tuple) or stay[1] > self.law.day.toordinal():
            return found
        began = parse_partial_date(str(self.person.given["resident_since"]))
        return Window(began, found.end) if found.start is None or found.start.last < began.first else found

    @cached_property
    def changes(self) -> list[Change]:
        return changes(self.law, self.answer.step, self.person)

    @property
    def due_on(self) -> dt.date | None:
        """The day by which it must be done; None when the source gives none, or what it counts from or by is not known."""
        due = self.provision.due if self.provision and self.verdict == "must" else None
        start = self.answer.context.values.get(due["after"]) if due else None
        if not due or not isinstance(start, tuple) or start[0] != start[1]:
            return None
        day = dt.date.fromordinal(start[0])
        unit = "months" if "months" in due else "days"
        span = self._figure(due[unit])
        if span is None:
            return None
        found = add_months(day, span) if unit == "months" else day + dt.timedelta(days=span)
        law_began = self.provision.validity.start if self.provision else None
        return None if law_began and found < law_began.first else found  # no deadline before its law

    def _figure(self, number: int | Mapping[str, str]) -> int | None:
        """A number, or the figure of law of this day that `{param: ID}` names; None where none is in force."""
        return self.law.rulebook.parameters[number["param"]].on(self.law.day) if isinstance(number, Mapping) else number

    @cached_property
    def desks(self) -> Desk:
        """The competent desk for this place: the first that holds; several that may hold are "one of these"."""
        organizations = self.law.rulebook.pack["organizations"]
        maybe: list[str] = []
        for line in self.law.rulebook.pack["desks"].get(self.id, ()):
            truth = line["tree"].value(self.answer.context) if line["tree"] else True
            if truth is False:
                continue
            maybe += line["organizations"]
            if truth:
                only = len(maybe) == len(line["organizations"])
                ids = dict.fromkeys(maybe)
                is_sure = only and bool(line.get("sure", True))
                return Desk(tuple(organizations[i] for i in ids), is_sure, line.get("note") or {})
        owner = self.service.get("organization")
        ids = dict.fromkeys(maybe or ([owner] if owner else []))
        return Desk(tuple(organizations[i] for i in ids), is_sure=not maybe)

    @property
    def existence_is_unsure(self) -> bool:
        """The source did not say whether the service still exists, and the day is later than the source."""
        as_of = str(self.law.rulebook.pack.get("as_of", ""))
        return self.service.get("status") == "unknown" and self.law.day.isoformat() > as_of

    @property
    def confidence(self) -> str:
        found = self.provision.confidence if self.provision else "high"
        return min(found, "medium", key=CONFIDENCE.index) if self.existence_is_unsure else found

    @property
    def sources(self) -> list[str]:
        provision = self.provision.sources if self.provision else ()
        exemption = self.exemption.sources if self.exemption else ()
        return list(dict.fromkeys((*provision, *exemption, *self.service.get("sources", ()))))

    def leaf_sources(self, leaf: Leaf) -> list[str]:
        return list(leaf.sources or (self.provision.sources if self.provision else ()))


@dataclass(frozen=True)
class Pathway:
    """A person's way on one day: every step of the rulebook, in the order of the way."""

    law: Law
    person: Person
    steps: tuple[StepOnTheWay, ...]

    def with_verdict(self, *verdicts: str) -> list[StepOnTheWay]:
        return [s for s in self.steps if s.verdict in verdicts]

    def stage(self, stage: str) -> list[StepOnTheWay]:
        """What a person must and may do, now, next or later."""
        return [s for s in self.steps if s.stage == stage and s.verdict in ("must", "may")]

    @property
    def unsure(self) -> list[StepOnTheWay]:
        return self.with_verdict("unknown")

    @property
    def not_for_me(self) -> list[StepOnTheWay]:
        """Steps that exist on this day and are not for the person; what is over is left out."""
        return [s for s in self.steps if s.verdict == "no" and not s.is_over_or_not_yet]

    @property
    def open_facts(self) -> dict[str, list[str]]:
        """Each fact that is still open, with the steps it decides, the most useful first."""
        found: dict[str, list[str]] = {}
        for step in self.unsure:
            for fact in step.open_facts:
                found.setdefault(fact.id, []).append(step.id)
        return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def compose(law: Law, person: Person) -> Pathway:
    """The whole way of one person by the law of one day. Who is not in the country yet sees the steps that lead there."""
    order = _theme_order(law.rulebook.pack.get("stages") or {})
    answers = law.answers(person)
    if person.values.get("now_in", here := law.rulebook.country.upper()) != here:
        answers = [answer for answer in answers if leads_here(answer.step)]
    steps = [_placed(answer, person, order, position) for position, answer in enumerate(answers)]
    return Pathway(law, person, tuple(sorted(steps, key=lambda s: s.rank)))


def leads_here(step: Step) -> bool:
    """Whether the step asks in which country a person is now."""
    return any(provision.leaves_on("now_in") for provision in step.provisions)


def one_step(law: Law, person: Person, step_id: str) -> StepOnTheWay | None:
    """One step of the way without the others; None for a step that the rulebook does not have."""
    if step_id not in law.rulebook.steps:
        return None
    return _placed(law.answer(step_id, person), person, _theme_order(law.rulebook.pack.get("stages") or {}), 0)


def _placed(answer: Answer, person: Person, order: Mapping[str, tuple[str, int]], position: int) -> StepOnTheWay:
    stage, theme = _stage(answer, order)
    rank = (SHOWN.index(answer.verdict) if answer.verdict in SHOWN else 3, STAGES.index(stage), theme, position)
    return StepOnTheWay(answer, person, stage, rank)


def _theme_order(stages: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, int]]:
    themes = [(theme, stage) for stage in STAGES for theme in stages.get(stage, ())]
    return {theme: (stage, n) for n, (theme, stage) in enumerate(themes)}


def _stage(answer: Answer, order: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    themes = (answer.step.service or {}).get("themes") or ()
    alone = ("now", 1 if answer.verdict == "must" else -1)  # a duty of its own comes after the programme, a right first
    stage, position = next((order[t] for t in themes if t in order), alone)
    if set((answer.step.service or {}).get("audience") or ("person",)) <= PROFESSIONALS:
        stage, position = "later", len(order)  # open to everyone, made for people who help or hire
    provision = answer.provision
    if provision and provision.stage:
        stage = provision.stage
    return ("now" if answer.verdict == "must" else stage), position
