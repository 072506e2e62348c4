"""Which language is meant by a name, in files that have no code for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pathfinder.languages.names import locale_of


def code_of_language(name: str, language: str) -> str:
    """The code of a language named in the reader's or in English; none where neither calls a language so."""
    wanted = name.casefold().strip()
    return _codes(language).get(wanted) or _codes("en").get(wanted, "")


@lru_cache(maxsize=32)
def _codes(said_in: str) -> Mapping[str, str]:
    named = sorted(locale_of(said_in).languages.items(), key=lambda pair: len(pair[0]), reverse=True)
    return {str(called).casefold(): str(code).replace("_", "-") for code, called in named}
