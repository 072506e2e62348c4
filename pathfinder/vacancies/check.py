"""The door for vacancies of other systems: each value is looked at once, and what cannot be used is said in a sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from pathfinder.directory.queries import country_code, language_code
from pathfinder.editing.queries import plain_text
from pathfinder.rulebooks.loaded import countries
from pathfinder.vacancies.codes import CURRENCIES, EMPLOYMENT, KINDS, LEVELS, NOT_TOLD, PAY_PER, TOLD, UNPAID
from pathfinder.vacancies.told import Refused, ToldVacancy
from pathfinder.vacancies.where import located
from pathfinder.vacancies.wording import OCCUPATION, REFERENCE, area_of, references_in

LONGEST_TEXT = 20_000  # letters
LONGEST = {
    "identifier": 255, "title": 300, "organization": 200, "place": 120, "postcode": 12, "licence": 120, "apply_text": 2_000,
}  # fmt: skip
MOST_SKILLS, LONGEST_SKILL = 40, 300
MOST_MONEY = Decimal(100_000_000)
MOST_HOURS = Decimal(168)
_NOT_UTF8 = re.compile("[\ud800-\udfff]")
_is_url = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Wish:
    """What is true of a whole file: where it came from, and what holds where a vacancy does not say it."""

    source: str
    on: dt.date
    language: str = "en"
    country: str = ""
    organizations: Mapping[str, str] = field(default_factory=dict)  # name in small letters to key


def checked(told: ToldVacancy, wish: Wish) -> dict[str, Any]:
    """Values for `actions.take_over`; what was left out stands in `told.notes`. Raises Refused."""
    say = _Saying(told)
    title = say.text("title")
    if not title:
        raise Refused("it has no title")
    country = _country(say, wish)
    valid_through = say.day("valid_through")
    if valid_through and valid_through < wish.on:
        raise Refused(f"its last day was {valid_through}: it is no longer open")
    published = say.day("published_on")
    if published and published > wish.on:
        told.notes.append(f"published on {published}, which is still to come: today stands for it")
        published = None
    language = _language(say.text("lang"), wish.language)
    organization = say.text("organization")
    if not organization:
        raise Refused("it names no employer")
    place, postcode = say.text("place"), say.text("postcode")
    skills = _skills(told, language)
    values = {
        "identifier": say.text("identifier"),
        "kind": say.code("kind", KINDS) or "job",
        "organization_name": organization,
        "organization_key": wish.organizations.get(organization.casefold(), ""),
        "title": {language: title},
        "text": {language: text} if (text := say.text("text", LONGEST_TEXT)) else {},
        "country": country,
        "place": place,
        "postcode": postcode,
        **located(country, place, postcode),
        "skills": skills,
        "occupation": occupation if OCCUPATION.fullmatch(occupation := say.text("occupation")) else "",
        "isco": _isco(say.text("isco")),
        "languages": _levels(told),
        "licence": say.text("licence"),
        "employment": say.code("employment", EMPLOYMENT),
        "hours_a_week": say.number("hours_a_week", MOST_HOURS),
        **_pay(say, country),
        "starts_on": say.day("starts_on"),
        "valid_through": valid_through,
        "apply_at": say.address("apply_at"),
        "apply_text": say.text("apply_text"),
        "source_url": say.address("url"),
    }
    values["area"] = area_of([one["what"] for one in skills if one["what"]], values["isco"])
    if not values["identifier"]:
        raise Refused("it has no identifier, so the same vacancy would be taken twice")
    return values if published is None else {**values, "published_on": published}


class _Saying:
    """The fields of one vacancy, and the notes about those that cannot be used."""

    def __init__(self, told: ToldVacancy) -> None:
        self.told = told

    def note(self, name: str, why: str) -> None:
        self.told.notes.append(f"{name}: {why}")

    def text(self, name: str, most: int = 0) -> str:
        value = self.told.fields.get(name)
        if not isinstance(value, (str, int)) or isinstance(value, bool):
            if value not in (None, "", [], {}):
                self.note(name, "expected words; left out")
            return ""
        words = str(value)
        if _NOT_UTF8.search(words):
            self.note(name, "not readable as UTF-8; left out")
            return ""
        words = plain_text(words)
        most = most or LONGEST.get(name, 500)
        if len(words) > most:
            self.note(name, f"{len(words):,} letters; the first {most:,} are kept")
        return words[:most]

    def code(self, name: str, known: Mapping[str, str]) -> str:
        code = self.text(name)
        if code and code not in known:
            self.note(name, f"“{code[:40]}” is none of {', '.join(known)}; left out")
        return code if code in known else ""

    def day(self, name: str) -> dt.date | None:
        """A day, also of a moment: 2026-12-01T00:00:00Z."""
        typed = self.text(name)
        if not typed:
            return None
        try:
            day = dt.date.fromisoformat(typed[:10])
        except ValueError:
            self.note(name, f"“{typed[:40]}” is no day such as 2026-12-01; left out")
            return None
        if not 1990 <= day.year <= 2100:
            self.note(name, f"{day} cannot be meant; left out")
            return None
        return day

    def number(self, name: str, most: Decimal) -> Decimal | None:
        """A finite number above zero: JSON of some systems says NaN."""
        value = self.told.fields.get(name)
        if value in (None, ""):
            return None
        try:
            number = Decimal(str(value).strip().replace(",", "."))
        except InvalidOperation:
            number = Decimal("NaN")
        if isinstance(value, bool) or not number.is_finite() or not 0 < number <= most:
            self.note(name, f"“{str(value)[:40]}” is no such number; left out")
            return None
        return number.quantize(Decimal("0.1") if name == "hours_a_week" else Decimal("0.01"))

    def address(self, name: str) -> str:
        """Of a page, or for mail."""
        typed = self.text(name)
        if typed and not is_address(typed):
            self.note(name, "no address of a page and none for mail; left out")
            return ""
        return typed.removeprefix("mailto:")


def is_address(typed: str) -> bool:
    """Whether one can write or go there: http, https or an e-mail address."""
    is_right: Callable[[str], None] = _is_url if typed.lower().startswith(("http://", "https://")) else validate_email
    try:
        is_right(typed.removeprefix("mailto:"))
    except ValidationError:
        return False
    return True


def _country(say: _Saying, wish: Wish) -> str:
    typed = say.text("country")
    code = (country_code(typed) if typed else wish.country) or ""
    if code not in countries():
        known = ", ".join(sorted(countries()))
        raise Refused(f"the work is in “{typed or 'no country'}”; expected one of {known}, whose law is known here")
    return code


def _language(told: str, otherwise: str) -> str:
    code = language_code(told) if told else None
    return code if code and len(code) <= 12 else otherwise


def _isco(typed: str) -> str:
    """`2221`, `2221.1.3` and `C2221` are the same unit group."""
    found = re.match(r"C?(\d{4})(?!\d)", typed)
    return found[1] if found else ""


def _levels(told: ToldVacancy) -> dict[str, str]:
    found = {}
    for typed, level in told.languages.items():
        code = language_code(typed)
        if code and level in LEVELS:
            found[code] = level
        else:
            told.notes.append(
                f"languages: “{typed[:40]} {level[:10]}” is no language with a level from A1 to C2; left out"
            )
    return found


def _skills(told: ToldVacancy, language: str) -> list[dict[str, Any]]:
    """Words with the reference that a machine is sure of, if any."""
    if len(told.skills) > MOST_SKILLS:
        told.notes.append(f"skills: {len(told.skills)}; the first {MOST_SKILLS} are kept")
    found = []
    for typed, importance, reference in told.skills[:MOST_SKILLS]:
        words = plain_text(_NOT_UTF8.sub("", typed))[:LONGEST_SKILL]
        if not REFERENCE.fullmatch(reference):
            reference = ""
        if not words and not reference:
            continue
        what, words, is_suggested = (reference, words, False) if reference else references_in(words, language)
        found.append({"what": what, "words": words, "importance": importance, "is_suggested": is_suggested})
    return found


def _pay(say: _Saying, country: str) -> dict[str, Any]:
    nothing = {"pay_from": None, "pay_to": None, "currency": "", "pay_per": ""}
    if say.text("pay") == UNPAID:
        return {"pay": UNPAID, **nothing}
    low, high = say.number("pay_from", MOST_MONEY), say.number("pay_to", MOST_MONEY)
    if low and high and low > high:
        low, high = high, low
    low = low or high
    if low is None:
        return {"pay": NOT_TOLD, **nothing}
    per = say.code("pay_per", PAY_PER)
    if not per:
        say.note("pay_per", "it does not say for how long the pay is; the pay is left out")
        return {"pay": NOT_TOLD, **nothing}
    currency = say.text("currency").upper()
    if not re.fullmatch("[A-Z]{3}", currency):
        currency = CURRENCIES[country]
    return {"pay": TOLD, "pay_from": low, "pay_to": high if high != low else None, "currency": currency, "pay_per": per}
