"""How hard words are to read, beside the place where they are written."""

from typing import Any

from django import template

from pathfinder.plain.reading import read

register = template.Library()


@register.inclusion_tag("plain/reading.html")
def reading(words: str, language: str) -> dict[str, Any]:
    """A quiet line with the score and the hard sentences; nothing where there is nothing to say."""
    return {"reading": read(words, language), "language": language}
