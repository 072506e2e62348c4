"""What pages of several rooms say of a law: its sources, its dates, its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pathfinder.languages.names import locale_of, partial_date_in_words
from rulebook.dates import Validity

CURRENCIES = {"euro": "EUR", "pounds": "GBP", "forint": "HUF"}
SPANS = {
    "years": "duration-year", "months": "duration-month", "weeks": "duration-week", "days": "duration-day",
    "hours": "duration-hour", "minutes": "duration-minute",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    title: str
    publisher: str
    date: str
    locator: str
    url: str


def sources_named(pack: Mapping[str, Any], references: Iterable[Any]) -> tuple[Source, ...]:
    """The sources of a pack that references such as `emn-be-2018#1.1.3` name."""
    return tuple(_sources(pack["sources"], references))


def _sources(known: Mapping[str, Mapping[str, Any]], references: Iterable[Any]) -> Iterator[Source]:
    for reference in references:
        name, _hash, locator = str(reference).partition("#")
        data = known.get(name)
        if data:
            yield Source(
                str(data.get("title", name)),
                str(data.get("publisher", "")),
                str(data.get("date", "")),
                locator,
                str(data.get("url") or ""),
            )


def dates_in_words(validity: Validity, language: str) -> SafeString:
    """From when until when something is in force; nothing where both ends are open."""
    start, end = (partial_date_in_words(str(d), language) if d else "" for d in (validity.start, validity.end))
    if start and end:
        return escape(_("in force from %(start)s to %(end)s") % {"start": start, "end": end})
    if start:
        return escape(_("in force since %(start)s") % {"start": start})
    return escape(_("in force until %(end)s") % {"end": end}) if end else mark_safe("")


def figure_in_words(value: Any, unit: str, language: str) -> str:
    """A figure of law with its unit: “6 months”, “€180.00”, “B1”. A unit without a name of its own stands beside it."""
    locale = locale_of(language)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    if unit in SPANS:
        return _span(value, SPANS[unit], locale)
    if unit in CURRENCIES:
        return format_currency(value, CURRENCIES[unit], locale=locale)
    if unit == "percent":
        return format_percent(Decimal(str(value)) / 100, locale=locale, decimal_quantization=False)
    return f"{format_decimal(value, locale=locale)} {unit}".strip()


def _span(value: float, name: str, locale: Locale) -> str:
    """In words where CLDR has them as long words; in some languages they stand with the short ones only."""
    said = format_unit(value, name, locale=locale)
    return format_unit(value, name, length="short", locale=locale) if name in said else said
