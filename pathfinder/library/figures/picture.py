"""The picture of a table, where one can be drawn without saying more than the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pathfinder.languages.names import direction
from pathfinder.library.charts import FEWEST, TONES, Chart, Series, bars, columns, lines
from pathfinder.library.figures.table import Row, Table
from pathfinder.library.figures.words import TIMES, Cell, figure_in_words

MOST_BARS = 60
MOST_COLUMNS = 8
LONGEST_CATEGORY, LONGEST_NAME, LONGEST_AT_A_LINE = 50, 28, 12  # letters that fit
_MIXED = re.compile(r"see item|[;/]|\band\b|\bor\b")  # persons and percent do not stand on one scale
_IN_BRACKETS = re.compile(r"\(.*?\)")
_SPAN = re.compile(r"/|\d{4}-\d{4}|\bto\b|\bcumulative\b")

Say = Callable[[Cell, int], str]  # a cell of a column in words


@dataclass(frozen=True)
class Picture:
    chart: Chart
    is_whole: bool  # every row of the table is in it


def picture_of(title: str, unit: str, table: Table, say: Say, language: str) -> Picture | None:
    """Bars, columns or lines; nothing for fewer than three numbers, mixed units, or more dimensions than a plane has."""
    if _MIXED.search(_IN_BRACKETS.sub("", unit)) or not table.figures:
        return None
    comparable = _without_spans(table)
    is_rtl = direction(language) == "rtl"
    drawn = _categories_and_series(comparable, say)
    if drawn is None:
        return None
    place, categories, series = drawn
    numbers = [value for one in series for value in one.values if value is not None]
    if not FEWEST <= len(numbers) <= MOST_BARS or min(numbers) < 0 or not _have_room(series):
        return None
    words = [_shortened(category) for _cell, category in categories]

    def number(value: float) -> str:
        return figure_in_words(value, language)

    at = [float(cell) for cell, _words in categories if isinstance(cell, (int, float))]
    if _are_columns(comparable, place, series):
        chart = columns(title, words, [value or 0 for value in series[0].values], number, is_rtl=is_rtl)
    elif _are_lines(at, series, len(categories)):
        chart = lines(title, at, words, series, lambda value: _short_number(value, language), is_rtl=is_rtl)
    else:
        chart = bars(title, words, series, number, is_rtl=is_rtl)
    return Picture(chart, len(comparable.rows) == len(table.rows))


def _without_spans(table: Table) -> Table:
    """A year does not stand beside five years together: where there are both, the single ones."""
    for place in table.varying:
        if table.columns[place] in TIMES - {"edition"}:
            single = tuple(row for row in table.rows if not _SPAN.search(str(row[place])))
            if single and len(single) < len(table.rows):
                return replace(table, rows=single)
    return table


def _have_room(series: Sequence[Series]) -> bool:
    return max(len(one.name) for one in series) <= LONGEST_NAME


def _categories_and_series(table: Table, say: Say) -> tuple[int, list[tuple[Cell, str]], list[Series]] | None:
    """Which column stands along the picture, what stands there, and the figures of each series."""
    varying = table.varying
    one_for_each_row = [place for place in varying if len(table.values_at(place)) == len(table.rows)]
    if not varying or one_for_each_row or len(table.figures) > 1:
        if varying and not one_for_each_row:
            return None
        place = one_for_each_row[0] if one_for_each_row else 0
        rows = _in_order(table, place)
        categories = [(row[place], ", ".join(say(row[p], p) for p in varying or (place,))) for row in rows]
        has_one = len(table.figures) == 1
        series = [
            Series("" if has_one else say(None, figure), [_number(row[figure]) for row in rows])
            for figure in table.figures
        ]
        return place, categories, series
    if len(varying) != 2:
        return None
    along, beside = _along_and_beside(table, varying)
    drawn = _plane(table, along, beside, say)
    if drawn and not _have_room(drawn[2]):  # long names stand above the bars
        drawn = _plane(table, beside, along, say)
    return drawn


def _plane(table: Table, along: int, beside: int, say: Say) -> tuple[int, list[tuple[Cell, str]], list[Series]] | None:
    figure = table.figures[0]
    found = {(row[along], row[beside]): _number(row[figure]) for row in table.rows}
    if len(found) < len(table.rows):  # two figures for one place: something else tells them apart
        return None
    cells = table.values_at(along)
    series = [Series(say(one, beside), [found.get((cell, one)) for cell in cells]) for one in table.values_at(beside)]
    told = [one for one in series if any(value is not None for value in one.values)]
    return (along, [(cell, say(cell, along)) for cell in cells], told) if told else None


def _along_and_beside(table: Table, varying: Sequence[int]) -> tuple[int, int]:
    """Months or years stand along the picture; else the column with more to tell."""
    first, second = varying
    are_numbers = [
        all(isinstance(cell, int) for cell in table.values_at(place)) and table.columns[place] not in TIMES
        for place in varying
    ]
    if are_numbers[1] or (table.columns[second] in TIMES and table.columns[first] not in TIMES):
        return second, first
    if are_numbers[0] or table.columns[first] in TIMES:
        return first, second
    return (first, second) if len(table.values_at(first)) >= len(table.values_at(second)) else (second, first)


def _in_order(table: Table, place: int) -> list[Row]:
    order = table.values_at(place)
    return sorted(table.rows, key=lambda row: order.index(row[place]))


def _are_columns(table: Table, place: int, series: Sequence[Series]) -> bool:
    """A few years, each with its figure."""
    return (
        len(series) == 1
        and series[0].name == ""
        and table.columns[place] in TIMES
        and table.varying == (place,)
        and len(table.rows) <= MOST_COLUMNS
        and None not in series[0].values
        and all(len(str(row[place])) == len("2018") for row in table.rows)
    )


def _are_lines(at: Sequence[float], series: Sequence[Series], categories: int) -> bool:
    """A few series over at least three numbers, each with a figure at most of them."""
    return (
        len(at) == categories >= FEWEST
        and list(at) == sorted(at)
        and len(series) <= TONES
        and all(0 < len(one.name) <= LONGEST_AT_A_LINE for one in series)
        and all(sum(value is not None for value in one.values) > 1 for one in series)
    )


def _number(cell: Cell) -> float | None:
    """None for a sign such as “n/a”, and for words."""
    return cell if isinstance(cell, (int, float)) else None


def _shortened(words: str) -> str:
    """The whole words stand in the table."""
    return words if len(words) <= LONGEST_CATEGORY else f"{words[: LONGEST_CATEGORY - 1].rstrip()}…"


def _short_number(value: float, language: str) -> str:
    """For the axis: no decimals that say nothing."""
    return figure_in_words(int(value) if value == int(value) else value, language)
