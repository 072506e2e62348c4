"""What this process keeps so that a list is there at once: the open vacancies turned round, and what is close to what."""

from __future__ import annotations

import datetime as dt
import threading
from functools import lru_cache

from pathfinder.matching.closeness import Closeness
from pathfinder.matching.matches import OpenVacancies
from pathfinder.skills.queries import occupations_sharing_skills, relations_mark, tasks
from pathfinder.vacancies.queries import open_vacancies, vacancies_mark

_building = threading.Lock()  # two threads would need the memory twice


def vacancies_at_hand(on: dt.date) -> OpenVacancies:
    """Cost: one query; after any vacancy came, changed or went, some three seconds for 100,000 of them."""
    mark = vacancies_mark(on)
    with _building:
        return _built(mark)


@lru_cache(maxsize=1)
def _built(mark: tuple[int, dt.date]) -> OpenVacancies:
    return OpenVacancies(open_vacancies(mark[1]))


def closeness_at_hand() -> Closeness:
    """Cost: one query, and some ten milliseconds for each occupation that is asked for the first time."""
    return _closeness(relations_mark())


@lru_cache(maxsize=1)
def _closeness(_mark: int) -> Closeness:
    return Closeness(tasks(), occupations_sharing_skills)


def forget() -> None:
    """For tests, whose databases go back to what they were."""
    _built.cache_clear()
    _closeness.cache_clear()
