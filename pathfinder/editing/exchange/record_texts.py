"""The texts of records, as they stand in the directory."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.directory.queries import RECORDS, Document, document_of, with_parts
from pathfinder.editing.exchange.wording import RECORD, Wording
from pathfinder.editing.texts import TextAt, state_for, texts_of, words_in

_AT_ONCE = 500  # records


def record_wordings(language: str, *, country: str = "", also_of_packs: bool = False) -> Iterator[Wording]:
    """Every text of the records in one language. What packs brought is translated in the packs, so it is left out here."""
    for kind, model in RECORDS.items():
        rows = model.objects.filter(merged_into="")
        rows = rows.filter(country=country) if country else rows
        keys = list(
            (rows if also_of_packs else rows.exclude(origin="pack")).order_by("key").values_list("key", flat=True)
        )
        for start in range(0, len(keys), _AT_ONCE):
            part = model.objects.filter(key__in=keys[start : start + _AT_ONCE]).order_by("key")
            for row in with_parts(part):
                yield from wordings_of(kind, row.key, document_of(row), language)


def wordings_of(kind: str, key: str, document: Document, language: str) -> list[Wording]:
    return [wording_of(key, text, language) for text in texts_of(kind, document)]


def wording_of(key: str, text: TextAt, language: str) -> Wording:
    words = words_in(text.told[language]) if language in text.told else ""
    path = ".".join(map(str, text.path))
    original = words_in(text.told[text.source])
    return Wording(RECORD, key, path, text.source, original, language, words, state_for(text.told, language))
