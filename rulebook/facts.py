"""What a person can tell: typed facts, and the one door through which answers come in.

Values are normalised once, here, and trusted afterwards. An ordered value (whole number, date, CEFR level) is kept as
`(lowest, highest)`, so that "2018-02" stays a month; dates are day ordinals. A fact that was not given is absent.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rulebook.dates import add_months, full_years, parse_partial_date
from rulebook.places import Gazetteer, Place

LEVELS = ("none", "A1", "A2", "B1", "B2", "C1", "C2", "native")  # CEFR, Council of Europe 2001
ORDERED = frozenset({"whole", "date", "level"})
TYPES = ORDERED | {"flag", "code", "codes", "place"}

Interval = tuple[int, int]
Value = bool | str | frozenset[str] | Interval | Place
Values = dict[str, Value]
Text = Mapping[str, str]


@dataclass(frozen=True)
class Fact:
    """One thing a person can tell. Texts are opaque here; `order` is the editors' order of questions."""

    id: str
    type: str
    values: Mapping[str, Text] = dataclasses.field(default_factory=dict)
    order: int = 1000
    is_sensitive: bool = False
    is_changeable: bool = False
    is_asked: bool = True
    may_lie_ahead: bool = False  # a date that may be planned: the first day of work
    asked_through: str | None = None  # the fact that is asked instead: the birth date for the age
    same_as: str | None = None  # the date that stands in while this one is not given
    lowest: int | None = None
    highest: int | None = None
    texts: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in what came in: where, and a sentence that says what was expected.

    `message` is English; `kind` and `detail` let a page say the same in the reader's language.
    """

    field: str
    message: str
    kind: str = "wrong"
    detail: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


class PersonError(ValueError):
    """All problems of one person's answers at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Person:
    """Normalised answers. `given` keeps them as they were typed, for showing them again."""

    values: Values
    given: Mapping[str, Any]
    country: str | None = None


def nearest(word: object, choices: Iterable[str]) -> str:
    """' Did you mean X?', or the choices when nothing is near; for the end of a message."""
    options = list(choices)
    close = difflib.get_close_matches(str(word), options, n=1, cutoff=0.5)
    if close:
        return f'Did you mean "{close[0]}"?'
    return f"Expected one of: {', '.join(options[:40])}." if options else ""


