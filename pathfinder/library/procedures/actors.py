"""Who does what in a country: its organizations by level and kind, and the relations that the pack itself states.

Three relations: an organization runs a service, is the desk of a service that another runs, and is named among the actors
of a practice. A name that fits no organization, or more than one, makes no relation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pathfinder.directory.queries import codes
from pathfinder.library.content import Item, as_texts, items, of_country
from pathfinder.library.procedures.procedure import exists
from rulebook.law import Law, Rulebook
from rulebook.places import Territory

KINDS = tuple(codes.ORGANIZATION_KINDS)
ARTICLES = ("le ", "la ", "the ", "het ", "de ")


@dataclass(eq=False)
class Actor:
    """One organization. `number` stands in the picture and in the list beside it."""

    data: Mapping[str, Any]
    number: int
    runs: list[Mapping[str, Any]] = field(default_factory=list)
    desk_for: list[Mapping[str, Any]] = field(default_factory=list)  # services of others
    practices: list[Item] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.data["id"])

    @property
    def kind(self) -> str:
        return str(self.data["kind"])


@dataclass(frozen=True)
class Level:
    """A country, region or community with its organizations; those of places inside it stand on a level of their own."""

    territory: Territory
    is_local: bool
    actors: tuple[Actor, ...]

    @property
    def by_kind(self) -> list[tuple[str, list[Actor]]]:
        groups: dict[str, list[Actor]] = defaultdict(list)
        for actor in self.actors:
            groups[actor.kind].append(actor)
        return sorted(groups.items(), key=lambda group: _place_of_kind(group[0]))


@dataclass(frozen=True)
class Field:
    """Everybody in a country, with the practices in which at least two of them are named."""

    levels: tuple[Level, ...]
    practices: tuple[Item, ...]

    @property
    def actors(self) -> dict[str, Actor]:
        return {actor.id: actor for level in self.levels for actor in level.actors}

    @property
    def roles(self) -> dict[str, list[Actor]]:
        """Kind of organization to its organizations, in the order of the kinds."""
        groups: dict[str, list[Actor]] = defaultdict(list)
        for actor in self.actors.values():
            groups[actor.kind].append(actor)
        return dict(sorted(groups.items(), key=lambda group: _place_of_kind(group[0])))


@lru_cache(maxsize=16)
def field_of(law: Law) -> Field:
    """The field of a country on a day."""
    rulebook = law.rulebook
    levels = tuple(_levels(rulebook))
    actors = {actor.id: actor for level in levels for actor in level.actors}
    for service in rulebook.pack["services"].values():
        if exists(service, law):
            _relate(service, rulebook, actors)
    named = names_of(rulebook)
    practices = []
    for practice in of_country(items("practices"), rulebook.country):
        partners = partners_of(practice, named)
        for partner in partners:
            actors[partner].practices.append(practice)
        if len(partners) > 1:
            practices.append(practice)
    return Field(levels, tuple(practices))


def _relate(service: Mapping[str, Any], rulebook: Rulebook, actors: Mapping[str, Actor]) -> None:
    owner = service["organization"]
    actors[owner].runs.append(service)
    lines = rulebook.pack["desks"].get(service["id"], ())
    for desk in dict.fromkeys(name for line in lines for name in line["organizations"]):
        if desk != owner:
            actors[desk].desk_for.append(service)


def _levels(rulebook: Rulebook) -> Iterator[Level]:
    """The whole country, then each region or community, each followed by what is local in it."""
    groups: dict[tuple[str, bool], list[Mapping[str, Any]]] = defaultdict(list)
    for organization in rulebook.pack["organizations"].values():
        groups[_level_of(rulebook, organization["territory"])].append(organization)
    order = list(rulebook.territories)
    number = 0
    for territory, is_local in sorted(
        groups, key=lambda level: (level[0] != rulebook.country, order.index(level[0]), level[1])
    ):
        found = []
        for data in sorted(groups[territory, is_local], key=lambda one: _place_of_kind(one["kind"])):
            number += 1
            found.append(Actor(data, number))
        yield Level(rulebook.territories[territory], is_local, tuple(found))


def _level_of(rulebook: Rulebook, territory: str) -> tuple[str, bool]:
    """The territory right under the country, or one that its neighbours leave out of their own; else the one above it."""
    territories = rulebook.territories
    own = {name for one in territories.values() for name in (*one.excluded, *one.as_answer_without)}
    is_local = False
    found = territories[territory]
    while found.parent not in (None, rulebook.country) and found.id not in own:
        found, is_local = territories[str(found.parent)], True
    return found.id, is_local


def _place_of_kind(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def partners_of(practice: Item, named: Mapping[str, str]) -> list[str]:
    """The organizations that a practice names, each once."""
    told = practice.data.get("actors") or ()
    words = [str(as_texts(one).get("en", "")) for one in told]
    return list(dict.fromkeys(named[form] for one in words for form in _forms(one) if form in named))


def names_of(rulebook: Rulebook) -> dict[str, str]:
    """Every name by which one organization of the country, and no other, is known."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, data in rulebook.pack["organizations"].items():
        found[key.partition("-")[2].replace("-", " ").casefold()].add(
            key
        )  # be-vdab: the short name that the pack gives
        for told in (data["name"], *(as_texts(other) for other in data.get("alternate_names") or ())):
            for name in told.values():
                for form in _forms(str(name)):
                    found[form].add(key)
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


def _forms(name: str) -> Iterator[str]:
    """A name as people write it: whole, without what explains it, its abbreviation, without an article."""
    short = re.split(r" \(| - |, ", name, maxsplit=1)[0]
    abbreviations = [one for one in re.findall(r"\((\w+)\)", name) if one.isupper()]
    for form in dict.fromkeys((name, short, *abbreviations)):
        folded = form.casefold().strip()
        yield folded
        yield from (folded.removeprefix(article) for article in ARTICLES if folded.startswith(article))
