"""The card of an item or a country, and what a page says of it to whoever shares it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from babel.core import get_global
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop as _, override

from pathfinder.languages.localized_text import NOTHING, LocalizedText, localized
from pathfinder.languages.names import country_name, direction, locale_of
from pathfinder.languages.typeset import typeset_picture
from pathfinder.library.content import Item, as_texts

TEMPLATE = Path(__file__).with_name("card.typ")
WIDTH, HEIGHT = 1200, 630
COUNTRIES = "countries"
KINDS = {
    "practices": _("Practice"),
    "stories": _("Story"),
    "events": _("Event"),
    "documents": _("Document"),
    "indicators": _("Figures"),
    "policies": _("Policy"),
    "challenges": _("Challenge"),
    "monitoring_instruments": _("How it is measured"),
    COUNTRIES: _("Country"),
}
LINE = {"stories": "job", "documents": "publisher", "events": "place"}  # what stands under the title
TOLD = {"practices": "need", "stories": "summary", "events": "about", "documents": "about", "indicators": "note"}
LONGEST_TITLE = 300  # letters of what a card can hold
LONGEST_DESCRIPTION = 200


@dataclass(frozen=True)
class Card:
    shelf: str
    id: str
    country: str
    language: str
    title: LocalizedText
    line: LocalizedText = NOTHING
    told: LocalizedText = NOTHING

    @cached_property
    def kind(self) -> str:
        with override(self.language):
            return gettext(KINDS[self.shelf])

    @cached_property
    def data(self) -> dict[str, Any]:
        """Everything on it: what has the same data looks the same."""
        return {
            "language": self.language,
            "dir": direction(self.language),
            "kind": self.kind,
            "country": "" if self.shelf == COUNTRIES else country_name(self.country.upper(), self.language),
            "title": _text(self.title, LONGEST_TITLE),
            "line": _text(self.line, LONGEST_TITLE),
        }

    @cached_property
    def mark(self) -> str:
        """Another one once the card looks different."""
        told = json.dumps(self.data, ensure_ascii=False, sort_keys=True).encode()
        return hashlib.sha256(TEMPLATE.read_bytes() + told).hexdigest()[:16]

    def png(self) -> bytes:
        return _drawn(json.dumps(self.data, ensure_ascii=False, sort_keys=True))

    @property
    def path(self) -> str:
        """Its address; with its mark, so that it can be kept for good."""
        return f"{reverse('library:card', args=[self.language, self.shelf, self.id])}?v={self.mark}"

    @property
    def description(self) -> str:
        told = self.told.words
        if len(told) <= LONGEST_DESCRIPTION:
            return told or self.line.words
        return told[:LONGEST_DESCRIPTION].rpartition(" ")[0].rstrip(" ,;:.") + " …"

    @property
    def told_in(self) -> SafeString:
        """Attributes for the element that holds the description."""
        return (self.told if self.told.words else self.line).in_its_language

    @property
    def locale(self) -> str:
        """As Open Graph writes it: ar_EG, en_GB, nl_NL."""
        locale = locale_of(self.language)
        likely = get_global("likely_subtags").get(self.language, "").rpartition("_")[2]
        return f"{locale.language}_{locale.territory or likely}"


def card_of(item: Item, language: str) -> Card:
    title = item.title or as_texts(item.data.get("text"))
    line = item.text(LINE[item.shelf], language) if item.shelf in LINE else NOTHING
    told = item.text(TOLD[item.shelf], language) if item.shelf in TOLD else NOTHING
    return Card(item.shelf, item.id, item.country, language, localized(title, language), line, told)


def card_of_country(code: str, language: str) -> Card:
    name = LocalizedText(country_name(code.upper(), language), language)
    with override(language):
        told = gettext("The field at a glance: who does what, with which rules, figures and gaps.")
    line = LocalizedText(told, language)
    return Card(COUNTRIES, code, code, language, name, line, line)


def _text(text: LocalizedText, longest: int) -> dict[str, str]:
    language = text.language if text.words else "en"
    return {"words": text.words[:longest], "language": language, "dir": direction(language)}


@lru_cache(maxsize=64)
def _drawn(told: str) -> bytes:
    """By what stands on it, so a card of something that was taken back is found by nobody."""
    return typeset_picture(TEMPLATE, json.loads(told))
