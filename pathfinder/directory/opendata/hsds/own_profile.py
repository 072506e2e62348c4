"""The property `pathfinder` of an object: all languages of its texts, and what else HSDS has no place for.

The files in `profile/` describe it; `imports/own_profile.py` takes it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathfinder.directory.opendata.hsds.around import Around
from pathfinder.directory.opendata.hsds.standard import Json, as_url, filled, list_of_words
from pathfinder.languages.fields import to_json

OURS = "pathfinder"  # the one property that our profile adds


def in_short(row: Any) -> Json:
    return {"key": row.key, "country": row.country, **filled(text_languages=_text_languages(row))}


def about(row: Any, around: Around) -> Json:
    """What our profile says of every record."""
    return {
        **in_short(row),
        **filled(
            territory=row.territory,
            confidence=row.confidence,
            checked_on=row.checked_on,
            sources=[source(reference, row.country, around) for reference in row.sources],
            notes=list_of_words(row.notes),
            origin=row.origin,
            external_id=row.external_id,
            licence=row.licence,
            is_synthetic=row.is_synthetic or None,
        ),
    }


def source(reference: str, country: str, around: Around) -> Json:
    """Where a fact comes from: the reference, and the document behind it when we know it."""
    row = around.sources.get((country, reference.partition("#")[0]))
    if row is None:
        return {"reference": reference}
    return {
        "reference": reference,
        **filled(title=row.title, publisher=row.publisher, date=row.date, url=as_url(row.url)),
    }


def _text_languages(row: Any) -> list[str]:
    """Languages in which a reader has at least the name or the description."""
    return sorted({*row.name, *row.description})


def texts_of(row: Any, *names: str) -> Json:
    """Every text that is more than plain English, in all its languages."""
    told = {name: to_json(getattr(row, name)) for name in names}
    return {name: value for name, value in told.items() if value and not _is_plain_english(value)}


def _is_plain_english(value: Any) -> bool:
    if isinstance(value, list):
        return all(_is_plain_english(one) for one in value)
    return isinstance(value, Mapping) and value.keys() == {"en"} and isinstance(value["en"], str)


def ours(**members: Any) -> Json:
    found = filled(**members)
    return {OURS: found} if found else {}
