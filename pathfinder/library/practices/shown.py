"""A practice in the words of one language, in the order of the template of the EMN study (2018)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _, gettext_noop

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.languages.names import country_name, partial_date_in_words
from pathfinder.library.content import ShownItem

SECTORS = {
    "public": gettext_noop("Public body"),
    "ngo": gettext_noop("Non-profit organization"),
    "private": gettext_noop("Company"),
}
TYPES = {"programme": gettext_noop("programme"), "project": gettext_noop("project")}
CODES = {"sector": SECTORS, "type": TYPES}
DATES = ("started", "ended")
AT_A_GLANCE = {
    "sector": gettext_noop("Sector"),
    "type": gettext_noop("Kind"),
    "area": gettext_noop("Field"),
    "access": gettext_noop("Who can take part"),
    "target_group": gettext_noop("For whom"),
    "coverage": gettext_noop("Where"),
    "budget": gettext_noop("Budget"),
    "funder": gettext_noop("Paid by"),
    "started": gettext_noop("Began"),
    "ended": gettext_noop("Ended"),
    "link": gettext_noop("Link"),
}
IN_FULL = {
    "need": gettext_noop("Why"),
    "activities": gettext_noop("What they do"),
    "actors": gettext_noop("Who takes part"),
    "promotion": gettext_noop("How people hear of it"),
    "objectives": gettext_noop("Aims"),
    "outcomes": gettext_noop("Results"),
    "evaluation": gettext_noop("How it was judged"),
    "challenges": gettext_noop("What was hard, and what helped"),
    "continuation": gettext_noop("How it goes on"),
    "company_size": gettext_noop("Size of the company"),
    "company_type": gettext_noop("Type of company"),
    "company_sector": gettext_noop("Branch of the company"),
}
FIELDS = {**AT_A_GLANCE, **IN_FULL}


@dataclass(frozen=True)
class Line:
    """One field that the source fills: texts, plain words or an address."""

    name: str
    label: str
    texts: tuple[LocalizedText, ...] = ()
    words: str = ""
    url: str = ""

    @property
    def is_list(self) -> bool:
        return len(self.texts) > 1

    @property
    def is_in_order(self) -> bool:
        return self.name == "activities" and self.is_list


@dataclass(frozen=True)
class ShownPractice(ShownItem):
    @property
    def country_name(self) -> str:
        return country_name(self.item.country.upper(), self.language)

    @property
    def sector(self) -> str:
        return self.line("sector").words

    @property
    def kind(self) -> str:
        return self.line("type").words

    @property
    def need(self) -> LocalizedText:
        return self.item.text("need", self.language)

    @property
    def years(self) -> str:
        """From when until when; the first year alone where it goes on or nobody says."""
        first, last = (str(self.item.data.get(name) or "")[:4] for name in DATES)
        return f"{first}–{last}" if last and last != first else first

    @cached_property
    def at_a_glance(self) -> list[Line]:
        return self._told(AT_A_GLANCE)

    @cached_property
    def in_full(self) -> list[Line]:
        return self._told(IN_FULL)

    def _told(self, names: Iterable[str]) -> list[Line]:
        return [self.line(name) for name in names if self.item.data.get(name)]

    def line(self, name: str) -> Line:
        """A field of the template; without texts and words where the source does not fill it."""
        label = _(FIELDS[name])
        told = self.item.data.get(name)
        if not told:
            return Line(name, label)
        if name in CODES:
            words = CODES[name].get(str(told))
            return Line(name, label, words=_(words) if words else str(told))
        if name in DATES:
            return Line(name, label, words=partial_date_in_words(str(told), self.language))
        if name == "link":
            url = str(told)
            return (
                Line(name, label, url=url) if url.startswith(("https://", "http://")) else Line(name, label, words=url)
            )
        return Line(name, label, tuple(self.item.texts(name, self.language)))

    def as_text(self, name: str) -> str:
        """A field in one line, for a file."""
        line = self.line(name)
        return line.words or line.url or "; ".join(text.words for text in line.texts)
