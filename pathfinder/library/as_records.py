"""Items of the shelves as records of the directory, and back.

A record has the same fields whatever it is: a name, a description, an address, sources. What stands in them on a shelf has
the shelf's own word; what only one kind says stays in the record's `about`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pathfinder.languages.fields import from_json, to_json

SHELF_OF = {"program": "practices", "story": "stories", "event": "events", "publication": "documents"}
TOLD_AS = {  # the word of the shelf to the field of the record
    "program": {"title": "name", "link": "url", "sector": "sector"},
    "story": {"first_name": "name", "summary": "description", "published_at": "url"},
    "event": {"title": "name", "about": "description", "url": "url"},
    "publication": {"title": "name", "about": "description", "url": "url"},
}
ONE_WORD = frozenset({"first_name"})  # the same in every language
SAME = ("country", "territory", "organization", "sources", "confidence", "notes")  # said alike on both sides


def only_of(kind: str, item: Mapping[str, Any]) -> dict[str, Any]:
    """What of an item no field of a record holds, as JSON."""
    return {name: _as_json(value) for name, value in item.items() if name not in {"id", "note", *SAME, *TOLD_AS[kind]}}


def item_of(kind: str, key: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """A record's document as the shelf tells it, each translation with its state."""
    told = {name: _texts(value) for name, value in (document.get("about") or {}).items()}
    for word, name in TOLD_AS[kind].items():
        if value := document.get(name):
            told[word] = next(iter(from_json(value).values()), "") if word in ONE_WORD else _texts(value)
    kept = {name: _texts(document[name]) for name in SAME if document.get(name)}
    return {"id": key, **told, **kept}


def _texts(value: Any) -> Any:
    """Words by language become texts that know their state; everything else stays as it is."""
    if isinstance(value, Mapping) and not _are_words(value.values()):
        return {name: _texts(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_texts(inner) for inner in value]
    return from_json(value)


def _as_json(value: Any) -> Any:
    """The opposite of `_texts`."""
    if isinstance(value, Mapping) and not _are_words(value.values()):
        return {name: _as_json(inner) for name, inner in value.items()}
    return [_as_json(inner) for inner in value] if isinstance(value, (list, tuple)) else to_json(value)


def _are_words(values: Iterable[Any]) -> bool:
    return all(isinstance(v, str) or (isinstance(v, Mapping) and v.keys() == {"text", "state"}) for v in values)
