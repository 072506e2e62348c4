"""The route of one diploma or skill in one place by the law of one day: which steps, in which order, and what is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pathfinder.recognition.professions import Regulated, what_the_pack_says
from pathfinder.rulebooks.answers import Answers, readable_person
from rulebook.facts import Person
from rulebook.law import Law, Rulebook
from rulebook.places import Place


@dataclass(frozen=True)
class Case:
    """What is to be recognised, and for what. Empty is not told."""

    has: str = "diploma"  # diploma or skill
    aim: str = "work"  # work, study or regulated
    diploma_country: str = ""  # ISO 3166-1 alpha-2
    education_level: str = ""  # ISCED 2011, 0 to 8
    papers: str = ""  # original, copy or lost
    profession: str = ""
    what: str = ""  # a task of our vocabulary, where the skill is one

    @property
    def level(self) -> str:
        return {"": "", "8": "doctorate"}.get(
            self.education_level, "higher" if self.education_level > "4" else "school"
        )

    def meets(self, when: Mapping[str, Iterable[str]] | None, *, surely: bool = False) -> bool:
        """Whether a condition of a pack holds. What was not told may be anything, unless it has to be sure;
        a profession that was not told is none."""
        for key, values in (when or {}).items():
            told = getattr(self, key)
            if told not in values and (told or surely or key == "profession"):
                return False
        return True


@dataclass(frozen=True)
class RouteStep:
    """One step: what the pack's route says of it, over a service of the pack."""

    data: Mapping[str, Any]
    service: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.data["id"])

    @property
    def papers(self) -> list[Mapping[str, str]]:
        """What goes into the file, by the route or else by the service."""
        return list(self.data.get("papers") or self.service.get("bring") or ())


@dataclass(frozen=True)
class Route:
    """`place` is a territory of the pack. The answers a person gave in the guide sharpen what the rulebook says."""

    rulebook: Rulebook
    place: str
    case: Case
    on: dt.date
    answers: Mapping[str, Any] = field(default_factory=dict)
    today: dt.date | None = None  # where the law of another day is asked

    @property
    def country(self) -> str:
        return self.rulebook.country

    @property
    def law(self) -> Law:
        return self.rulebook.on(self.on)

    @property
    def regulated(self) -> Regulated:
        return what_the_pack_says(self.rulebook, self.case.profession)

    @cached_property
    def real_case(self) -> Case:
        """A regulated profession stays one, whatever was told of the aim."""
        is_one = self.case.aim == "work" and self.regulated.answer == "yes"
        return replace(self.case, aim="regulated") if is_one else self.case

    @cached_property
    def person(self) -> Person:
        """The case in the facts of this pack, beside what was told in the guide; what does not fit is left out."""
        given = {**self.answers, **self._facts}
        if not self._lives_here(given.get("place")):
            given["place"] = self.place
        today = max(self.on, self.today or self.on)
        person, _forgotten = readable_person(Answers(given), self.rulebook, today, self.on)
        return person

    @property
    def _facts(self) -> dict[str, Any]:
        case, found = self.real_case, {}
        if case.has == "diploma":
            told = {"diploma_country": case.diploma_country, "education_level": case.education_level}
            found = {name: value for name, value in told.items() if value}
        for line in self._said("facts"):
            if case.meets(line["when"], surely=True):
                found = {**line["is"], **found}  # the first line that says it counts
        return found

    def _lives_here(self, told: Any) -> bool:
        place = self.rulebook.gazetteer.find(str(told)) if told else None
        return place is not None and self.place in place.surely

    @cached_property
    def _place(self) -> Place:
        place = self.rulebook.gazetteer.find(self.place)
        if place is None:
            raise ValueError(f'"{self.place}" is no territory of {self.country}')
        return place

    def _said(self, heading: str) -> Iterable[Mapping[str, Any]]:
        found: Iterable[Mapping[str, Any]] = self.rulebook.pack["recognition"].get(heading, ())
        return found

    def _for_this_case(self, heading: str) -> Iterator[Mapping[str, Any]]:
        case, around = self.real_case, self._place.surely | self._place.maybe
        for item in self._said(heading):
            where, unless = item.get("where"), item.get("unless")
            if unless and case.meets(unless, surely=True):
                continue
            if case.meets(item.get("when")) and (not where or where in around):
                yield item

    def _part(self, part: str) -> list[RouteStep]:
        services = self.rulebook.pack["services"]
        steps = (item for item in self._for_this_case("steps") if item.get("part", "way") == part)
        return [RouteStep(item, services[item["service"]]) for item in steps]

    @cached_property
    def way(self) -> list[RouteStep]:
        """The steps themselves, in their order."""
        return self._part("way")

    @cached_property
    def other(self) -> list[RouteStep]:
        """Other ways that may fit."""
        return self._part("other")

    @cached_property
    def help(self) -> list[RouteStep]:
        """Who helps with the file, the language and the cost."""
        return self._part("help")

    @cached_property
    def meanwhile(self) -> list[Mapping[str, Any]]:
        """What the sources say a person may do before the decision: a service or a provision each."""
        return list(self._for_this_case("meanwhile"))

    @cached_property
    def gaps(self) -> list[Mapping[str, Any]]:
        """What our sources leave open, said openly."""
        return list(self._for_this_case("gaps"))

    def step(self, step_id: str) -> RouteStep | None:
        return next((step for step in (*self.way, *self.other, *self.help) if step.id == step_id), None)


def places(rulebook: Rulebook) -> tuple[str, ...]:
    """Where routes differ within a country; else the country."""
    return tuple(rulebook.pack["recognition"].get("places") or (rulebook.country,))
