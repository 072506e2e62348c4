"""What the pages, the file and the letters show of a route, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, gettext_noop, override

from pathfinder.guide.queries import ShownStep, step_on_the_way
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import comma, language_name
from pathfinder.recognition.professions import NAMES, Regulated
from pathfinder.recognition.route import Route, RouteStep
from pathfinder.recognition.tasks import task_of
from pathfinder.rulebooks.words import Source, sources_named
from pathfinder.skills.queries import label_of
from rulebook.facts import Fact
from rulebook.provisions import Provision

LABELS = {
    "law": gettext_noop("What the law says"),
    "papers": gettext_noop("Papers"),
    "missing": gettext_noop("If papers are missing"),
    "translation": gettext_noop("Translation"),
    "language": gettext_noop("Language"),
    "preparation": gettext_noop("How to prepare"),
    "centres": gettext_noop("Where the test is"),
    "cost": gettext_noop("Cost"),
    "waiver": gettext_noop("Who pays less or nothing"),
    "duration": gettext_noop("Time"),
    "appeal": gettext_noop("If they say no"),
    "outcome": gettext_noop("Result"),
    "after": gettext_noop("What comes after"),
}
# What a person wants to know of every step of its kind, and is told when our sources do not say it
WANTED = {
    "diploma": ("papers", "missing", "translation", "cost", "waiver", "duration", "appeal"),
    "skill": ("language", "preparation", "centres", "cost", "waiver", "duration", "appeal"),
}
OF_THE_SERVICE = ("cost", "duration", "outcome")


@dataclass(frozen=True)
class Said:
    """One statement. Of a provision `truth` says whether it holds for this person: None where that is not known yet."""

    words: SafeString
    is_unsure: bool = False
    provision: Provision | None = None
    truth: bool | None = True
    open_facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Aspect:
    label: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Line:
    """What may be done meanwhile, or what is not known."""

    said: tuple[Said, ...]
    step: ShownStep | None
    sources: tuple[Source, ...]
    ask: tuple[Mapping[str, Any], ...] = ()


class ShownRouteStep:
    """One step of a route beside what the rulebook says of it for this person."""

    def __init__(self, step: RouteStep, route: Route, language: str) -> None:
        self.step = step
        self.id = step.id
        self.service = step.service
        self.route = route
        self.language = language
        shown = step_on_the_way(route.law, route.person, str(step.service["id"]), language)
        if shown is None:
            raise LookupError(f"no provision says who may use {step.service['id']}")
        self.for_person = shown

    @property
    def verdict(self) -> str:
        return self.for_person.verdict

    @property
    def papers(self) -> list[SafeString]:
        return [localized(paper, self.language).as_marked for paper in self.step.papers]

    @property
    def is_over(self) -> bool:
        """It is closed for its dates alone."""
        return self.for_person.step.is_over_or_not_yet

    @property
    def bodies(self) -> list[Mapping[str, Any]]:
        """Who decides: the body of the profession where it is known, else the desk of the service."""
        if body := self.step.data.get("body"):
            return [self.route.rulebook.pack["organizations"][body]]
        return list(self.for_person.step.desks.organizations)

    @cached_property
    def aspects(self) -> list[Aspect]:
        with override(self.language):
            return [Aspect(_(LABELS[name]), said) for name in LABELS if (said := tuple(self._said(name)))]

    @cached_property
    def not_known(self) -> str:
        """The names of what our sources do not say, in one line."""
        is_tool = "digital_tool" in (self.service.get("themes") or ())
        if is_tool or self.step.data.get("part", "way") != "way":
            return ""
        without_papers = "papers" in (self.step.data.get("when") or {})  # a way that exists because there are none
        wanted = [name for name in WANTED[self.route.case.has] if not (without_papers and name == "papers")]
        with override(self.language):
            missing = [_(LABELS[name]) for name in wanted if not self._papers_or_said(name)]
        return comma(self.language).join(missing)

    def _papers_or_said(self, name: str) -> bool:
        return bool(self.step.papers) if name == "papers" else any(True for _said in self._said(name))

    def _said(self, name: str) -> Iterator[Said]:
        """The provisions first, then the words of the route, then those of the service."""
        own, details = self.step.data, self.service.get("details") or {}
        yield from provisions_said(self.route, (own.get("rules") or {}).get(name, ()), self.language)
        if name in own and name != "papers":
            yield Said(localized(own[name], self.language).as_marked, own.get("confidence") == "low")
        elif name in OF_THE_SERVICE and self.service.get(name):
            confidence = (details.get(name) or {}).get("confidence") or self.service.get("confidence")
            yield Said(localized(self.service[name], self.language).as_marked, confidence == "low")
        elif name == "language" and self.service.get("languages"):
            names = [language_name(code, self.language) for code in self.service["languages"]]
            with override(self.language):
                yield Said(
                    SafeString(_("The service speaks: %(languages)s") % {"languages": comma(self.language).join(names)})
                )

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        own = self.step.data
        rules = [name for names in (own.get("rules") or {}).values() for name in names]
        of_rules = [source for name in rules for source in self.route.rulebook.provisions[name].sources]
        references = dict.fromkeys([*self.for_person.step.sources, *(own.get("sources") or ()), *of_rules])
        return sources_named(self.route.rulebook.pack, references)


def provisions_said(route: Route, names: Iterable[str], language: str) -> Iterator[Said]:
    """Each provision that is in force and not surely for others."""
    context, facts = route.law.context(route.person), route.rulebook.facts
    for name in names:
        provision = route.rulebook.provisions[name]
        if route.law.in_force(provision.validity) is False:
            continue
        truth = True if provision.kind == "information" else provision.value(context)
        if truth is False:
            continue
        asked = (
            dict.fromkeys(n for n in provision.open(context) if n in facts and facts[n].is_asked)
            if truth is None
            else {}
        )
        words = localized(provision.says or provision.title, language).as_marked
        yield Said(words, provision.confidence == "low", provision, truth, tuple(facts[n] for n in asked)[:3])


class ShownRoute:
    def __init__(self, route: Route, language: str) -> None:
        self.route = route
        self.language = language

    def _shown(self, steps: Iterable[RouteStep]) -> list[ShownRouteStep]:
        return [ShownRouteStep(step, self.route, self.language) for step in steps]

    @cached_property
    def _all_of_the_way(self) -> list[ShownRouteStep]:
        return self._shown(self.route.way)

    @property
    def way(self) -> list[ShownRouteStep]:
        return [step for step in self._all_of_the_way if step.verdict != "no"]

    @property
    def not_for_you(self) -> list[ShownRouteStep]:
        return [step for step in self._all_of_the_way if step.verdict == "no"]

    @cached_property
    def other(self) -> list[ShownRouteStep]:
        return [step for step in self._shown(self.route.other) if step.verdict != "no"]

    @cached_property
    def help(self) -> list[ShownRouteStep]:
        return [step for step in self._shown(self.route.help) if step.verdict != "no"]

    @cached_property
    def meanwhile(self) -> list[Line]:
        return [line for item in self.route.meanwhile if (line := self._line(item)).said or line.step]

    @cached_property
    def gaps(self) -> list[Line]:
        return [self._line(item) for item in self.route.gaps]

    def _line(self, item: Mapping[str, Any]) -> Line:
        pack = self.route.rulebook.pack
        said = list(provisions_said(self.route, [item["rule"]] if "rule" in item else [], self.language))
        sources = [source for one in said if one.provision for source in one.provision.sources]
        if "says" in item:
            said.insert(0, Said(localized(item["says"], self.language).as_marked, item.get("confidence") == "low"))
        step = None
        if "service" in item:
            step = step_on_the_way(self.route.law, self.route.person, item["service"], self.language)
            if step and step.verdict == "no":
                return Line((), None, ())
        return Line(
            said=tuple(said),
            step=step,
            sources=sources_named(pack, dict.fromkeys([*(item.get("sources") or ()), *sources])),
            ask=tuple(pack["organizations"][name] for name in item.get("ask") or ()),
        )

    @property
    def regulated(self) -> Regulated:
        return self.route.regulated

    @property
    def body_of_profession(self) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = self.route.rulebook.pack["organizations"].get(self.regulated.body)
        return found

    @property
    def profession(self) -> str:
        with override(self.language):
            return _(NAMES[self.route.case.profession]) if self.route.case.profession else ""

    @property
    def task(self) -> LocalizedText | None:
        """The skill, where it is a task of our vocabulary."""
        task = task_of(self.route.case.what)
        return label_of(task, self.language) if task else None

    @cached_property
    def papers(self) -> list[tuple[str, SafeString]]:
        """The file: each paper once, with a name for its box."""
        found: dict[SafeString, str] = {}
        for shown in self.way:
            for number, words in enumerate(shown.papers, 1):
                found.setdefault(words, f"{shown.id}.{number}")
        return [(name, words) for words, name in found.items()]
