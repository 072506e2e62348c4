"""What the employer's pages show, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from pathfinder.employers.contradictions import Contradiction
from pathfinder.employers.hiring import Hiring
from pathfinder.guide.queries import ShownStep, step_on_the_way
from pathfinder.languages.localized_text import LocalizedText, localized, sentence_as_html
from pathfinder.library.queries import Item, stories_naming_an_employer
from pathfinder.rulebooks.loaded import speaker_for
from pathfinder.rulebooks.words import Source, sources_named
from rulebook.facts import Fact


@dataclass(frozen=True)
class Part:
    """What to do about one question: steps of the firm, what the law only says, and what is not known."""

    steps: tuple[ShownStep, ...]
    information: tuple[Mapping[str, Any], ...]
    gap: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.steps or self.information or self.gap)


@dataclass(frozen=True)
class Told:
    """An answer as it was given, with its question."""

    fact: Fact
    label: SafeString
    value: SafeString


class ShownHiring:
    def __init__(self, hiring: Hiring, language: str) -> None:
        self.hiring = hiring
        self.language = language
        self.speaker = speaker_for(hiring.law, language)

    @cached_property
    def right(self) -> ShownStep | None:
        """The step that says whether the person may start."""
        answer = self.hiring.right_to_work.answer
        return self._step(answer.step.id) if answer else None

    def part(self, question: str) -> Part:
        steps = tuple(step for name in self.hiring.steps(question) if (step := self._step(name)))
        pack = self.hiring.rulebook.pack
        information = tuple(
            {"provision": p, "sources": sources_named(pack, p.sources)} for p in self.hiring.information(question)
        )
        return Part(steps, information, self.hiring.gap(question))

    @property
    def incentives(self) -> list[ShownStep]:
        return [step for name in self.hiring.incentives if (step := self._step(name))]

    def _step(self, name: str) -> ShownStep | None:
        return step_on_the_way(self.hiring.law, self.hiring.person, name, self.language)

    @property
    def papers(self) -> list[dict[str, Any]]:
        names = self.hiring.rulebook.facts["documents_shown"].values
        return [
            {**paper, "name": names[paper["id"]], "sources": self._sources(paper.get("sources") or ())}
            for paper in self.hiring.papers
        ]

    @property
    def stories(self) -> list[Item]:
        """Published stories of this country in which an employer is named."""
        return stories_naming_an_employer(self.hiring.rulebook.country)

    @property
    def call(self) -> list[dict[str, Any]]:
        """Organizations with their telephone, mail and languages, from themselves or from their first place that has them."""
        return [_contact(organization) for organization in self.hiring.to_call]

    @property
    def told(self) -> list[Told]:
        """Everything the employer said, in the order of the questions."""
        given = sorted(self.hiring.person.given, key=lambda name: self._facts[name].order if name in self._facts else 0)
        return [self._told(name) for name in given if name in self._facts and name not in ("role", "place")]

    def contradictions(self, found: Iterable[Contradiction]) -> list[tuple[Told, ...]]:
        """Each as the answers that do not go together, side by side."""
        return [tuple(self._told(name) for name in (c.fact, *c.others)) for c in found]

    def _told(self, name: str) -> Told:
        fact = self._facts[name]
        value = self.hiring.person.values.get(name)
        words = sentence_as_html(self.speaker.value(fact, value)) if value is not None else mark_safe("")
        asked = fact.texts.get("question_to_employer") or fact.texts.get("question") or fact.texts["label"]
        question: LocalizedText = localized(asked, self.language)
        return Told(fact, question.as_marked, words)

    @property
    def _facts(self) -> Mapping[str, Fact]:
        return self.hiring.rulebook.facts

    def _sources(self, references: Iterable[Any]) -> tuple[Source, ...]:
        return sources_named(self.hiring.rulebook.pack, references)


def _contact(organization: Mapping[str, Any]) -> dict[str, Any]:
    places = [organization, *(organization.get("locations") or ())]
    first = {part: next((p[part] for p in places if p.get(part)), None) for part in ("phone", "email", "languages")}
    return {"organization": organization, **first}
