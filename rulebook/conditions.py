"""The closed condition tree and its three values: yes (True), no (False), unknown (None).

Branches are Kleene's: a yes or a no never changes when an unknown is filled in. Leaves compare one fact with a constant
or a dated parameter. Each distinct comparison and branch has a slot, so that one evaluation works it out once however often
it is cited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rulebook.facts import Text, Values

if TYPE_CHECKING:
    from rulebook.law import Law

Truth = bool | None
Test = Callable[[Values], Truth]
WORDS: dict[Truth, str] = {True: "yes", False: "no", None: "unknown"}  # of a truth, in packs and documents
PENDING: Any = object()
# What a walk collects, in the order of the tree and each once: leaves by slot, names of facts.
Deciding = dict[int, "Leaf"]
Open = dict[str, None]


class Context:
    """One person on one day: the values, the law of that day, and what was already compared."""

    __slots__ = ("law", "memo", "values")

    def __init__(self, law: Law, values: Values) -> None:
        self.law = law
        self.values = values
        self.memo: list[Any] = [PENDING] * law.slot_count


class WorkedOutOnce:
    """What is worked out once for a person on a day, however often it is asked for."""

    __slots__ = ()
    slot: int

    def value(self, context: Context) -> Truth:
        found: Truth = context.memo[self.slot]
        if found is PENDING:
            found = context.memo[self.slot] = self._value(context)
        return found

    def _value(self, context: Context) -> Truth:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Param:
    """A reference to a dated figure of law."""

    id: str


@dataclass(eq=False, slots=True)
class Leaf:
    """`fact` `op` `operand`, for example age ge 18. `slot` is shared by equal comparisons.

    `until` is the second date of `months_before`: the months from the fact until then.
    """

    fact: str
    op: str
    operand: Any
    slot: int
    sources: tuple[str, ...] = ()
    until: str | None = None

    def value(self, context: Context) -> Truth:
        found = context.memo[self.slot]
        if found is PENDING:
            found = context.memo[self.slot] = context.law.test(self)(context.values)
        return found  # type: ignore[no-any-return]  # the memo is typed loosely, for its sentinel

    def decide(self, context: Context, into: Deciding) -> None:
        into[self.slot] = self

    def open(self, context: Context, into: Open) -> None:
        """The fact, unless it is the law's own figure that is not known on this day."""
        if self.value(context) is not None or context.law.resolve(self.operand) is None:
            return
        if self.until is None or not _is_exact(context.values.get(self.fact)):
            into[self.fact] = None
        if self.until is not None and not _is_exact(context.values.get(self.until)):
            into[self.until] = None

    def leaves(self) -> Iterator[Leaf]:
        yield self


@dataclass(eq=False, slots=True)
class Derived:
    """A named fact that follows from others by its own tree: the flag test `is: wanted` on it."""

    fact: str
    tree: Node
    wanted: bool
    slot: int
    label: Text = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    def value(self, context: Context) -> Truth:
        found = context.memo[self.slot]
        if found is PENDING:
            found = context.memo[self.slot] = self.tree.value(context)
        return found if found is None or self.wanted else not found

    def decide(self, context: Context, into: Deciding) -> None:
        self.tree.decide(context, into)

    def open(self, context: Context, into: Open) -> None:
        if self.value(context) is None:
            self.tree.open(context, into)

    def leaves(self) -> Iterator[Leaf]:
        return self.tree.leaves()


class _Branch(WorkedOutOnce):
    """What all branches of several children have in common."""

    __slots__ = ()
    children: Sequence[Node]

    def open(self, context: Context, into: Open) -> None:
        if self.value(context) is None:
            for child in self.children:
                child.open(context, into)

    def leaves(self) -> Iterator[Leaf]:
        for child in self.children:
            yield from child.leaves()


@dataclass(eq=False, slots=True)
class All(_Branch):
    children: Sequence[Node]
    slot: int
    sources: tuple[str, ...] = ()

    def _value(self, context: Context) -> Truth:
        result: Truth = True
        for child in self.children:
            truth = child.value(context)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    def decide(self, context: Context, into: Deciding) -> None:
        """No: the first branch that fails. Yes or unknown: every branch with that value."""
        truth = self.value(context)
        for child in self.children:
            if child.value(context) is truth:
                child.decide(context, into)
                if truth is False:
                    return


