"""Names and dates as people say them in each language, from CLDR."""

import datetime as dt
import unicodedata
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, get_day_names
from django.utils.translation import gettext, gettext_noop as _, override

from rulebook.sentences import STATELESS

PSEUDO = frozenset({"xl", "xr"})  # see pseudo.py
RIGHT_TO_LEFT = frozenset({"xr", "ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
NOT_IN_LATIN = RIGHT_TO_LEFT - PSEUDO | {"am", "be", "bg", "el", "hy", "ka", "mk", "ru", "sr", "ti", "uk"}
_STATELESS_NAME = _("stateless")


@lru_cache(maxsize=64)
def direction(language: str) -> str:
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def is_in_latin(language: str) -> bool:
    """Whether the language is written in Latin letters."""
    return language.partition("-")[0] not in NOT_IN_LATIN


def comma(language: str) -> str:
    """What stands between the things of a list. The scripts that run from right to left here have a comma of their own."""
    return "، " if direction(language) == "rtl" else ", "


def semicolon(language: str) -> str:
    """Between things that have commas in them."""
    return "؛ " if direction(language) == "rtl" else "; "


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """CLDR's locale; English is British, so that a date reads 1 May 2026."""
    return Locale.parse("en_GB" if language == "en" or language in PSEUDO else language)


def country_name(code: str, language: str) -> str:
    if code == STATELESS:
        with override(language):
            return gettext(_STATELESS_NAME)
    return locale_of(language).territories.get(code, code)


# Languages that desks name by a code that CLDR does not have
AS_CLDR_SAYS = {"prs": "fa_AF"}
OTHER_LANGUAGES = {"prs": "Dari", "ber": "Tamazight"}


def language_name(code: str, language: str) -> str:
    """In the reader's language; in English where CLDR has no name in it."""
    known = AS_CLDR_SAYS.get(code, code)
    said = locale_of(language).languages.get(known) or locale_of("en").languages.get(known)
    return said or OTHER_LANGUAGES.get(code, code)


@lru_cache(maxsize=16)
def country_names(language: str, codes: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Code and name of each country, in the order of the names; stateless comes last."""
    named = [(code, country_name(code, language)) for code in codes]
    return tuple(sorted(named, key=lambda pair: (pair[0] == STATELESS, _sortable(pair[1]))))


def _sortable(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))


@lru_cache(maxsize=2048)
def date_in_words(day: dt.date, language: str) -> str:
    words = format_date(day, "d MMMM y" if language != "de" else "d. MMMM y", locale=locale_of(language))
    return f"1er{words[1:]}" if language == "fr" and day.day == 1 else words


@lru_cache(maxsize=512)
def partial_date_in_words(text: str, language: str) -> str:
    """`2018`, `2018-02` or `2018-02-01` as one says it; anything else as it is."""
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return date_in_words(dt.date(*numbers), language)
        if len(numbers) == 2:
            return format_date(dt.date(*numbers, 1), "LLLL y", locale=locale_of(language))
    except ValueError:
        return text
    return text


@lru_cache(maxsize=512)
def hours_in_words(hours: str, language: str) -> str:
    """Opening hours (`Mo,Tu 09:00-12:00`, the notation of OpenStreetMap) with the days of the reader's language."""
    names = get_day_names("abbreviated", locale=locale_of(language))
    for number, short in enumerate(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")):
        hours = hours.replace(short, f"\ue010{number}")
    for number, name in names.items():
        hours = hours.replace(f"\ue010{number}", name)
    return hours.replace(",", comma(language)).replace("  ", " ").replace("-", "–")
