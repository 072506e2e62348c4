"""The laws behind the rules: what the provisions of a country name as their legal basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.library.content import items
from pathfinder.library.documents.shown import ShownDocument, is_law
from pathfinder.rulebooks.loaded import rulebook_of
from pathfinder.rulebooks.words import dates_in_words
from rulebook.provisions import Provision


@dataclass(frozen=True)
class ShownLaw:
    """A law as the pack names it, with the provisions that rest on it."""

    name: LocalizedText
    provisions: list[dict[str, Any]]


def laws_of(country: str, language: str) -> list[ShownLaw]:
    """In the order of their names. Names that differ stay apart: “article 22” of a law is not the whole law."""
    resting: dict[str, list[Provision]] = {}
    for provision in rulebook_of(country).provisions.values():
        if provision.legal_basis:
            resting.setdefault(localized(provision.legal_basis, "en").words, []).append(provision)
    return [
        ShownLaw(localized(some[0].legal_basis, language), [_shown(one, language) for one in _by_day(some)])
        for _name, some in sorted(resting.items())
    ]


def documents_that_are_laws(country: str, language: str) -> list[ShownDocument]:
    return [ShownDocument(item, language) for item in items("documents") if item.country == country and is_law(item)]


def _by_day(provisions: list[Provision]) -> list[Provision]:
    return sorted(provisions, key=lambda one: (str(one.validity.start or ""), one.id))


def _shown(provision: Provision, language: str) -> dict[str, Any]:
    return {
        "id": provision.id,
        "title": localized(provision.title, language),
        "dates": dates_in_words(provision.validity, language),
    }
