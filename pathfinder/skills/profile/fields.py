"""The fields of the screens: what a form sends becomes the value a profile holds, or a sentence beside the field."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field as has
from typing import Any, ClassVar, TypeAlias

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext as _

from pathfinder.languages.names import locale_of
from pathfinder.skills.profile import names
from rulebook.dates import parse_partial_date

Said: TypeAlias = "str | Promise"  # words of the interface, said in the language that is read
Choices: TypeAlias = Iterable[tuple[str, Said]]
EARLIEST, LATEST = 1930, 2100  # years; another calendar's are not mistaken for ours


class Wrong(ValueError):
    """The sentence that says what was expected."""


@dataclass(frozen=True)
class Field:
    """A line of one's own words."""

    name: str
    label: Said
    hint: Said = ""
    longest: int = 300
    autocomplete: str = "off"
    widget: ClassVar[str] = "line"
    parts: ClassVar[tuple[str, ...]] = ("",)  # what stands behind the name, where a field has several inputs

    def typed(self, value: Any) -> dict[str, str]:
        """What stands in the inputs for a value."""
        return {"": "" if value is None else str(value)}

    def value(self, typed: Mapping[str, str]) -> Any:
        """Raises Wrong."""
        words = typed[""].strip()
        if len(words) > self.longest:
            raise Wrong(
                _("This has %(told)s letters. At most %(count)s can be kept: shorten it, or tell it in two parts.")
                % {"told": len(words), "count": self.longest}
            )
        return words


@dataclass(frozen=True)
class Words(Field):
    longest: int = 50_000
    widget: ClassVar[str] = "words"


@dataclass(frozen=True)
class Choice(Field):
    """One of several. `of` gives them when the page is shown."""

    of: Callable[[], Choices] = tuple
    is_open: bool = False  # all to be seen, instead of a list that drops down
    first: Said = "–"

    @property
    def widget(self) -> str:  # type: ignore[override]  # a choice has two looks
        return "radios" if self.is_open else "choice"

    def value(self, typed: Mapping[str, str]) -> Any:
        chosen = typed[""]
        if chosen and chosen not in dict(self.of()):
            raise Wrong(_("Choose one of the answers in the list."))
        return chosen


@dataclass(frozen=True)
class LevelChoice(Choice):
    """A choice of numbers; none when it is not told."""

    def value(self, typed: Mapping[str, str]) -> Any:
        chosen = super().value(typed)
        return int(chosen) if chosen else None


@dataclass(frozen=True)
class Country(Field):
    among: frozenset[str] = frozenset()  # all countries when it is empty
    widget: ClassVar[str] = "country"

    def value(self, typed: Mapping[str, str]) -> Any:
        if typed[""] and typed[""] not in (self.among or names.countries()):
            raise Wrong(_("We do not know this country. Choose one from the list."))
        return typed[""]


@dataclass(frozen=True)
class Day(Field):
    """A date as far as it is known."""

    widget: ClassVar[str] = "day"
    parts: ClassVar[tuple[str, ...]] = ("-day", "-month", "-year")

    def typed(self, value: Any) -> dict[str, str]:
        year, month, day = [*str(value or "").split("-"), "", ""][:3]
        return {"-day": day.lstrip("0"), "-month": month.lstrip("0"), "-year": year}

    def value(self, typed: Mapping[str, str]) -> Any:
        day, month, year = (western(typed[part]) for part in self.parts)
        if not (day or month or year):
            return ""
        if year.isdigit() and not EARLIEST <= int(year) <= LATEST:
            raise Wrong(_("Write the year as it is counted here, with four digits, such as 2014."))
        known = [year, *(part.zfill(2) for part in (month or ("00" if day else ""), day) if part)]
        try:
            return str(parse_partial_date("-".join(known)))
        except ValueError:
            raise Wrong(
                _("We cannot read this date. Give the year, and the month and day if you know them: 28 2 2018.")
            ) from None


@dataclass(frozen=True)
class Whole(Field):
    low: int = 0
    high: int = 1000
    widget: ClassVar[str] = "whole"

    def value(self, typed: Mapping[str, str]) -> Any:
        digits = western(typed[""])
        if not digits:
            return None
        if not (digits.isascii() and digits.isdigit() and len(digits) < 9 and self.low <= int(digits) <= self.high):
            raise Wrong(
                _("Give a whole number from %(low)s to %(high)s.") % {"low": self.low, "high": self.high}
            )  # fmt: skip
        return int(digits)


@dataclass(frozen=True)
class Tick(Field):
    widget: ClassVar[str] = "tick"

    def typed(self, value: Any) -> dict[str, str]:
        return {"": "yes" if value else ""}

    def value(self, typed: Mapping[str, str]) -> Any:
        return bool(typed[""])


def western(digits: str) -> str:
    """Digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in digits.strip())


@dataclass
class Filled:
    """A field with what stands in it."""

    field: Field
    prefix: str = ""  # before the names, where a page has several of a kind
    typed: dict[str, str] = has(default_factory=dict)
    error: str = ""

    @property
    def name(self) -> str:
        return self.prefix + self.field.name

    @property
    def anchor(self) -> str:
        """The id of its first input."""
        return self.name + self.field.parts[0]

    @property
    def text(self) -> str:
        return self.typed.get("", "")

    @property
    def is_empty(self) -> bool:
        return not any(self.typed.values())

    @property
    def options(self) -> list[tuple[str, Said, bool]]:
        choices = self.field.of() if isinstance(self.field, Choice) else ()
        return [(code, said, code == self.text) for code, said in choices]

    @property
    def months(self) -> list[tuple[str, str, bool]]:
        said = locale_of(get_language()).months["stand-alone"]["wide"]
        return [(str(n), said[n], self.typed.get("-month") == str(n)) for n in range(1, 13)]

    @property
    def day(self) -> str:
        return self.typed.get("-day", "")

    @property
    def year(self) -> str:
        return self.typed.get("-year", "")


class Form:
    """Some fields: as they were told, or as they were just sent."""

    def __init__(self, fields: Iterable[Field], told: Mapping[str, Any] | None = None, prefix: str = "") -> None:
        values = told or {}
        self.filled = [Filled(one, prefix, one.typed(values.get(one.name))) for one in fields]

    def send(self, data: QueryDict, *, keep_told: bool = False) -> None:
        """`keep_told`: a field that was left empty keeps what was told before."""
        for one in self.filled:
            sent = {part: data.get(one.name + part, "") for part in one.field.parts}
            if any(sent.values()) or not keep_told:
                one.typed = sent

    def read(self) -> dict[str, Any] | None:
        """The values, or nothing when one cannot be read: then its field says why."""
        values = {}
        for one in self.filled:
            try:
                values[one.field.name] = one.field.value(one.typed)
            except Wrong as problem:
                one.error = str(problem)
        return None if self.has_problems else values

    def __getitem__(self, name: str) -> Filled:
        return {one.field.name: one for one in self.filled}[name]

    @property
    def has_problems(self) -> bool:
        return any(one.error for one in self.filled)

    def is_empty_but(self, *names: str) -> bool:
        return all(one.is_empty for one in self.filled if one.field.name not in names)
