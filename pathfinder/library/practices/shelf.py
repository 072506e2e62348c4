"""Which practices a reader asks for: filters of an address, a free word, and how many each choice would leave."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pathfinder.directory.queries import codes, plain
from pathfinder.languages.names import country_name
from pathfinder.library.content import Item, as_texts, items, kept_with_the_shelves
from pathfinder.library.finding import find_in_library
from pathfinder.library.practices.shown import SECTORS, TYPES

FILTERS = ("country", "sector", "type", "theme")
LONGEST_WORDS = 200  # letters
# The packs tell the field of a practice in free words, nearly each in its own. These words of the English text put it
# under a theme of the directory; what a practice does beside its field counts for mentoring only.
THEME_WORDS = {
    "mentoring": r"mentor",
    "counselling": r"counselling|information",
    "vocational_training": r"\btraining\b",
    "workplace_learning": r"traineeship|workplace learning|on-the-job|internship",
    "job_search": r"(?<!-)\bemployment|\bjobs?\b|to work\b|labour insertion",
    "self_employment": r"self-employment|entrepreneur",
    "employer_support": r"\bemployer|corporate partners",
    "competence_validation": r"recognition|skills-based",
    "diversity": r"intercultural|diversity",
    "integration_programme": r"integration|inclusion",
    "housing": r"\bhousing",
    "language": r"\benglish\b",
}


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """One filter with the choices that leave something."""

    name: str
    label: str
    chosen: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Asked:
    """What an address asks for. Values that nothing has are left out."""

    words: str
    filters: Mapping[str, str]

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        chosen = {name: query.get(name, "") for name in FILTERS}
        return cls(query.get("q", "").strip()[:LONGEST_WORDS], {n: v for n, v in chosen.items() if v in _codes(n)})

    def found(self, language: str) -> list[Item]:
        return [item for item in self._fitting_words(language) if self._fits(item, self.filters)]

    def facets(self, language: str) -> list[Facet]:
        """How many practices each choice would leave, the other filters kept."""
        by_words = self._fitting_words(language)
        labels = {"country": _("Country"), "sector": _("Sector"), "type": _("Kind"), "theme": _("Theme")}
        shown = []
        for name in FILTERS:
            others = {n: v for n, v in self.filters.items() if n != name}
            left = [item for item in by_words if self._fits(item, others)]
            counts = Counter(code for item in left for code in codes_of(item, name))
            chosen = self.filters.get(name, "")
            choices = [
                Choice(c, _label(name, c, language), counts[c]) for c in _codes(name) if counts[c] or c == chosen
            ]
            shown.append(Facet(name, labels[name], chosen, tuple(choices)))
        return shown

    def _fits(self, item: Item, filters: Mapping[str, str]) -> bool:
        return all(value in codes_of(item, name) for name, value in filters.items())

    def _fitting_words(self, language: str) -> list[Item]:
        """Practices that have every word; where none has, those that mean the same, the best first."""
        if not self.words:
            return list(items("practices"))
        wanted = plain(self.words).split()
        exact = [item for item in items("practices") if all(word in _text(item) for word in wanted)]
        return exact or [hit.item for hit in find_in_library(self.words, language) if hit.item.shelf == "practices"]


def codes_of(item: Item, name: str) -> tuple[str, ...]:
    if name == "theme":
        return themes_of(item)
    value = item.country if name == "country" else str(item.data.get(name) or "")
    return (value,) if value else ()


def themes_of(item: Item) -> tuple[str, ...]:
    """Themes of the directory that the English words of the practice name."""
    return _themes()[item.id]


@kept_with_the_shelves
def _themes() -> Mapping[str, tuple[str, ...]]:
    return {item.id: tuple(_themes_in(item)) for item in items("practices")}


def _themes_in(item: Item) -> Iterator[str]:
    field = f"{item.text('area', 'en').words} / {_english(item.title)}".casefold()
    done = " / ".join(text.words for text in item.texts("activities", "en")).casefold()
    for theme, words in THEME_WORDS.items():
        if re.search(words, f"{field} / {done}" if theme == "mentoring" else field):
            yield theme


def _english(texts: Mapping[str, str]) -> str:
    return str(texts.get("en") or next(iter(texts.values()), ""))


@kept_with_the_shelves
def _codes(name: str) -> tuple[str, ...]:
    """All values of a filter in the order in which they are offered."""
    if name in ("sector", "type"):
        return tuple(SECTORS if name == "sector" else TYPES)
    if name == "theme":
        return tuple(THEME_WORDS)
    return tuple(dict.fromkeys(item.country for item in items("practices")))


def _label(name: str, code: str, language: str) -> str:
    if name == "country":
        return country_name(code.upper(), language)
    return _({"sector": SECTORS, "type": TYPES, "theme": codes.THEMES}[name][code])


def _text(item: Item) -> str:
    return _texts()[item.id]


@kept_with_the_shelves
def _texts() -> Mapping[str, str]:
    """All that a practice says in any language, made when somebody first looks for a word."""
    return {item.id: plain(" ".join(_words(item.data.values()))) for item in items("practices")}


def _words(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, (list, tuple)):
            yield from _words(value)
        else:
            yield from (str(words) for words in as_texts(value).values())
