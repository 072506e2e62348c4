"""What stands on the shelves: the items of the packs, and in their place what people changed, added or took away since.

Every process keeps the shelves as they are and asks the database once a request whether a record of theirs changed.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property, wraps
from typing import Any, Literal, ParamSpec, TypeVar, cast, get_args

from django.utils import timezone
from django.utils.translation import get_language

from pathfinder.directory.queries import keys_merged_away, newest_change, records_changed_by_people
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.library.as_records import SHELF_OF, item_of
from pathfinder.library.consents.queries import keys_not_shown
from pathfinder.library.told_by import own_page, source_told_by
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.rulebooks.words import Source, sources_named
from rulebook.dates import parse_partial_date

Shelf = Literal[
    "practices", "stories", "events", "documents", "indicators", "policies", "challenges", "monitoring_instruments"
]
NEEDED = {  # without these an item could not be shown
    "practices": ("title",), "stories": ("first_name",), "events": ("title", "date"), "documents": ("title", "publisher"),
}  # fmt: skip
P, R = ParamSpec("P"), TypeVar("R")


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
        """With title, publisher and address: those of the pack in its order, then who told it, in the language of the page."""
        told = self.data.get("sources") or self.data.get("source") or ()
        named = sources_named(rulebook_of(self.country).pack, [told] if isinstance(told, str) else told)
        language = get_language() or "en"
        if by_people := source_told_by(self.data.get("told_by"), language):
            return (*named, by_people)
        if not named and self.shelf in ("events", "documents"):
            own = own_page(localized(self.title, language).words, self.data)
            return (own,) if own else ()
        return named

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


@dataclass(frozen=True)
class Shelves:
    """Everything in the library at one moment, and what was computed of it."""

    items: Mapping[Shelf, tuple[Item, ...]]
    derived: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def with_changes(cls, changed: Iterable[tuple[str, str, str, Mapping[str, Any]]], gone: Container[str]) -> Shelves:
        """The packs' items, those of changed records (kind, key, country, document) in their places or at the end."""
        found = {shelf: {item.id: item for item in of_packs(shelf) if item.id not in gone} for shelf in get_args(Shelf)}
        for kind, key, country, document in changed:
            if key in gone:
                continue
            shelf = cast(Shelf, SHELF_OF[kind])
            data = item_of(kind, key, document)
            if country in countries() and can_stand_on(shelf, data):
                found[shelf][key] = Item(key, country, shelf, data)
        return cls({shelf: tuple(kept.values()) for shelf, kept in found.items()})


def can_stand_on(shelf: Shelf, data: Mapping[str, Any]) -> bool:
    """Whether an item has what every page of its shelf shows."""
    if not all(data.get(name) for name in NEEDED[shelf]):
        return False
    try:
        return shelf != "events" or all(parse_partial_date(day) for day in str(data["date"]).split("/"))
    except ValueError:
        return False


def items(shelf: Shelf) -> tuple[Item, ...]:
    """Everything of a shelf in all countries: in the order of the packs, then what people added."""
    return shelves().items[shelf]


def kept_with_the_shelves(function: Callable[P, R]) -> Callable[P, R]:
    """Compute something of the library once, and again when the library changes."""

    @wraps(function)
    def kept(*args: P.args, **named: P.kwargs) -> R:
        derived, key = shelves().derived, (function, args, tuple(named.items()))
        if key not in derived:
            derived[key] = function(*args, **named)
        return cast(R, derived[key])

    return kept


@kept_with_the_shelves
def by_id(shelf: Shelf) -> Mapping[str, Item]:
    return {item.id: item for item in items(shelf)}


@cache
def of_packs(shelf: Shelf) -> tuple[Item, ...]:
    return tuple(
        Item(str(data["id"]), country, shelf, data)
        for country in countries()
        for data in rulebook_of(country).pack["library"].get(shelf) or ()
    )


# The shelves of this process. Threads of one process may build them at the same time: the last one stays, all are right.
_kept: dict[str, tuple[tuple[int, dt.date], Shelves]] = {}
_request = threading.local()


def shelves() -> Shelves:
    """As they are now; within one request, as they were when it first looked. Cost: one query a request."""
    if (seen := getattr(_request, "shelves", None)) is not None:
        return cast(Shelves, seen)
    today = timezone.localdate()  # consents end with a day
    mark = newest_change(), today
    if "now" not in _kept or _kept["now"][0] != mark:
        gone = keys_merged_away(SHELF_OF) | keys_not_shown(today)
        _kept["now"] = mark, Shelves.with_changes(records_changed_by_people(SHELF_OF), gone)
    found = _kept["now"][1]
    if getattr(_request, "is_open", False):
        _request.shelves = found
    return found


@contextmanager
def as_if_on_its_shelf(item: Item) -> Iterator[None]:
    """For the time of one page, in this thread alone: what somebody wants to see before it is published."""
    before = getattr(_request, "shelves", None)
    now = shelves().items
    others = tuple(one for one in now[item.shelf] if one.id != item.id)
    _request.shelves = Shelves({**now, item.shelf: (*others, item)})
    try:
        yield
    finally:
        _request.shelves = before


def forget_the_shelves() -> None:
    """For a database that went back to what it was, as that of a test does."""
    _kept.clear()
    _request.shelves = None


def begin_request(**_signal: Any) -> None:
    _request.shelves, _request.is_open = None, True


def end_request(**_signal: Any) -> None:
    _request.shelves, _request.is_open = None, False


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
