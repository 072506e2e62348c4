"""What is said for the codes of a profile, in the reader's language: countries, languages, cards."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from pathfinder.languages.names import PSEUDO, country_names, language_name, locale_of

# Regions and groups that CLDR names among the countries
_NO_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
# What people who come here speak, and what is spoken where they arrive; anything else by its tag in a file
_SPOKEN = [
    "aa", "ak", "am", "ar", "az", "be", "bg", "bm", "bn", "bs", "ca", "ckb", "cs", "da", "de", "el", "en", "es", "et",
    "eu", "fa", "ff", "fi", "fr", "ga", "gl", "ha", "he", "hi", "hr", "hu", "hy", "id", "ig", "is", "it", "ja", "ka",
    "kk", "km", "ko", "ku", "ky", "ln", "lo", "lt", "lv", "mg", "mk", "mn", "mr", "ms", "mt", "my", "ne", "nl", "no",
    "ny", "om", "pa", "pl", "ps", "pt", "rm", "rn", "ro", "rom", "ru", "rw", "si", "sk", "sl", "sn", "so", "sq", "sr",
    "st", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tr", "ug", "uk", "ur", "uz", "vi", "wo", "xh", "yo",
    "zh", "zu",
]  # fmt: skip


def countries() -> frozenset[str]:
    """The codes that may be chosen."""
    named = map(str, locale_of("en").territories)
    return frozenset(code for code in named if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES)


def spoken_languages() -> list[str]:
    return _SPOKEN


def written_languages() -> list[str]:
    """The languages whose words are read: those of the interface."""
    return [code for code, _name in settings.LANGUAGES if code not in PSEUDO]


def in_two(first: str, second: str) -> str:
    """Where no markup can stand, such as in an option: each keeps its own direction."""
    return first if not second or first == second else f"\u2068{first}\u2069 · \u2068{second}\u2069"


@lru_cache(maxsize=64)
def country_options(chosen: frozenset[str], language: str, second: str) -> SafeString:
    """The options of a list of countries; `chosen` of them, or all when it is empty."""
    codes = chosen or countries()
    others = dict(country_names(second, codes)) if second else {}
    named = country_names(language, codes)
    return format_html_join("", '<option value="{}">{}', ((c, in_two(name, others.get(c, ""))) for c, name in named))


@lru_cache(maxsize=64)
def language_options(language: str, second: str) -> SafeString:
    def named(code: str) -> str:
        return in_two(language_name(code, language), language_name(code, second) if second else "")

    options = sorted(((code, named(code)) for code in _SPOKEN), key=lambda pair: pair[1].strip("\u2068").casefold())
    return format_html_join("", '<option value="{}">{}', options)
