"""The questions to an employer, all on one page: the firm, the worker, the papers, the days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from pathfinder.rulebooks.answers import EMPLOYER, Answers
from pathfinder.rulebooks.forms import QuestionForm
from rulebook.facts import Fact
from rulebook.law import Rulebook

GROUPS = (
    (
        "worker",
        (
            "residence_ground",
            "nationality",
            "family_of",
            "application_lodged_on",
            "documents_shown",
            "now_in",
            "displaced",
        ),
    ),
    ("days", ("work_starts_on", "permission_from", "permission_until")),
    ("firm", ("employer_offer", "employer_place", "employer_sector", "employer_size")),
)


@dataclass
class HiringForm:
    """The fields of one page, with what was told so far or was just typed."""

    groups: dict[str, list[QuestionForm]]

    @classmethod
    def of(cls, answers: Answers, rulebook: Rulebook, language: str) -> HiringForm:
        def make(fact: Fact) -> QuestionForm:
            form = QuestionForm.of(fact, answers, rulebook, language)
            form.names = _names(fact)
            return form

        return cls({group: [make(fact) for fact in facts] for group, facts in _asked(rulebook)})

    @classmethod
    def posted(cls, data: QueryDict, rulebook: Rulebook, language: str) -> HiringForm:
        return cls(
            {
                group: [QuestionForm.posted(fact, data, rulebook, language, _names(fact)) for fact in facts]
                for group, facts in _asked(rulebook)
            }
        )

    def __iter__(self) -> Iterator[QuestionForm]:
        return (form for forms in self.groups.values() for form in forms)

    def check(self, today: dt.date, on: dt.date) -> Answers | None:
        """All answers, or None when one cannot be read: then its form says why. What is left empty is not told."""
        told = [form for form in self if not form.is_empty]
        answers = Answers(role=EMPLOYER)
        sound = [form for form in told if form.check(answers, today, on)]
        if len(sound) < len(told):
            return None
        for form in told:
            if not form.check(answers, today, on):  # beside the others: a date before the birth, for example
                return None
            answers.answer(form.fact.id, form.raw)
        return answers


def _asked(rulebook: Rulebook) -> Iterator[tuple[str, list[Fact]]]:
    """The facts of each group, and in the firm's those that the country adds."""
    own = [f for f in rulebook.facts.values() if f.id.startswith(f"{rulebook.country}_employer_")]
    for group, names in GROUPS:
        facts = [rulebook.facts[name] for name in names]
        yield group, [*facts, *sorted(own, key=lambda f: f.order)] if group == "firm" else facts


def _names(fact: Fact) -> str:
    return f"{fact.id}-"
