"""Countries and languages however they are told, as the codes we keep."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global

LONGEST_LANGUAGE = 35  # letters of a tag, or of what is told instead
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")
NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB"})  # in CLDR's list, but nobody's address
_ENGLISH = Locale("en")
_COUNTRY_BY_NAME = {
    name.casefold(): code for code, name in _ENGLISH.territories.items() if len(code) == 2 and code.isalpha()
}
_LANGUAGE_BY_NAME = {name.casefold(): code for code, name in _ENGLISH.languages.items()}


@lru_cache(maxsize=1_000)
def country_code(told: str) -> str | None:
    """The country that is meant, in two small letters."""
    upper = told.upper()
    if upper == "EL":
        return "gr"
    alias = get_global("territory_aliases").get(upper)
    code = alias[0] if alias else upper
    if len(code) == 2 and code.isalpha() and code in _ENGLISH.territories and code not in NO_COUNTRIES:
        return code.lower()
    named = _COUNTRY_BY_NAME.get(told.casefold())
    return named.lower() if named else None


@lru_cache(maxsize=2_000)
def language_code(told: str) -> str | None:
    """A tag as it is usual: two letters where there are two (`eng` is en); also from the English name."""
    if named := _LANGUAGE_BY_NAME.get(told.casefold()):
        return named.replace("_", "-")
    if not TAG.fullmatch(told) or len(told) > LONGEST_LANGUAGE:
        return None
    first, dash, rest = told.replace("_", "-").partition("-")
    alias = get_global("language_aliases").get(first.lower(), "_")
    return f"{first.lower() if '_' in alias else alias}{dash}{rest}"
