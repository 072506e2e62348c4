"""People at random for a rulebook: some facts told, others not, values mostly where a rule turns, now and then a wrong one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Any

from rulebook.conditions import Leaf, Param
from rulebook.dates import add_months
from rulebook.facts import LEVELS, Fact
from rulebook.law import Rulebook

TODAY = dt.date(2026, 11, 25)
EARLIEST = dt.date(1995, 1, 1)
WRONG: dict[str, list[Any]] = {
    "flag": ["perhaps", 1],
    "whole": ["many", -1, 12.5, 10**11],
    "date": ["2018-02-30", "2018-13", "1066-10-14", "2031-01-01", "soon"],
    "level": ["D1", ""],
    "code": ["nobody", ["none"]],
    "codes": [["XY", "nobody"], "nobody"],
    "place": ["Atlantis", "00000", "be-nowhere"],
}


class People:
    """Draws people, and the days to look at them."""

    def __init__(self, rulebook: Rulebook, random: Random) -> None:
        self.rulebook = rulebook
        self.random = random
        self.numbers: dict[str, list[int]] = {}  # by fact: where a comparison turns
        self.spans: dict[str, list[tuple[str, int]]] = {}  # by date: the months or days since it that matter
        leaves = {leaf.slot: leaf for provision in rulebook.provisions.values() for leaf in provision.leaves()}
        for leaf in leaves.values():
            self._learn(leaf)
        validities = [p.validity for p in rulebook.provisions.values()] + [s.validity for s in rulebook.steps.values()]
        self.days = sorted({day for validity in validities for day in validity.turning_days()}) or [TODAY]
        self.places = self._places()

    def _learn(self, leaf: Leaf) -> None:
        unit, _colon, _op = leaf.op.rpartition(":")
        for number in self._figures(leaf):
            if unit.endswith("since"):
                self.spans.setdefault(leaf.fact, []).append((unit, number))
            elif unit:
                self.spans.setdefault(leaf.until or "", []).append(("months_since", number))
            else:
                self.numbers.setdefault(leaf.fact, []).append(number)

    def _figures(self, leaf: Leaf) -> Iterator[int]:
        for operand in leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,):
            values = (
                [p.value for p in self.rulebook.parameters[operand.id].periods]
                if isinstance(operand, Param)
                else [operand]
            )
            yield from (value for value in values if isinstance(value, int) and not isinstance(value, bool))

    def _places(self) -> list[str]:
        gazetteer = self.rulebook.gazetteer
        found = [word for t in gazetteer.territories.values() for word in (t.id, *t.postcodes, *t.names.values())]
        if gazetteer.towns:
            towns = gazetteer.towns()
            found += [
                *towns.by_name,
                *towns.by_postcode,
                *(f"{code[:-1]}{n}" for n, code in enumerate(towns.by_postcode) if n < 10),
            ]
        return found

    def day(self) -> dt.date:
        if self.random.random() < 0.4:
            return self.random.choice(self.days) + dt.timedelta(days=self.random.choice((-1, 0, 1)))
        return self._date_between(EARLIEST, dt.date(2028, 12, 31))

    def person(self, on: dt.date) -> dict[str, Any]:
        random = self.random
        told = random.choice((0.1, 0.4, 0.7, 0.95))
        facts = [fact for fact in self.rulebook.facts.values() if random.random() < told]
        hidden = random.choice(("age", "birth_date"))
        given = {fact.id: self._answer(fact, on) for fact in facts if fact.id != hidden or random.random() < 0.02}
        if random.random() < 0.02 and facts:
            wrong = random.choice(facts)
            given[wrong.id] = random.choice(WRONG[wrong.type])
        if random.random() < 0.01:
            given["no_such_fact"] = True
        return given

    def declined(self) -> list[str]:
        return [name for name in self.rulebook.facts if self.random.random() < 0.1]

    def _answer(self, fact: Fact, on: dt.date) -> Any:
        random = self.random
        match fact.type:
            case "flag":
                return random.choice((True, False, "yes", "no"))
            case "whole":
                return self._number(fact)
            case "level":
                return random.choice(LEVELS)
            case "date":
                return self._date(fact, on)
            case "place":
                return random.choice(self.places)
        codes = list(fact.values) or sorted(self.rulebook.reader.countries)
        several = [random.choice(codes) for _ in range(random.choice((1, 1, 2)))]
        return several if fact.type == "codes" else several[0]

    def _number(self, fact: Fact) -> int:
        near = [n + step for n in self.numbers.get(fact.id, ()) for step in (-1, 0, 1)] + [
            self.random.randrange(0, 100)
        ]
        low, high = fact.lowest or 0, fact.highest if fact.highest is not None else 10**6
        return min(max(self.random.choice(near), low), high)

    def _date(self, fact: Fact, on: dt.date) -> str:
        random = self.random
        spans = self.spans.get(fact.id, [])
        if fact.id == "birth_date":
            spans = [
                *spans,
                *(("months_since", 12 * n) for n in self.numbers.get("age", ())),
                ("months_since", 12 * random.randrange(16, 70)),
            ]
        days = [dt.date.fromordinal(number) for number in self.numbers.get(fact.id, ())]
        days += [on - dt.timedelta(days=n) if unit == "days_since" else add_months(on, -n) for unit, n in spans]
        day = random.choice(days) if days and random.random() < 0.8 else self._date_between(dt.date(2005, 1, 1), TODAY)
        day += dt.timedelta(days=random.choice((-1, 0, 0, 1)))
        return min(day, TODAY).isoformat()[: random.choice((10, 10, 10, 7, 4))]

    def _date_between(self, first: dt.date, last: dt.date) -> dt.date:
        return first + dt.timedelta(days=self.random.randrange((last - first).days))
