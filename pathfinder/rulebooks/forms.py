"""Forms: strings from a page to the raw answers that the rulebook reads, and its problems as sentences beside the field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _, gettext_noop

from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import country_names, date_in_words, locale_of
from pathfinder.rulebooks.answers import PRIVATE, UNKNOWN, Answers
from rulebook.facts import LEVELS, Fact, PersonError, Problem
from rulebook.law import Rulebook

FIELDS = ("value", "second", "day", "month", "year")  # of a question; each uses some of them
NOTHING_TYPED = dict.fromkeys(FIELDS, "")
LONGEST_ANSWER = 100  # characters; longer text is no answer to any of our questions
POSTCODE_AND_NAME = re.compile(r"(\d{4,5})\s*[,;]?\s+\D.*")
LEVEL_WORDS = {
    "none": gettext_noop("I do not speak it"),
    "A1": gettext_noop("A1: a few words"),
    "A2": gettext_noop("A2: simple talks"),
    "B1": gettext_noop("B1: everyday life and work"),
    "B2": gettext_noop("B2: most things"),
    "C1": gettext_noop("C1: nearly everything"),
    "C2": gettext_noop("C2: everything"),
    "native": gettext_noop("It is my own language"),
}


@dataclass(frozen=True)
class Choice:
    value: str
    text: LocalizedText
    is_chosen: bool


@dataclass
class QuestionForm:
    """One question. `typed` is what stands in the fields: the answer so far, or what was just typed."""

    fact: Fact
    rulebook: Rulebook
    language: str
    typed: Mapping[str, str] = field(default_factory=NOTHING_TYPED.copy)
    problem: Problem | None = None
    missing: bool = False
    today: dt.date | None = None
    names: str = ""  # before the names of the fields, where one page has several questions

    @classmethod
    def of(cls, fact: Fact, answers: Answers, rulebook: Rulebook, language: str) -> QuestionForm:
        return cls(fact, rulebook, language, NOTHING_TYPED | _fields(fact, answers.given.get(fact.id)))

    @classmethod
    def posted(
        cls, fact: Fact, data: QueryDict, rulebook: Rulebook, language: str, names: str = ""
    ) -> QuestionForm:  # fmt: skip
        """Several ticked boxes of one name become one value with commas: no code has one."""
        typed = {name: ",".join(data.getlist(names + name)).strip() for name in FIELDS}
        return cls(fact, rulebook, language, typed, names=names)

    @property
    def widget(self) -> str:
        if self.fact.type in ("flag", "level") or (self.fact.type == "code" and self.fact.values):
            return "radios"
        if self.fact.type == "codes" and self.fact.values:
            return "checks"
        return {"date": "date", "whole": "number", "code": "country", "codes": "countries"}.get(self.fact.type, "text")

    @property
    def is_empty(self) -> bool:
        return not any(self.typed.values())

    def check(self, answers: Answers, today: dt.date, on: dt.date) -> bool:
        """Whether the rulebook can read the answer beside the others; else `problem` says why not."""
        self.today = today
        self.missing = self.is_empty
        if self.missing:
            return False
        if any(len(value) > LONGEST_ANSWER for value in self.typed.values()):
            self.problem = Problem(self.fact.id, "", "long")
            return False
        try:
            answers.with_answer(self.fact.id, self.raw).person(self.rulebook, today, on)
        except PersonError as error:
            self.problem = next((p for p in error.problems if p.field == self.fact.id), error.problems[0])
            return False
        return True

    @cached_property
    def raw(self) -> Any:
        """The answer as a person file has it."""
        value = self.typed.get("value", "")
        match self.widget:
            case "date":
                return self._date()
            case "countries":
                return [code for code in dict.fromkeys([value, self.typed.get("second", "")]) if code]
            case "checks":
                return [code for code in value.split(",") if code]
            case "radios" if self.fact.type == "flag":
                return {"true": True, "false": False}.get(value, value)
            case "number":
                return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else value
            case "text" if match := POSTCODE_AND_NAME.fullmatch(value):
                return match[1]
        return value

    def _date(self) -> str:
        """EDTF: the year, the month and the day as far as they are known."""
        year, month, day = (self.typed.get(part, "") for part in ("year", "month", "day"))
        if day and not month:
            month = "00"  # no such month: the rulebook refuses it, and the sentence asks for it
        known = [year, *(part.zfill(2) for part in (month, day) if part)]
        return "-".join(known)

    # what the template shows

    @property
    def choices(self) -> list[Choice]:
        chosen = self.typed.get("value", "")
        if self.fact.type == "flag":
            words = {"true": _("Yes"), "false": _("No")}
            return [Choice(code, LocalizedText(text, self.language), code == chosen) for code, text in words.items()]
        if self.fact.type == "level":
            return [Choice(c, LocalizedText(_(LEVEL_WORDS[c]), self.language), c == chosen) for c in LEVELS]
        ticked = chosen.split(",") if self.widget == "checks" else [chosen]
        return [Choice(c, localized(t, self.language), c in ticked) for c, t in self.fact.values.items()]

    @property
    def countries(self) -> SafeString:
        return self._options(self.typed.get("value", ""))

    @property
    def second_countries(self) -> SafeString:
        return self._options(self.typed.get("second", ""))

    def _options(self, chosen: str) -> SafeString:
        options = _country_options(self.language, self.rulebook.reader.countries)
        if chosen in self.rulebook.reader.countries:
            options = options.replace(f'value="{chosen}"', f'value="{chosen}" selected', 1)
        return mark_safe(options)  # noqa: S308  # made of escaped names below

    @property
    def months(self) -> list[tuple[str, str, bool]]:
        names = locale_of(self.language).months["stand-alone"]["wide"]
        chosen = self.typed.get("month", "").lstrip("0")
        return [(str(number), names[number], str(number) == chosen) for number in range(1, 13)]

    @property
    def suggestions(self) -> list[tuple[str, str]]:
        """Places that may be meant: what is sent, and what the button says."""
        near = self.problem.detail.get("near", "") if self.problem and self.problem.kind == "place" else ""
        return [(name.split(" ")[0] if name[0].isdigit() else name, name) for name in near.split(", ") if name]

    @property
    def error(self) -> str:
        """What is wrong, in the reader's language."""
        if self.missing:
            return _("Give an answer, or choose “I do not know”.")
        return problem_in_words(self.problem, self.today, self.language) if self.problem else ""


