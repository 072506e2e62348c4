"""Which stories somebody wants: by country, by a word of the trade in any language, with a named employer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pathfinder.library.content import Item, as_texts, items, of_country
from pathfinder.library.stories.shown import names_the_employer
from pathfinder.rulebooks.loaded import countries
from pathfinder.search.queries import vocabulary, words_found_in

LONGEST_WORD = 80
TRADES = "trades"


@dataclass(frozen=True)
class Wanted:
    country: str
    word: str
    with_employer: bool

    @property
    def is_everything(self) -> bool:
        return not (self.country or self.word or self.with_employer)

    def stories(self, language: str) -> list[Item]:
        found = of_country(items("stories"), self.country)
        if self.with_employer:
            found = [story for story in found if names_the_employer(story)]
        return _about_trade(found, self.word, language) if self.word else found


def read_wanted(query: Mapping[str, str]) -> Wanted:
    """Never fails: a country that nobody knows is left out."""
    country = query.get("country", "")
    word = " ".join(query.get("q", "").replace("\x00", " ")[:LONGEST_WORD].split())
    return Wanted(country if country in countries() else "", word, query.get("employer") == "named")


def _about_trade(found: list[Item], word: str, language: str) -> list[Item]:
    """Those whose job or employer has every word, or whose job is the trade that the words mean in some language."""
    typed, trades = word.casefold().split(), _trades(word, language)
    return [
        story
        for story in found
        if any(len(words_found_in(typed, as_texts(story.data.get(name)))) == len(typed) for name in ("job", "employer"))
        or trades & _trades(story.text("job", "en").words, "en")
    ]


def _trades(words: str, language: str) -> set[str]:
    known = vocabulary()
    return {name for name in known.concepts_in(words, language) if known.concepts[name].scheme == TRADES}
