"""What this process keeps so that a list is there at once: the open vacancies turned round, and what is close to what."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Set
from dataclasses import dataclass, field
from functools import lru_cache

from pathfinder.matching.closeness import Closeness
from pathfinder.matching.matches import OpenVacancies
from pathfinder.skills.queries import occupations_sharing_skills, relations_mark, tasks
from pathfinder.vacancies.queries import EVERYTHING, last_changes, open_vacancies

_building = threading.Lock()  # two threads would need the memory twice


@dataclass
class _Kept:
    """What was built, for which day, and the changes that are in it."""

    day: dt.date = dt.date.min
    changes: Set[int] = frozenset()
    vacancies: OpenVacancies = field(default_factory=lambda: OpenVacancies(()))

    def renew(self, on: dt.date) -> None:
        """Read again what changed, and everything on a new day, after many changes, or where more changed than can be seen."""
        changes = last_changes()  # before the vacancies: what comes in between is read twice, never missed
        new = {key for number, key in changes.items() if number not in self.changes}
        if on != self.day or EVERYTHING in new or self.changes.isdisjoint(changes):
            self.vacancies = OpenVacancies(open_vacancies(on))
        elif new:
            self.vacancies = self.vacancies.renewed(new, open_vacancies(on, new))
        self.day, self.changes = on, changes.keys()


_kept = _Kept()


def vacancies_at_hand(on: dt.date) -> OpenVacancies:
    """Cost: one query; after a few vacancies came, changed or went, what it takes to turn those of their countries round."""
    with _building:
        _kept.renew(on)
        return _kept.vacancies


def closeness_at_hand() -> Closeness:
    """Cost: one query, and some ten milliseconds for each occupation that is asked for the first time."""
    return _closeness(relations_mark())


@lru_cache(maxsize=1)
def _closeness(_mark: int) -> Closeness:
    return Closeness(tasks(), occupations_sharing_skills)


def forget() -> None:
    """For tests, whose databases go back to what they were."""
    _kept.day = dt.date.min
    _closeness.cache_clear()
