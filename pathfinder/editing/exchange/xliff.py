"""Texts as XLIFF 2.0 (OASIS): a file for each place, a unit for each text.

`state` is XLIFF's own: initial, translated, reviewed, final. What a machine made, or what is outdated, is `translated`, and
`subState` says which.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET  # only `_tree` reads, and it takes neither entities nor a document type
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from xml.parsers import expat

from pathfinder.editing.exchange.returned import Returned, ReturnedFile, Unreadable
from pathfinder.editing.exchange.wording import Wording
from pathfinder.editing.plain_text import plain_text
from pathfinder.editing.texts import MISSING, REVIEWED

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
DEEPEST = 40  # elements in one another; a text of ours lies five deep
_PREFIX = f"{{{NAMESPACE}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARK, _HINT = "mark", "note"  # categories of notes
_OWN_WORDS = {f"{_PREFIX}{name}" for name in ("mrk", "sm", "em", "pc")}  # around or between words, which stay
_READ = ("reviewed", "final")


def write(wordings: Iterable[Wording], language: str, source: str, notes: Mapping[str, Sequence[str]]) -> bytes:
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{_PREFIX}xliff", {"version": "2.0", "srcLang": source, "trgLang": language})
    for place, ours in groupby(wordings, key=lambda one: one.place):
        file = ET.SubElement(root, f"{_PREFIX}file", {"id": place, _XML_SPACE: "preserve"})
        for one in ours:
            _unit(file, one, notes.get(one.id, ()))
    ET.indent(root, " ")
    stream = io.BytesIO()
    ET.ElementTree(root).write(stream, encoding="utf-8", xml_declaration=True)
    return stream.getvalue() + b"\n"


def _unit(file: ET.Element, one: Wording, hints: Sequence[str]) -> None:
    unit = ET.SubElement(file, f"{_PREFIX}unit", {"id": one.id})
    notes = ET.SubElement(unit, f"{_PREFIX}notes")
    for category, words in [*((_HINT, hint) for hint in hints), (_MARK, one.mark)]:
        ET.SubElement(notes, f"{_PREFIX}note", {"category": category}).text = plain_text(words)
    segment = ET.SubElement(unit, f"{_PREFIX}segment", _state(one.state))
    ET.SubElement(segment, f"{_PREFIX}source").text = plain_text(one.original)
    if one.words:
        ET.SubElement(segment, f"{_PREFIX}target").text = plain_text(one.words)


def _state(state: str) -> dict[str, str]:
    if state == MISSING:
        return {"state": "initial"}
    return {"state": "reviewed"} if state == REVIEWED else {"state": "translated", "subState": f"pathfinder:{state}"}


# reading


def read(data: bytes) -> ReturnedFile:
    """Raises Unreadable, also for a document type, entities and endless depth: no tool of translators needs them."""
    root = _tree(data)
    if root.tag != f"{_PREFIX}xliff" or not root.get("version", "").startswith("2."):
        raise Unreadable("Expected XLIFF 2: an element “xliff” of that namespace with version 2.0 or 2.1.")
    texts = [_returned(unit) for unit in root.iter(f"{_PREFIX}unit")]
    return ReturnedFile(root.get("trgLang", ""), tuple(texts))


def _returned(unit: ET.Element) -> Returned:
    """A tool may have cut a unit into segments; together they are the text."""
    parts = [part for part in unit if part.tag in (f"{_PREFIX}segment", f"{_PREFIX}ignorable")]
    segments = [part for part in parts if part.tag == f"{_PREFIX}segment"]
    states = {segment.get("state", "initial") for segment in segments}
    marks = [note.text or "" for note in unit.iter(f"{_PREFIX}note") if note.get("category") == _MARK]
    is_whole = all(part.find(f"{_PREFIX}target") is not None for part in segments)
    return Returned(
        unit.get("id", ""),
        "".join(_words(part.find(f"{_PREFIX}source")) for part in parts),
        "".join(_target(part) for part in parts) if is_whole else "",
        is_read=bool(states) and states <= set(_READ),
        is_unfinished="initial" in states,
        mark=marks[0] if marks else "",
    )


def _target(part: ET.Element) -> str:
    """A space between two segments needs no translation."""
    found = part.find(f"{_PREFIX}target")
    return _words(found if found is not None else part.find(f"{_PREFIX}source"))


def _words(element: ET.Element | None) -> str:
    if element is None:
        return ""
    words = element.text or ""
    for inner in element:
        if inner.tag not in _OWN_WORDS:
            raise Unreadable(f"“{inner.tag.rpartition('}')[2]}” stands in a text. Ours are words alone.")
        words += _words(inner) + (inner.tail or "")
    return words


def _tree(data: bytes) -> ET.Element:
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def refuse(*_told: object) -> None:
        raise Unreadable("The file has a document type (“<!DOCTYPE”). Take it out; XLIFF has none.")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Unreadable(f"More than {DEEPEST} elements stand in one another.")
        builder.start(_clark(name), {_clark(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_clark(name))

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
    except Unreadable:
        raise
    except (expat.ExpatError, ValueError) as problem:
        raise Unreadable(f"This is no XML: {problem}") from None
    return builder.close()


def _clark(name: str) -> str:
    return f"{{{name}" if "}" in name else name
