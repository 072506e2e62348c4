"""The files of a country: written once in each process, named after their content, compressed once."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import brotli

from pathfinder.phone.law import LawExport
from pathfinder.phone.places import places_document
from pathfinder.phone.texts import texts_document
from pathfinder.rulebooks.loaded import rulebook_of
from rulebook.conditions import Leaf
from rulebook.law import Rulebook

FORMAT = 1  # of all files; static/phone/files.js reads this one and refuses others
LAW, PLACES, TEXTS = "law", "places", "texts"


@dataclass(frozen=True)
class Document:
    """One file, kept compressed: nearly every browser takes it so, and all files of a country are ten megabytes otherwise."""

    packed: bytes
    version: str  # the beginning of the SHA-256 of the content
    sum: int

    @property
    def content(self) -> bytes:
        return bytes(brotli.decompress(self.packed))


def written(data: Mapping[str, Any]) -> Document:
    """The last field is `sum`, the Adler-32 of all that stands before it."""
    text = json.dumps({"format": FORMAT, **data}, ensure_ascii=False, separators=(",", ":"))
    body = text[:-1].encode()
    total = zlib.adler32(body)
    content = body + f',"sum":{total}}}'.encode()
    return Document(brotli.compress(content, quality=9), hashlib.sha256(content).hexdigest()[:12], total)


class Export:
    """The files of one rulebook; places and texts name the law that they were made for."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._law = LawExport(rulebook)
        self.law = written(self._law.document())

    def number_of(self, leaf: Leaf) -> int:
        """Of a comparison, in the list of the law."""
        return self._law.number_of(leaf)

    @cached_property
    def compared_territories(self) -> frozenset[str]:
        """Those that some comparison names."""
        return frozenset(leaf.operand for leaf in self._law.leaves if leaf is not None and leaf.op == "within")

    @cached_property
    def places(self) -> Document:
        return written({"law": self.law.sum, **places_document(self.rulebook, self.compared_territories)})

    def texts(self, language: str) -> Document:
        return written({"law": self.law.sum, **texts_document(self._law, language)})


@lru_cache(maxsize=16)
def export_of(country: str) -> Export:
    return Export(rulebook_of(country))


@lru_cache(maxsize=256)
def document_of(country: str, kind: str, language: str = "") -> Document:
    """Cost: a tenth of a second the first time, half of it for compressing; nothing afterwards."""
    export = export_of(country)
    if kind == TEXTS:
        return export.texts(language)
    return export.places if kind == PLACES else export.law
