"""An indicator in the words of one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.library.content import ShownItem, as_texts
from pathfinder.library.figures.picture import Picture, picture_of
from pathfinder.library.figures.table import Table
from pathfinder.library.figures.words import Cell, cell_in_words, dimension_in_words, figure_in_words, plain_code
from pathfinder.rulebooks.loaded import rulebook_of

MANY_ROWS = 8  # from here on a reader may choose


@dataclass(frozen=True)
class ShownCell:
    words: LocalizedText
    is_figure: bool


@dataclass(frozen=True)
class ShownIndicator(ShownItem):
    """`asked` chooses rows, by the names of the dimensions."""

    asked: Mapping[str, str]

    @property
    def url(self) -> str:
        return reverse("library:figure", args=[self.language, self.id])

    @cached_property
    def unit(self) -> LocalizedText:
        return self.item.text("unit", self.language)

    @cached_property
    def note(self) -> LocalizedText:
        return self.item.text("note", self.language)

    @cached_property
    def original_source(self) -> LocalizedText:
        return self.item.text("original_source", self.language)

    @property
    def breaks(self) -> list[str]:
        """Years from which on the figures cannot be compared with those before."""
        return [str(year) for year in self.item.data.get("breaks", ())]

    @property
    def definitions(self) -> list[tuple[LocalizedText, LocalizedText]]:
        told = self.item.data.get("definitions") or {}
        return [(self._code(code), localized(as_texts(text), self.language)) for code, text in told.items()]

    @property
    def signs(self) -> list[tuple[str, LocalizedText]]:
        """What signs such as “n/a” mean, for those that stand in the table."""
        told = self.item.data.get("missing") or {}
        used = {cell for row in self.table.rows for cell in row}
        return [(str(sign), localized(as_texts(text), self.language)) for sign, text in told.items() if sign in used]

    # The table

    @cached_property
    def whole(self) -> Table:
        return Table.of(self.item)

    @cached_property
    def table(self) -> Table:
        return self.whole.where(self.asked)

    @property
    def columns(self) -> list[ShownCell]:
        figures = self.table.figures
        return [
            ShownCell(dimension_in_words(name, self.language), place in figures)
            for place, name in enumerate(self.table.columns)
        ]

    def rows(self) -> Iterator[list[ShownCell]]:
        for row in self.table.rows:
            yield [self._cell(cell, place) for place, cell in enumerate(row)]

    @property
    def choices(self) -> list[dict[str, Any]]:
        """For a long table: each dimension with what may be chosen of it, and whether it is."""
        if len(self.whole.rows) <= MANY_ROWS or len(self.whole.varying) < 2:
            return []
        asked = self.whole.asked_for(self.asked)
        return [
            {
                "name": self.whole.columns[place],
                "label": dimension_in_words(self.whole.columns[place], self.language).words,
                "options": [
                    (str(cell), self._words(cell, place), asked.get(place) == str(cell))
                    for cell in self.whole.values_at(place)
                ],
            }
            for place in self.whole.varying
        ]

    @cached_property
    def picture(self) -> Picture | None:
        return picture_of(self.title.words, self.item.text("unit", "en").words, self.table, self._words, self.language)

    def _words(self, cell: Cell, place: int) -> str:
        """A cell, or the name of its column where there is none, without marks."""
        if cell is None:
            return dimension_in_words(self.whole.columns[place], self.language).words
        return self._cell(cell, place).words.words

    def _cell(self, cell: Cell, place: int) -> ShownCell:
        if place in self.whole.figures:
            words = figure_in_words(cell, self.language) if isinstance(cell, (int, float)) else str(cell or "")
            return ShownCell(LocalizedText(words, self.language), is_figure=True)
        return ShownCell(cell_in_words(cell, self.whole.columns[place], self.language, self._named), is_figure=False)

    @cached_property
    def _named(self) -> Mapping[str, Any]:
        """Names by code: the territories of the country, and the branches that the indicator explains itself."""
        territories = {key: one.names for key, one in rulebook_of(self.country).territories.items()}
        return {**territories, **(self.item.data.get("nace") or {})}

    def _code(self, code: str) -> LocalizedText:
        return localized({"en": plain_code(code)}, self.language)
