"""A graph of comparisons computed by Polars over a frame, and kept: a slider asks the same question many times."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import reduce
from typing import Any

import polars as pl

from rulebook.column_graph import OLDEST, Graph, Ref

_BRANCHES = frozenset({"and", "or", "not", "count", "sure", "first"})
_SMALL = 200_000  # rows up to which one thread is faster than planning for several


class Plan:
    """A graph that can be run: in stages for large frames, where what several parts need is a column of an earlier
    stage and Polars works on all cores; node by node for small ones, where planning would cost more than computing."""

    def __init__(self, graph: Graph, roots: Mapping[str, Ref]) -> None:
        self.keys = graph.keys
        self.roots = roots
        self.order = sorted(self._reachable(roots.values()))  # children come before parents
        self.inputs = sorted({name for at in self.order if self._is_test(at) for name in self.keys[at][1]})
        uses = Counter(child for at in self.order for child in self._children(at))
        self._kept = {at for at in self.order if self._is_kept(at, uses[at])}
        self.stages = self._stages()
        self.final = [self._expression(root).alias(name) for name, root in roots.items()]

    def run(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The roots as columns."""
        if not self.roots:
            return pl.DataFrame(height=frame.height)
        numbers = pl.DataFrame([_as_numbers(frame[name]) for name in self.inputs] or None, height=frame.height)
        return self._run_node_by_node(numbers) if frame.height < _SMALL else self._run_in_stages(numbers)

    def _run_in_stages(self, frame: pl.DataFrame) -> pl.DataFrame:
        for stage in self.stages:
            frame = frame.with_columns(stage)
        return frame.select(self.final)

    def _run_node_by_node(self, frame: pl.DataFrame) -> pl.DataFrame:
        found: dict[Ref, pl.Series] = {}
        for at in self.order:
            word, *rest = self.keys[at]
            if word == "lit":
                found[at] = pl.repeat(rest[0], frame.height, dtype=pl.Boolean, eager=True)
            elif word in _BRANCHES:
                found[at] = self._branch_of_series(at, [found[child] for child in self._children(at)])
            elif word in _COMPARISONS_OF_ONE:
                found[at] = _COMPARISONS_OF_ONE[word](frame[rest[0][0]], *rest[1:])
            else:
                found[at] = frame.select(self._fresh(at)).to_series()
        return pl.DataFrame([found[root].alias(name) for name, root in self.roots.items()], height=frame.height)

    def _branch_of_series(self, at: Ref, parts: Sequence[pl.Series]) -> pl.Series:
        word = self.keys[at][0]
        if word in _SIMPLE_BRANCHES:
            return reduce(_SIMPLE_BRANCHES[word], parts)
        if word == "not":
            return ~parts[0]
        return pl.select(self._rare_branch(at, list(map(pl.lit, parts)))).to_series()

    def _stages(self) -> list[list[pl.Expr]]:
        stages: dict[int, list[pl.Expr]] = {}
        depths: dict[Ref, int] = {}
        for at in self.order:
            below = max((depths[child] for child in self._children(at)), default=0)
            depths[at] = below + 1 if at in self._kept else below
            if at in self._kept:
                stages.setdefault(depths[at], []).append(self._fresh(at).alias(f"#{at}"))
        return [stages[depth] for depth in sorted(stages)]

    def _is_test(self, at: Ref) -> bool:
        return self.keys[at][0] not in _BRANCHES and self.keys[at][0] != "lit"

    def _children(self, at: Ref) -> tuple[Ref, ...]:
        word, *rest = self.keys[at]
        if word not in _BRANCHES:
            return ()
        return tuple(rest[1:] if word == "count" else rest)

    def _reachable(self, roots: Iterable[Ref]) -> set[Ref]:
        found: set[Ref] = set()
        left = list(roots)
        while left:
            at = left.pop()
            if at not in found:
                found.add(at)
                left += self._children(at)
        return found

    def _is_kept(self, at: Ref, uses: int) -> bool:
        word = self.keys[at][0]
        return word != "flag" and (self._is_test(at) or (word in _BRANCHES and uses > 1))

    def _expression(self, at: Ref) -> pl.Expr:
        return pl.col(f"#{at}") if at in self._kept else self._fresh(at)

    def _fresh(self, at: Ref) -> pl.Expr:
        word, *rest = self.keys[at]
        if word == "lit":
            return pl.repeat(rest[0], pl.len(), dtype=pl.Boolean)
        if word in _COMPARISONS_OF_ONE:
            return _COMPARISONS_OF_ONE[word](pl.col(rest[0][0]), *rest[1:])  # type: ignore[no-any-return]  # as given
        if word not in _BRANCHES:
            return _COMPARISONS[word](list(map(pl.col, rest[0])), *rest[1:])
        parts = [self._expression(child) for child in self._children(at)]
        if word in _SIMPLE_BRANCHES:
            return reduce(_SIMPLE_BRANCHES[word], parts)
        return ~parts[0] if word == "not" else self._rare_branch(at, parts)

    def _rare_branch(self, at: Ref, parts: Sequence[pl.Expr]) -> pl.Expr:
        word = self.keys[at][0]
        if word == "sure":
            return parts[0].fill_null(value=False)
        if word == "first":
            return pl.coalesce(*parts)
        count = self.keys[at][1]
        surely = pl.sum_horizontal(part.fill_null(value=False).cast(pl.UInt8) for part in parts).ge(count)
        maybe = pl.sum_horizontal(part.fill_null(value=True).cast(pl.UInt8) for part in parts).ge(count)
        return surely.or_(maybe.and_(pl.lit(None, pl.Boolean)))


def _as_numbers(column: pl.Series) -> pl.Series:
    """Codes and dates by their numbers, which compare faster."""
    return column.to_physical() if isinstance(column.dtype, (pl.Enum, pl.Date)) else column


def _overlaps(columns: list[pl.Expr], codes: Collection[str]) -> pl.Expr:
    return columns[0].list.eval(pl.element().is_in(codes)).list.any()


def _reached(columns: list[pl.Expr], starts: int, months: int, strict: bool) -> pl.Expr:
    """Whether the months have passed between the first known of `starts` columns and the first known of the others."""
    start, until = pl.coalesce(columns[:starts]).cast(pl.Date), pl.coalesce(columns[starts:])
    reached = start.dt.offset_by(f"{months}mo").to_physical()
    return reached < until if strict else reached <= until


def _reached_by_age(columns: list[pl.Expr], days: Sequence[int], strict: bool) -> pl.Expr:
    """Whether the day that belongs to the age in the first column has come on the first known of the others."""
    age, until = columns[0].cast(pl.Int32).clip(0, OLDEST), pl.coalesce(columns[1:])
    reached = pl.lit(pl.Series(days, dtype=pl.Int32)).gather(age)
    return reached < until if strict else reached <= until


_SIMPLE_BRANCHES: dict[str, Callable[[Any, Any], Any]] = {"and": operator.and_, "or": operator.or_}

_COMPARISONS_OF_ONE: dict[str, Callable[..., Any]] = {  # of a column or of an expression alike
    "flag": lambda column: column,
    "null": lambda column: column.is_null(),
    "eq": operator.eq,
    "ge": operator.ge,
    "lt": operator.lt,
    "in": lambda column, codes: column.is_in(codes),
}
_COMPARISONS: dict[str, Callable[..., pl.Expr]] = {
    "overlaps": _overlaps,
    "reached": _reached,
    "reached_by_age": _reached_by_age,
}
