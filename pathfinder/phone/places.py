"""What an answer to "where do you live?" means for the law of one country, as plain data for the device.

Only the territories that a comparison names are kept, so places that no rule tells apart are one kind of place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rulebook.law import Rulebook
from rulebook.places import Place, fold
from rulebook.towns import Towns

SHORTEST_BEGINNING = 2  # of a postcode, where a neighbouring one stands in for one that nobody knows

Kind = tuple[tuple[str, ...], tuple[str, ...]]  # the territories that surely hold a place, and those that may


def places_document(rulebook: Rulebook, territories: frozenset[str]) -> dict[str, Any]:
    """`territories`: those that the law compares with."""
    gazetteer = rulebook.gazetteer
    kinds = _Kinds(territories)
    found: dict[str, dict[str, int]] = {}

    def kinds_of(name: str, words: Mapping[str, str]) -> dict[str, int]:
        """`words` says for each key what is to be looked up."""
        places = {word: gazetteer.find(typed) for word, typed in words.items()}
        found[name] = {word: kinds.number(place) for word, place in places.items() if place is not None}
        return found[name]

    all_territories = gazetteer.territories.values()
    ids = kinds_of("ids", {t.id: t.id for t in all_territories})
    # those that nothing lies inside: what rulebook/cells.py tries when it looks for what would change a verdict
    wholes = {t.id for t in all_territories if not t.members and not gazetteer.is_branch(t.id)}
    kinds_of("words", {fold(word): word for t in all_territories for word in (*t.postcodes, *t.names.values())})
    if gazetteer.towns:
        towns = gazetteer.towns()
        kinds_of("towns", {name: name for name in towns.by_name})
        codes = kinds_of("codes", {code: code for code in towns.by_postcode})
        found["beginnings"] = _beginnings(towns, codes)
    return {
        "country": rulebook.country,
        "kinds": [{"surely": surely, "maybe": maybe} for surely, maybe in kinds.numbers],
        "wholes": sorted({number for name, number in ids.items() if name in wholes}),
        **{name: _by_kind(numbers, len(kinds.numbers)) for name, numbers in found.items()},
    }


@dataclass
class _Kinds:
    territories: frozenset[str]
    numbers: dict[Kind, int] = field(default_factory=dict)

    def number(self, place: Place) -> int:
        surely = self.territories & place.surely
        kind = (tuple(sorted(surely)), tuple(sorted((self.territories & place.maybe) - surely)))
        return self.numbers.setdefault(kind, len(self.numbers))


def _beginnings(towns: Towns, codes: Mapping[str, int]) -> dict[str, int]:
    """For each beginning of a postcode, the kind of its largest town; only where a shorter beginning says another."""
    largest: dict[str, tuple[int, int]] = {}
    for code, town in towns.by_postcode.items():
        for length in range(SHORTEST_BEGINNING, len(code) + 1):
            beginning = code[:length]
            if beginning not in largest or town.population > largest[beginning][0]:
                largest[beginning] = (town.population, codes[code])
    return {
        beginning: kind
        for beginning, (_population, kind) in largest.items()
        if len(beginning) == SHORTEST_BEGINNING or largest[beginning[:-1]][1] != kind
    }


def _by_kind(numbers: Mapping[str, int], count: int) -> list[str]:
    """The words of each kind in one text: no word has a bar."""
    words: list[list[str]] = [[] for _ in range(count)]
    for word, number in sorted(numbers.items()):
        words[number].append(word)
    return ["|".join(each) for each in words]
