"""What the address of the list says, read once: the filters, and the vacancies that fit them."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from pathfinder.directory.queries import Place
from pathfinder.rulebooks.loaded import countries
from pathfinder.search.queries import LONGEST_QUERY, Asked, find
from pathfinder.vacancies.codes import KINDS, LEVELS
from pathfinder.vacancies.findable import KIND
from pathfinder.vacancies.models import Vacancy
from pathfinder.vacancies.where import place_meant
from pathfinder.vacancies.wording import areas

PAGE_SIZE = 20
MOST_BY_WORDS = 500  # of those that fit words best; who needs more narrows the search
NEAR_KM, FARTHEST_KM = 25, 300
DISTANCES_KM = (5, 10, 25, 50, 100)
KM_A_DEGREE = 111.2


@dataclass
class WantedVacancies:
    """A search of vacancies. `problems` are sentences about what could not be used."""

    words: str = ""
    country: str = ""
    kind: str = ""
    area: str = ""
    spoken: str = ""
    level: str = ""
    place_typed: str = ""
    place: Place | None = None
    km: int = NEAR_KM
    problems: list[str] = field(default_factory=list)

    @property
    def told(self) -> dict[str, Any]:
        """Parameters of the address."""
        told = {
            "q": self.words, "country": self.country, "kind": self.kind, "area": self.area, "spoken": self.spoken,
            "level": self.level, "place": self.place_typed, "km": self.km if self.place_typed else "",
        }  # fmt: skip
        return {name: value for name, value in told.items() if value}

    @property
    def address(self) -> str:
        return urlencode(self.told)

    @property
    def is_empty(self) -> bool:
        return not self.told

    def distance_km(self, one: Vacancy) -> float | None:
        if self.place is None or one.latitude is None or one.longitude is None:
            return None
        return self.place.distance_km(one.latitude, one.longitude)

    def found(self, language: str, on: dt.date, *, offset: int = 0, limit: int = PAGE_SIZE) -> tuple[int, list[str]]:
        """How many open vacancies fit, and the keys of some: by words those that fit best first, else the newest.

        Raises IndexIsBeingBuilt.
        """
        rows = self._filtered(on)
        if not self.words and self.place is None:
            return rows.count(), list(rows.values_list("key", flat=True)[offset : offset + limit])
        if not self.words:
            keys = self._near(rows)
        else:
            filters = {"kind": [KIND], **({"country": [self.country]} if self.country else {})}
            asked = Asked(self.words, language, filters, frozenset(filters.get("country", ())), limit=MOST_BY_WORDS)
            hits = [hit.key for hit in find(asked).hits]
            fitting = set(self._near(rows.filter(key__in=hits).order_by()))
            keys = [key for key in hits if key in fitting]
        return len(keys), keys[offset : offset + limit]

    def _filtered(self, on: dt.date) -> QuerySet[Vacancy]:
        rows = Vacancy.objects.open_on(on)
        same = {name: getattr(self, name) for name in ("country", "kind", "area") if getattr(self, name)}
        rows = rows.filter(**same)
        known = LEVELS[: LEVELS.index(self.level) + 1] if self.level else LEVELS
        if self.spoken:
            rows = rows.filter(**{f"languages__{self.spoken}__in": known})
        elif self.level:
            rows = rows.filter(highest_level__lte=len(known))
        if self.place:
            high = self.km / KM_A_DEGREE
            wide = high / max(0.1, math.cos(math.radians(self.place.latitude)))
            here = self.place
            rows = rows.filter(
                latitude__range=(here.latitude - high, here.latitude + high),
                longitude__range=(here.longitude - wide, here.longitude + wide),
            )
        return rows

    def _near(self, rows: QuerySet[Vacancy]) -> list[str]:
        """Of a square those in the circle."""
        if self.place is None:
            return list(rows.values_list("key", flat=True))
        found = rows.values_list("key", "latitude", "longitude")
        return [key for key, latitude, longitude in found if self.place.distance_km(latitude, longitude) <= self.km]


def read_wanted(asked: QueryDict) -> WantedVacancies:
    """Never fails: what cannot be used is left out, and `problems` says so."""
    wanted = WantedVacancies(words=asked.get("q", "").replace("\x00", " ")[:LONGEST_QUERY].strip())
    known = {"country": countries(), "kind": KINDS, "area": areas(), "level": LEVELS}
    for name, codes in known.items():
        code = asked.get(name, "")
        if code in codes:
            setattr(wanted, name, code)
        elif code:
            wanted.problems.append(
                _("We left out the filter “%(code)s”: there is no such choice here.") % {"code": code[:40]}
            )
    spoken = asked.get("spoken", "")
    if spoken.isascii() and spoken.isalpha() and len(spoken) in (2, 3):
        wanted.spoken = spoken.lower()
    wanted.place_typed = " ".join(asked.get("place", "")[:80].split())
    if wanted.place_typed:
        wanted.place = place_meant(wanted.place_typed, [wanted.country] if wanted.country else countries())
        if wanted.place is None:
            wanted.problems.append(
                _("We do not know the place “%(place)s”. Write a town or a postcode, and choose the country.")
                % {"place": wanted.place_typed}
            )
    km = asked.get("km", "")
    if km.isascii() and km.isdecimal() and 0 < int(km[:6]) <= FARTHEST_KM:
        wanted.km = int(km)
    return wanted
