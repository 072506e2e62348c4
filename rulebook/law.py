"""The rulebook and the law of one day: the way from a person to answers.

rulebook = load_rulebook(Path("packs"), "be")
person = rulebook.person({"place": "2000", "residence_ground": "refugee"}, today=date.today())
answers = rulebook.on(date(2018, 9, 15)).answers(person)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from rulebook.compiled import compile_provisions
from rulebook.conditions import Context, Deciding, Leaf, Node, Param, Test, Truth, constant_test, make_test
from rulebook.dates import SINCE, Validity, add_months, last_start
from rulebook.facts import Fact, Person, Reader, Text, Value, Values, age_on, born_with
from rulebook.places import Gazetteer, Territory
from rulebook.provisions import Exemption, Provision, Step

VERDICTS = ("must", "may", "unknown", "no")


@dataclass(frozen=True, slots=True)
class Period:
    """A figure of law while it was in force."""

    validity: Validity
    value: Any
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    id: str
    label: Text
    unit: str
    periods: tuple[Period, ...]

    def on(self, day: dt.date) -> Any:
        """The figure in force, or None: silence of the law is unknown, not zero."""
        return next((p.value for p in self.periods if p.validity.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Implication:
    """What follows for a fact that was not given, when `tree` holds. A presumption is still asked."""

    fact: str
    value: Value
    tree: Node
    sources: tuple[str, ...] = ()
    is_presumption: bool = False


@dataclass(eq=False)
class Rulebook:
    """One country's pack over the shared one. Immutable after loading; a `Reform` is loaded as a second one."""

    country: str
    version: str
    facts: Mapping[str, Fact]
    gazetteer: Gazetteer
    reader: Reader
    parameters: Mapping[str, Parameter]
    provisions: Mapping[str, Provision]
    steps: Mapping[str, Step]
    implications: Sequence[Implication]
    slot_count: int
    pack: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.on = lru_cache(maxsize=512)(self._on)
        self.stand_ins = [(f.id, f.same_as) for f in self.facts.values() if f.same_as]

    @property
    def territories(self) -> Mapping[str, Territory]:
        return self.gazetteer.territories

    def _on(self, day: dt.date) -> Law:
        return Law(self, day)

    def person(self, given: Mapping[str, Any], today: dt.date, on: dt.date | None = None) -> Person:
        """Read answers; see `Reader.person`."""
        return self.reader.person(given, today, on)


@dataclass(frozen=True, slots=True)
class StepOnDay:
    """What of a step is in force on a day. `exists` is None where the sources' dates leave it open."""

    exists: bool | None
    is_surely_in_force: bool
    duties: tuple[Provision, ...]
    accesses: tuple[Provision, ...]
    provisions: tuple[Provision, ...]


class Law:
    """The rulebook as it stands on one day. Cheap to make: comparisons are built when first needed."""

    def __init__(self, rulebook: Rulebook, day: dt.date) -> None:
        self.rulebook = rulebook
        self.day = day
        self.slot_count = rulebook.slot_count
        self._tests: list[Test | None] = [None] * rulebook.slot_count
        self._in_force: dict[Validity, bool | None] = {}
        self._of_step: dict[str, StepOnDay] = {}

    def in_force(self, validity: Validity) -> bool | None:
        try:
            return self._in_force[validity]
        except KeyError:
            holds = self._in_force[validity] = validity.holds_on(self.day)
            return holds

    def of_step(self, step: Step) -> StepOnDay:
        """What of the step is in force on this day."""
        try:
            return self._of_step[step.id]
        except KeyError:
            own = self.in_force(step.validity)
            duties, accesses = (
                tuple(p for p in provisions if own is not False and self.in_force(p.validity) is not False)
                for provisions in (step.duties, step.accesses)
            )
            states = {self.in_force(p.validity) for p in (*duties, *accesses)}
            exists = False if not states else True if own and True in states else None
            found = self._of_step[step.id] = StepOnDay(exists, bool(own), duties, accesses, (*duties, *accesses))
            return found

    def test(self, leaf: Leaf) -> Test:
        """The leaf's comparison with the figures of this day."""
        test = self._tests[leaf.slot]
        if test is None:
            test = self._tests[leaf.slot] = self._build(leaf)
        return test

    def resolve(self, operand: Any) -> Any:
        """A literal as it is, a parameter as its figure on this day; None where no figure is in force."""
        if isinstance(operand, Param):
            return self.rulebook.parameters[operand.id].on(self.day)
        if isinstance(operand, tuple):
            both = tuple(self.resolve(part) for part in operand)
            return None if None in both else both
        return operand

    def _build(self, leaf: Leaf) -> Test:
        op, operand = leaf.op, self.resolve(leaf.operand)
        if operand is None:
            return constant_test(None)
        if leaf.until is not None:
            return _months_between_test(leaf.fact, leaf.until, op.partition(":")[2], operand)
        if op.startswith(SINCE):
            return _since_test(leaf.fact, op, operand, self.day)
        return make_test(leaf.fact, op, operand)

    def prepare(self, person: Person, stand_ins: bool = True) -> Values:
        """The values on this day: age from the birth date or the reverse, and what follows from other answers.

        `stand_ins=False` leaves out what is only presumed until the person is asked.
        """
        values = person.values
        born, age = values.get("birth_date"), values.get("age")
        if born is not None:
            values = {**values, "age": age_on(born, self.day)}  # type: ignore[arg-type]  # dates are intervals
        elif age is not None:
            values = {**values, "birth_date": born_with(age, self.day)}  # type: ignore[arg-type]  # ages are intervals
        context = Context(self, values)
        for implication in self.rulebook.implications:
            if implication.fact in values or (implication.is_presumption and not stand_ins):
                continue
            if implication.tree.value(context) is True:
                values = {**values, implication.fact: implication.value}
                context = Context(self, values)
        if stand_ins:
            for fact, other in self.rulebook.stand_ins:
                if fact not in values and other in values:
                    values = {**values, fact: values[other]}
        return values

    def context(self, person: Person) -> Context:
        return Context(self, self.prepare(person))

    @cached_property
    def verdicts(self) -> Callable[[Values], dict[str, Truth]]:
        """Prepared values to the truth of every provision, compiled for speed and without reasons."""
        return compile_provisions(self)

    def answers(self, person: Person) -> list[Answer]:
        """An answer for every step of the rulebook, `no` and `unknown` included, in the order of the pack."""
        context = self.context(person)
        return [Answer(step, context) for step in self.rulebook.steps.values()]

    def answer(self, step_id: str, person: Person) -> Answer:
        return Answer(self.rulebook.steps[step_id], self.context(person))