class Reader:
    """Turns the answers of a person file, a form or a link into a `Person`, naming every problem."""

    def __init__(self, facts: Mapping[str, Fact], gazetteer: Gazetteer, countries: frozenset[str]) -> None:
        self.facts = facts
        self.gazetteer = gazetteer
        self.countries = countries  # ISO 3166-1 alpha-2, for nationality and countries of birth
        self._read: dict[str, Callable[[Fact, Any], Value]] = {
            "flag": self._flag, "whole": self._whole, "date": self._date, "level": self._level,
            "code": self._code, "codes": self._codes, "place": self._place,
        }  # fmt: skip

    def person(self, given: Mapping[str, Any], today: dt.date, on: dt.date | None = None) -> Person:
        """Read all answers; `age` is the age on the day of the decision, `on`, which is today when not given.

        Raises PersonError with every problem: unknown fact or code, impossible or future date, an age that
        contradicts the birth date, a place nobody knows.
        """
        if not isinstance(given, Mapping):
            raise PersonError([Problem("", "expected a list of facts, each as `fact: value`")])
        values: Values = {}
        problems: list[Problem] = []
        for name, raw in _flatten(given):
            if name == "country" or raw is None or raw == []:
                continue  # nothing was told
            fact = self.facts.get(name) or _other_language(name)
            if fact is None:
                hint = nearest(name, self.facts)
                problems.append(Problem(name, f"no fact has this name. {hint}", "unknown_fact", {"hint": hint}))
                continue
            try:
                values[name] = self._read[fact.type](fact, raw)
            except _WrongAnswerError as wrong:
                problems.append(Problem(name, str(wrong), wrong.kind, wrong.detail))
        problems += self._impossible_dates(values, given, today)
        problems += _age_contradictions(values, given, on or today)
        if problems:
            raise PersonError(problems)
        return Person(values, dict(given), given.get("country"))

    def _flag(self, fact: Fact, raw: Any) -> bool:
        if isinstance(raw, bool):
            return raw
        word = {"true": True, "yes": True, "false": False, "no": False}.get(str(raw).strip().lower())
        if word is None:
            raise _WrongAnswerError(f"got {_shown(raw)}, expected yes or no", "flag")
        return word

    def _whole(self, fact: Fact, raw: Any) -> Interval:
        text = str(raw).strip()
        digits = text.removeprefix("-")
        if isinstance(raw, (bool, float)) or not (digits.isascii() and digits.isdigit()):
            raise _WrongAnswerError(f"got {_shown(raw)}, expected a whole number", "whole")
        number = int(text) if len(text) < 10 else 10**9
        low = fact.lowest if fact.lowest is not None else 0
        if number < low or (fact.highest is not None and number > fact.highest):
            top = f" and {fact.highest}" if fact.highest is not None else ""
            word = "between" if top else "at least"
            detail = {"low": str(low), "high": str(fact.highest if fact.highest is not None else "")}
            raise _WrongAnswerError(f"got {number}, expected a whole number {word} {low}{top}", "range", detail)
        return number, number

    def _date(self, fact: Fact, raw: Any) -> Interval:
        try:
            date = parse_partial_date(raw)
        except ValueError as error:
            raise _WrongAnswerError(f"got {_shown(raw)}: {error}", "date") from None
        if date.first.year < 1900:
            raise _WrongAnswerError(f"got {date}, expected a date after 1900", "date")
        return date.first.toordinal(), date.last.toordinal()

    def _level(self, fact: Fact, raw: Any) -> Interval:
        names = {level.casefold(): n for n, level in enumerate(LEVELS)}
        position = names.get(str(raw).strip().casefold())
        if position is None:
            raise _WrongAnswerError(f"got {_shown(raw)}, expected a CEFR level: {', '.join(LEVELS)}", "code")
        return position, position

    def _code(self, fact: Fact, raw: Any) -> str:
        return self._one_code(fact, raw)

    def _codes(self, fact: Fact, raw: Any) -> frozenset[str]:
        parts = raw if isinstance(raw, (list, tuple, set, frozenset)) else [raw]
        return frozenset(self._one_code(fact, part) for part in parts)

    def _one_code(self, fact: Fact, raw: Any) -> str:
        code = "NO" if raw is False and not fact.values else str(raw).strip()  # YAML reads Norway's code as false
        if fact.values:
            if code in fact.values:
                return code
            hint = nearest(code, fact.values)
            raise _WrongAnswerError(f"got {_shown(raw)}. {hint}", "code", {"hint": hint})
        if code.upper() in self.countries:
            return code.upper()
        message = f"got {_shown(raw)}, expected the two-letter code of a country, such as SY; XX is stateless"
        raise _WrongAnswerError(message, "country")

    def _place(self, fact: Fact, raw: Any) -> Place:
        place = self.gazetteer.find(str(raw))
        if place is None:
            near = self.gazetteer.suggest(str(raw))
            hint = f"Is it {' or '.join(near)}?" if near else "Expected a postcode or the name of a municipality."
            detail = {"near": ", ".join(near)}
            raise _WrongAnswerError(f"we do not know the place {_shown(raw)}. {hint}", "place", detail)
        return place

    def _impossible_dates(self, values: Values, given: Mapping[str, Any], today: dt.date) -> Iterable[Problem]:
        """Nothing a person tells of has happened after today, or before they were born."""
        born = values.get("birth_date")
        for name, value in values.items():
            if not (name in self.facts and self.facts[name].type == "date" and isinstance(value, tuple)):
                continue
            if value[0] > today.toordinal() and not self.facts[name].may_lie_ahead:
                message = f"{given[name]} lies in the future: expected a date not after {today.isoformat()}"
                yield Problem(name, message, "future")
            elif isinstance(born, tuple) and value[1] < born[0]:
                message = f"{given[name]} lies before the birth date {given['birth_date']}: one of the two is wrong"
                yield Problem(name, message, "before_birth")


def _flatten(given: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """`languages: {nl: A1}` is the fact `languages.nl`."""
    for name, raw in given.items():
        if isinstance(raw, Mapping):
            yield from ((f"{name}.{key}", value) for key, value in raw.items())
        else:
            yield str(name), raw


def _other_language(name: str) -> Fact | None:
    """A level in any language may be told, also where no rule asks for it."""
    head, _, code = name.partition(".")
    return (
        Fact(name, "level", is_asked=False) if head == "languages" and code.isalpha() and len(code) in (2, 3) else None
    )


def _age_contradictions(values: Values, given: Mapping[str, Any], on: dt.date) -> list[Problem]:
    age, born = values.get("age"), values.get("birth_date")
    if not (isinstance(age, tuple) and isinstance(born, tuple)):
        return []
    low, high = age_on(born, on)
    if low <= age[0] <= high:
        return []
    meant = str(low) if low == high else f"{low} or {high}"
    message = (
        f"{age[0]} contradicts the birth date {given['birth_date']}, which gives {meant} on {on}. Give one of the two."
    )
    return [Problem("age", message, "age")]


def age_on(born: Interval, on: dt.date) -> Interval:
    """Lowest and highest completed years on a day, for a birth date that may be a month or a year."""
    return full_years(dt.date.fromordinal(born[1]), on), full_years(dt.date.fromordinal(born[0]), on)


def born_with(age: Interval, on: dt.date) -> Interval:
    """First and last day on which someone of this age was born."""
    first = add_months(on, -12 * (age[1] + 1)) + dt.timedelta(days=1)
    return first.toordinal(), add_months(on, -12 * age[0]).toordinal()


def _shown(raw: object) -> str:
    text = str(raw)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


class _WrongAnswerError(ValueError):
    def __init__(self, message: str, kind: str, detail: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.detail = detail or {}
