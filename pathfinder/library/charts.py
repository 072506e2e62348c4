"""Bars, columns and lines as plain shapes, which `library/chart.html` draws as SVG.

The shapes fit a telephone: 360 units wide, letters of 13. Each series has a fill or a dash of its own and its name beside
it, so that nobody needs colours; the classes s0 to s2 and l0 to l2 of the style sheet follow dark mode and print. The
numbers stand in `label`, which a screen reader says, and in a table that the page shows beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import floor, log10

WIDTH = 360
LETTER = 7.5  # about the width of a letter
ROW, BAR, GROUP_GAP = 20, 15, 10
PLOT_HEIGHT, TOP, FOOT = 170, 22, 24
EDGE = 1  # half an outline
TONES = 3
FEWEST = 3  # numbers that are worth a picture

Say = Callable[[float], str]


@dataclass(frozen=True)
class Series:
    """Values in the order of the categories; None where the source has none."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    tone: int


@dataclass(frozen=True)
class Line:
    points: str
    tone: int


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    tone: int


@dataclass(frozen=True)
class Words:
    x: float
    y: float
    words: str
    anchor: str = "start"


@dataclass
class Chart:
    """One picture in its own units. `grid` are paths."""

    label: str
    height: float = 0
    width: float = WIDTH
    bars: list[Bar] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    grid: list[str] = field(default_factory=list)


def is_worth_a_picture(series: Sequence[Series]) -> bool:
    return sum(value is not None for one in series for value in one.values) >= FEWEST


def bars(title: str, categories: Sequence[str], series: Sequence[Series], say: Say, *, is_rtl: bool = False) -> Chart:
    """A group of lying bars for each category, its name above it. They begin where a line of the language begins."""
    chart = Chart(_label(title, categories, series, say))
    has_names = len(series) > 1
    ends = [[f"{say(v)} · {one.name}" if has_names else say(v) for v in one.values if v is not None] for one in series]
    room = WIDTH - LETTER * max((len(words) for told in ends for words in told), default=0) - 10
    most = _most(series)
    y = 0.0
    for number, category in enumerate(categories):
        chart.words.append(_at(0, y + 14, category, is_rtl=is_rtl))
        y += ROW
        for tone, one in enumerate(series):
            value = one.values[number]
            if value is None:
                continue
            width = round(max(room, 60) * value / most, 1)
            x = WIDTH - width - EDGE if is_rtl else EDGE
            chart.bars.append(Bar(x, y, width, BAR, tone % TONES))
            said = f"{say(value)} · {one.name}" if has_names else say(value)
            chart.words.append(_at(width + 6, y + 12, said, is_rtl=is_rtl))
            y += ROW
        y += GROUP_GAP
    chart.height = y
    return chart


def columns(title: str, categories: Sequence[str], values: Sequence[float], say: Say, *, is_rtl: bool = False) -> Chart:
    """Standing bars for a few short categories such as years, which run as the language does."""
    series = [Series("", values)]
    chart = Chart(_label(title, categories, series, say), height=TOP + PLOT_HEIGHT + FOOT)
    step = WIDTH / len(categories)
    width = round(min(step * 0.7, 60), 1)
    floor_y = TOP + PLOT_HEIGHT
    most = _most(series)
    for number, (category, value) in enumerate(zip(categories, values, strict=True)):
        middle = step * (number + 0.5)
        middle = round(WIDTH - middle if is_rtl else middle, 1)
        height = round(PLOT_HEIGHT * value / most, 1)
        chart.bars.append(Bar(round(middle - width / 2, 1), round(floor_y - height, 1), width, height, 0))
        chart.words.append(Words(middle, round(floor_y - height - 6, 1), say(value), "middle"))
        chart.words.append(Words(middle, floor_y + 17, category, "middle"))
    chart.grid.append(f"M0 {floor_y}H{WIDTH}")
    return chart


def lines(
    title: str, at: Sequence[float], categories: Sequence[str], series: Sequence[Series], say: Say,
    *, is_rtl: bool = False,
) -> Chart:  # fmt: skip
    """A line for each series over numbers such as months; `categories` are these numbers in words, under the axis."""
    chart = Chart(_label(title, categories, series, say), height=TOP + PLOT_HEIGHT + FOOT)
    step, top = _scale(_most(series))
    left = LETTER * len(say(top)) + 14
    right = WIDTH - LETTER * max(len(one.name) for one in series) - 12
    span = (at[-1] - at[0]) or 1

    def across(x: float) -> float:
        return round(WIDTH - x if is_rtl else x, 1)

    def place(x: float) -> float:
        return left + 14 + (right - left - 20) * (x - at[0]) / span

    def height_of(value: float) -> float:
        return round(TOP + PLOT_HEIGHT * (1 - value / top), 1)

    for number in range(round(top / step) + 1):
        y = height_of(number * step)
        chart.grid.append(f"M{across(left)} {y}H{across(right)}")
        chart.words.append(_at(left - 6, y + 4, say(number * step), is_rtl=is_rtl, anchor="end"))
    for x, category in zip(at, categories, strict=True):
        chart.words.append(Words(across(place(x)), TOP + PLOT_HEIGHT + 18, category, "middle"))
    ends = []
    for tone, one in enumerate(series):
        told = [
            (across(place(x)), height_of(value)) for x, value in zip(at, one.values, strict=True) if value is not None
        ]
        chart.lines.append(Line(" ".join(f"{x},{y}" for x, y in told), tone % TONES))
        chart.dots += [Dot(x, y, tone % TONES) for x, y in told]
        ends.append((told[-1][1], one.name))
    lowest = -100.0
    for end, name in sorted(ends):  # names keep apart from each other
        lowest = max(end, lowest + 16)
        chart.words.append(_at(right + 4, lowest + 4, name, is_rtl=is_rtl))
    return chart


def _at(x: float, y: float, words: str, *, is_rtl: bool, anchor: str = "start") -> Words:
    """Letters that begin, or end, at a place of a picture that runs the other way in right-to-left languages."""
    if not is_rtl:
        return Words(round(x, 1), round(y, 1), words, anchor)
    return Words(round(WIDTH - x, 1), round(y, 1), words, "end" if anchor == "start" else "start")


def _most(series: Sequence[Series]) -> float:
    return max((value for one in series for value in one.values if value is not None), default=0) or 1


def _scale(most: float) -> tuple[float, float]:
    """A round step and the first multiple of it above everything: four to eight lines."""
    rough = most / 5
    power = 10 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    count = -(-most // step)
    return step, step * count


def _label(title: str, categories: Sequence[str], series: Sequence[Series], say: Say) -> str:
    """Everything that the picture shows, in words."""
    told = []
    for one in series:
        values = [f"{c}: {say(v)}" for c, v in zip(categories, one.values, strict=True) if v is not None]
        told.append(f"{one.name}: {', '.join(values)}" if one.name else ", ".join(values))
    return f"{title}. {'; '.join(told)}."
