"""Names and dates as people say them in each language, from CLDR."""

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_timedelta, get_day_names
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext, gettext_noop as _, override

from rulebook.sentences import STATELESS

PSEUDO = frozenset({"xl", "xr"})  # see pseudo.py
RIGHT_TO_LEFT = frozenset({"xr", "ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
NOT_IN_LATIN = RIGHT_TO_LEFT - PSEUDO | {"am", "be", "bg", "el", "hy", "ka", "mk", "ru", "sr", "ti", "uk"}
_STATELESS_NAME = _("stateless")
_TODAY, _TOMORROW = _("today"), _("tomorrow")


EASY = "-simple"  # BCP 47: `nl-simple` is Dutch in easy words, `simple` a registered variant of any language
LANGUAGES_WITH_EASY_WORDS = ("en", "nl", "fr", "de")


def is_easy(language: str) -> bool:
    return language.endswith(EASY)


def base_language(language: str) -> str:
    """The language of an easy variant; any other stays as it is."""
    return language.removesuffix(EASY)


@lru_cache(maxsize=64)
def direction(language: str) -> str:
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def is_in_latin(language: str) -> bool:
    """Whether the language is written in Latin letters."""
    return language.partition("-")[0] not in NOT_IN_LATIN


def comma(language: str) -> str:
    """What stands between the things of a list. The scripts that run from right to left here have a comma of their own."""
    return "، " if direction(language) == "rtl" else ", "


def distance_in_words(km: float) -> str:
    """How far away something is, in the language of the page."""
    return gettext("less than 1 km") if km < 1 else gettext("about %(km)s km") % {"km": floatformat(km, 0)}


def semicolon(language: str) -> str:
    """Between things that have commas in them."""
    return "؛ " if direction(language) == "rtl" else "; "


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """CLDR's locale; English is British, so that a date reads 1 May 2026."""
    language = base_language(language)
    return Locale.parse("en_GB" if language == "en" or language in PSEUDO else language)


def country_name(code: str, language: str) -> str:
    if code == STATELESS:
        with override(base_language(language)):
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
    return _first_in_french(format_date(day, "long", locale=locale_of(language)), day, language)


@lru_cache(maxsize=512)
def full_date_in_words(day: dt.date, language: str) -> str:
    """With the day of the week, as one says a deadline."""
    locale = locale_of(language)
    # CLDR has no comma here in British English any more
    return _first_in_french(
        format_date(day, "EEEE d MMMM y" if locale.language == "en" else "full", locale=locale), day, language
    )


def _first_in_french(words: str, day: dt.date, language: str) -> str:
    """CLDR has no pattern for the one day that is said otherwise."""
    is_first = base_language(language) == "fr" and day.day == 1
    return re.sub(r"\b1(?= )", "1er", words, count=1) if is_first else words


WEEKS_FROM, MONTHS_FROM, YEARS_FROM = 14, 63, 730  # days


def how_far_in_words(day: dt.date, today: dt.date, language: str) -> str:
    """“in 3 weeks”, “10 days ago”, in the largest unit that still says it well; the date itself stands beside it."""
    days = (day - today).days
    if 0 <= days <= 1:
        with override(base_language(language)):
            return gettext(_TOMORROW if days else _TODAY)
    days = abs(days)
    unit = "day" if days < WEEKS_FROM else "week" if days < MONTHS_FROM else "month" if days < YEARS_FROM else "year"
    return format_timedelta(
        day - today, granularity=unit, threshold=1e9, add_direction=True, locale=locale_of(language)
    )  # fmt: skip


@lru_cache(maxsize=512)
def partial_date_in_words(text: str, language: str) -> str:
    """`2018`, `2018-02` or `2018-02-01` as one says it; anything else as it is."""
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return date_in_words(dt.date(*numbers), language)
        if len(numbers) == 2:
            return format_skeleton("yMMMM", dt.date(*numbers, 1), locale=locale_of(language))
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
