"""Made-up people with an answer to every question of a country's rulebook, seeded.

Shares: grounds of residence 18 % refugee, 8 % subsidiary protection, 12 % applicant, 4 % temporary protection, 3 %
humanitarian, 25 % family, 12 % worker, 6 % student, 4 % long-term resident, 5 % citizen, 3 % other. Age 16 to 70, arrived
within the last twelve years, registered up to four months later. Languages of the country: half none or A1. Flags are
true for one in five, except rare ones (minister of religion, medically unable: one in fifty). The rest is drawn evenly
from its values. Answers are drawn one by one: they are believable alone, not always together.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from rulebook.facts import LEVELS, Fact
from rulebook.law import Rulebook

SEED = 20180915
GROUNDS = {
    "refugee": 0.18,
    "subsidiary_protection": 0.08,
    "applicant": 0.12,
    "temporary_protection": 0.04,
    "humanitarian": 0.03,
    "family": 0.25,
    "worker": 0.12,
    "student": 0.06,
    "long_term_resident": 0.04,
    "citizen": 0.05,
    "other": 0.03,
}
ORIGINS = ("SY", "AF", "IQ", "ER", "SO", "UA", "TR", "MA", "CD", "IN", "BR", "GN", "PS", "RU", "CN")
RARE = frozenset({"minister_of_religion", "medically_unable"})
LEVEL_SHARES = (0.3, 0.2, 0.15, 0.12, 0.1, 0.06, 0.04, 0.03)


def make_people(rulebook: Rulebook, size: int, on: dt.date, seed: int = SEED) -> list[dict[str, Any]]:
    """`size` persons as in a person file, each with an answer to every fact that can be asked."""
    rng = np.random.default_rng(seed)
    asked = [fact for fact in rulebook.facts.values() if fact.is_asked]
    places = [t.id for t in rulebook.territories.values() if t.postcodes] or [rulebook.country]
    return [_person(rng, asked, places, on) for _ in range(size)]


def forget(people: Sequence[dict[str, Any]], share: float, seed: int = SEED) -> list[dict[str, Any]]:
    """The same people, each answer left out with this chance."""
    rng = np.random.default_rng(seed)
    return [{name: answer for name, answer in person.items() if rng.random() >= share} for person in people]


def _person(rng: np.random.Generator, asked: Sequence[Fact], places: Sequence[str], on: dt.date) -> dict[str, Any]:
    origin = str(rng.choice(ORIGINS))
    ground = str(rng.choice(list(GROUNDS), p=list(GROUNDS.values())))
    arrived = on - dt.timedelta(days=int(rng.integers(1, 12 * 365)))
    registered = min(on, arrived + dt.timedelta(days=int(rng.integers(0, 120))))
    born = on - dt.timedelta(days=int(rng.integers(16 * 365, 70 * 365)))
    person = {fact.id: _answer(rng, fact, places, registered, on) for fact in asked}
    fixed: dict[str, Callable[[], Any]] = {
        "residence_ground": lambda: ground,
        "nationality": lambda: ["BE"] if ground == "citizen" else [origin],
        "birth_country": lambda: origin,
        "parents_birth_countries": lambda: [origin],
        "diploma_country": lambda: origin,
        "birth_date": born.isoformat,
        "resident_since": arrived.isoformat,
        "registered_on": registered.isoformat,
        "application_lodged_on": arrived.isoformat,
        "family_of": lambda: person["family_of"] if ground == "family" else "none",
        "eu_family_member": lambda: ground == "family" and person["family_of"] == "eu_citizen",
        "permit_months": lambda: int(rng.choice([3, 6, 12, 60, 120])),
    }
    return {name: fixed[name]() if name in fixed else answer for name, answer in person.items()}


def _answer(
    rng: np.random.Generator, fact: Fact, places: Sequence[str], earliest: dt.date, on: dt.date
) -> bool | int | str | list[str]:
    match fact.type:
        case "flag":
            return bool(rng.random() < (0.02 if fact.id in RARE else 0.2))
        case "whole":
            return int(rng.integers(fact.lowest or 0, min(fact.highest or 60, 60) + 1))
        case "date":
            return (earliest + (on - earliest) * rng.random()).isoformat()
        case "level":
            return str(rng.choice(LEVELS, p=LEVEL_SHARES))
        case "place":
            return str(rng.choice(places))
    code = str(rng.choice(list(fact.values) or list(ORIGINS)))
    return [code] if fact.type == "codes" else code
