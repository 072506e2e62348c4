"""Which languages the interface speaks, and its words where there is no Django: the settings and the terminal share the list."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

LANGUAGES = (
    ("en", "English"), ("nl", "Nederlands"), ("fr", "Français"), ("de", "Deutsch"), ("es", "Español"), ("it", "Italiano"),
    ("hu", "Magyar"), ("sk", "Slovenčina"), ("sl", "Slovenščina"), ("ar", "العربية"), ("uk", "Українська"), ("fa", "فارسی"),
    ("ps", "پښتو"), ("ti", "ትግርኛ"), ("tr", "Türkçe"), ("so", "Soomaali"), ("ru", "Русский"),
)  # fmt: skip
CATALOGUES = Path(__file__).resolve().parent.parent.parent / "locale"


@lru_cache(maxsize=32)
def words_in(language: str) -> Callable[[str], str]:
    """`gettext` of a language; English where its catalogue is not compiled yet."""
    return gettext.translation("django", CATALOGUES, [language], fallback=True).gettext
