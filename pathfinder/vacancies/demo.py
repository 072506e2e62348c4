"""Vacancies that are made up, for trials: the towns are real, the employers and the work are not."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from pathfinder.directory.queries import places_of
from pathfinder.rulebooks.loaded import countries
from pathfinder.skills.queries import Task, tasks
from pathfinder.vacancies.actions import Taken, say_changed, take_over
from pathfinder.vacancies.codes import CAN_BE_LEARNT, CURRENCIES, KINDS, LEVELS, MUST, NOT_TOLD, TOLD, WISH
from pathfinder.vacancies.where import located

SOURCE = "demo"
BATCH = 500
SPOKEN = {
    "be": ("nl", "fr"),
    "es": ("es",),
    "gb": ("en",),
    "hu": ("hu",),
    "ie": ("en",),
    "it": ("it",),
    "nl": ("nl",),
    "si": ("sl",),
    "sk": ("sk",),
}
MONTHLY = {"HUF": (300_000, 700_000)}  # what months are paid, made up too
LARGE = 20_000  # people of a town
NOTE = "Made up, for trials: this employer and this work do not exist."


def make_up(count: int, seed: int, *, at: dt.datetime, on: dt.date) -> Taken:
    """Create or renew so many. The same seed gives the same on the same day."""
    made, total = vacancies(count, seed, on), Taken()
    while batch := list(itertools.islice(made, BATCH)):
        total.add(take_over(batch, source=SOURCE, at=at, on=on, is_synthetic=True))
    say_changed(total.keys, at)
    return total


def vacancies(count: int, seed: int, on: dt.date) -> Iterator[dict[str, Any]]:
    work = tuple(tasks().values())
    return (_vacancy(number, Random(f"{seed}-{number}"), work, on) for number in range(count))  # noqa: S311  # made-up words


def _vacancy(number: int, random: Random, work: tuple[Task, ...], on: dt.date) -> dict[str, Any]:
    country = countries()[number % len(countries())]
    town, code, where = random.choice(_towns(country))
    task = random.choice(work)
    near = [other for other in task.close if other in tasks()]
    skills = [_skill(task.reference, MUST)]
    skills += [_skill(f"task:{other}", random.choice((WISH, CAN_BE_LEARNT))) for other in near[:2]]
    currency = CURRENCIES[country]
    low, high = MONTHLY.get(currency, (1_600, 3_200))
    is_told = random.random() < 0.7
    published = on - dt.timedelta(days=random.randrange(28))
    return {
        "identifier": f"{number}",
        "kind": random.choice((*["job"] * 7, *KINDS)),
        "organization_name": f"Example employer {random.randrange(1, 400)} (made up)",
        "organization_key": "",
        "title": dict(task.labels),
        "text": {"en": NOTE},
        "country": country,
        "place": town,
        "postcode": code,
        **where,
        "skills": skills,
        "occupation": next(iter(task.occupations), ""),
        "isco": task.isco,
        "area": task.area,
        "languages": {random.choice(SPOKEN[country]): random.choice(LEVELS[:4])} if random.random() < 0.8 else {},
        "licence": random.choice(("", "", "", "driving B")),
        "employment": random.choice(("full_time", "part_time")),
        "hours_a_week": None,
        "pay": TOLD if is_told else NOT_TOLD,
        "pay_from": random.randrange(low, high) // 10 * 10 if is_told else None,
        "pay_to": None,
        "currency": currency if is_told else "",
        "pay_per": "month" if is_told else "",
        "starts_on": None,
        "published_on": published,
        "valid_through": on + dt.timedelta(days=random.randrange(10, 90)),
        "apply_at": "",
        "apply_text": NOTE,
        "source_url": "",
    }


def _skill(what: str, importance: str) -> dict[str, Any]:
    return {"what": what, "words": "", "importance": importance, "is_suggested": False}


@cache
def _towns(country: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Name, postcode and fields of the larger towns."""
    known = {town for named in places_of(country).by_name.values() for town in named if town.population > LARGE}
    found = []
    for town in sorted(known, key=lambda one: (-one.population, one.name))[:200]:
        code = town.postcodes[0] if town.postcodes else ""
        found.append((town.name, code, located(country, town.name, code)))
    return found
