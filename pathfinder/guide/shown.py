"""What pages, the printed plan and the calendar show of a step: its facts in the words of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _, ngettext

from pathfinder.guide.document import because
from pathfinder.guide.pathway import Pathway, StepOnTheWay
from pathfinder.languages.localized_text import HonestSpeaker, localized, sentence_as_html
from pathfinder.languages.names import comma, direction
from pathfinder.rulebooks.words import Source, dates_in_words, sources_named
from rulebook.facts import Fact
from rulebook.provisions import Provision
from rulebook.reasons import Change

SHORT = 70  # characters of a detail that still fit on the line of a step
OLD_AFTER_YEARS = 3  # a desk that was seen longer ago: check before you go


@dataclass(frozen=True)
class Reason:
    """One comparison of the law, and what the person said about it."""

    condition: SafeString
    answer: SafeString
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Location:
    """One place of a desk, as the sources give it."""

    data: Mapping[str, Any]
    organization: Mapping[str, Any]
    is_to_be_checked: bool


class ShownStep:
    """One step in one language. What costs time is found out when a template asks for it."""

    def __init__(self, step: StepOnTheWay, speaker: HonestSpeaker) -> None:
        self.step = step
        self.speaker = speaker
        self.language = speaker.language
        self.id = step.id
        self.verdict = step.verdict

    # the line of a step

    @cached_property
    def title(self) -> SafeString:
        """A service's own name is no untranslated text; the title of a rule may be one."""
        title = localized(self.step.title, self.language)
        return title.as_name() if self.step.service else title.__html__()

    @cached_property
    def plain_title(self) -> str:
        return localized(self.step.title, self.language).words

    @cached_property
    def unmarked_title(self) -> SafeString:
        """For a hidden label beside the title."""
        return localized(self.step.title, self.language).unmarked

    @cached_property
    def title_in(self) -> SafeString:
        return localized(self.step.title, self.language).in_its_language

    @cached_property
    def provision(self) -> Provision | None:
        return self.step.provision

    @cached_property
    def says(self) -> SafeString:
        """The provision in one sentence, when it is what decided."""
        says = self.provision.says if self.provision and self.verdict in ("must", "may") else None
        return localized(says, self.language).__html__() if says else mark_safe("")

    @cached_property
    def line(self) -> list[tuple[str, SafeString]]:
        """Cost and duration, as far as they are short, each with the name of its symbol."""
        parts = []
        for sign, name in (("money", "cost"), ("time", "duration")):
            text = self.step.service.get(name)
            if text and len(localized(text, self.language).words) <= SHORT:
                parts.append((sign, localized(text, self.language).without_stop))
        return parts

    @cached_property
    def where(self) -> SafeString:
        """The desk in a few words."""
        desk = self.step.desks
        names = [localized(o["name"], self.language).as_name() for o in desk.organizations]
        if not names:
            return mark_safe("")
        if len(names) == 2:
            return format_html(_("at {} or {}"), *names)
        if len(names) > 2:
            return escape(_("at one of %(count)s desks") % {"count": len(names)})
        is_local = self.id in self.step.law.rulebook.pack["desks"]  # chosen by place, so that its town says something
        city = _city(desk.organizations[0]) if is_local else ""
        return format_html(
            _("at {}"), format_html("{}{}{}", names[0], comma(self.language), city) if city else names[0]
        )

    # the page of a step

    @cached_property
    def reasons(self) -> list[Reason]:
        found = []
        facts, values = self.step.law.rulebook.facts, self.step.answer.context.values
        for line in because(self.step, self.speaker):
            fact, value = facts.get(line["fact"]), values.get(line["fact"])
            told = (
                fact is not None and value is not None and not isinstance(value, bool)
            )  # a flag's sentence says it all
            answer = sentence_as_html(self.speaker.value(fact, value)) if told else mark_safe("")
            condition = self.dates_of_law if line["fact"] == "on" else sentence_as_html(line["condition"])
            found.append(Reason(condition, answer, sources_of(self.step, line["sources"])))
        return found

    @cached_property
    def first_reason(self) -> SafeString:
        """The short reason of a no: the exemption by its name, or the first comparison that failed."""
        exemption = self.step.exemption
        if exemption:
            return localized(exemption.label, self.language).__html__()
        leaf = next(iter(self.step.answer.deciding), None)
        if leaf is None:
            return self.dates_of_law
        truth = leaf.value(self.step.answer.context)
        return sentence_as_html(self.speaker.leaf(leaf, negated=truth is False))

    @cached_property
    def dates_of_law(self) -> SafeString:
        """From when until when the step, or the provision about it, exists."""
        validity = self.step.answer.step.validity
        if validity.holds_on(self.step.law.day) is not False and self.provision:
            validity = self.provision.validity
        return dates_in_words(validity, self.language)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        return sources_of(self.step, self.step.sources)

    @cached_property
    def locations(self) -> list[Location]:
        this_year = self.step.law.day.year
        found = []
        for organization in self.step.desks.organizations:
            places = organization.get("locations") or [{}]
            for place in places:
                seen = str(place.get("seen") or "")[:4]
                is_old = not seen.isdigit() or int(seen) < this_year - OLD_AFTER_YEARS
                is_to_be_checked = bool(place) and (is_old or place.get("confidence") != "high")
                found.append(Location(place, organization, is_to_be_checked))
        return found

    @cached_property
    def changes(self) -> dict[str, list[SafeString]]:
        """What would change this: `can` be changed by the person, or `cannot`."""
        found: dict[str, list[SafeString]] = {"can": [], "cannot": []}
        for change in self.step.changes:
            fact = self.step.law.rulebook.facts[change.fact]
            if fact.is_asked or fact.asked_through:
                found["can" if change.can_be_changed else "cannot"].append(self._change(change, fact))
        return found

    def _change(self, change: Change, fact: Fact) -> SafeString:
        words = {"must": _("you must do this"), "may": _("you may do this"), "no": _("this is not for you")}
        answer = sentence_as_html(answer_in_words(fact, change.value, self.speaker))
        arrow = "←" if direction(self.language) == "rtl" else "→"
        return format_html("{} {} {}", answer, arrow, words[change.verdict])

    @cached_property
    def open_questions(self) -> list[Fact]:
        return [fact for fact in self.step.open_facts if fact.is_asked]

    @cached_property
    def shows_window(self) -> bool:
        """Whether it is worth saying from when until when: for what is sure and open to the person."""
        return self.verdict in ("must", "may") and bool(self.step.window.start or self.step.window.end)


