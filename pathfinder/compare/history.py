"""How an answer changed: every provision of it from when until when, in a list and as bars of one picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from pathfinder.compare.answers import Question, periods_of
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import country_name
from pathfinder.law.queries import provision_url
from pathfinder.rulebooks.words import Source, dates_in_words, sources_named
from rulebook.law import Rulebook
from rulebook.provisions import Provision

FIRST_YEAR = 2012  # of the picture; what is older begins at its edge
WIDTH, LEFT, BAR, GAP = 640, 8, 14, 6  # in the picture's own units


@dataclass(frozen=True)
class Period:
    """A provision while it was in force. `x` and `width` place its bar."""

    title: LocalizedText
    dates: SafeString
    is_now: bool
    url: str
    sources: tuple[Source, ...]
    confidence: str
    x: int
    y: int
    width: int


@dataclass(frozen=True)
class History:
    country: str
    country_name: str
    periods: tuple[Period, ...]
    years: tuple[tuple[int, int], ...]  # year and where it begins

    @property
    def height(self) -> int:
        return len(self.periods) * (BAR + GAP) + 24

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def bar(self) -> int:
        return BAR


def history_of(rulebook: Rulebook, question: Question, language: str, today: dt.date) -> History:
    """The past of one country's answer; empty where our sources know no provision."""
    last_year = today.year + 1
    periods = tuple(
        _period(provision, row, rulebook, language, today, last_year)
        for row, provision in enumerate(periods_of(rulebook, question))
    )
    return History(
        rulebook.country, country_name(rulebook.country.upper(), language), periods, tuple(_years(last_year))
    )


def _period(
    provision: Provision, row: int, rulebook: Rulebook, language: str, today: dt.date, last_year: int
) -> Period:
    start, end = provision.validity.start, provision.validity.end
    x = _place(start.first if start else dt.date(FIRST_YEAR, 1, 1), last_year)
    until = _place(end.last if end else dt.date(last_year, 12, 31), last_year)
    return Period(
        title=localized(provision.title, language),
        dates=dates_in_words(provision.validity, language),
        is_now=provision.validity.holds_on(today) is not False,
        url=provision_url(provision, rulebook.country, language),
        sources=sources_named(rulebook.pack, provision.sources),
        confidence=provision.confidence,
        x=x,
        y=row * (BAR + GAP),
        width=max(3, until - x),
    )


def _place(day: dt.date, last_year: int) -> int:
    first, last = dt.date(FIRST_YEAR, 1, 1).toordinal(), dt.date(last_year, 12, 31).toordinal()
    part = (min(max(day.toordinal(), first), last) - first) / (last - first)
    return LEFT + round(part * (WIDTH - 2 * LEFT))


def _years(last_year: int) -> Iterator[tuple[int, int]]:
    for year in range(FIRST_YEAR, last_year + 1, 2):
        yield year, _place(dt.date(year, 1, 1), last_year)
