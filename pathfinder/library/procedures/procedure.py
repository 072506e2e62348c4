"""How one gets something done in a country by the law of a day: what the law says, then each service step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import country_name
from pathfinder.law.queries import provision_url
from pathfinder.library.procedures.desks import Desk, desks_of
from pathfinder.library.procedures.kinds import Kind, question
from pathfinder.rulebooks.loaded import speaker_for
from pathfinder.rulebooks.whom import asks_for_employer
from pathfinder.rulebooks.words import Source, dates_in_words, figure_in_words, sources_named
from rulebook.conditions import Context
from rulebook.law import Law, Rulebook
from rulebook.provisions import Provision

MARKS = {"duty": "must", "right": "may", "access": "may", "recommendation": "may"}  # what else there is informs


class Rule:
    """What the law says, as one step of a procedure."""

    def __init__(
        self, provision: Provision, rulebook: Rulebook, language: str, *, is_for_employers: bool = False
    ) -> None:
        self.provision = provision
        self.is_for_employers = is_for_employers
        self.rulebook = rulebook
        self.language = language

    @property
    def mark(self) -> str:
        return MARKS.get(self.provision.kind, "unknown")

    @property
    def kind_in_words(self) -> str:
        return {"must": _("must"), "may": _("may"), "unknown": _("for information")}[self.mark]

    @cached_property
    def title(self) -> LocalizedText:
        return localized(self.provision.title, self.language)

    @cached_property
    def says(self) -> LocalizedText:
        return localized(self.provision.says, self.language)

    @property
    def dates(self) -> SafeString:
        return dates_in_words(self.provision.validity, self.language)

    @property
    def ask(self) -> list[Mapping[str, Any]]:
        """Organizations that can tell where we are not sure."""
        return [self.rulebook.pack["organizations"][name] for name in self.provision.ask]

    @property
    def url(self) -> str:
        return provision_url(self.provision, self.rulebook.country, self.language)

    @property
    def for_me_url(self) -> str:
        """The guide's page that says whether this is for the reader; it speaks to newcomers only."""
        is_for_employers = self.is_for_employers or asks_for_employer(self.provision)
        return "" if is_for_employers else _for_me(self.rulebook, self.provision.step_id, self.language)

    @property
    def sources(self) -> tuple[Source, ...]:
        return sources_named(self.rulebook.pack, self.provision.sources)


class Helper:
    """A service that gets one further, with everything that the pack says of the way through it."""

    def __init__(
        self, service: Mapping[str, Any], law: Law, language: str, *, is_for_employers: bool = False
    ) -> None:  # fmt: skip
        self.is_for_employers = is_for_employers or set(service["audience"]) == {"employer"}
        self.id = str(service["id"])
        self.law = law
        self.language = language
        self._service = service
        self._pack = law.rulebook.pack

    @property
    def name(self) -> LocalizedText:
        return localized(self._service["name"], self.language)

    @property
    def organization(self) -> Mapping[str, Any]:
        return self._pack["organizations"][self._service["organization"]]  # type: ignore[no-any-return]  # pack data

    @property
    def territory(self) -> Mapping[str, str]:
        """Where it is offered, if not in the whole country."""
        place = self._service["territory"]
        return {} if place == self.law.rulebook.country else self.law.rulebook.territories[place].names

    def _text(self, field: str) -> LocalizedText:
        return localized(self._service.get(field), self.language)

    def _texts(self, field: str) -> list[LocalizedText]:
        return [localized(one, self.language) for one in self._service.get(field) or ()]

    @property
    def description(self) -> LocalizedText:
        return self._text("description")

    @property
    def for_whom(self) -> LocalizedText:
        return self._text("access_text")

    @property
    def steps(self) -> list[LocalizedText]:
        return self._texts("steps")

    @property
    def bring(self) -> list[LocalizedText]:
        return self._texts("bring")

    @property
    def cost(self) -> LocalizedText:
        return self._text("cost")

    @property
    def duration(self) -> LocalizedText:
        return self._text("duration")

    @property
    def outcome(self) -> LocalizedText:
        return self._text("outcome")

    @property
    def dates(self) -> SafeString | str:
        step = self.law.rulebook.steps.get(self.id)
        return dates_in_words(step.validity, self.language) if step else ""

    @property
    def existence_is_unsure(self) -> bool:
        """The source did not say whether the service still exists, and the day is later than the source."""
        as_of = str(self._pack.get("as_of", ""))
        return self._service.get("status") == "unknown" and self.law.day.isoformat() > as_of

    @cached_property
    def desks(self) -> list[Desk]:
        return desks_of(self.law.rulebook, self._service, speaker_for(self.law, self.language))

    @property
    def for_me_url(self) -> str:
        return "" if self.is_for_employers else _for_me(self.law.rulebook, self.id, self.language)

    @property
    def sources(self) -> tuple[Source, ...]:
        return sources_named(self._pack, self._service["sources"])