def _since_test(fact: str, test: str, count: Any, day: dt.date) -> Test:
    """Months or days passed since a date, as a comparison of dates. Nothing holds for a date that has not come yet."""
    unit, _, op = test.partition(":")
    if op == "between":
        parts = [_since_test(fact, f"{unit}:ge", count[0], day), _since_test(fact, f"{unit}:le", count[1], day)]
        return lambda values: _both(parts[0](values), parts[1](values))
    # so much has passed for every start up to `reached`; `gt` asks for a day more than that
    until = day - dt.timedelta(days=1) if op in ("gt", "le") else day
    reached = last_start(test, count, until).toordinal()
    today = day.toordinal()

    def at_least(values: Values) -> Truth:
        got: Any = values.get(fact)
        if got is None:
            return None
        if got[0] > today:
            return False
        if got[1] <= reached:
            return True
        return False if got[0] > reached else None

    def less(values: Values) -> Truth:
        got: Any = values.get(fact)
        if got is None:
            return None
        if got[0] > today or got[1] <= reached:
            return False
        return True if got[0] > reached and got[1] <= today else None

    return at_least if op in ("ge", "gt") else less


def _months_between_test(start: str, end: str, op: str, months: int) -> Test:
    """Months from one date fact to another, whatever day it is."""
    strict = op in ("gt", "le")  # `gt 36` asks for a day more than 36 months

    def reached(begin: int, until: int) -> bool:
        day = add_months(dt.date.fromordinal(begin), months)
        return day.toordinal() < until if strict else day.toordinal() <= until

    def at_least(values: Values) -> Truth:
        begin, until = values.get(start), values.get(end)
        if not (isinstance(begin, tuple) and isinstance(until, tuple)):
            return None
        if reached(begin[1], until[0]):
            return True
        return None if reached(begin[0], until[1]) else False

    def less(values: Values) -> Truth:
        truth = at_least(values)
        return None if truth is None else not truth

    return at_least if op in ("ge", "gt") else less


def _both(a: Truth, b: Truth) -> Truth:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


class Answer:
    """What the law of a day says about one step for one person: `duty`, `access`, `verdict`, and why."""

    __slots__ = ("_decided_by", "access", "context", "duty", "on_day", "step", "verdict")

    def __init__(self, step: Step, context: Context) -> None:
        self.step = step
        self.context = context
        self.on_day = on_day = context.law.of_step(step)
        self._decided_by: Provision | None = None
        self.duty = self._any(on_day.duties)
        if self.duty is True:
            self.access: Truth = True  # what is a duty is open to the person
            self.verdict = "must"
            return
        access = self._any(on_day.accesses)
        self.access = access = self.duty if access is False else access  # what may be a duty may be open
        if access is None or self.duty is None:
            self.verdict = "unknown"
            self._decided_by = None  # what is open explains it, not what is settled
        else:
            self.verdict = "may" if access else "no"

    def _any(self, provisions: Sequence[Provision]) -> Truth:
        result: Truth = False
        for provision in provisions:
            truth = provision.value(self.context)
            if truth is True and self.on_day.is_surely_in_force:
                self._decided_by = provision
                return True
            if truth is not False:
                result = None
        return result

    @property
    def is_in_force(self) -> bool | None:
        """Whether the step exists on the day: no when the service or all its provisions are outside their dates."""
        return self.on_day.exists

    @property
    def provision(self) -> Provision | None:
        """The provision that made the verdict, or the first one that could have."""
        if self._decided_by is not None:
            return self._decided_by
        current = self.on_day.provisions
        open_ones = (p for p in current if self.verdict == "unknown" and p.value(self.context) is None)
        return next(open_ones, None) or next(iter(current or self.step.provisions), None)

    @property
    def exemption(self) -> Exemption | None:
        """The exemption that freed the person from a duty, or else kept the step closed."""
        if self.duty is not False:
            return None
        for provision in self.on_day.duties if self.access is not False else self.on_day.provisions:
            if provision.unless:
                found = provision.exemption(self.context)
                if found is not None:
                    return found
        return None

    @property
    def deciding(self) -> list[Leaf]:
        """The leaves that decided the verdict, each comparison once: the short reason."""
        context, into = self.context, Deciding()
        if self._decided_by is not None:
            self._decided_by.decide(context, into)
        else:
            for provision in self.on_day.provisions:
                if self.verdict != "unknown" or provision.value(context) is None:
                    provision.decide(context, into)
        return list(into.values())

    @property
    def open_facts(self) -> list[str]:
        """Facts a person can tell that stand in an undecided branch of this step, each once."""
        if self.verdict != "unknown":
            return []
        facts = self.context.law.rulebook.facts
        names = [n for p in self.on_day.provisions for n in p.open(self.context)]
        return [n for n in dict.fromkeys(names) if n in facts and facts[n].is_asked]
