"""XML from strangers: no document type, no entities, no endless depth."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from django.utils.translation import gettext as _

from pathfinder.skills.papers.foreign import DEEPEST, MOST_PARTS, Unreadable, too_much


@dataclass
class Element:
    """An element without its namespace: the versions of one standard differ in it, and their names do not."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(self.pieces)


def read_tree(data: bytes) -> Element:
    """Raises Unreadable."""
    root = Element("")
    open_elements = [root]
    count = 0
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_told: object) -> None:
        raise Unreadable(_("This file has a document type (“<!DOCTYPE”), which can be used for attacks. We do not read it."))  # fmt: skip

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(open_elements) > DEEPEST or count > MOST_PARTS:
            raise Unreadable(too_much())
        element = Element(_local(name), {_local(key): value for key, value in attributes.items()})
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def end(_name: str) -> None:
        open_elements.pop()

    def words(said: str) -> None:
        open_elements[-1].pieces.append(said)

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as problem:
        if isinstance(problem, Unreadable):
            raise
        raise Unreadable(_("This XML is damaged, or its letters are not of the kind that it says.")) from None  # fmt: skip
    return root.children[0]


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
