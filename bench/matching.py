"""Matching: one person against 100,000 vacancies, 1,000 people against 10,000; beside scoring every vacancy one by one."""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import time
from collections.abc import Callable
from typing import Any

from bench.measure import percentile, shown, table

MANY, FEWER, PEOPLE, RUNS = 100_000, 10_000, 1_000, 60
DAY = dt.date(2026, 11, 26)
COUNTRIES = ("be", "nl", "ie", "gb", "es", "it", "hu", "sk", "si")
SEED = 2026


def run() -> tuple[str, dict[str, Any]]:
    """The whole part: Markdown and figures."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from pathfinder.matching.closeness import Closeness
    from pathfinder.matching.matches import OpenVacancies, asked_of, brings, points_of
    from pathfinder.matching.rules import Situation
    from pathfinder.skills.queries import tasks

    chance = random.Random(SEED)
    closeness = Closeness(tasks())
    situation = Situation(DAY, permit=lambda _country: "unknown", is_regulated=lambda _country, _isco: "no")
    people = [_person(chance) for _ in range(PEOPLE)]
    rows = _vacancies(chance, MANY)
    before = _memory()
    start = time.perf_counter()
    index = OpenVacancies(rows)
    built_s, built_mib = time.perf_counter() - start, _memory() - before

    def asks(person: Any) -> Callable[[], Any]:
        return lambda: index.for_person(person, closeness, situation)

    for person in people:  # what is close to what is looked up once a process
        brings(person, closeness)
    anywhere = sorted(_ms(asks(person)) for person in people[:RUNS])
    at_home = sorted(_ms(asks(_wishing(person, chance.choice(COUNTRIES)))) for person in people[:RUNS])

    def one_by_one(person: Any) -> Callable[[], Any]:
        brought = brings(person, closeness)
        return lambda: sorted((-points_of(asked_of(row), brought), row.key) for row in rows)[:20]

    naive = sorted(_ms(one_by_one(person)) for person in people[:5])
    small = OpenVacancies(rows[:FEWER])
    start = time.perf_counter()
    for person in people:
        small.for_person(person, closeness, situation)
    thousand_s = time.perf_counter() - start

    figures = {
        "vacancies": MANY, "built_s": built_s, "built_mib": built_mib,
        "one_person_ms": _spread(anywhere), "one_country_ms": _spread(at_home), "one_by_one_ms": _spread(naive),
        "people": PEOPLE, "fewer_vacancies": FEWER, "people_s": thousand_s,
    }  # fmt: skip
    text = f"""## Matching

Made-up vacancies over the {
        len(tasks())
    } tasks of our vocabulary: two to six skills each, most of one area, popular areas far
more often; people with six skills. A list holds the 20 best that no hard rule closes, with the rules and the standing of
each skill, and those that a rule closes with the reason.

{
        table(
            ["one person, 100,000 vacancies", "median, ms", "95 of 100 within, ms"],
            [
                ["in all nine countries", *_shown(anywhere)],
                ["in the country the person wishes", *_shown(at_home)],
                ["points alone, vacancy by vacancy", *_shown(naive)],
            ],
        )
    }

The goal is under 50 ms. {PEOPLE:,} people against {FEWER:,} vacancies: {
        shown(thousand_s)
    } s in one process. The index of {MANY:,} takes
{shown(built_s)} s and {shown(built_mib)} MiB, once a day, and after many changes.
"""
    return text, figures


def _vacancies(chance: random.Random, count: int) -> list[Any]:
    from pathfinder.skills.queries import tasks
    from pathfinder.vacancies.queries import VacancyRow

    areas = _areas()
    names = list(areas)
    popular = [1 / (place + 1) for place in range(len(names))]
    everything = [f"task:{key}" for key in tasks()]
    rows = []
    for number in range(count):
        area = chance.choices(names, popular)[0]
        own = chance.sample(areas[area], k=min(len(areas[area]), chance.randint(2, 4)))
        others = chance.sample(everything, k=chance.randint(0, 2))
        asked = tuple(
            (what, chance.choice(("must", "must", "wish", "can_be_learnt"))) for what in dict.fromkeys([*own, *others])
        )
        rows.append(
            VacancyRow(
                f"v{number}", "job", chance.choice(COUNTRIES), "", 48 + 4 * chance.random(), 3 + 10 * chance.random(), asked,
                "", "", area, {chance.choice(("nl", "fr", "en", "de")): chance.choice(("A1", "A2", "B1"))}, "", "no", "", None, "",
            )
        )  # fmt: skip
    return rows


def _person(chance: random.Random) -> Any:
    from pathfinder.skills.queries import LanguageSkill, Profile, Skill

    areas = _areas()
    names = list(areas)
    popular = [1 / (place + 1) for place in range(len(names))]
    own = [what for area in chance.choices(names, popular, k=2) for what in chance.sample(areas[area], k=3)]
    levels = {code: LanguageSkill(listening=chance.choice(("A1", "A2", "B1"))) for code in ("nl", "en")}
    return Profile(skills=tuple(Skill(what=what) for what in dict.fromkeys(own)), languages=levels)


def _wishing(person: Any, country: str) -> Any:
    import msgspec

    from pathfinder.skills.queries import Wishes

    return msgspec.structs.replace(person, wishes=Wishes(country=country.upper()))


def _areas() -> dict[str, list[str]]:
    from pathfinder.skills.tasks import areas

    return {area: [task.reference for task in those] for area, those in areas().items() if len(those) >= 3}


def _ms(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _spread(times: list[float]) -> dict[str, float]:
    return {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95)}


def _shown(times: list[float]) -> list[str]:
    return [shown(number) for number in _spread(times).values()]


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(run()[0])
