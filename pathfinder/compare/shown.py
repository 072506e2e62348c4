"""An answer of a country in the words of one language, for pages and for the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pathfinder.compare.answers import CountryAnswer, Part
from pathfinder.compare.elsewhere import Way
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import country_name, partial_date_in_words
from pathfinder.law.queries import provision_url
from pathfinder.rulebooks.words import Source, dates_in_words, figure_in_words, sources_named
from rulebook.dates import Validity

SHORT = 120  # characters of a cost or a duration that still fit into a table


@dataclass(frozen=True)
class Figure:
    label: LocalizedText
    value: str


class ShownPart:
    """One part of an answer: its title, what it says, from when."""

    def __init__(self, part: Part, country: str, language: str) -> None:
        self.part = part
        self.country = country
        self.language = language
        self.provision = part.provision

    @property
    def mark(self) -> str:
        """The picture of the verdict: what informs only is half known."""
        return self.part.verdict if self.part.verdict in ("must", "may", "no") else "unknown"

    @cached_property
    def title(self) -> LocalizedText:
        named = (self.part.service or {}).get("name") or (self.provision.title if self.provision else None)
        return localized(named, self.language)

    @cached_property
    def says(self) -> LocalizedText:
        return localized(self.provision.says if self.provision else None, self.language)

    @cached_property
    def dates(self) -> SafeString:
        return dates_in_words(self.provision.validity if self.provision else Validity(None, None), self.language)

    @property
    def opens_on(self) -> str:
        day = self.part.opens_on
        return partial_date_in_words(day.isoformat(), self.language) if day else ""

    @property
    def depends_on(self) -> list[LocalizedText]:
        return [localized(fact.texts["label"], self.language) for fact in self.part.depends_on]

    @property
    def url(self) -> str:
        """The record of a service; else the page of the provision with its conditions and history."""
        if self.part.service:
            return reverse("directory:record", args=[self.language, self.part.service["id"]])
        return provision_url(self.provision, self.country, self.language) if self.provision else ""

    @property
    def details(self) -> list[SafeString]:
        """Cost and time of a service, where they are short."""
        service = self.part.service or {}
        return [
            localized(service[name], self.language).without_stop
            for name in ("cost", "duration")
            if service.get(name) and len(localized(service[name], self.language).words) <= SHORT
        ]


class ShownAnswer:
    """One country's line of the table."""

    def __init__(self, answer: CountryAnswer, language: str) -> None:
        self.answer = answer
        self.language = language
        self.country = answer.country
        self.verdict = answer.verdict

    @property
    def country_name(self) -> str:
        return country_name(self.country.upper(), self.language)

    @property
    def mark(self) -> str:
        """The picture of the verdict: what informs only, and what nobody told us, is half known."""
        return self.verdict if self.verdict in ("must", "may", "no") else "unknown"

    @property
    def verdict_in_words(self) -> str:
        return {
            "must": _("must"),
            "may": _("may"),
            "no": _("no"),
            "unknown": _("depends"),
            "told": _("for information"),
            "gap": _("we do not know"),
        }[self.verdict]

    @cached_property
    def first(self) -> ShownPart | None:
        shown = self.answer.shown
        return ShownPart(shown, self.country, self.language) if shown else None

    @property
    def others(self) -> list[ShownPart]:
        return [ShownPart(part, self.country, self.language) for part in self.answer.others]

    @property
    def services(self) -> list[ShownPart]:
        return [ShownPart(part, self.country, self.language) for part in self.answer.services]

    @cached_property
    def figures(self) -> list[Figure]:
        return [
            Figure(localized(p.label, self.language), figure_in_words(value, p.unit, self.language))
            for p, value in self.answer.figures
            if not isinstance(value, (list, tuple, frozenset))
        ]

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        return sources_named(self.answer.law.rulebook.pack, self.answer.sources)


class ShownWay:
    """A pathway to a country, for someone who is elsewhere."""

    def __init__(self, way: Way, language: str) -> None:
        self.way = way
        self.language = language
        self.service: Mapping[str, Any] = way.step.service or {}
        self.provision = way.answer.provision

    @property
    def verdict(self) -> str:
        return str(self.way.answer.verdict)

    @property
    def goal(self) -> str:
        return country_name(self.way.goes_to.upper(), self.language)

    @property
    def title(self) -> SafeString:
        return localized(self.way.step.title, self.language).as_name()

    @property
    def unmarked_title(self) -> SafeString:
        """For a hidden label beside the title."""
        return localized(self.way.step.title, self.language).unmarked

    @property
    def says(self) -> LocalizedText:
        return localized(self.provision.says if self.provision else None, self.language)

    @property
    def dates(self) -> SafeString:
        return dates_in_words(self.way.step.validity, self.language)

    @property
    def depends_on(self) -> list[LocalizedText]:
        facts = self.way.answer.context.law.rulebook.facts
        names = self.way.answer.open_facts or [
            n for p in self.way.answer.on_day.provisions for n in p.open(self.way.answer.context) if n in facts
        ]
        return [localized(facts[n].texts["label"], self.language) for n in dict.fromkeys(names)]

    @property
    def sources(self) -> tuple[Source, ...]:
        pack = self.way.answer.context.law.rulebook.pack
        own = self.provision.sources if self.provision else ()
        return sources_named(pack, dict.fromkeys((*own, *self.service.get("sources", ()))))

    @property
    def url(self) -> str:
        if self.service:
            return reverse("directory:record", args=[self.language, self.way.step.id])
        return provision_url(self.provision, self.way.told_by, self.language) if self.provision else ""