class Procedure:
    """One procedure in one country on one day."""

    def __init__(self, kind: Kind, rulebook: Rulebook, on: dt.date, language: str) -> None:
        self.kind = kind
        self.rulebook = rulebook
        self.country = rulebook.country
        self.law = rulebook.on(on)
        self.language = language
        answers = rulebook.pack["answers"]
        self._answers: list[Mapping[str, Any]] = [answers.get(name) or {} for name in kind.questions]

    @property
    def title(self) -> LocalizedText:
        return self.kind.title(self.language)

    @property
    def asked(self) -> list[LocalizedText]:
        return self.kind.asked(self.language)

    @property
    def country_name(self) -> str:
        return country_name(self.country.upper(), self.language)

    @property
    def url(self) -> str:
        return reverse("library:procedure", args=[self.language, self.country, self.kind.name])

    @cached_property
    def rules(self) -> list[Rule]:
        """What is in force on the day, in the order of the answers."""
        provisions = (self.rulebook.provisions[name] for name in self._named("provisions"))
        return [
            Rule(p, self.rulebook, self.language, is_for_employers=self.kind.is_for_employers)
            for p in provisions
            if self._counts(p)
        ]

    def _counts(self, provision: Provision) -> bool:
        """In force, and not closed to everybody whom the procedure is about."""
        if self.law.in_force(provision.validity) is False:
            return False
        return not self.kind.grounds or any(provision.value(about) is not False for about in self._people)

    @cached_property
    def _people(self) -> list[Context]:
        """People of whom nothing but their residence ground is known."""
        day = self.law.day
        people = (self.rulebook.person({"residence_ground": ground}, day, day) for ground in self.kind.grounds)
        return [self.law.context(person) for person in people]

    @cached_property
    def services(self) -> list[Helper]:
        """Services that exist on the day."""
        services = (self.rulebook.pack["services"][name] for name in self._named("services"))
        return [
            Helper(s, self.law, self.language, is_for_employers=self.kind.is_for_employers)
            for s in services
            if exists(s, self.law)
        ]

    @property
    def figures(self) -> list[tuple[LocalizedText, str]]:
        """The figures of law that the answers name, as far as one is in force."""
        named = [self.rulebook.parameters[name] for name in self._named("figures")]
        told = [(parameter, parameter.on(self.law.day)) for parameter in named]
        return [
            (localized(p.label, self.language), figure_in_words(value, p.unit, self.language))
            for p, value in told
            if value is not None and not isinstance(value, (list, tuple, frozenset))
        ]

    @property
    def gaps(self) -> list[LocalizedText]:
        """What our sources do not say."""
        return [localized(one["gap"], self.language) for one in self._answers if one.get("gap")]

    @property
    def comparisons(self) -> list[tuple[str, LocalizedText]]:
        """The questions of the comparison that it answers."""
        return [(name, localized(question(name)["label"], self.language)) for name in self.kind.questions]

    def _named(self, field: str) -> Iterator[str]:
        """Names in the order of the answers, each once."""
        yield from dict.fromkeys(name for answer in self._answers for name in answer.get(field) or ())


def exists(service: Mapping[str, Any], law: Law) -> bool:
    """Whether a service may be used on the day, as far as the sources know."""
    step = law.rulebook.steps.get(service["id"])
    if step is None or (service.get("status") == "ended" and step.validity.end is None):
        return service.get("status") != "ended"
    return law.of_step(step).exists is not False


def _for_me(rulebook: Rulebook, step: str, language: str) -> str:
    return reverse("guide:step", args=[language, rulebook.country, step]) if step in rulebook.steps else ""