@dataclass(eq=False, slots=True)
class Some(_Branch):
    """At least `count` of the children hold; `any` is a count of one."""

    children: Sequence[Node]
    slot: int
    count: int = 1
    sources: tuple[str, ...] = ()

    def _value(self, context: Context) -> Truth:
        yes = unknown = 0
        for child in self.children:
            truth = child.value(context)
            if truth is True:
                yes += 1
                if yes == self.count:
                    return True
            elif truth is None:
                unknown += 1
        return None if yes + unknown >= self.count else False

    def decide(self, context: Context, into: Deciding) -> None:
        """Yes: the first branches that hold. No or unknown: every branch with that value."""
        truth, left = self.value(context), self.count
        for child in self.children:
            if child.value(context) is truth:
                child.decide(context, into)
                left -= 1
                if truth is True and left == 0:
                    return


@dataclass(eq=False, slots=True)
class Not:
    child: Node
    sources: tuple[str, ...] = ()

    @property
    def children(self) -> Sequence[Node]:
        return (self.child,)

    def value(self, context: Context) -> Truth:
        truth = self.child.value(context)
        return None if truth is None else not truth

    def decide(self, context: Context, into: Deciding) -> None:
        self.child.decide(context, into)

    def open(self, context: Context, into: Open) -> None:
        self.child.open(context, into)

    def leaves(self) -> Iterator[Leaf]:
        return self.child.leaves()


Node = Leaf | Derived | All | Some | Not


def _is_exact(value: Any) -> bool:
    return isinstance(value, tuple) and value[0] == value[1]


def constant_test(truth: Truth) -> Test:
    return lambda values: truth


def make_test(fact: str, op: str, operand: Any) -> Test:
    """The comparison as a function of the values; unknown when the fact was not given. `operand` is normalised:
    a bool, a code, a set of codes, a territory id, a number (level positions, day ordinals) or a pair of them."""
    return _MAKERS[op](fact, operand)


def _is(fact: str, wanted: bool) -> Test:
    def test(values: Values) -> Truth:
        got = values.get(fact)
        return None if got is None else got is wanted

    return test


def _eq(fact: str, wanted: Any) -> Test:
    def test(values: Values) -> Truth:
        got: Any = values.get(fact)
        if got is None:
            return None
        if type(got) is tuple:
            low, high = got
            return (low == high) or None if low <= wanted <= high else False
        return bool(got == wanted)

    return test


def _ne(fact: str, wanted: Any) -> Test:
    equal = _eq(fact, wanted)

    def test(values: Values) -> Truth:
        truth = equal(values)
        return None if truth is None else not truth

    return test


def _in(fact: str, wanted: frozenset[Any]) -> Test:
    def test(values: Values) -> Truth:
        got: Any = values.get(fact)
        if got is None:
            return None
        if type(got) is tuple:
            possible = {number in wanted for number in range(got[0], got[1] + 1)}
            return None if len(possible) > 1 else True in possible
        return not wanted.isdisjoint(got) if type(got) is frozenset else got in wanted

    return test


def _within(fact: str, territory: str) -> Test:
    def test(values: Values) -> Truth:
        got: Any = values.get(fact)
        if got is None:
            return None
        return True if territory in got.surely else (None if territory in got.maybe else False)

    return test


def _ge(fact: str, bound: int) -> Test:
    def test(values: Values) -> Truth:
        got: Any = values.get(fact)
        if got is None:
            return None
        return True if got[0] >= bound else (False if got[1] < bound else None)

    return test


def _lt(fact: str, bound: int) -> Test:
    def test(values: Values) -> Truth:
        got: Any = values.get(fact)
        if got is None:
            return None
        return True if got[1] < bound else (False if got[0] >= bound else None)

    return test


def _between(fact: str, bounds: tuple[int, int]) -> Test:
    lowest, highest = bounds

    def test(values: Values) -> Truth:
        got: Any = values.get(fact)
        if got is None:
            return None
        if got[0] >= lowest and got[1] <= highest:
            return True
        return False if got[1] < lowest or got[0] > highest else None

    return test


_MAKERS: dict[str, Callable[[str, Any], Test]] = {
    "is": _is,
    "eq": _eq,
    "ne": _ne,
    "in": _in,
    "within": _within,
    "ge": _ge,
    "lt": _lt,
    "gt": lambda fact, bound: _ge(fact, bound + 1),
    "le": lambda fact, bound: _lt(fact, bound + 1),
    "between": _between,
}
