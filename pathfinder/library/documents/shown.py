"""A document of the bibliography in the words of one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from pathfinder.languages.localized_text import NOTHING, LocalizedText, localized
from pathfinder.languages.names import direction, language_name
from pathfinder.library.content import Item
from pathfinder.library.documents.citations import Cited, bibtex_of, citation_of
from pathfinder.rulebooks.words import Source

# Who publishes laws: a document of theirs is a law, a decree or the like. Of other documents the packs say no kind.
GAZETTES = ("Belgian Official Gazette", "BOE", "Irish Statute Book", "Gazzetta Ufficiale")
GAZETTE_SITES = frozenset(
    {"codex.vlaanderen.be", "wallex.wallonie.be", "www.boe.es", "www.ejustice.just.fgov.be", "www.etaamb.be",
     "www.irishstatutebook.ie", "zoek.officielebekendmakingen.nl"}
)  # fmt: skip


@dataclass(frozen=True)
class ShownDocument:
    item: Item
    reader: str  # the reader's language; `language` is the document's

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def country(self) -> str:
        return self.item.country

    @property
    def year(self) -> str:
        return str(self.item.data.get("year") or "")

    @property
    def publisher(self) -> str:
        return str(self.item.data["publisher"])

    @property
    def language(self) -> str:
        return str(self.item.data.get("language") or "")

    @property
    def language_in_words(self) -> str:
        return language_name(self.language, self.reader) if self.language else ""

    @property
    def url(self) -> str:
        return str(self.item.data.get("url") or "")

    @property
    def is_law(self) -> bool:
        return is_law(self.item)

    @cached_property
    def title(self) -> LocalizedText:
        return localized(self.item.title, self.reader)

    @cached_property
    def about(self) -> LocalizedText:
        return self.item.text("about", self.reader)

    @cached_property
    def note(self) -> LocalizedText:
        """A pack has one, a record a list of them."""
        told = [*self.item.texts("note", self.reader), *self.item.texts("notes", self.reader)]
        return told[0] if told else NOTHING

    @property
    def sources(self) -> Sequence[Source]:
        return self.item.sources

    @cached_property
    def cited(self) -> Cited:
        """With the title in the document's own language where the pack has it."""
        own = localized(self.item.title, self.language or "en")
        return Cited(self.id, own.words, self.publisher, self.year, self.language, self.url)

    @property
    def citation(self) -> str:
        return citation_of(self.cited)

    @property
    def citation_language(self) -> str:
        return localized(self.item.title, self.language or "en").language

    @property
    def citation_direction(self) -> str:
        return direction(self.citation_language)

    @property
    def bibtex(self) -> str:
        return bibtex_of(self.cited)


def is_law(item: Item) -> bool:
    """Whether its publisher or its address is one that publishes laws."""
    publisher = str(item.data["publisher"])
    host = urlsplit(str(item.data.get("url") or "")).hostname
    return publisher.startswith(GAZETTES) or host in GAZETTE_SITES
