"""Trees as one graph: equal comparisons and equal branches are one node, and what is settled is folded away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from rulebook.conditions import All, Derived, Leaf, Node, Not, Some, Test
from rulebook.dates import SINCE, Validity, add_months, last_start, last_start_with
from rulebook.facts import LEVELS, Fact, Interval, born_with, nearest
from rulebook.law import Law
from rulebook.provisions import Provision

_EPOCH = dt.date(1970, 1, 1).toordinal()  # Polars counts days from here
_RANGES: dict[Any, tuple[int, int]] = {
    getattr(pl, f"{sign}Int{bits}"): (0, 2**bits - 1) if sign else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    for sign in ("", "U")
    for bits in (8, 16, 32, 64)
}
_ORDERS = frozenset({"eq", "ne", "in", "lt", "le", "gt", "ge", "between"})
OLDEST = 150  # years; ages in a frame are looked up in a table of so many
_FEW = 4  # up to so many codes are compared one by one: faster than looking them up in a set

Key = tuple[Any, ...]
Ref = int  # a node, by its place in the graph
Schema = tuple[tuple[str, pl.DataType], ...]
YES, NO, UNKNOWN = range(3)  # the first three nodes of every graph


class FrameError(ValueError):
    """A column that cannot stand for its fact: which one, and what was expected."""


def check_column(fact: Fact, dtype: pl.DataType) -> None:
    """Raises FrameError where the column cannot stand for the fact."""
    fits: dict[str, Callable[[], bool]] = {
        "flag": lambda: dtype == pl.Boolean,
        "whole": dtype.is_integer,
        "date": lambda: dtype == pl.Date,
        "codes": lambda: isinstance(dtype, (pl.Enum, pl.List)),
        "level": lambda: isinstance(dtype, pl.Enum),
        "code": lambda: isinstance(dtype, pl.Enum),
        "place": lambda: isinstance(dtype, pl.Enum),
    }
    if not fits[fact.type]():
        expected = {"flag": "Boolean", "whole": "an integer", "date": "Date", "codes": "a List, Enum or String"}
        raise FrameError(f"column {fact.id}: got {dtype}, expected {expected.get(fact.type, 'Enum or String')}")
    known = LEVELS if fact.type == "level" else tuple(fact.values)
    if isinstance(dtype, pl.Enum) and known:
        for code in dtype.categories:
            if code not in known:
                raise FrameError(f'column {fact.id}: "{code}" is not one of its values. {nearest(code, known)}')


@dataclass(eq=False)
class Graph:
    """Comparisons and branches, each distinct one once, children before parents."""

    keys: list[Key] = field(default_factory=lambda: [("lit", True), ("lit", False), ("lit", None)])
    _at: dict[Key, Ref] = field(default_factory=dict)

    def put(self, *key: Any) -> Ref:
        if key not in self._at:
            self._at[key] = len(self.keys)
            self.keys.append(key)
        return self._at[key]

    def test(self, word: str, columns: str | tuple[str, ...], *operands: Any) -> Ref:
        """A comparison of one column, or of several."""
        return self.put(word, (columns,) if isinstance(columns, str) else columns, *operands)

    def no(self, part: Ref) -> Ref:
        """The opposite."""
        if part in (YES, NO, UNKNOWN):
            return {YES: NO, NO: YES, UNKNOWN: UNKNOWN}[part]
        word, *rest = self.keys[part]
        return int(rest[0]) if word == "not" else self.put("not", part)

    def every(self, parts: Iterable[Ref]) -> Ref:
        return self._branch("and", parts, YES, NO)

    def any(self, parts: Iterable[Ref]) -> Ref:
        return self._branch("or", parts, NO, YES)

    def _branch(self, word: str, parts: Iterable[Ref], neutral: Ref, decisive: Ref) -> Ref:
        flat: dict[Ref, None] = {}
        for part in parts:
            nested = self.keys[part][1:] if self.keys[part][0] == word else (part,)
            flat |= dict.fromkeys(nested)
        flat.pop(neutral, None)
        if decisive in flat:
            return decisive
        if len(flat) < 2:
            return next(iter(flat), neutral)
        return self.put(word, *flat)

    def at_least(self, count: int, parts: Sequence[Ref]) -> Ref:
        count -= sum(part == YES for part in parts)
        left = [part for part in parts if part not in (YES, NO)]
        if count <= 0:
            return YES
        if count > len(left):
            return NO
        if count in (1, len(left)):
            return self.any(left) if count == 1 else self.every(left)
        return self.put("count", count, *left)

    def first(self, parts: Iterable[Ref]) -> Ref:
        """The first that is known."""
        left = [part for part in parts if part != UNKNOWN]
        return self.put("first", *left) if len(left) > 1 else next(iter(left), UNKNOWN)

    def sure(self, part: Ref) -> Ref:
        """Yes only where it is known to be yes; never unknown."""
        if part <= UNKNOWN:
            return YES if part == YES else NO
        return self.put("sure", part)


class Trees:
    """The trees of one law, read into a graph for frames of one schema."""

    def __init__(self, law: Law, graph: Graph, schema: Mapping[str, pl.DataType]) -> None:
        self.law = law
        self.graph = graph
        self.schema = {name: dtype for name, dtype in schema.items() if dtype != pl.Null}
        self.facts = law.rulebook.facts
        for name, dtype in self.schema.items():
            if name in self.facts:
                check_column(self.facts[name], dtype)
        self._implied: dict[str, list[tuple[Ref, Any]]] = {}
        self._stand_ins: dict[str, list[str]] = {}
        for implication in law.rulebook.implications:  # in the law's order: a later one may rest on an earlier one
            lines = self._implied.get(implication.fact, [])
            holds = graph.sure(self.node(implication.tree))
            alone = graph.every([holds, *(graph.no(earlier) for earlier, _ in lines)])
            self._implied[implication.fact] = [*lines, (alone, implication.value)]
        for fact, other in law.rulebook.stand_ins:  # only now: what is implied looks at stated dates alone
            self._stand_ins[fact] = [other, *self._stand_ins.get(other, ())]

    def provision(self, provision: Provision | None) -> Ref:
        """The same value as `Provision.value`, for everyone; no, where the law has no such provision."""
        graph = self.graph
        if provision is None or self.law.in_force(provision.validity) is False:
            return NO
        if provision.tree is None:
            return UNKNOWN
        exempt = [
            self._dated(exemption.validity, self.node(exemption.tree))
            for exemption in provision.unless
            if self.law.in_force(exemption.validity) is not False
        ]
        holds = graph.every([self.node(provision.tree), *map(graph.no, exempt)])
        return self._dated(provision.validity, holds if provision.is_evaluable else graph.every([holds, UNKNOWN]))

    def _dated(self, validity: Validity, holds: Ref) -> Ref:
        return holds if self.law.in_force(validity) else self.graph.every([holds, UNKNOWN])

    def node(self, node: Node) -> Ref:
        graph = self.graph
        match node:
            case Leaf():
                return self._leaf(node)
            case Derived():
                inner = self.node(node.tree)
                return inner if node.wanted else graph.no(inner)
            case Not():
                return graph.no(self.node(node.child))
            case All():
                return graph.every(map(self.node, node.children))
            case Some():
                return graph.at_least(node.count, list(map(self.node, node.children)))

    # leaves

    def _leaf(self, leaf: Leaf) -> Ref:
        operand = self.law.resolve(leaf.operand)
        if operand is None or leaf.fact not in self.facts:  # no figure in force, or a reading nobody is sure of
            return UNKNOWN
        if leaf.until is not None:
            return self._months_before(leaf.fact, leaf.until, leaf.op.partition(":")[2], operand)
        names = [leaf.fact, *self._stand_ins.get(leaf.fact, ())]
        return self.graph.first(self._concluded(self.facts[name], leaf, operand) for name in names)

    def _concluded(self, fact: Fact, leaf: Leaf, operand: Any) -> Ref:
        """The comparison made on this fact as told or, where it was not, as implied."""
        truth = self._told(fact, leaf, operand)
        for holds, value in self._implied.get(fact.id, ()):
            follows = self.graph.every([holds, self._is_missing(fact)])
            if self.law.test(leaf)({leaf.fact: value}) is True:
                truth = self.graph.any([truth, follows])
            else:
                truth = self.graph.every([truth, self.graph.no(follows)])
        return truth

    def _told(self, fact: Fact, leaf: Leaf, operand: Any) -> Ref:
        """The comparison with what persons told, before anything is implied."""
        stated = self._stated(fact, leaf.op, operand) if fact.id in self.schema else UNKNOWN
        if fact.id == "age" and "birth_date" in self.schema:
            born = self._ordered("birth_date", leaf.op, operand, self._born_for_age, is_falling=True)
            return self.graph.first([born, stated])
        if fact.id == "birth_date" and "age" in self.schema:
            return self.graph.first([stated, self._born_by_age(self.law.test(leaf))])
        return stated

    def _is_missing(self, fact: Fact) -> Ref:
        names = ["age", "birth_date"] if fact.id in ("age", "birth_date") else [fact.id]
        return self.graph.every(self.graph.test("null", name) for name in names if name in self.schema)

    def _born_by_age(self, test: Test) -> Ref:
        """A test of the date of birth, made on the days that each age leaves possible."""
        truths = [test({"birth_date": born}) for born in births(self.law.day)]
        sure = [age for age, truth in enumerate(truths) if truth]
        possible = [age for age, truth in enumerate(truths) if truth is None]
        return self.graph.any([self._ages(sure), self.graph.every([self._ages(possible), UNKNOWN])])

    def _ages(self, ages: Sequence[int]) -> Ref:
        """One of these ages, as stretches; no, and yet unknown where no age was told, for none of them."""
        starts = [age for age in ages if age - 1 not in ages]
        ends = [age for age in ages if age + 1 not in ages]
        stretches = [
            self.graph.every([self._compare("ge", "age", start), self._compare("lt", "age", end + 1)])
            for start, end in zip(starts, ends, strict=True)
        ]
        return self.graph.any(stretches) if stretches else self._compare("lt", "age", 0)

    def _months_before(self, start: str, until: str, op: str, months: int) -> Ref:
        """Months from one date of a person to another: `gt` and `le` ask about a day more."""
        for name in (start, until):
            if name in self._implied:
                raise NotImplementedError(f"columns cannot compute months_before with {name}, which may be implied")
        dates = [
            tuple(n for n in (name, *self._stand_ins.get(name, ())) if n in self.schema) for name in (start, until)
        ]
        ages = births(self.law.day) if start == "birth_date" and "age" in self.schema else ()
        if not dates[1] or not (dates[0] or ages):
            return UNKNOWN
        strict = op in ("gt", "le")
        told = self.graph.test("reached", dates[0] + dates[1], len(dates[0]), months, strict) if dates[0] else UNKNOWN
        truth = self.graph.first([told, self._reached_by_age(ages, dates[1], months, strict)])
        return truth if op in ("ge", "gt") else self.graph.no(truth)

    def _reached_by_age(self, births: Sequence[Interval], until: tuple[str, ...], months: int, strict: bool) -> Ref:
        """The same from the days of birth that each age leaves possible; unknown without them."""
        if not births:
            return UNKNOWN
        earliest, latest = (
            tuple(add_months(dt.date.fromordinal(born[end]), months).toordinal() - _EPOCH for born in births)
            for end in (0, 1)
        )
        sure = self.graph.test("reached_by_age", ("age", *until), latest, strict)
        possible = self.graph.test("reached_by_age", ("age", *until), earliest, strict)
        return self.graph.any([sure, self.graph.every([possible, UNKNOWN])])

    def _stated(self, fact: Fact, op: str, operand: Any) -> Ref:
        name = fact.id
        if fact.type == "flag":
            flag = self.graph.test("flag", name)
            return flag if operand else self.graph.no(flag)
        if op == "within":
            return self._within(name, operand)
        if fact.type in ("code", "codes"):
            wanted = {operand} if op in ("eq", "ne") else set(operand)
            found = self._coded(name, wanted)
            return self.graph.no(found) if op == "ne" else found
        if op.startswith(SINCE):
            return self._since(name, op, operand)
        if fact.type == "level":
            return self._level(name, op, operand)
        if op == "in":
            return self.graph.any(self._compare("eq", name, value) for value in sorted(operand))
        if op not in _ORDERS:
            raise NotImplementedError(f"columns cannot test {name} with {op}")
        shift = _EPOCH if fact.type == "date" else 0
        return self._ordered(name, op, operand, lambda bound: bound - shift)

    def _ordered(
        self, name: str, op: str, operand: Any, bound: Callable[[int], int], *, is_falling: bool = False
    ) -> Ref:
        """Every comparison by "from this bound on"; a column `is_falling` where more in it means less of the fact."""

        def reaches(value: int) -> Ref:
            return self._compare("lt" if is_falling else "ge", name, bound(value))

        def below(value: int) -> Ref:
            return self._compare("ge" if is_falling else "lt", name, bound(value))

        if op == "between":
            return self.graph.every([reaches(operand[0]), below(operand[1] + 1)])
        if op in ("eq", "ne", "in"):
            values = sorted(operand) if op == "in" else [operand]
            if is_falling:
                found = self.graph.any(self.graph.every([reaches(value), below(value + 1)]) for value in values)
            else:
                found = self.graph.any(self._compare("eq", name, bound(value)) for value in values)
            return self.graph.no(found) if op == "ne" else found
        more = operand + 1 if op in ("gt", "le") else operand
        return reaches(more) if op in ("ge", "gt") else below(more)

    def _compare(self, word: str, name: str, bound: int) -> Ref:
        """`ge`, `lt` or `eq` a bound that may lie outside of what the column's type can hold."""
        low, high = next((found for kind, found in _RANGES.items() if self.schema[name] == kind), _RANGES[pl.Int32])
        if low < bound <= high:
            return self.graph.test(word, name, bound)
        if word == "eq" and bound == low:
            return self.graph.test(word, name, bound)
        holds = word != "eq" and (bound <= low) == (word == "ge")
        return self.graph.test("ge" if holds else "lt", name, low)

    def _born_for_age(self, years: int) -> int:
        """The first day of birth, in Polars' count, that is too late to be `years` old on the law's day."""
        return last_start_with(12 * years, self.law.day).toordinal() + 1 - _EPOCH

    def _since(self, name: str, test: str, count: Any) -> Ref:
        """As in `law`: nothing holds for a date that has not come yet on the law's day."""
        graph, today = self.graph, self.law.day
        unit, _, op = test.partition(":")
        if op == "between":
            return graph.every([self._since(name, f"{unit}:ge", count[0]), self._since(name, f"{unit}:le", count[1])])
        before = today if op in ("ge", "lt") else today - dt.timedelta(days=1)
        late = last_start(test, count, before).toordinal() + 1 - _EPOCH  # the first start that is too late
        has_come = self._compare("lt", name, today.toordinal() + 1 - _EPOCH)
        return graph.every([has_come, self._compare("lt" if op in ("ge", "gt") else "ge", name, late)])

    def _level(self, name: str, op: str, operand: Any) -> Ref:
        position = {level: at for at, level in enumerate(LEVELS)}
        tests: dict[str, Callable[[int], bool]] = {
            "eq": lambda at: at == operand,
            "ne": lambda at: at != operand,
            "lt": lambda at: at < operand,
            "le": lambda at: at <= operand,
            "gt": lambda at: at > operand,
            "ge": lambda at: at >= operand,
            "between": lambda at: operand[0] <= at <= operand[1],
        }
        return self._coded(name, {level for level in LEVELS if tests[op](position[level])})

    def _within(self, name: str, territory: str) -> Ref:
        """Yes for places wholly inside, unknown for those partly inside: a postcode may mean two municipalities."""
        find = self.law.rulebook.gazetteer.find
        inside, partly = set(), set()
        for answer in self._categories(name):
            place = find(answer)
            if place is None:
                raise FrameError(f'column {name}: we do not know the place "{answer}"')
            if territory in place.surely:
                inside.add(answer)
            elif territory in place.maybe:
                partly.add(answer)
        found = self._coded(name, inside)
        if not partly:
            return found
        return self.graph.any([found, self.graph.every([self._coded(name, partly), UNKNOWN])])

    def _categories(self, name: str) -> list[str]:
        dtype = self.schema[name]
        return dtype.categories.to_list() if isinstance(dtype, pl.Enum) else []

    def _coded(self, name: str, wanted: set[str]) -> Ref:
        """One of these codes; in a list, any of them."""
        graph = self.graph
        dtype = self.schema[name]
        if isinstance(dtype, pl.List):
            inner = dtype.inner
            known = wanted.intersection(inner.categories) if isinstance(inner, pl.Enum) else wanted
            return graph.test("overlaps", name, tuple(sorted(known)))
        categories = self._categories(name)
        codes = [at for at, category in enumerate(categories) if category in wanted]
        rest = [at for at, category in enumerate(categories) if category not in wanted]
        if not codes:
            return graph.test("lt", name, 0)  # never, yet unknown where nothing was told
        if codes == list(range(codes[0], codes[-1] + 1)) and len(codes) > 1:
            upper = graph.test("lt", name, codes[-1] + 1) if codes[-1] + 1 < len(categories) else YES
            lower = graph.test("ge", name, codes[0]) if codes[0] or upper == YES else YES
            return graph.every([lower, upper])
        if len(codes) <= _FEW:
            return graph.any(graph.test("eq", name, code) for code in codes)
        if len(rest) <= _FEW:
            return graph.no(graph.any(graph.test("eq", name, code) for code in rest))
        return graph.test("in", name, tuple(codes))


def births(day: dt.date) -> tuple[Interval, ...]:
    """First and last possible day of birth for each age in years."""
    return tuple(born_with((age, age), day) for age in range(OLDEST + 1))
