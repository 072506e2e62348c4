"""What stands near a practice: records of its actors, services and employers of the same country, guides to set one up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pathfinder.directory.queries import plain
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.library.content import Item, as_texts, by_id
from pathfinder.library.practices.shelf import themes_of
from pathfinder.rulebooks.loaded import rulebook_of

FEW = 8
TAKES_PART = 2
SAME_SOURCE = 10  # a service that the same part of a source tells of stands before those of the same theme
EMPLOYERS = ("employer", "employers_organisation")
MENTORING = "mentoring"
# How to set up a mentoring project, and what the test of one taught
GUIDES = ("be-d-connect2work-guide", "be-d-connect2work-presentation")


@dataclass(frozen=True)
class Actor:
    """Who takes part; `key` where the directory has a record with that very name."""

    name: LocalizedText
    key: str


def actors_of(item: Item, language: str) -> list[Actor]:
    keys = _keys_by_name(item.country)
    told = item.data.get("actors") or ()
    return [Actor(localized(as_texts(one), language), _key_of(as_texts(one), keys)) for one in told]


def _key_of(texts: Mapping[str, str], keys: Mapping[str, str]) -> str:
    return next((keys[name] for words in texts.values() if (name := plain(str(words))) in keys), "")


@cache
def _keys_by_name(country: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, organization in rulebook_of(country).pack["organizations"].items():
        names = [organization.get("name"), *(organization.get("alternate_names") or ())]
        for words in (words for name in names for words in as_texts(name).values()):
            found.setdefault(plain(str(words)), key)
            if words.endswith(")") and " (" in words:  # “Flemish employment service (VDAB)”
                before, _bracket, short = words[:-1].rpartition(" (")
                found.setdefault(plain(before), key)
                found.setdefault(plain(short), key)
    for key in rulebook_of(country).pack["organizations"]:  # be-forem is Forem, whose name is Le Forem
        found.setdefault(plain(key.removeprefix(f"{country}-").replace("-", " ")), key)
    return found


def services_beside(item: Item) -> list[Mapping[str, Any]]:
    """Services that still run: those of the same part of a source first, then those of the same themes."""
    services = rulebook_of(item.country).pack["services"].values()
    scored = [(_nearness(item, service), service) for service in services if service.get("status") != "ended"]
    best = sorted([pair for pair in scored if pair[0]], key=lambda pair: -pair[0])[:FEW]
    return [service for _score, service in best]


def _nearness(item: Item, service: Mapping[str, Any]) -> int:
    """Mentoring says more than advice, which nearly all give; who takes part in the practice is nearer than others."""
    common = set(themes_of(item)) & set(service.get("themes") or ())
    shared = len(common) + (MENTORING in common)
    if shared and service.get("organization") in _taking_part(item):
        shared += TAKES_PART
    return shared + SAME_SOURCE * bool(_parts(item.data) & _parts(service))


def _taking_part(item: Item) -> set[str]:
    keys = _keys_by_name(item.country)
    return {_key_of(as_texts(one), keys) for one in item.data.get("actors") or ()}


def employers_beside(item: Item) -> list[Mapping[str, Any]]:
    """Employers and their organizations in the country, those that take part in the practice first."""
    pack = rulebook_of(item.country).pack["organizations"]
    taking_part = _taking_part(item)
    found = [one for one in pack.values() if one.get("kind") in EMPLOYERS]
    return sorted(found, key=lambda one: (one["id"] not in taking_part, EMPLOYERS.index(one["kind"])))[:FEW]


def guides_for(item: Item) -> list[Item]:
    return [by_id("documents")[key] for key in GUIDES] if MENTORING in themes_of(item) else []


def _parts(data: Mapping[str, Any]) -> set[str]:
    """References to a part of a source: a whole report is no common ground."""
    return set(_with_locator(data.get("sources") or ()))


def _with_locator(references: Any) -> Iterator[str]:
    yield from (str(one) for one in references if "#" in str(one))
