"""Threshold cells: for a fact, one value for every set of values that a tree cannot tell apart on a day.

They make "for every possible person" a finite claim: tests walk them, and "what would change this" tries them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from rulebook.conditions import Leaf
from rulebook.dates import SINCE, add_months, last_start, last_start_with
from rulebook.facts import LEVELS, Fact, Value, Values
from rulebook.law import Law
from rulebook.places import Gazetteer


def cells(law: Law, fact: Fact, leaves: Iterable[Leaf], known: Values | None = None) -> list[Value]:
    """Values of `fact`, one for each cell that `leaves` distinguish on the law's day, in ascending order.

    `known` values of other dates place the cells of a comparison between two dates.
    """
    leaves = list(leaves)
    own = [leaf for leaf in leaves if leaf.fact == fact.id]
    operands = [(leaf.op, law.resolve(leaf.operand)) for leaf in own]
    operands = [(op, operand) for op, operand in operands if operand is not None]
    if fact.type == "flag":
        return [False, True]
    if fact.type == "place":
        return _places(law.rulebook.gazetteer, frozenset(operand for _, operand in operands))
    if fact.type in ("code", "codes"):
        return _codes(fact, operands, law.rulebook.reader.countries)
    return _numbers(law, fact, operands, set(_relative_to_known(law, fact, leaves, known or {})))


def _relative_to_known(law: Law, fact: Fact, leaves: Iterable[Leaf], known: Values) -> Iterator[int]:
    """Thresholds of `months_before` that follow from the other date."""
    for leaf in leaves:
        other = leaf.until if leaf.fact == fact.id else leaf.fact
        value, months = known.get(other or ""), law.resolve(leaf.operand)
        if (
            leaf.until is None
            or fact.id not in (leaf.fact, leaf.until)
            or not isinstance(value, tuple)
            or months is None
        ):
            continue
        for day in map(dt.date.fromordinal, value):
            yield (last_start_with(months, day) if leaf.fact == fact.id else add_months(day, months)).toordinal()


@lru_cache(maxsize=256)
def _places(gazetteer: Gazetteer, territories: frozenset[str]) -> list[Value]:
    seen: dict[frozenset[str], Value] = {}
    for territory_id, territory in gazetteer.territories.items():
        if territory.members or gazetteer.is_branch(territory_id):
            continue
        place = gazetteer.find(territory_id)
        if place is not None:
            seen.setdefault(territories & place.surely, place)
    return list(seen.values())


def _codes(fact: Fact, operands: list[tuple[str, Any]], countries: frozenset[str]) -> list[Value]:
    sets = dict.fromkeys(frozenset([x]) if isinstance(x, str) else x for _, x in operands)
    universe = tuple(fact.values) or tuple(sorted(countries))
    return _told_apart(universe, tuple(sets), fact.type == "codes")


@lru_cache(maxsize=256)
def _told_apart(universe: tuple[str, ...], sets: tuple[frozenset[str], ...], several: bool) -> list[Value]:
    """One code for each cell of the sets; with `several`, pairs that fall into another cell than each alone."""
    seen: dict[tuple[bool, ...], Value] = {}
    for code in universe:
        seen.setdefault(tuple(code in s for s in sets), frozenset([code]) if several else code)
    if several:
        singles = [v for v in seen.values() if isinstance(v, frozenset)]
        for both in (a | b for a in singles for b in singles):
            seen.setdefault(tuple(not s.isdisjoint(both) for s in sets), both)
    return list(seen.values())


def _numbers(law: Law, fact: Fact, operands: list[tuple[str, Any]], points: set[int]) -> list[Value]:
    if fact.type == "level":
        return [(n, n) for n in range(len(LEVELS))]
    for op, operand in operands:
        for bound in operand if isinstance(operand, (tuple, frozenset)) else (operand,):
            if op.startswith(SINCE):
                for day in (law.day, law.day - dt.timedelta(days=1)):
                    points.add(last_start(op, bound, day).toordinal())
            elif op.startswith("months_before"):  # the other date is taken to be the law's day or three years earlier
                for day in (law.day, last_start_with(36, law.day)):
                    points.add(last_start_with(bound, day).toordinal())
            else:
                points.add(bound)
    if fact.type == "date":
        points |= {law.day.toordinal(), last_start_with(36, law.day).toordinal()}
    around = {p + step for p in points for step in (-1, 0, 1)}
    if fact.type == "whole":
        top = fact.highest if fact.highest is not None else max(around, default=0)
        around = {p for p in around if (fact.lowest or 0) <= p <= top} or {fact.lowest or 0}
    return [(p, p) for p in sorted(around)]