def problem_in_words(problem: Problem, today: dt.date | None, language: str) -> str:
    """A problem of the rulebook as a sentence that says what was expected."""
    detail = problem.detail
    match problem.kind:
        case "place" if detail.get("near") and "," not in detail["near"]:
            return _("We do not know this place. Is it %(place)s?") % {"place": detail["near"]}
        case "place" if detail.get("near"):
            return _("We do not know this place. Is it one of these?")
        case "place":
            return _("We do not know this place. Write a postcode such as 9000, or the name of a town.")
        case "date":
            return _("We cannot read this date. Give the year, and the month and day if you know them: 28 2 2018.")
        case "future" if today:
            return _("This day has not come yet. Give a date that is not after %(today)s.") % {
                "today": date_in_words(today, language)
            }
        case "range" if detail.get("high"):
            return _("Give a whole number from %(low)s to %(high)s.") % detail
        case "range" | "whole":
            return _("Give a whole number, such as 12.")
        case "country":
            return _("We do not know this country. Choose one from the list.")
        case "age":
            return _("This does not fit the birth date you gave. Give one of the two.")
        case "before_birth":
            return _("This day lies before the birth date you gave. Look again at both.")
        case "long":
            return _("This answer is too long. Use at most %(count)s letters.") % {"count": LONGEST_ANSWER}
    return _("Choose one of the answers in the list.")


def _fields(fact: Fact, raw: Any) -> dict[str, str]:
    """A given answer as it stands in the fields."""
    if raw is None:
        return {}
    if fact.type == "date":
        year, _dash, rest = str(raw).partition("-")
        month, _dash, day = rest.partition("-")
        return {"year": year, "month": month.lstrip("0"), "day": day.lstrip("0")}
    if fact.type == "codes" and fact.values:
        return {"value": ",".join(raw) if isinstance(raw, (list, tuple)) else str(raw)}
    if fact.type == "codes":
        codes = list(raw) if isinstance(raw, (list, tuple)) else [raw]
        return {"value": str(codes[0]) if codes else "", "second": str(codes[1]) if len(codes) > 1 else ""}
    if isinstance(raw, bool):
        return {"value": "true" if raw else "false"}
    return {"value": str(raw)}


_options_kept: dict[tuple[str, frozenset[str]], str] = {}


def _country_options(language: str, codes: frozenset[str]) -> str:
    key = (language, codes)
    if key not in _options_kept:
        names = country_names(language, codes)
        _options_kept[key] = "".join(f'<option value="{code}">{escape(name)}' for code, name in names)
    return _options_kept[key]


DECLINED_WORDS = {UNKNOWN: gettext_noop("I do not know"), PRIVATE: gettext_noop("I would rather not say")}
