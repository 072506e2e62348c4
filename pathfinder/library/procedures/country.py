"""A country at a glance: who is responsible for what, the actors, programmes, what the library has, and what is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pathfinder.directory.queries import codes
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import country_name
from pathfinder.library.content import Item, Shelf, items, of_country
from pathfinder.library.procedures.actor_map import Picture, marked_name_of_level, picture_of, sign_of_practice
from pathfinder.library.procedures.actors import Actor, Field, Level, field_of
from pathfinder.library.procedures.kinds import KINDS, question
from pathfinder.library.procedures.procedure import Procedure, Rule, exists
from pathfinder.library.stories.shown import ShownStory
from pathfinder.rulebooks.words import dates_in_words
from rulebook.law import Rulebook

RESPONSIBLE = (
    "ministry", "public_employment_service", "integration_agency", "reception_agency", "recognition_body",
    "validation_body", "equality_body",
)  # fmt: skip
PROGRAMMES = ("integration_programme", "language")  # themes
NEWEST = 5


class ActorShown:
    """One organization in the list beside the picture."""

    def __init__(self, actor: Actor, signs: Mapping[str, str], language: str) -> None:
        self.number = actor.number
        self.id = actor.id
        self.name: Mapping[str, str] = actor.data["name"]
        self.kind = str(_(codes.ORGANIZATION_KINDS.get(actor.kind, actor.kind)))
        self.runs = actor.runs
        self.desk_for = actor.desk_for
        self.practices = [(signs.get(practice.id, ""), practice) for practice in actor.practices]


class LevelShown:
    """A level with its organizations."""

    def __init__(self, level: Level, signs: Mapping[str, str], language: str) -> None:
        self.name = marked_name_of_level(level, language)
        self.actors = [ActorShown(actor, signs, language) for _kind, group in level.by_kind for actor in group]


class Programme:
    """A service of the integration programme or for the language, as a line."""

    def __init__(self, service: Mapping[str, Any], dates: SafeString | str, pack: Mapping[str, Any]) -> None:
        self.service = service
        self.dates = dates
        self.organization: Mapping[str, Any] = pack["organizations"][service["organization"]]


class Country:
    """The field in one country by the law of one day."""

    def __init__(self, rulebook: Rulebook, on: dt.date, language: str) -> None:
        self.rulebook = rulebook
        self.code = rulebook.country
        self.language = language
        self.law = rulebook.on(on)
        self._on = on

    @property
    def name(self) -> str:
        return country_name(self.code.upper(), self.language)

    @property
    def competences(self) -> list[Rule]:
        """The provision that tells which level makes which rules, where a pack has one."""
        found = self.rulebook.provisions.get(f"{self.code}-competences")
        is_in_force = found is not None and self.law.in_force(found.validity) is not False
        return [Rule(found, self.rulebook, self.language)] if found and is_in_force else []

    @cached_property
    def field(self) -> Field:
        return field_of(self.law)

    @property
    def responsible(self) -> list[tuple[str, list[tuple[Actor, Mapping[str, str]]]]]:
        """Kind in words, and each public body of it with the part of the country that it is for."""
        roles, territories = self.field.roles, self.rulebook.territories
        return [
            (
                str(_(codes.ORGANIZATION_KINDS[kind])),
                [(actor, self._part(territories[actor.data["territory"]].names)) for actor in roles[kind]],
            )
            for kind in RESPONSIBLE
            if kind in roles
        ]

    def _part(self, names: Mapping[str, str]) -> Mapping[str, str]:
        whole = self.rulebook.territories.get(self.code)
        return {} if whole and names is whole.names else names

    @cached_property
    def picture(self) -> Picture:
        return picture_of(self.field, self.language)

    @property
    def levels(self) -> list[LevelShown]:
        signs = {practice.id: sign_of_practice(n) for n, practice in enumerate(self.field.practices)}
        return [LevelShown(level, signs, self.language) for level in self.field.levels]

    @property
    def procedures(self) -> list[Procedure]:
        return [Procedure(kind, self.rulebook, self._on, self.language) for kind in KINDS.values()]

    @property
    def programmes(self) -> list[tuple[str, list[Programme]]]:
        """Theme in words, and what runs on the day."""
        told = [
            (str(_(codes.THEMES[theme])), [self._programme(s) for s in self._services if theme in s["themes"]])
            for theme in PROGRAMMES
        ]
        return [(words, found) for words, found in told if found]

    def _programme(self, service: Mapping[str, Any]) -> Programme:
        step = self.rulebook.steps.get(service["id"])
        dates = dates_in_words(step.validity, self.language) if step else ""
        return Programme(service, dates, self.rulebook.pack)

    @cached_property
    def _services(self) -> list[Mapping[str, Any]]:
        return [s for s in self.rulebook.pack["services"].values() if exists(s, self.law)]

    def _shelf(self, shelf: Shelf) -> list[Item]:
        return of_country(items(shelf), self.code)

    @property
    def practices(self) -> list[Item]:
        return self._shelf("practices")

    @property
    def stories(self) -> list[ShownStory]:
        return [ShownStory(item, self.language) for item in self._shelf("stories")]

    @property
    def events(self) -> list[Item]:
        return self._shelf("events")

    @property
    def documents(self) -> list[Item]:
        return self._shelf("documents")

    @property
    def indicators(self) -> list[Item]:
        return self._shelf("indicators")

    @property
    def policies(self) -> list[tuple[Item, Mapping[str, str]]]:
        """Each with the part of the country that it is for."""
        territories = self.rulebook.territories
        return [
            (item, self._part(territories[item.data["territory"]].names if "territory" in item.data else {}))
            for item in self._shelf("policies")
        ]

    @property
    def challenges(self) -> list[Item]:
        return self._shelf("challenges")

    @property
    def monitoring(self) -> list[tuple[Item, LocalizedText]]:
        """Each instrument with how often it appears."""
        return [(item, item.text("frequency", self.language)) for item in self._shelf("monitoring_instruments")]

    @property
    def gaps(self) -> list[tuple[str, LocalizedText, LocalizedText]]:
        """Question, its label, and what our sources do not say about it."""
        return [
            (name, localized(question(name)["label"], self.language), localized(answer["gap"], self.language))
            for name, answer in self.rulebook.pack["answers"].items()
            if answer.get("gap")
        ]

    @property
    def newest_rules(self) -> list[Rule]:
        """What came into force last, the newest first."""
        begun = [
            (p.validity.start.last, p.id)
            for p in self.rulebook.provisions.values()
            if p.validity.start and p.validity.start.last <= self._on and self.law.in_force(p.validity) is not False
        ]
        newest = sorted(begun, reverse=True)[:NEWEST]
        return [Rule(self.rulebook.provisions[name], self.rulebook, self.language) for _day, name in newest]

    @property
    def questions(self) -> list[tuple[str, LocalizedText]]:
        """What can be compared with other countries."""
        names = self.rulebook.pack["questions"]
        return [(name, localized(question(name)["label"], self.language)) for name in names]
