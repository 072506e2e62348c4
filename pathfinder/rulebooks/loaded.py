"""The rulebooks of this process: each country's law, read once, for every room that asks it."""

from functools import lru_cache

from django.conf import settings

from pathfinder.languages.localized_text import HonestSpeaker
from rulebook.law import Law, Rulebook
from rulebook.load import countries_with_a_pack, has_law, load_rulebook, parsed_files
from rulebook.parsed_files import ParsedFiles


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """The countries whose law can be told; the others have a directory only."""
    return tuple(
        country for country in countries_with_a_pack(settings.PACKS_DIR) if has_law(settings.PACKS_DIR, country)
    )


@lru_cache(maxsize=16)
def rulebook_of(country: str) -> Rulebook:
    """Read once per process. Raises PackError."""
    files = _files()
    rulebook = load_rulebook(settings.PACKS_DIR, country, files=files)
    files.keep()
    files.forget(country)
    if rulebook_of.cache_info().currsize >= len(countries()) - 1:  # this is the last one: nobody needs the files again
        _files.cache_clear()
    return rulebook


@lru_cache(maxsize=64)
def speaker_for(law: Law, language: str) -> HonestSpeaker:
    """Says the conditions of a law in a language; what is not translated is marked."""
    return HonestSpeaker(law, language)


@lru_cache(maxsize=1)
def _files() -> ParsedFiles:
    return parsed_files(settings.VAR_DIR / "parsed")
