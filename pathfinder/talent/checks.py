"""What a destination asks of somebody who would come for work: over the rulebook of a day, with what is not known said openly.

Met, not met and open are the rulebook's own words on each condition. What no source of ours says stays "not known to us".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pathfinder.compare.queries import ShownWay, Way, ways_from_elsewhere
from pathfinder.employers.queries import RightShown, right_to_work_shown
from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import country_name
from pathfinder.law.queries import Line, lines_of
from pathfinder.recognition.queries import Regulated, Route, is_regulated, route_url, routes_for_diploma
from pathfinder.rulebooks.answers import Answers, readable_person
from pathfinder.rulebooks.loaded import rulebook_of, speaker_for
from pathfinder.rulebooks.whom import asks_for_employer
from pathfinder.rulebooks.words import Source, dates_in_words, figure_in_words, sources_named
from rulebook.conditions import All, Node, Some, Truth
from rulebook.law import Answer, Rulebook
from rulebook.provisions import Provision

QUESTION = "labour-mobility"  # of packs/shared/questions.yaml: what a pack answers, and does not know
MET, NOT_MET, OPEN = "met", "not-met", "open"


@dataclass(frozen=True)
class Asked:
    """What is to be checked. `given` is a person file; empty parts were not told."""

    to: str
    on: dt.date
    given: Mapping[str, Any] = field(default_factory=dict)
    isco: str = ""
    family: tuple[str, ...] = ()  # relations
    passport: str = ""  # a code of stages.PASSPORT
    passport_until: dt.date | None = None


@dataclass(frozen=True)
class Condition:
    state: str
    line: Line


@dataclass(frozen=True)
class Asks:
    """One provision and how far its conditions are met by what was told."""

    title: LocalizedText
    says: LocalizedText
    conditions: tuple[Condition, ...]
    notes: tuple[LocalizedText, ...]
    advice: LocalizedText  # where our sources cannot decide
    dates: SafeString
    sources: tuple[Source, ...]


class ShownCheck(ShownWay):
    """A way to the country, with what it asks of the person and of the employer."""

    def __init__(self, way: Way, language: str) -> None:
        super().__init__(way, language)
        self.law = way.answer.context.law
        self.speaker = speaker_for(self.law, language)

    @cached_property
    def of_the_person(self) -> list[Asks]:
        return [self._asks(p) for p in self._on_day if not asks_for_employer(p)]

    @cached_property
    def of_the_employer(self) -> list[Asks]:
        return [self._asks(p) for p in self._on_day if asks_for_employer(p)]

    @property
    def met(self) -> int:
        return self._count(MET)

    @property
    def not_met(self) -> int:
        return self._count(NOT_MET)

    @property
    def open(self) -> int:
        return self._count(OPEN)

    def _count(self, state: str) -> int:
        return sum(c.state == state for asks in self.of_the_person for c in asks.conditions)

    @property
    def _on_day(self) -> list[Provision]:
        """Those of the day; of a way that is over, those that were the last."""
        return list(self.way.answer.on_day.provisions or self.way.step.provisions)

    def _asks(self, provision: Provision) -> Asks:
        pack = self.law.rulebook.pack
        return Asks(
            localized(provision.title, self.language),
            localized(provision.says, self.language),
            tuple(self._conditions(provision)),
            tuple(localized(note.text, self.language) for note in provision.notes),
            localized(provision.ask_a_counsellor, self.language),
            dates_in_words(provision.validity, self.language),
            sources_named(pack, provision.sources),
        )

    def _conditions(self, provision: Provision) -> Iterator[Condition]:
        tree = provision.tree
        nodes = () if tree is None else tree.children if isinstance(tree, All) else (tree,)
        for node, line in zip(nodes, lines_of(provision, self.speaker), strict=True):
            state = _state(node.value(self.way.answer.context))
            yield Condition(state, self._what_holds(node, line) if state == MET else line)

    def _what_holds(self, node: Node, line: Line) -> Line:
        """Of alternatives that are met, those that are."""
        if not isinstance(node, Some) or not line.below:
            return line
        pairs = zip(node.children, line.below, strict=True)
        return Line(line.words, tuple(below for child, below in pairs if child.value(self.way.answer.context)))


def _state(truth: Truth) -> str:
    return OPEN if truth is None else MET if truth else NOT_MET


class DestinationCheck:
    """Everything about one destination for one person on one day, in one language."""

    def __init__(self, asked: Asked, language: str, today: dt.date) -> None:
        self.asked = asked
        self.language = language
        self.today = today
        self.rulebook: Rulebook = rulebook_of(asked.to)

    @property
    def country(self) -> str:
        return country_name(self.asked.to.upper(), self.language)

    @cached_property
    def _ways(self) -> list[ShownCheck]:
        given = {"role": "newcomer", **self.asked.given}
        ways = {w.step.id: w for w in ways_from_elsewhere(self.rulebook, given, self.asked.on, self.today)}
        law = self.rulebook.on(self.asked.on)
        person, _forgotten = readable_person(
            Answers(given), self.rulebook, max(self.asked.on, self.today), self.asked.on
        )
        context = law.context(person)
        for name in self._answered_steps():
            step = self.rulebook.steps[name]
            if name not in ways and not all(map(asks_for_employer, step.provisions)):
                answer = Answer(step, context)
                ways[name] = Way(self.asked.to, self.asked.to, answer, answer.is_in_force is False)
        shown = [ShownCheck(way, self.language) for way in ways.values() if way.goes_to == self.asked.to]
        order = ("must", "may", "unknown", "no")
        return sorted(shown, key=lambda one: order.index(one.verdict))

    def _answered_steps(self) -> list[str]:
        """The steps of what the pack answers about coming for work from elsewhere."""
        provisions = [self.rulebook.provisions[name] for name in self._answered.get("provisions") or ()]
        names = [*(p.step_id for p in provisions), *(self._answered.get("services") or ())]
        return [name for name in dict.fromkeys(names) if name in self.rulebook.steps]

    @property
    def _answered(self) -> Mapping[str, Any]:
        return self.rulebook.pack["answers"].get(QUESTION) or {}

    @property
    def ways(self) -> list[ShownCheck]:
        """Open on the day that was asked."""
        return [one for one in self._ways if not one.way.is_over]

    @property
    def other_days(self) -> list[ShownCheck]:
        """Ways of other days: ended, or not begun."""
        return [one for one in self._ways if one.way.is_over]

    @property
    def gap(self) -> LocalizedText:
        return localized(self._answered.get("gap"), self.language)

    @property
    def figures(self) -> list[tuple[LocalizedText, str]]:
        """Figures of law that the sources give for these ways on the day."""
        parameters = [self.rulebook.parameters[name] for name in self._answered.get("figures") or ()]
        told = [(p, p.on(self.asked.on)) for p in parameters]
        return [
            (localized(p.label, self.language), figure_in_words(value, p.unit, self.language))
            for p, value in told
            if value is not None and not isinstance(value, (list, tuple, frozenset))
        ]

    # the work

    @cached_property
    def regulated(self) -> Regulated:
        return is_regulated(self.asked.to, self.asked.isco) if self.asked.isco else Regulated("")

    @cached_property
    def _route(self) -> Route:
        return routes_for_diploma(self.asked.to, None, self.asked.on, aim="regulated", isco=self.asked.isco)

    @property
    def recognition_url(self) -> str:
        """How a diploma for this work is recognised there."""
        return route_url(self.language, self.asked.to, None, self._route.case)

    @cached_property
    def language_asked(self) -> list[tuple[LocalizedText, tuple[Source, ...]]]:
        """The language that a regulated profession asks for, where a source says it."""
        if self.regulated.answer != "yes":
            return []
        return [
            (localized(step.data["language"], self.language), sources_named(self.rulebook.pack, step.data.get("sources") or ()))
            for step in self._route.way
            if step.data.get("language")
        ]  # fmt: skip

    # family and passport

    @cached_property
    def partner_may_work(self) -> RightShown | None:
        """Whether a partner who came along may work, by the law of the day."""
        if "partner" not in self.asked.family:
            return None
        given = {"role": "newcomer", "residence_ground": "family", "family_of": "labour_migrant"}
        person, _forgotten = readable_person(
            Answers(given), self.rulebook, max(self.asked.on, self.today), self.asked.on
        )
        return right_to_work_shown(self.rulebook, person, self.asked.on, self.language)

    @property
    def passport(self) -> tuple[str, str]:
        """State and sentence, of what was told alone: which travel document a visa asks for, no source of ours says."""
        until = self.asked.passport_until
        if self.asked.passport == "valid" and until and until < self.asked.on:
            return NOT_MET, _("By the day you wrote, the passport ends before the day you ask about.")
        if self.asked.passport in ("none", "ended"):
            return NOT_MET, _(
                "Without a valid passport, ask the team or a counsellor which other travel document can be used."
            )
        if self.asked.passport == "valid":
            return MET, _("You told of a passport that is valid.")
        return OPEN, _("You did not tell of a valid passport.")
