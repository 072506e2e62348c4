"""Towns and postcodes of a country: where they lie, and in which territories of its pack."""

from __future__ import annotations

import csv
import math
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Town:
    """A town, or the nearest that is known of a postcode; degrees of WGS 84."""

    country: str
    name: str
    latitude: float
    longitude: float
    population: int
    admin1: str
    postcodes: tuple[str, ...]
    is_near: bool = False  # the postcode itself is not known, only one that begins alike

    def distance_km(self, latitude: float, longitude: float) -> float:
        return distance_km(self.latitude, self.longitude, latitude, longitude)


class Towns:
    """The towns of one country, found by name in any spelling that is known, or by postcode."""

    def __init__(self, country: str, path: Path) -> None:
        self.country = country
        self.by_name: dict[str, tuple[Town, ...]] = {}
        self.by_postcode: dict[str, Town] = {}
        for row in _rows(path):
            self._add(row)

    def _add(self, row: dict[str, str]) -> None:
        town = _town(self.country, row)
        alone = (town,)  # the same tuple for all its names: most towns share none of them
        for name in _names(row):
            self.by_name[name] = self.by_name[name] + alone if name in self.by_name else alone
        for code in town.postcodes:
            self.by_postcode.setdefault(sys.intern(code.upper()), town)

    def find(self, typed: str) -> Town | None:
        """The town that was typed; of towns with one name, the largest. None when nothing is near it."""
        return next(iter(self.all_that_match(typed)), None)

    def all_that_match(self, typed: str) -> tuple[Town, ...]:
        """Every town that may be meant: those of this name, the largest first, or the one of this postcode."""
        if named := self.by_name.get(plain(typed)):
            return named
        found = self.by_code(typed)
        return (found,) if found else ()

    def by_code(self, typed: str) -> Town | None:
        code = re.sub(r"[^A-Z0-9]", "", typed.upper())
        if not any(c.isdigit() for c in code) and self.country != "gb":
            return None
        if self.country == "nl":
            code = code[:4]
        if self.country == "gb":
            code = re.match(r"[A-Z]*", code)[0]  # type: ignore[index]  # an empty match is a match
        if found := self.by_postcode.get(code):
            return found
        return self._near(code)

    def _near(self, code: str) -> Town | None:
        for length in range(len(code) - 1, 1, -1):
            near = [place for known, place in self.by_postcode.items() if known.startswith(code[:length])]
            if near:
                largest = max(near, key=lambda place: place.population)
                return Town(
                    largest.country, largest.name, largest.latitude, largest.longitude, largest.population,
                    largest.admin1, largest.postcodes, is_near=True,
                )  # fmt: skip
        return None


def names_of_large_towns(packs: Path, country: str, people: int) -> Iterator[tuple[str, Town]]:
    """Every name of every town with so many people, as `plain` compares it; the others are not kept in memory."""
    for row in _rows(_path(packs, country)):
        if int(row["population"]) < people:
            return  # the largest come first
        town = _town(country, row)
        yield from ((name, town) for name in _names(row))


def _path(packs: Path, country: str) -> Path:
    return packs / "shared" / "places" / f"{country}.csv"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """The largest town first; none without a file."""
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _town(country: str, row: Mapping[str, str]) -> Town:
    return Town(
        country, row["name"], float(row["latitude"]), float(row["longitude"]), int(row["population"]),
        sys.intern(row["admin1"]), tuple(map(sys.intern, row["postcodes"].split())),
    )  # fmt: skip


def _names(row: Mapping[str, str]) -> set[str]:
    return {plain(name) for name in (row["name"], *row["other_names"].split("|")) if name}


@lru_cache(maxsize=32)
def towns_of(packs: Path, country: str) -> Towns:
    """Read once a process, when first needed; a country without a file has no towns."""
    return Towns(country, _path(packs, country))


def plain(name: str) -> str:
    """A name as it is compared: no case, no diacritics, no punctuation."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(letters.split())


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Along the earth's surface; precise to half a percent, which is enough to say how far a desk is."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
