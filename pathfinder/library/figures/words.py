"""The dimensions of an indicator and the codes in its cells, as people say them.

The packs write them as short English codes. Those that many tables share have words in every language; any other is shown
as the English that it is, with its marks taken away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import gettext, gettext_noop

from pathfinder.languages.localized_text import LocalizedText, localized
from pathfinder.languages.names import locale_of, partial_date_in_words
from pathfinder.library.content import as_texts
from rulebook.dates import parse_partial_date

DIMENSIONS = {
    "year": gettext_noop("Year"),
    "date": gettext_noop("Date"),
    "month": gettext_noop("Month"),
    "period": gettext_noop("Period"),
    "cohort": gettext_noop("Began in"),
    "permit_year": gettext_noop("Year of the permit"),
    "measured": gettext_noop("Counted in"),
    "edition": gettext_noop("Edition"),
    "group": gettext_noop("Group"),
    "sex": gettext_noop("Sex"),
    "territory": gettext_noop("Region"),
    "place": gettext_noop("Place"),
    "nationality": gettext_noop("Nationality"),
    "origin": gettext_noop("Origin"),
    "reason": gettext_noop("Reason"),
    "measure": gettext_noop("What was counted"),
    "item": gettext_noop("What was counted"),
    "feature": gettext_noop("What was counted"),
    "outcome": gettext_noop("Result"),
    "type": gettext_noop("Kind"),
    "course": gettext_noop("Course"),
    "funder": gettext_noop("Paid by"),
    "nace_division": gettext_noop("Branch (NACE)"),
    "months_after_registration": gettext_noop("Months after registration"),
    "months_after_end": gettext_noop("Months after the end"),
    "value": gettext_noop("Value"),
    "number": gettext_noop("Value"),
    "share": gettext_noop("Share"),
    "rate": gettext_noop("Share"),
    "value_text": gettext_noop("Value"),
}
TIMES = frozenset({"year", "date", "month", "period", "cohort", "permit_year", "measured", "edition"})
CELLS = {"male": gettext_noop("men"), "female": gettext_noop("women"), "total": gettext_noop("total")}
_IN_PERCENT = re.compile(r"[_ ](?:pct|percent)\b")

Cell = str | int | float | None


def dimension_in_words(code: str, language: str) -> LocalizedText:
    known = DIMENSIONS.get(code)
    return LocalizedText(gettext(known), language) if known else localized({"en": plain_code(code)}, language)


def cell_in_words(code: Cell, dimension: str, language: str, named: Mapping[str, Any]) -> LocalizedText:
    """A cell that is no figure: a time, a name that `named` has by its code, or a code."""
    if code is None:
        return LocalizedText("", language)
    text = str(code)
    if dimension in TIMES:
        return time_in_words(text, language)
    if not isinstance(code, str):
        return LocalizedText(figure_in_words(code, language), language)
    if text in named:
        return localized(as_texts(named[text]), language)
    if text.casefold() in CELLS:
        return LocalizedText(gettext(CELLS[text.casefold()]), language)
    return localized({"en": plain_code(text)}, language)


def time_in_words(text: str, language: str) -> LocalizedText:
    """“September 2016 – February 2018”; what is no date of the calendar is shown as it is, in English."""
    ends = text.split("/")
    try:
        told = [partial_date_in_words(str(parse_partial_date(end)), language) for end in ends]
    except ValueError:
        is_number = not re.search("[^0-9-]", text)  # 2017-2022
        return LocalizedText(text.replace("-", "–"), language) if is_number else localized({"en": text}, language)
    return LocalizedText(" – ".join(told), language)


def figure_in_words(value: float, language: str) -> str:
    """A number as the reader's language writes it, with the decimals that the source gave."""
    pattern = "#,##0" if isinstance(value, int) else "#,##0.0##"
    return str(format_decimal(value, format=pattern, locale=locale_of(language)))


def plain_code(code: str) -> str:
    """`low_skilled_pct` → “low skilled (percent)”."""
    return _IN_PERCENT.sub(" (percent)", code).replace("_", " ")
