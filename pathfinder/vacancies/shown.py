"""A vacancy in the words of one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babel.numbers import format_currency, format_decimal
from django.urls import reverse
from django.utils.translation import gettext as _

from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import country_name, language_name, locale_of
from pathfinder.recognition.queries import is_regulated
from pathfinder.rulebooks.loaded import rulebook_of
from pathfinder.rulebooks.words import Source
from pathfinder.vacancies import codes
from pathfinder.vacancies.models import Vacancy
from pathfinder.vacancies.wording import label_of


@dataclass(frozen=True)
class SkillShown:
    label: LocalizedText
    importance: str
    is_suggested: bool


@dataclass(frozen=True)
class ShownVacancy:
    one: Vacancy
    language: str
    on: dt.date
    distance_km: float | None = None

    @property
    def key(self) -> str:
        return self.one.key

    @property
    def url(self) -> str:
        return reverse("vacancies:vacancy", args=[self.language, self.one.key])

    @cached_property
    def title(self) -> LocalizedText:
        return localized(self.one.title, self.language)

    @cached_property
    def text(self) -> LocalizedText:
        return localized(self.one.text, self.language)

    @property
    def is_open(self) -> bool:
        return self.one.is_open(self.on)

    @property
    def kind(self) -> str:
        return _(codes.KINDS[self.one.kind])

    @property
    def state(self) -> str:
        return _(codes.STATES[codes.OVER if self.one.state == codes.OPEN and not self.is_open else self.one.state])

    @property
    def country(self) -> str:
        return country_name(self.one.country.upper(), self.language)

    @property
    def employment(self) -> str:
        return _(codes.EMPLOYMENT[self.one.employment]) if self.one.employment else ""

    @property
    def hours(self) -> str:
        return format_decimal(self.one.hours_a_week, locale=locale_of(self.language)) if self.one.hours_a_week else ""

    @property
    def pay(self) -> str:
        """“€2,100.00 a month”, or that it is not told."""
        one = self.one
        if one.pay != codes.TOLD or one.pay_from is None:
            return _(codes.PAY[one.pay])
        amounts = [
            format_currency(amount, one.currency, locale=locale_of(self.language))
            for amount in (one.pay_from, one.pay_to)
            if amount
        ]
        return f"{'–'.join(amounts)} {_(codes.PAY_PER[one.pay_per])}"

    @property
    def languages(self) -> list[str]:
        """“Dutch B1”."""
        return [f"{language_name(code, self.language)} {level}" for code, level in self.one.languages.items()]

    @property
    def skills(self) -> list[SkillShown]:
        """What is needed first."""
        order = list(codes.IMPORTANCE)
        told = sorted(self.one.skills, key=lambda skill: order.index(skill["importance"]))
        return [shown for skill in told if (shown := self._skill(skill))]

    def _skill(self, skill: Any) -> SkillShown | None:
        """In the words of the vocabulary, which are there in the reader's language; else as the employer wrote it."""
        label = label_of(skill["what"], self.language) if skill["what"] else None
        if label is None and skill["words"]:
            language = next(iter(self.one.title), self.language)
            label = LocalizedText(skill["words"], language, is_fallback=language != self.language)
        importance = codes.IMPORTANCE[skill["importance"]]
        return SkillShown(label, _(importance), skill["is_suggested"]) if label else None

    @property
    def regulated(self) -> tuple[str, tuple[Source, ...]]:
        """Whether the profession is regulated: what the pack says, with its sources; else what the employer says."""
        said = is_regulated(self.one.country, self.one.isco) if self.one.isco else None
        if said and said.answer != "unknown":
            return _(codes.REGULATED[said.answer]), said.sources
        return (_(codes.REGULATED[self.one.regulated]) if self.one.regulated else ""), ()

    @property
    def learning_form(self) -> Any:
        """The name of the form of learning at work, as the pack has it."""
        service = rulebook_of(self.one.country).pack["services"].get(self.one.learning_form)
        return service["name"] if service else None

    @property
    def apply_address(self) -> str:
        at = self.one.apply_at
        return f"mailto:{at}" if "@" in at and not at.startswith("http") else at


def shown_rows(keys: Iterable[str], language: str, on: dt.date, distance: Any = None) -> list[ShownVacancy]:
    """In the order of the keys. Cost: one query."""
    wanted = list(keys)
    rows = Vacancy.objects.in_bulk(wanted)
    return [
        ShownVacancy(rows[key], language, on, distance(rows[key]) if distance else None)
        for key in wanted
        if key in rows
    ]
