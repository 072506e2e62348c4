"""What the packs hold for the library: items of every country, each with its country and its pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.rulebooks.words import Source, sources_named

Shelf = Literal[
    "practices", "stories", "events", "documents", "indicators", "policies", "challenges", "monitoring_instruments"
]


@dataclass(frozen=True)
class Item:
    """One thing on a shelf. `data` is the item as the pack has it, its texts by language."""

    id: str
    country: str
    shelf: Shelf
    data: Mapping[str, Any]

    @property
    def title(self) -> Mapping[str, str]:
        """Of a story, the first name of who tells it."""
        return as_texts(self.data.get("title") or self.data.get("name") or self.data.get("first_name"))

    @property
    def sources(self) -> tuple[Source, ...]:
        """With title, publisher and address, in the order of the pack."""
        told = self.data.get("sources") or self.data.get("source") or ()
        return sources_named(rulebook_of(self.country).pack, [told] if isinstance(told, str) else told)

    def text(self, name: str, language: str) -> LocalizedText:
        """A field in a language, with an honest fallback; empty where the pack does not say it."""
        return localized(as_texts(self.data.get(name)), language)

    def texts(self, name: str, language: str) -> list[LocalizedText]:
        """A field that is a list, each entry in a language."""
        told = self.data.get(name) or ()
        return [localized(as_texts(one), language) for one in ([told] if isinstance(told, (str, Mapping)) else told)]


@dataclass(frozen=True)
class ShownItem:
    """An item in the words of one language: what every shelf shows of it."""

    item: Item
    language: str

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def country(self) -> str:
        return self.item.country

    @property
    def confidence(self) -> str:
        return str(self.item.data.get("confidence") or "")

    @cached_property
    def title(self) -> LocalizedText:
        return localized(self.item.title, self.language)

    @property
    def sources(self) -> Sequence[Source]:
        return self.item.sources


@cache
def items(shelf: Shelf) -> tuple[Item, ...]:
    """Everything of a shelf in all countries, in the order of the packs."""
    return tuple(
        Item(str(data["id"]), country, shelf, data)
        for country in countries()
        for data in rulebook_of(country).pack["library"].get(shelf) or ()
    )


@cache
def by_id(shelf: Shelf) -> Mapping[str, Item]:
    return {item.id: item for item in items(shelf)}


@cache
def _english(words: str) -> Mapping[str, str]:
    return {"en": words}


def as_texts(told: Any) -> Mapping[str, str]:
    """Words by language; a plain string of a pack is English, the language in which the facts are written."""
    if isinstance(told, Mapping):
        return told
    return _english(str(told)) if told not in (None, "") else {}


def of_country(found: Iterable[Item], country: str) -> list[Item]:
    return [item for item in found if not country or item.country == country]
