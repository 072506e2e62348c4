"""What other rooms ask: the route of a diploma or a skill, and whether a profession is regulated."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from pathfinder.recognition.addresses import route_url
from pathfinder.recognition.professions import Regulated, profession_of, what_the_pack_says
from pathfinder.recognition.route import Case, Route, RouteStep
from pathfinder.recognition.tasks import task_of
from pathfinder.rulebooks.loaded import countries, rulebook_of
from rulebook.law import Rulebook

__all__ = [
    "Case",
    "Regulated",
    "Route",
    "RouteStep",
    "is_regulated",
    "route_url",
    "routes_for_diploma",
    "routes_for_skill",
]


@lru_cache(maxsize=4096)
def is_regulated(country: str, isco: str) -> Regulated:
    """Whether an occupation (ISCO-08, four digits or more) is a regulated profession in a country, with the source.

    `unknown` is the answer wherever the pack does not say it: most professions, in most countries. Kept once asked, so that
    it can be asked of many vacancies.
    """
    if country not in countries():
        return Regulated("unknown")
    return what_the_pack_says(rulebook_of(country), profession_of(isco))


def routes_for_skill(country: str, territory: str | None, what: str, on: dt.date, *, aim: str = "work") -> Route:
    """How a skill is tested and certified: `what` is a task (`task:sew-clothes`) or an ISCO-08 unit group.

    Without a territory the routes of the whole country.

    Raises KeyError for a country without a pack.
    """
    task = task_of(what)
    case = Case("skill", aim, profession=profession_of(task.isco if task else what), what=what if task else "")
    return Route(_pack_of(country), territory or country, case, on)


def routes_for_diploma(
    country: str, territory: str | None, on: dt.date, *, aim: str = "work", diploma_country: str = "",
    education_level: int | None = None, papers: str = "", isco: str = "",
) -> Route:  # fmt: skip
    """How a diploma is recognised, for work, study or a regulated profession. `papers`: original, copy or lost.

    Raises KeyError for a country without a pack.
    """
    level = "" if education_level is None else str(education_level)
    case = Case("diploma", aim, diploma_country, level, papers, profession_of(isco))
    return Route(_pack_of(country), territory or country, case, on)


def _pack_of(country: str) -> Rulebook:
    if country not in countries():
        raise KeyError(country)
    return rulebook_of(country)
