"""The words of the interface, in the catalogues of `locale/`."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from pathfinder.editing.exchange.wording import INTERFACE, Wording
from pathfinder.editing.texts import MACHINE, MISSING, REVIEWED

READ = "read by a person"  # a translator's comment at a message
_WIDTH = 120  # of the lines in our catalogues
_SOURCE = "en"


def interface_wordings(locale: Path, language: str) -> list[Wording]:
    """In the order of the catalogue. Messages with a number in them are left out: their forms are not the same everywhere.

    Cost: half a second for a catalogue.
    """
    catalogue = _catalogue(locale, language)
    return [_wording(message, language) for message in catalogue or () if _is_one_text(message)]


def keep_in_catalogue(locale: Path, language: str, wordings: Iterable[Wording]) -> list[Path]:
    """Write these translations as read by a person; gives the file if it changed."""
    words = {one.item: one.words for one in wordings}
    catalogue = _catalogue(locale, language)
    if not words or catalogue is None:
        return []
    for message in catalogue:
        if _is_one_text(message) and (item := _item(message)) in words:
            message.string = words[item]
            message.flags.discard("fuzzy")
            if READ not in message.user_comments:
                message.user_comments.append(READ)
    told = io.BytesIO()
    write_po(told, catalogue, width=_WIDTH)
    path = _path(locale, language)
    path.write_bytes(told.getvalue())
    return [path]


def _path(locale: Path, language: str) -> Path:
    return locale / language / "LC_MESSAGES" / "django.po"


def _catalogue(locale: Path, language: str) -> Catalog | None:
    path = _path(locale, language)
    if not path.exists():
        return None
    with path.open("rb") as file:
        return read_po(file)


def _is_one_text(message: Message) -> bool:
    return bool(message.id) and isinstance(message.id, str)


def _item(message: Message) -> str:
    return hashlib.sha256(f"{message.context or ''}\0{message.id}".encode()).hexdigest()[:12]


def _wording(message: Message, language: str) -> Wording:
    words = str(message.string or "")
    state = MISSING if not words else REVIEWED if READ in message.user_comments else MACHINE
    return Wording(INTERFACE, _item(message), "words", _SOURCE, str(message.id), language, words, state)
