"""Places in what somebody typed: “work permit spain”, “trouver un emploi à Bruxelles”, “мом братислава”."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import localedata
from django.conf import settings

from pathfinder.directory.places import Place, names_of_large_towns, plain
from pathfinder.rulebooks.loaded import rulebook_of
from rulebook.load import countries_with_a_pack, parse_yaml

LANGUAGES_OF_NAMES = (
    "en", "nl", "fr", "de", "es", "it", "hu", "sk", "sl", "ar", "uk", "fa", "ps", "ti", "tr", "so", "ru", "ga", "ca",
)  # fmt: skip
OTHER_COUNTRY_NAMES = {  # names that people use and CLDR does not list
    "uk": "gb", "britain": "gb", "great britain": "gb", "england": "gb", "scotland": "gb", "wales": "gb", "eire": "ie",
    "holland": "nl", "olanda": "nl", "holanda": "nl", "hollanda": "nl", "هولندا": "nl", "هلند": "nl", "انگلستان": "gb",
    "انجلترا": "gb", "بريطانيا": "gb", "англия": "gb", "англія": "gb", "голландия": "nl", "голландія": "nl", "ingiriiska": "gb",
}  # fmt: skip
NO_PLACES = frozenset(
    {"name", "mont", "montes", "parla", "tarde", "oldum", "landen", "kassa", "leck"}
)  # other words first
CASES = {  # endings of countries' names, as `plain` writes them, and what stands for them after “in”, “to” and “from”
    "uk": {"ія": ("іі", "ію"), "а": ("и", "і", "у"), "и": ("ах", "ів")},
    "ru": {"ия": ("ии", "ию"), "ы": ("ах", "ов")},
    "sk": {"ko": ("ku", "ka")},
    "sl": {"ija": ("iji", "ije", "ijo"), "ska": ("skem", "sko", "ske")},
    "hu": {"": ("ban", "ba", "bol", "on", "ra")},
    "tr": {"": ("da", "ya", "dan")},
}  # fmt: skip
ENDINGS_OF_TOWNS = (
    "ban", "ben", "ba", "be", "bol", "da", "de", "ta", "te", "dan", "den", "om", "u", "e", "i", "y", "ом", "у", "е", "і",
)  # fmt: skip
SHORTEST_WITH_ENDING = 5  # letters: “gente” is no Gent
LARGE_TOWN = 90_000  # people; smaller towns share their names with too many other words
SHORTEST_NAME = 4  # letters
LONGEST_NAME = 3  # words


@dataclass(frozen=True, slots=True)
class PlaceNamed:
    """A country, or a town in one, and the words that named it."""

    words: tuple[str, ...]
    country: str
    town: Place | None = None


def places_named(typed: str) -> list[PlaceNamed]:
    """Every country and large town of the directory that the words name, in any language; longer names first."""
    words = plain(typed).split()[:40]
    names = _names()
    found: list[PlaceNamed] = []
    taken: set[int] = set()
    for length in range(LONGEST_NAME, 0, -1):
        for start in range(len(words) - length + 1):
            spot = range(start, start + length)
            name = " ".join(words[start : start + length])
            known = names.get(name) or (_town_with_ending(name, names) if length == 1 else None)
            if known and taken.isdisjoint(spot):
                taken |= set(spot)
                country, town = known
                found.append(PlaceNamed(tuple(words[start : start + length]), country, town))
    return found


def _town_with_ending(word: str, names: Mapping[str, tuple[str, Place | None]]) -> tuple[str, Place | None] | None:
    """“Londonban”, “в Лондоне”: a town and the ending of a case."""
    without = [word.removesuffix(ending) for ending in ENDINGS_OF_TOWNS if word.endswith(ending)]
    towns = [town for town in (*without, *[short + "ь" for short in without]) if len(town) >= SHORTEST_WITH_ENDING]
    return next((names[town] for town in towns if town in names), None)


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, Place | None]]:
    found: dict[str, tuple[str, Place | None]] = {}
    countries = countries_with_a_pack(settings.PACKS_DIR)
    for country in countries:
        for name, town in names_of_large_towns(settings.PACKS_DIR, country, LARGE_TOWN):
            if len(name) >= SHORTEST_NAME and name not in NO_PLACES:
                found.setdefault(name, (country, town))
    for name, country in _country_names(countries):
        found[name] = (country, None)
    return found


def _country_names(countries: list[str]) -> Iterator[tuple[str, str]]:
    for language in filter(localedata.exists, LANGUAGES_OF_NAMES):
        names = _territories(language)
        for country in countries:
            if name := names.get(country.upper()):
                yield from ((form, country) for form in _with_cases(plain(name), language))
    yield from ((plain(name), country) for name, country in OTHER_COUNTRY_NAMES.items() if country in countries)


def _with_cases(name: str, language: str) -> Iterator[str]:
    """A country's name and, where the language has cases, its forms: “Італія”, “в Італії”."""
    yield name
    for ending, others in CASES.get(language, {}).items():
        if name.endswith(ending):
            yield from (name.removesuffix(ending) + other for other in others)
            return


def _territories(language: str) -> dict[str, str]:
    """Names of countries by their codes. Babel itself would keep all it has of each language: 17 MB for a few names."""
    with Path(localedata.resolve_locale_filename(language)).open("rb") as file:
        return dict(pickle.load(file)["territories"])  # noqa: S301  # part of the package


def territories_serving(place: Place) -> list[str]:
    """Keys of the territories that contain a place: its country, and the parts of it that can be told."""
    found = [place.country, *_belgian(place)] if place.country == "be" else [place.country]
    for territory, told in _serves().items():
        is_inside = place.admin1 in told.get("admin1", ()) or place.name in told.get("towns", ())
        if territory.startswith(f"{place.country}-") and is_inside:
            found.append(territory)
    return found


@lru_cache(maxsize=1)
def _serves() -> dict[str, dict[str, list[str]]]:
    path = settings.PACKS_DIR / "shared" / "places" / "serves.yaml"
    return parse_yaml(path.read_text(encoding="utf-8")) if path.exists() else {}


def _belgian(place: Place) -> list[str]:
    """Belgium's pack knows every municipality: up from there to region and communities."""
    for typed in (*place.postcodes[:1], place.name):
        if found := rulebook_of("be").gazetteer.find(typed):
            return sorted(found.surely - {"be"})
    return []
