"""Texts as gettext's PO: `msgctxt` is the id, `fuzzy` stands for what no person has read."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from pathfinder.editing.exchange.returned import Returned, ReturnedFile, Unreadable
from pathfinder.editing.exchange.wording import Wording
from pathfinder.editing.texts import MACHINE, OUTDATED

_MARK = "mark: "


def write(wordings: Iterable[Wording], language: str, _source: str, notes: Mapping[str, Sequence[str]]) -> bytes:
    nobody = {"msgid_bugs_address": "none", "last_translator": "none"}
    catalogue = Catalog(
        project="Pathfinder", version="texts", fuzzy=False, header_comment="# Texts of Pathfinder.", **nobody
    )
    for one in wordings:
        comments = [*notes.get(one.id, ()), f"{_MARK}{one.mark}"]
        flags = ["fuzzy"] if one.state in (MACHINE, OUTDATED) else []
        catalogue.add(one.original, one.words, flags=flags, auto_comments=comments, context=one.id)
    catalogue.mime_headers = [("Language", language), ("Language-Team", language)]
    file = io.BytesIO()
    write_po(file, catalogue, width=0, omit_header=False)
    return file.getvalue()


def read(data: bytes) -> ReturnedFile:
    """Raises Unreadable."""
    try:
        catalogue = read_po(io.BytesIO(data), abort_invalid=True, charset="utf-8")
    except (PoFileError, ValueError, LookupError) as problem:
        raise Unreadable(f"This is no PO file in UTF-8: {problem}") from None
    headers = {name.lower(): value for name, value in catalogue.mime_headers}
    texts = []
    for message in catalogue:
        if message.id and message.context and isinstance(message.id, str) and isinstance(message.string, str):
            comments = [comment for comment in message.auto_comments if comment.startswith(_MARK)]
            mark = comments[0].removeprefix(_MARK) if comments else ""
            texts.append(
                Returned(
                    message.context,
                    message.id,
                    message.string,
                    is_read=not message.fuzzy,
                    is_unfinished=message.fuzzy,
                    mark=mark,
                )
            )
    return ReturnedFile(headers.get("language", ""), tuple(texts))