def answer_in_words(fact: Fact, value: Any, speaker: HonestSpeaker) -> str:
    """“your age: 28”, in one language; a flag is a sentence already."""
    said = speaker.value(fact, value)
    if isinstance(value, bool):
        return said
    return f"{speaker.label(fact)}: {said}"


def shown(steps: list[StepOnTheWay], speaker: HonestSpeaker) -> list[ShownStep]:
    return [ShownStep(step, speaker) for step in steps]


@dataclass(frozen=True)
class OpenQuestion:
    """A question that still decides something, with the steps that wait for it."""

    fact: Fact | None  # None: no answer can decide, the source itself is open
    steps: tuple[ShownStep, ...]

    @property
    def count_in_words(self) -> str:
        return ngettext("%(count)s step waits for this", "%(count)s steps wait for this", len(self.steps)) % {
            "count": len(self.steps)
        }


def open_questions(pathway: Pathway, speaker: HonestSpeaker) -> list[OpenQuestion]:
    """Steps that are not sure yet, each once, under the question that comes first in the editors' order."""
    groups: dict[str, list[ShownStep]] = {}
    for step in shown(pathway.unsure, speaker):
        first = min(step.open_questions, key=lambda fact: fact.order, default=None)
        groups.setdefault(first.id if first else "", []).append(step)
    facts = pathway.law.rulebook.facts
    found = [OpenQuestion(facts.get(name), tuple(steps)) for name, steps in groups.items()]
    return sorted(found, key=lambda q: (q.fact is None, q.fact.order if q.fact else 0))


def sources_of(step: StepOnTheWay, references: Any) -> tuple[Source, ...]:
    return sources_named(step.law.rulebook.pack, references)


def _city(organization: Mapping[str, Any]) -> str:
    places = organization.get("locations") or ()
    city = str((places[0].get("address") or {}).get("city", "")) if len(places) == 1 else ""
    names = organization["name"].values()
    return "" if any(city and city.casefold() in str(name).casefold() for name in names) else city
