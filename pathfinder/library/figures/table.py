"""The observations of an indicator as rows of cells: which of them are figures, and which rows a reader asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from pathfinder.library.content import Item
from pathfinder.library.figures.words import TIMES, Cell

VALUE = "value"  # the column of the figures where the pack names only the dimensions
NAMES_OF_FIGURES = frozenset({"share", "rate", "value", "value_text", "number", "gap"})

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    columns: tuple[str, ...]
    figures: tuple[int, ...]  # the places of the columns that hold figures; the others say what the figures are of
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, item: Item) -> Self:
        """A pack writes the figure after the dimensions, or gives its column a name among them."""
        columns = tuple(str(name) for name in item.data["dimensions"])
        rows = tuple(tuple(row) for row in item.data["observations"])
        if any(len(row) > len(columns) for row in rows):
            return cls((*columns, VALUE), (len(columns),), rows)
        figures = tuple(place for place, name in enumerate(columns) if place and _holds_figures(name, place, rows))
        return cls(columns, figures, rows)

    @property
    def dimensions(self) -> tuple[int, ...]:
        return tuple(place for place in range(len(self.columns)) if place not in self.figures)

    @cached_property
    def varying(self) -> tuple[int, ...]:
        """The dimensions in which the rows differ."""
        return tuple(place for place in self.dimensions if len(self.values_at(place)) > 1)

    def values_at(self, place: int) -> list[Cell]:
        """What stands in a column, each once; times in their order, anything else in the order of the source."""
        values = list(dict.fromkeys(row[place] for row in self.rows))
        return sorted(values, key=str) if self.columns[place] in TIMES else values

    def where(self, asked: Mapping[str, str]) -> Table:
        """The rows that hold what was asked, by the name of a dimension. What no row holds was not asked."""
        wanted = self.asked_for(asked)
        return Table(
            self.columns,
            self.figures,
            tuple(row for row in self.rows if all(str(row[place]) == value for place, value in wanted.items())),
        )

    def asked_for(self, asked: Mapping[str, str]) -> dict[int, str]:
        return {
            place: asked[self.columns[place]]
            for place in self.varying
            if asked.get(self.columns[place]) in {str(value) for value in self.values_at(place)}
        }


def _holds_figures(name: str, place: int, rows: Sequence[Row]) -> bool:
    if name in TIMES:
        return False
    return name in NAMES_OF_FIGURES or all(isinstance(row[place], (int, float, type(None))) for row in rows)
