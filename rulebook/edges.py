"""Whether a pack tries each figure of law at its edge: a made-up person right at the threshold, and one right before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rulebook.conditions import Leaf
from rulebook.dates import SINCE, last_start, parse_partial_date
from rulebook.facts import PersonError, Values
from rulebook.law import Law, Rulebook
from rulebook.provisions import Provision
from rulebook.situations import Situation


def missing_edges(rulebook: Rulebook, situations: Sequence[Situation]) -> Iterator[str]:
    """A sentence for each threshold of an evaluable provision that no pair of its situations stands on both sides of."""
    tried = _people(rulebook, situations)
    for provision in rulebook.provisions.values():
        if not provision.is_evaluable:
            continue
        for leaf in _thresholds(rulebook, provision):
            sides = {_side(leaf, law, values) for law, values in tried.get(provision.id, ())}
            if not {"at", "before"} <= sides:
                near = " and ".join(side for side in ("at", "before") if side not in sides)
                yield f"{provision.id}: no situation {near} the edge of {leaf.fact} {leaf.op}"


def _people(rulebook: Rulebook, situations: Sequence[Situation]) -> Mapping[str, list[tuple[Law, Values]]]:
    found: dict[str, list[tuple[Law, Values]]] = {}
    for situation in situations:
        if "provision" not in situation.data:
            continue
        on = parse_partial_date(situation.data["on"]).first
        try:
            person = rulebook.person(situation.data.get("given") or {}, dt.date.max, on)
        except PersonError:
            continue  # `Situation.failures` tells it
        law = rulebook.on(on)
        found.setdefault(situation.data["provision"], []).append((law, law.prepare(person)))
    return found


def _thresholds(rulebook: Rulebook, provision: Provision) -> Iterable[Leaf]:
    """Comparisons of ages, months and dates; that a day has come at all is no threshold, nor is one between two dates."""
    leaves = {leaf.slot: leaf for leaf in provision.leaves()}.values()
    facts = rulebook.facts
    return [
        leaf
        for leaf in leaves
        if leaf.fact in facts
        and facts[leaf.fact].type in ("whole", "date")
        and leaf.until is None
        and not (leaf.op.startswith(SINCE) and leaf.operand == 0)
    ]


def _side(leaf: Leaf, law: Law, values: Values) -> str | None:
    """`at` the last value on one side of the threshold, `before` the first on the other, or elsewhere (None)."""
    value, operand = values.get(leaf.fact), law.resolve(leaf.operand)
    if operand is None or not isinstance(value, tuple) or value[0] != value[1]:
        return None
    if leaf.op in ("eq", "ne"):
        return "at" if value[0] == operand else "before"
    for bound in operand if isinstance(operand, tuple) else (operand,):
        edge = _edge(leaf.op, bound, law.day)
        if value[0] in (edge, edge - 1):
            return "at" if value[0] == edge else "before"
    return None


def _edge(op: str, bound: int, day: dt.date) -> int:
    """The first value of the upper side: for a time since a date, of the dates that are too recent."""
    if op.startswith(SINCE):
        until = day if op.endswith((":ge", ":lt")) else day - dt.timedelta(days=1)
        return last_start(op, bound, until).toordinal() + 1
    return bound + 1 if op in ("gt", "le") else bound
