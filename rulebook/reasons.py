"""Why: the whole tree of an answer, from when until when it holds, and what would change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rulebook.cells import cells
from rulebook.conditions import All, Context, Derived, Leaf, Node, Not, Param
from rulebook.dates import add_months
from rulebook.facts import Person, Value
from rulebook.law import Law, Rulebook
from rulebook.provisions import Provision, Step

WORDS = {True: "yes", False: "no", None: "unknown"}


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
    """The first and last day of the stretch around the decision date on which the verdict is the same; None is open."""

    start: dt.date | None
    end: dt.date | None


def window(rulebook: Rulebook, step: Step, person: Person, on: dt.date) -> Window:
    """From when until when the verdict of `on` holds, with the law of each day and the facts as given."""
    today = rulebook.on(on).answer(step.id, person).verdict
    days = sorted(_turning_days(rulebook, step, person))
    start: dt.date | None = None
    for day in [d for d in reversed(days) if d <= on]:
        if rulebook.on(day).answer(step.id, person).verdict != today:
            break
        start = day
    else:
        before = days[0] - dt.timedelta(days=1) if days else on
        if rulebook.on(before).answer(step.id, person).verdict == today:
            start = None
    later = (d for d in days if d > on and rulebook.on(d).answer(step.id, person).verdict != today)
    end = next(later, None)
    return Window(start, end - dt.timedelta(days=1) if end else None)


def _turning_days(rulebook: Rulebook, step: Step, person: Person) -> set[dt.date]:
    """Every day on which the verdict may change: dates of law, and dates that follow from the person's own."""
    days = set(step.validity.turning_days())
    for provision in step.provisions:
        days.update(provision.validity.turning_days())
        for exemption in provision.unless:
            days.update(exemption.validity.turning_days())
        for leaf in provision.leaves():
            days.update(_leaf_days(rulebook, leaf, person))
    return days


def _leaf_days(rulebook: Rulebook, leaf: Leaf, person: Person) -> Iterator[dt.date]:
    bounds = []
    for operand in leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,):
        if isinstance(operand, Param):
            for period in rulebook.parameters[operand.id].periods:
                yield from period.validity.turning_days()
                bounds.append(period.value)
        else:
            bounds.append(operand)
    known = _known_dates(rulebook, leaf, person)
    for bound in bounds:
        if leaf.op.startswith("months_since") and isinstance(bound, int):
            for day in known:
                yield from (add_months(day, bound), add_months(day, bound) + dt.timedelta(days=1), day)
        elif leaf.fact == "age" and isinstance(bound, int):
            for day in known:
                yield from (add_months(day, 12 * years) for years in (bound, bound + 1))


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
    leaves = [leaf for provision in step.provisions for leaf in provision.leaves()]
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
