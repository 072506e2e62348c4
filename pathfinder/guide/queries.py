"""What other rooms may ask the guide: what one step is for the person who looks at a page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from pathfinder.guide.pathway import one_step
from pathfinder.guide.shown import ShownStep
from pathfinder.guide.visit import addresses
from pathfinder.rulebooks.answers import NEWCOMER, Answers, AnswersLost, read_answers, readable_person
from pathfinder.rulebooks.loaded import countries, rulebook_of, speaker_for
from rulebook.facts import Fact, Person
from rulebook.law import Law
from rulebook.questions import interview

__all__ = ["ShownStep", "StepForVisitor", "step_for_visitor", "step_on_the_way", "visitor"]


@dataclass(frozen=True)
class StepForVisitor:
    """One step by the law of one day, with the answers that the visitor's browser holds, if any."""

    step: ShownStep
    has_answers: bool
    questions: tuple[Fact, ...]  # what the person can still tell to decide it, the next one first
    at: dict[str, str]  # addresses of the guide in this language and country

    @property
    def is_decided(self) -> bool:
        return self.step.verdict != "unknown"

    @property
    def ask_url(self) -> str:
        return f"{self.at['step']}{self.step.id}/ask/"

    @property
    def step_url(self) -> str:
        return f"{self.at['step']}{self.step.id}/"


def step_for_visitor(
    request: HttpRequest, country: str, step_id: str, language: str, today: dt.date
) -> StepForVisitor | None:  # fmt: skip
    """The verdict with its reasons; None where the guide does not have this step. Cost: a fraction of a millisecond.

    Nothing is changed: answers that were told for another country are left out here and stay in the browser.
    """
    if country not in countries():
        return None
    rulebook = rulebook_of(country)
    try:
        answers = read_answers(request).for_country(country)
    except AnswersLost:
        answers = Answers()
    person, _forgotten = readable_person(answers, rulebook, today, today)
    law = rulebook.on(today)
    step = one_step(law, person, step_id)
    if step is None:
        return None
    return StepForVisitor(
        step=ShownStep(step, speaker_for(law, language)),
        has_answers=bool(answers),
        questions=interview(law, person, answers.declined, [step_id]).questions,
        at=addresses(language, country),
    )


def visitor(request: HttpRequest, country: str = "") -> dict[str, Any]:
    """What the visitor told in the guide (of a country), as their browser holds it: a person file. Nothing when it cannot be read."""
    try:
        answers = read_answers(request)
        answers = answers.for_country(country) if country else answers.told_last
    except AnswersLost:
        answers = Answers()
    return {"role": NEWCOMER, **answers.given} if answers.given else {}


def step_on_the_way(law: Law, person: Person, step_id: str, language: str) -> ShownStep | None:
    """One step for one person by the law of one day, in the words of a language; None for a step that nobody knows."""
    step = one_step(law, person, step_id)
    return ShownStep(step, speaker_for(law, language)) if step else None
