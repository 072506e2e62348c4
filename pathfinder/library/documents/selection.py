"""Which documents an address asks for, and in which order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any, Self
from urllib.parse import urlencode

from pathfinder.languages.names import country_name, language_name
from pathfinder.library.content import Item, items
from pathfinder.library.documents.shown import ShownDocument, is_law
from pathfinder.rulebooks.loaded import countries

LONGEST_QUERY = 300  # letters
KINDS = ("law", "other")


@dataclass(frozen=True)
class Selection:
    """What a reader chose; what nobody offers counts as not chosen."""

    country: str = ""
    kind: str = ""
    year: str = ""
    language: str = ""
    words: str = ""
    by_year: bool = False

    @classmethod
    def asked_for(cls, query: Mapping[str, str]) -> Self:
        documents = items("documents")
        country, kind = query.get("country", ""), query.get("kind", "")
        year, language = query.get("year", ""), query.get("language", "")
        return cls(
            country if country in countries() else "",
            kind if kind in KINDS else "",
            year if year in {_year(item) for item in documents} else "",
            language if language in {_language(item) for item in documents} else "",
            query.get("q", "").strip()[:LONGEST_QUERY],
            query.get("by") == "year",
        )

    @property
    def is_narrow(self) -> bool:
        return replace(self, by_year=False) != Selection()

    @property
    def query(self) -> str:
        """As part of an address, with its question mark; empty for everything."""
        told = {"country": self.country, "kind": self.kind, "year": self.year, "language": self.language,
                "q": self.words, "by": "year" if self.by_year else ""}  # fmt: skip
        text = urlencode({name: value for name, value in told.items() if value})
        return f"?{text}" if text else ""

    @cached_property
    def found(self) -> list[Item]:
        """In the order of the packs, or the newest first; those of no known year are last."""
        found = [item for item in items("documents") if self._holds(item)]
        return sorted(found, key=_year, reverse=True) if self.by_year else found

    def groups(self, reader: str) -> Iterator[dict[str, Any]]:
        """The documents with a heading each: a country or a year; an empty one where the year is not known."""
        kind_of_group = _year if self.by_year else _country
        for name, some in groupby(self.found, kind_of_group):
            heading = name if self.by_year else country_name(name.upper(), reader)
            yield {"heading": heading, "documents": [ShownDocument(item, reader) for item in some]}

    def _holds(self, item: Item) -> bool:
        return (
            self.country in ("", item.country)
            and self.kind in ("", "law" if is_law(item) else "other")
            and self.year in ("", _year(item))
            and self.language in ("", _language(item))
            and all(word in _told(item) for word in folded(self.words).split())
        )


def years() -> list[str]:
    return sorted({_year(item) for item in items("documents")} - {""}, reverse=True)


def languages(reader: str) -> list[tuple[str, str]]:
    """Code and name of each language in which there is a document, in the order of the names."""
    codes = {_language(item) for item in items("documents")} - {""}
    return sorted(((code, language_name(code, reader)) for code in codes), key=lambda pair: folded(pair[1]))


def folded(text: str) -> str:
    """For comparing: no capital letters, no accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _told(item: Item) -> str:
    """All that is said of a document, in all languages."""
    texts = [*item.title.values(), *(item.data.get("about") or {}).values(), item.data["publisher"], _year(item)]
    return folded(" ".join(str(text) for text in texts))


def _country(item: Item) -> str:
    return item.country


def _year(item: Item) -> str:
    return str(item.data.get("year") or "")


def _language(item: Item) -> str:
    return str(item.data.get("language") or "")
