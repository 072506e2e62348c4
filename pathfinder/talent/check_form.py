"""What somebody asks of a destination, as it stands in the address: checked once, nothing is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from pathfinder.rulebooks.answers import Answers
from pathfinder.rulebooks.forms import QuestionForm
from pathfinder.rulebooks.law_days import FIRST_DAY, date_of_law, last_day
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.skills.queries import suggest, tasks
from pathfinder.talent.checks import Asked, DestinationCheck
from pathfinder.talent.stages import PASSPORT, RELATIONS
from rulebook.questions import asked_fact

FACTS = ("now_in", "displaced", "job_offer", "nationality", "age")
LONGEST_WORK, MOST_OFFERED, MOST_ASKED = 200, 5, 4


@dataclass
class CheckForm:
    data: QueryDict
    language: str
    today: dt.date
    problems: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        told = self.data.get("to", "")
        self.to = told if told in countries() else ""
        if told and not self.to:
            self.problems["to"] = _("We do not know the law of this country. Choose one of the list.")
        self.on, self.typed_day = date_of_law(self.data.get("on", ""), self.today)
        if self.typed_day:
            self.problems["on"] = _("We cannot use this day. Write one such as 2023-06-01.")
        self.family = tuple(code for code in self.data.getlist("family") if code and code in RELATIONS)
        self.passport = self.data.get("passport", "") if self.data.get("passport", "") in PASSPORT else ""
        self.passport_until = self._day("passport_until")

    @property
    def is_asked(self) -> bool:
        return bool(self.to)

    def _day(self, name: str) -> dt.date | None:
        typed = self.data.get(name, "").strip()
        try:
            return dt.date.fromisoformat(typed) if typed else None
        except ValueError:
            self.problems[name] = _("Write a day, such as 2026-11-25.")
            return None

    # the work

    @property
    def work(self) -> str:
        return self.data.get("work", "").strip()[:LONGEST_WORK]

    @property
    def isco(self) -> str:
        """Of four digits, or of a card of ours; nothing while the words are not decided."""
        if len(self.work) == 4 and self.work.isascii() and self.work.isdigit():
            return self.work
        task = tasks().get(self.work.removeprefix("task:")) if self.work.startswith("task:") else None
        return task.isco if task else ""

    @cached_property
    def offered(self) -> list[Any]:
        """What the words may mean, for the person to choose from."""
        if not self.work or self.isco:
            return []
        return [one for one in suggest(self.work, self.language, MOST_OFFERED) if one.task]

    # the questions of the rulebook

    @cached_property
    def questions(self) -> list[QuestionForm]:
        """Those that every way asks, those that were answered, and those that are still open for this country."""
        rulebook = rulebook_of(self.to or countries()[0])
        told = [name.removesuffix("-value") for name in self.data if name.endswith("-value")]
        names = [name for name in dict.fromkeys([*FACTS, *told]) if name in rulebook.facts]
        forms = [self._question(name) for name in names]
        for form in forms:
            if not form.is_empty:
                form.check(Answers(), self.today, self.on)
        return forms

    def _question(self, name: str) -> QuestionForm:
        rulebook = rulebook_of(self.to or countries()[0])
        return QuestionForm.posted(rulebook.facts[name], self.data, rulebook, self.language, f"{name}-")

    @cached_property
    def given(self) -> dict[str, Any]:
        return {form.fact.id: form.raw for form in self.questions if not form.is_empty and not form.problem}

    @property
    def is_sound(self) -> bool:
        return not self.problems and not any(form.problem for form in self.questions)

    @cached_property
    def check(self) -> DestinationCheck | None:
        if not self.is_asked:
            return None
        asked = Asked(self.to, self.on, self.given, self.isco, self.family, self.passport, self.passport_until)
        return DestinationCheck(asked, self.language, self.today)

    @property
    def open_questions(self) -> list[QuestionForm]:
        """What this country's ways ask beside the others, still open."""
        if self.check is None:
            return []
        there = {form.fact.id for form in self.questions}
        facts = rulebook_of(self.to).facts
        contexts = [(p, one.way.answer.context) for one in self.check.ways for p in one.way.answer.on_day.provisions]
        names = dict.fromkeys(asked_fact(facts, name) for p, context in contexts for name in p.open(context))
        wanted = [name for name in names if name and name not in there and "employer" not in name and name != "role"]
        return [self._question(name) for name in wanted[:MOST_ASKED]]

    # what the template shows

    @property
    def first_day(self) -> dt.date:
        return FIRST_DAY

    @property
    def last_day(self) -> dt.date:
        return last_day(self.today)

    @property
    def relations(self) -> list[tuple[str, str, bool]]:
        return [(code, _(words), code in self.family) for code, words in RELATIONS.items() if code]

    @property
    def passports(self) -> list[tuple[str, str]]:
        return [(code, _(words)) for code, words in PASSPORT.items()]
