"""The made-up records themselves. Organization by organization; none depends on another, so any number can be made."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from pathfinder.directory.codes import GROUNDS_OF_AUDIENCE, MODES
from pathfinder.directory.places import Place, places_of
from pathfinder.search.queries import vocabulary
from rulebook.load import parse_yaml

SERVICES_EACH = 8  # of one organization
WORDS = Path(__file__).parent / "words.yaml"
TRADES = "trades"  # scheme of the vocabulary
ORIGIN = "demo"
PREFIX = "demo-"
LANGUAGES_SPOKEN = ("en", "fr", "ar", "uk", "ru", "fa", "tr", "ti", "so", "es", "ps")
KINDS_OF_ORGANIZATION = ("ngo", "training_provider", "municipality_service", "social_enterprise", "language_provider")
YEARS_CHECKED = (2024, 2025, 2026)
Document = dict[str, Any]


@dataclass(frozen=True)
class MadeUp:
    """One organization with its places and services: (key, document) each."""

    organization: tuple[str, Document]
    locations: list[tuple[str, Document]]
    services: list[tuple[str, Document]]


def organizations(services: int, seed: int) -> Iterator[MadeUp]:
    """As many organizations as it takes for so many services. The same seed gives the same, in every installation."""
    for number in range(-(-services // SERVICES_EACH)):
        yield _organization(number, seed, min(SERVICES_EACH, services - number * SERVICES_EACH))


def _organization(number: int, seed: int, services: int) -> MadeUp:
    random = Random(f"{seed}-{number}")  # noqa: S311 -- made-up words, not secrets
    words = _words()
    countries = sorted(words["countries"])
    country = countries[number % len(countries)]
    town = _towns(country).draw(random)
    language = _language_of(words["countries"][country], town, random)
    own = words["words"][language]
    both = list(dict.fromkeys([language, "en"]))
    key = f"{PREFIX}{country}-{number}"
    name = random.randrange(len(own["organizations"]))
    common = {
        "country": country,
        "territory": country,
        "notes": [{code: words["words"][code]["note"] for code in both}],
        "confidence": "low",
        "checked_on": f"{random.choice(YEARS_CHECKED)}-{random.randrange(1, 11):02d}-{random.randrange(1, 29):02d}",
    }
    site = f"https://{key}.example"
    document = {
        **common,
        "name": {code: words["words"][code]["organizations"][name].format(town=town.name) for code in both},
        "description": {code: random.choice(words["words"][code]["about"]).format(town=town.name) for code in both},
        "organization_kind": random.choice(KINDS_OF_ORGANIZATION),
        "website": site,
        "email": f"info@{key}.example",
        "phones": _phones(country, random),
    }
    locations = [
        _location(f"{key}-place-{nth + 1}", common, document, key, town, own, nth, random)
        for nth in range(random.choice((1, 1, 2, 3)))
    ]
    made = [
        _service(f"{key}-{nth + 1}", common, key, site, country, town, both, locations, random)
        for nth in range(services)
    ]
    return MadeUp((key, document), locations, made)


def _location(
    key: str, common: Document, organization: Document, owner: str, town: Place, own: Mapping[str, Any], nth: int,
    random: Random,
) -> tuple[str, Document]:  # fmt: skip
    """A house in the town, a little off its middle, which is all that the point says."""
    document = {
        **common,
        "name": {code: f"{name}, {_place_words(code, nth)}" for code, name in organization["name"].items()},
        "organization": owner,
        "location_type": "physical",
        "latitude": round(town.latitude + random.uniform(-0.02, 0.02), 5),
        "longitude": round(town.longitude + random.uniform(-0.02, 0.02), 5),
        "is_point_of_town": True,
        "addresses": [
            {
                "address_1": f"{random.choice(own['streets'])} {random.randrange(1, 200)}",
                "city": town.name,
                "postal_code": random.choice(town.postcodes) if town.postcodes else "",
                "country": common["country"].upper(),
                "address_type": "physical",
            }
        ],
        "schedules": [{"opening_hours": random.choice(_words()["hours"])}],
    }
    return key, document


def _place_words(language: str, nth: int) -> str:
    return _words()["words"][language]["place"][nth]


def _service(
    key: str, common: Document, owner: str, site: str, country: str, town: Place, both: Sequence[str],
    locations: Sequence[tuple[str, Document]], random: Random,
) -> tuple[str, Document]:  # fmt: skip
    words = _words()
    kind = random.choice(words["kinds"])
    trade = random.choice(_trades()) if kind.get("trade") else None
    languages = [*both, *([random.choice(words["also"])] if random.random() < 1 / 3 else [])]
    picks = [random.random() for _ in range(8)]
    weeks, price = random.randrange(2, 41), random.randrange(2, 30) * 5
    is_free = random.random() < 0.7
    texts = {code: _texts(code, kind, trade, town, picks, weeks, price, is_free) for code in dict.fromkeys(languages)}
    audiences = _audiences(kind, random)
    is_remote = bool(kind.get("remote")) or random.random() < 0.1
    is_here = not kind.get("remote")
    document = {
        **common,
        "organization": owner,
        "name": {code: text["name"] for code, text in texts.items()},
        "description": {code: text["description"] for code, text in texts.items()},
        "fees_description": {code: text["fees"] for code, text in texts.items()},
        "duration": {code: text["duration"] for code, text in texts.items()},
        "application_process": [
            {code: _pick(words["words"][code]["steps"], picks[nth]) for code in both} for nth in (5, 6)
        ],
        "required_documents": [
            {"document": {code: _pick(words["words"][code]["bring"], picks[7]) for code in both}},
        ],
        "url": f"{site}/{key.rpartition('-')[2]}",
        "themes": list(kind["themes"]),
        "audiences": audiences,
        "residence_grounds": sorted({g for audience in audiences for g in GROUNDS_OF_AUDIENCE.get(audience, ())}),
        "cost": "free" if is_free else "paid",
        "modes": [mode for mode in MODES if (mode == "remote" and is_remote) or (mode == "on_site" and is_here)],
        "languages": [{"code": code} for code in dict.fromkeys([*both, *random.sample(LANGUAGES_SPOKEN, 2)])],
        "phones": _phones(country, random),
        "schedules": [{"opening_hours": random.choice(words["hours"])}] if random.random() < 0.5 else [],
        "service_at_locations": [{"location": place} for place, _ in locations[: random.choice((1, 1, 2))]]
        if is_here
        else [],
    }
    return key, document


def _texts(
    language: str, kind: Mapping[str, Any], trade: str | None, town: Place, picks: Sequence[float], weeks: int, price: int,
    is_free: bool,
) -> dict[str, str]:  # fmt: skip
    own = _words()["words"][language]
    label = _label(kind["concept"], language)
    work = _label(trade, language) if trade else ""
    sentences = [_pick(own["opening"], picks[0]).format(kind=label, town=town.name)]
    if work:
        sentences.append(_pick(own["trade"], picks[1]).format(trade=work))
    ways = own["employers"] if kind.get("employer") else own["ways"]
    sentences += dict.fromkeys(_pick(ways, pick) for pick in picks[2:5])
    return {
        "name": ": ".join(part for part in (_capital(label), work) if part) + f" – {town.name}",
        "description": " ".join(_capital(sentence) for sentence in sentences),
        "fees": own["free"] if is_free else own["paid"].format(n=price),
        "duration": own["duration"].format(n=weeks),
    }


def _audiences(kind: Mapping[str, Any], random: Random) -> list[str]:
    if kind.get("employer"):
        return ["employer"]
    first = kind.get("audience") or random.choice(("jobseeker", "third_country_national", "beneficiary_of_protection"))
    more = random.choice(("women", "youth", "applicant", "temporary_protection", "highly_skilled", "", "", ""))
    return [code for code in dict.fromkeys((first, more)) if code]


def _phones(country: str, random: Random) -> list[dict[str, str]]:
    pattern = _words()["phones"].get(country)
    number = {"n": random.randrange(10), "m": random.randrange(10_000)}
    return [{"number": pattern.format(**number)}] if pattern else []


def _language_of(languages: Sequence[str], town: Place, random: Random) -> str:
    """The usual language of the country; in Belgium that of the region, in Brussels either."""
    if len(languages) == 1 or town.admin1 == "VLG":
        return languages[0]
    return languages[1] if town.admin1 == "WAL" else random.choice(languages)


def _pick(items: Sequence[str], share: float) -> str:
    return items[int(share * len(items))]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _label(concept: str, language: str) -> str:
    label = vocabulary().concepts[concept].label
    return label.get(language) or label["en"]


@cache
def _words() -> Any:
    return parse_yaml(WORDS.read_text(encoding="utf-8"))


@cache
def _trades() -> tuple[str, ...]:
    return tuple(sorted(concept.id for concept in vocabulary().concepts.values() if concept.scheme == TRADES))


class _Towns:
    """Towns of a country; larger ones are drawn more often, but small ones too."""

    def __init__(self, country: str) -> None:
        known = {place for named in places_of(country).by_name.values() for place in named}
        self.towns = sorted(known, key=lambda town: (-town.population, town.name, town.latitude, town.longitude))
        self.sums = list(itertools.accumulate(max(town.population, 500) ** 0.6 for town in self.towns))

    def draw(self, random: Random) -> Place:
        return self.towns[bisect.bisect(self.sums, random.random() * self.sums[-1])]


@cache
def _towns(country: str) -> _Towns:
    return _Towns(country)
