"""Why: the whole tree of an answer, from when until when it holds, and what would change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rulebook.cells import cells
from rulebook.conditions import WORDS, All, Context, Derived, Leaf, Node, Not, Param
from rulebook.dates import SINCE, PartialDate, Validity, add_months, parse_partial_date
from rulebook.facts import Person, Value
from rulebook.law import Answer, Law, Rulebook
from rulebook.provisions import Provision, Step


def explain(provision: Provision, context: Context) -> dict[str, Any]:
    """The whole tree of a provision with the value of every node, as plain data: the long reason."""
    law = context.law
    tree: dict[str, Any] = {
        "provision": provision.id,
        "value": WORDS[provision.value(context)],
        "in_force": WORDS[law.in_force(provision.validity)],
        "sources": list(provision.sources),
    }
    if provision.tree is not None:
        tree["when"] = _node(provision.tree, context)
    if provision.unless:
        tree["unless"] = [
            {"exemption": e.id, "value": WORDS[e.value(context)], "when": _node(e.tree, context)}
            for e in provision.unless
        ]
    return tree


def _node(node: Node, context: Context) -> dict[str, Any]:
    value = WORDS[node.value(context)]
    if isinstance(node, Leaf):
        operand = plain(context.law.resolve(node.operand))
        return {"fact": node.fact, node.op: operand, "value": value, "sources": list(node.sources)}
    if isinstance(node, Derived):
        return {"fact": node.fact, "is": node.wanted, "value": value, "because": _node(node.tree, context)}
    if isinstance(node, Not):
        return {"not": _node(node.child, context), "value": value}
    word = "all" if isinstance(node, All) else "any" if node.count == 1 else f"at_least {node.count}"
    return {word: [_node(child, context) for child in node.children], "value": value}


def plain(operand: Any) -> Any:
    """An operand as JSON can carry it."""
    if isinstance(operand, (frozenset, set)):
        return sorted(operand)
    return list(operand) if isinstance(operand, tuple) else operand


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when the verdict of a day holds; None is open. A date that the source or the person gave only
    in part stays partial: the verdict turns somewhere in it."""

    start: PartialDate | None
    end: PartialDate | None


def turned(rulebook: Rulebook, step: Step, person: Person, on: dt.date) -> tuple[dt.date, Answer] | None:
    """The day on which the verdict of `on` turns by time alone, and the answer of that day; None where no exact day is known."""
    end = window(rulebook, step, person, on).end
    if end is None or not end.is_exact:
        return None
    day = end.first + dt.timedelta(days=1)
    return day, rulebook.on(day).answer(step.id, person)


Turning = Iterator[
    tuple[dt.date, PartialDate | None]
]  # a day on which a verdict may change, and the partial date behind it


def window(rulebook: Rulebook, step: Step, person: Person, on: dt.date) -> Window:
    """From when until when the verdict of `on` holds, with the law of each day and the facts as given."""
    today = rulebook.on(on).answer(step.id, person).verdict
    turning = dict(_turning_days(rulebook, step, person))
    days = sorted(turning)
    start: dt.date | None = None
    for day in [d for d in reversed(days) if d <= on]:
        if rulebook.on(day).answer(step.id, person).verdict != today:
            break
        start = day
    else:
        before = days[0] - dt.timedelta(days=1) if days else on
        if rulebook.on(before).answer(step.id, person).verdict == today:
            start = None
    end = next((d for d in days if d > on and rulebook.on(d).answer(step.id, person).verdict != today), None)
    return Window(
        None if start is None else turning[start] or parse_partial_date(start),
        None if end is None else turning[end] or parse_partial_date(end - dt.timedelta(days=1)),
    )


def _turning_days(rulebook: Rulebook, step: Step, person: Person) -> Turning:
    """Every day on which the verdict may change: dates of law, and dates that follow from the person's own."""
    yield from _of_validity(step.validity)
    for provision in step.provisions:
        for validity in (provision.validity, *(e.validity for e in provision.unless)):
            yield from _of_validity(validity)
    for leaf in {leaf.slot: leaf for provision in step.provisions for leaf in provision.leaves()}.values():
        yield from _of_leaf(rulebook, leaf, person)


def _of_validity(validity: Validity) -> Turning:
    for date, shift in ((validity.start, 0), (validity.end, 1)):
        if date is not None:
            partial = None if date.is_exact else date
            yield date.last + dt.timedelta(days=shift), partial
            yield date.first + dt.timedelta(days=shift), partial


def _of_leaf(rulebook: Rulebook, leaf: Leaf, person: Person) -> Turning:
    bounds = []
    for operand in leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,):
        if isinstance(operand, Param):
            for period in rulebook.parameters[operand.id].periods:
                yield from _of_validity(period.validity)
                bounds.append(period.value)
        else:
            bounds.append(operand)
    known = _known_dates(rulebook, leaf, person)
    for bound in bounds:
        if leaf.op.startswith(SINCE) and isinstance(bound, int):
            yield from _after(known, 0)
            yield from _after(known, bound, in_days=leaf.op.startswith("days"))
        elif leaf.fact == "age" and isinstance(bound, int):
            for years in (bound, bound + 1):
                yield from _after(known, 12 * years)


def _after(known: list[dt.date], count: int, *, in_days: bool = False) -> Turning:
    """The day that comes so many months or days after a date of the person, and the next; for a partial date both its ends."""
    ends = [day + dt.timedelta(days=count) if in_days else add_months(day, count) for day in known]
    partial = _common_part(*ends) if len(set(ends)) > 1 else None
    for day in ends:
        yield day + dt.timedelta(days=1), partial
        yield day, partial


def _common_part(first: dt.date, last: dt.date) -> PartialDate:
    """The month, or else the year, that two days share; the year of the first when they share none."""
    same_month = (first.year, first.month) == (last.year, last.month)
    return parse_partial_date(f"{first:%Y-%m}" if same_month else f"{first:%Y}")


def _known_dates(rulebook: Rulebook, leaf: Leaf, person: Person) -> list[dt.date]:
    name = "birth_date" if leaf.fact == "age" else leaf.fact
    fact = rulebook.facts.get(name)
    value = person.values.get(name)
    if value is None and fact is not None and fact.same_as:
        value = person.values.get(fact.same_as)
    return [dt.date.fromordinal(d) for d in value] if fact and fact.type == "date" and isinstance(value, tuple) else []


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that, told otherwise, would change the verdict; `value` is the nearest such value."""

    fact: str
    value: Value
    verdict: str
    can_be_changed: bool


def changes(law: Law, step: Step, person: Person) -> list[Change]:
    """What would change the verdict of a step, one fact at a time, changeable facts first."""
    now = law.answer(step.id, person).verdict
    leaves = [leaf for provision in law.of_step(step).provisions for leaf in provision.leaves()]
    found: dict[tuple[str, str], Change] = {}
    for name in dict.fromkeys(leaf.fact for leaf in leaves):
        fact = law.rulebook.facts.get(name)
        if fact is None:
            continue
        for value in cells(law, fact, leaves):
            other = _with(person, name, value)
            verdict = law.answer(step.id, other).verdict
            if verdict != now and verdict != "unknown":
                found.setdefault((name, verdict), Change(name, value, verdict, fact.is_changeable))
    return sorted(found.values(), key=lambda c: (not c.can_be_changed, c.fact))


def _with(person: Person, name: str, value: Value) -> Person:
    values = {k: v for k, v in person.values.items() if not (name == "age" and k == "birth_date")}
    return Person({**values, name: value}, person.given, person.country)
