"""The texts of the whole site: packs, the interface, and the records of the directory as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.mofile import read_mo
from django.conf import settings

from pathfinder.directory.queries import RECORDS, document_of, with_parts
from pathfinder.plain.pack_texts import Text, texts_of_pack
from rulebook.load import countries_with_a_pack, parsed_files

INTERFACE, RECORDS_ROOM, SHARED = "interface", "records", "shared"
NEWEST = 500  # records of each kind; packs, where most of them come from, are read whole


def rooms() -> list[str]:
    """What can be looked at, one at a time."""
    return [SHARED, *countries_with_a_pack(settings.PACKS_DIR), INTERFACE, RECORDS_ROOM]


def texts_of_room(room: str) -> Iterator[Text]:
    """Cost: a fifth of a second for a pack, a query a kind for records."""
    if room == INTERFACE:
        yield from _texts_of_the_interface()
    elif room == RECORDS_ROOM:
        yield from _texts_of_records()
    else:
        files = parsed_files(settings.VAR_DIR / "parsed")
        yield from texts_of_pack(files, settings.PACKS_DIR / room)
        files.keep()


def _texts_of_the_interface() -> Iterator[Text]:
    for code, _name in settings.LANGUAGES:
        path = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.mo"
        if not path.exists():
            continue
        with path.open("rb") as file:
            messages = [message for message in read_mo(file) if message.id]
        for message in messages:
            for words in message.string if isinstance(message.string, (list, tuple)) else [message.string]:
                yield Text(words, code, INTERFACE, f"locale/{code}")
            said = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
            yield Text(said, "en", INTERFACE, "locale")


def _texts_of_records() -> Iterator[Text]:
    for model in RECORDS.values():
        newest = model.objects.filter(merged_into="").order_by("-changed_at", "key")
        for row in with_parts(newest)[:NEWEST]:
            yield from _in_document(document_of(row), row.key, "")


def _in_document(data: Any, key: str, place: str) -> Iterator[Text]:
    if isinstance(data, Mapping):
        for name, inner in data.items():
            words = inner.get("text") if isinstance(inner, Mapping) and "state" in inner else inner
            if isinstance(words, str) and name in _codes():
                yield Text(words, name, RECORDS_ROOM, f"{key} {place}".strip(), key)
            else:
                yield from _in_document(inner, key, place if name.isdigit() else f"{place} {name}".strip())
    elif isinstance(data, list):
        for inner in data:
            yield from _in_document(inner, key, place)


def _codes() -> frozenset[str]:
    return frozenset(code for code, _name in settings.LANGUAGES)
