"""Towns and postcodes of a country: where they lie, and in which territories of its pack."""

from __future__ import annotations

import csv
import math
import re
import unicodedata
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
        self.by_name: dict[str, list[Town]] = {}
        self.by_postcode: dict[str, Town] = {}
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    self._add(row)

    def _add(self, row: dict[str, str]) -> None:
        codes = tuple(row["postcodes"].split())
        town = Town(
            self.country, row["name"], float(row["latitude"]), float(row["longitude"]), int(row["population"]),
            row["admin1"], codes,
        )  # fmt: skip
        for name in {plain(n) for n in (row["name"], *row["other_names"].split("|")) if n}:
            self.by_name.setdefault(name, []).append(town)
        for code in codes:
            self.by_postcode.setdefault(code.upper(), town)

    def find(self, typed: str) -> Town | None:
        """The town that was typed; of towns with one name, the largest. None when nothing is near it."""
        return next(iter(self.all_that_match(typed)), None)

    def all_that_match(self, typed: str) -> list[Town]:
        """Every town that may be meant: those of this name, the largest first, or the one of this postcode."""
        if named := self.by_name.get(plain(typed)):
            return named
        found = self.by_code(typed)
        return [found] if found else []

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


@lru_cache(maxsize=32)
def towns_of(packs: Path, country: str) -> Towns:
    """Read once a process, when first needed; a country without a file has no towns."""
    return Towns(country, packs / "shared" / "places" / f"{country}.csv")


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
