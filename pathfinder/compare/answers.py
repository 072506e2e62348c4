"""What one country's rulebook answers to a question that is asked of every country."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rulebook.conditions import Context
from rulebook.dates import add_months
from rulebook.facts import Fact, Person, PersonError
from rulebook.law import Answer, Law, Parameter, Rulebook
from rulebook.provisions import DECIDING_KINDS, Provision, Step
from rulebook.questions import asked_fact
from rulebook.reasons import turned

VERDICTS = ("must", "may", "unknown", "no")  # the first that any part of the answer gives
LONGEST_WAIT = 60  # months


@dataclass(frozen=True)
class Question:
    """A question of packs/shared/questions.yaml."""

    id: str
    label: Mapping[str, str]
    text: Mapping[str, str]
    example: Mapping[str, Any]
    months_ago: Mapping[str, int]
    waits_since: str | None
    asks_for_right: bool = False  # "may one …?": a duty beside it is no answer

    @property
    def months(self) -> int:
        """How long the example person has waited, until the reader says otherwise."""
        return self.months_ago.get(self.waits_since or "", 0)

    def person(self, on: dt.date, months: int | None = None) -> dict[str, Any]:
        """The example person on a day; `months` is the wait that the reader asks for."""
        ago = {**self.months_ago, **({self.waits_since: months} if self.waits_since and months is not None else {})}
        return {**self.example, **{fact: add_months(on, -n).isoformat() for fact, n in ago.items()}}


def questions_of(rulebook: Rulebook) -> list[Question]:
    """In the order of the file, which is the order of the table."""
    return [
        Question(
            key,
            q["label"],
            q["question"],
            q.get("person") or {},
            q.get("months_ago") or {},
            q.get("waits_since"),
            q.get("asks") == "right",
        )
        for key, q in rulebook.pack["questions"].items()
    ]


class Part:
    """One part of an answer: a provision, or a service that one may use, with what it says to this person."""

    def __init__(
        self, verdict: str | None, person: Person, context: Context, step: Step | None,
        provision: Provision | None, service: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.verdict = verdict  # None: it informs and decides nothing
        self.step = step
        self.provision = provision
        self.service = service
        self._person = person
        self._context = context

    @cached_property
    def opens_on(self) -> dt.date | None:
        """The day from which a no becomes a yes by time alone, by the law as it is known today."""
        if self.verdict != "no" or self.step is None:
            return None
        law = self._context.law
        found = turned(law.rulebook, self.step, self._person, law.day)
        return found[0] if found and found[1].verdict in ("must", "may") else None

    @property
    def depends_on(self) -> list[Fact]:
        """What the person has not told and this part hangs on, each once."""
        if self.verdict != "unknown":
            return []
        facts = self._context.law.rulebook.facts
        provisions = (
            [self.provision] if self.provision and not self.service else self.step.provisions if self.step else ()
        )
        asked = [asked_fact(facts, n) for p in provisions for n in p.open(self._context)]
        return [facts[n] for n in dict.fromkeys(asked) if n is not None]


class CountryAnswer:
    """The answer of one country for one person on one day. What costs time is found out when asked for."""

    def __init__(self, context: Context, question: Question, person: Person) -> None:
        self.law: Law = context.law
        self.question = question
        self.person = person
        self._context = context
        self.data: Mapping[str, Any] = context.law.rulebook.pack["answers"].get(question.id) or {}

    @property
    def country(self) -> str:
        return self.law.rulebook.country

    @cached_property
    def provisions(self) -> list[Part]:
        """What of the law answers on the day, the newest first."""
        found = []
        for name in self.data.get("provisions") or ():
            provision = self.law.rulebook.provisions[name]
            if self.law.in_force(provision.validity) is not False:
                step = self.law.rulebook.steps.get(provision.step_id)
                verdict = _verdict(provision, self._context, self.question)
                found.append(Part(verdict, self.person, self._context, step, provision))
        return sorted(found, key=lambda part: _began(part.provision), reverse=True)

    @cached_property
    def services(self) -> list[Part]:
        """Services of the answer that exist on the day."""
        pack, steps = self.law.rulebook.pack, self.law.rulebook.steps
        found = []
        for name in self.data.get("services") or ():
            service, step = pack["services"][name], steps.get(name)
            if step is None:
                found.append(Part(None, self.person, self._context, None, None, service))
            elif self.law.of_step(step).exists is not False:
                answer = Answer(step, self._context)
                found.append(Part(answer.verdict, self.person, self._context, step, answer.provision, service))
        return found

    @cached_property
    def deciding(self) -> list[Part]:
        """What gives the verdict, the strongest first. Services decide only where no provision does: that one may use a
        course says nothing of who must follow it."""
        decided = [part for part in self.provisions if part.verdict] or [part for part in self.services if part.verdict]
        return sorted(decided, key=lambda part: VERDICTS.index(str(part.verdict)))

    @property
    def shown(self) -> Part | None:
        """The part that stands first in the table: what decided, else what informs."""
        return next(iter([*self.deciding, *self.provisions, *self.services]), None)

    @property
    def others(self) -> list[Part]:
        """Provisions beside the first, each with what it says itself."""
        return [part for part in (*self.deciding, *self.provisions) if part is not self.shown and not part.service]

    @property
    def verdict(self) -> str:
        """must may unknown no; `told` where the law informs only, `gap` where our sources say nothing."""
        if self.deciding:
            return str(self.deciding[0].verdict)
        return "told" if self.shown else "gap"

    @property
    def figures(self) -> list[tuple[Parameter, Any]]:
        """The figures of law that the answer names, as far as one is in force."""
        named = [self.law.rulebook.parameters[name] for name in self.data.get("figures") or ()]
        return [(parameter, value) for parameter in named if (value := parameter.on(self.law.day)) is not None]

    @property
    def gap(self) -> Mapping[str, str]:
        """What our sources do not say."""
        return self.data.get("gap") or {}

    @property
    def sources(self) -> list[str]:
        shown = self.shown
        if shown is None:
            return []
        if shown.provision:
            return list(shown.provision.sources)
        return list((shown.service or {}).get("sources") or ())

    @property
    def confidence(self) -> str:
        shown = self.shown
        if shown is None:
            return ""
        return (
            shown.provision.confidence if shown.provision else str((shown.service or {}).get("confidence") or "medium")
        )

    @property
    def since(self) -> Any:
        """The day on which what the table shows came into force, as far as the source says it."""
        return self.shown.provision.validity.start if self.shown and self.shown.provision else None

    @property
    def ask(self) -> list[Mapping[str, Any]]:
        """Organizations to ask where we are not sure."""
        provision = self.shown.provision if self.shown else None
        organizations = self.law.rulebook.pack["organizations"]
        return [organizations[name] for name in provision.ask] if provision else []


def answer_of(
    rulebook: Rulebook, question: Question, given: Mapping[str, Any], on: dt.date, today: dt.date
) -> CountryAnswer:  # fmt: skip
    """What the rulebook of one country answers. Answers that this country cannot read are left out: they stay unknown."""
    return answers_of(rulebook, [question], given, on, today)[0]


def answers_of(
    rulebook: Rulebook, questions: Sequence[Question], given: Mapping[str, Any], on: dt.date, today: dt.date
) -> list[CountryAnswer]:  # fmt: skip
    """The same to several questions about one person."""
    person = person_in(rulebook, given, on, today)
    context = rulebook.on(on).context(person)
    return [CountryAnswer(context, question, person) for question in questions]


def person_in(rulebook: Rulebook, given: Mapping[str, Any], on: dt.date, today: dt.date) -> Person:
    """A person file of one country as another country can read it: its own facts, places and offices are left out."""
    known = {name: raw for name, raw in given.items() if name in rulebook.facts or name == "languages"}
    for name, raw in list(known.items()):
        fact = rulebook.facts.get(name)
        if fact is not None and fact.type == "place" and rulebook.gazetteer.find(str(raw)) is None:
            del known[name]  # before the reader looks for names that are near: that takes long
    while True:
        try:
            return rulebook.person(known, max(on, today), on)
        except PersonError as error:
            unreadable = {problem.field.partition(".")[0] for problem in error.problems} & known.keys()
            if not unreadable:
                raise
            known = {name: raw for name, raw in known.items() if name not in unreadable}


def periods_of(rulebook: Rulebook, question: Question) -> Sequence[Provision]:
    """Every provision of the answer, old ones included, in the order in which they came into force."""
    named = [
        rulebook.provisions[name] for name in (rulebook.pack["answers"].get(question.id) or {}).get("provisions") or ()
    ]
    return sorted(named, key=_began)


def _began(provision: Provision | None) -> dt.date:
    start = provision.validity.start if provision else None
    return start.first if start else dt.date.min


def _verdict(provision: Provision, context: Context, question: Question) -> str | None:
    if provision.kind not in DECIDING_KINDS or (question.asks_for_right and provision.kind == "duty"):
        return None
    truth = provision.value(context)
    if truth is None:
        return "unknown"
    return "no" if truth is False else "must" if provision.kind == "duty" else "may"
