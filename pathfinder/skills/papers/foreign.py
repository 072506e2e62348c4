"""A document of somebody else's making, which remembers what was taken out of it, so that the rest can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, TypeVar

import msgspec
from django.utils.translation import gettext as _, ngettext

from rulebook.dates import parse_partial_date

MOST_PARTS = 20_000
DEEPEST = 40  # parts in one another; a CV lies some ten deep
MOST_TOLD = 100
SHOWN = 200  # letters of a value that is told
_OTHER_CODES = {"UK": "GB", "EL": "GR"}  # which the European institutions use
_OF_OURS = ("key", "kind")  # which tell nothing alone
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")  # the words go through no browser as markup: pages escape them
_LINE_ENDS = re.compile(r"<(?:br\s*/?|/p|/li|/div)>", re.IGNORECASE)

Path = tuple[str | int, ...]
Tree = dict[str | int, Any]  # of words and trees
T = TypeVar("T")


class Unreadable(ValueError):
    """A file that gives no profile. The message is a sentence for the person who opened it, in their language."""


class Given:
    """A foreign document, or a part of it: a tree of words. `text` takes words out of it."""

    def __init__(self, document: Any) -> None:
        self._tree: Tree = _as_tree(document)

    def text(self, *path: str) -> str:
        """The words there, which are then taken; none where there are none."""
        *way, name = path or ("",)
        tree = self._at(*way)
        if not isinstance(tree.get(name), str):
            return ""
        return str(tree.pop(name)).strip()

    def part(self, *path: str | int) -> Given:
        """Nothing, where there is none."""
        part = Given({})
        part._tree = self._at(*path)
        return part

    def parts(self, *path: str) -> list[Given]:
        """Each of a list; one alone where a writer left the list out."""
        tree = self._at(*path)
        numbers = [name for name in tree if isinstance(name, int)]
        if numbers:
            return [self.part(*path, number) for number in numbers]
        return [self.part(*path)] if tree else []

    def forget(self, *path: str) -> None:
        """What says nothing of the person, such as how to print it, or the name beside a code that was taken."""
        self._at(*path[:-1]).pop(path[-1], None)

    def put_back(self, value: str, *path: str | int) -> None:
        """What was taken, and turned out not to fit."""
        tree = self._tree
        for step in path[:-1] if value else ():
            inner = tree.get(step)
            if not isinstance(inner, dict):
                tree[step] = inner = {}
            tree = inner
        if value:
            tree[path[-1]] = value

    def left(self) -> list[str]:
        """What nobody took, a line each: where it stood, and what it was."""
        lines = [f"{_place(path)}: {_short(value)}" for path, value in _leaves(self._tree) if value.strip()]
        more = len(lines) - MOST_TOLD
        if more > 0:
            said = ngettext("and %(count)s thing more", "and %(count)s things more", more) % {"count": more}
            lines = [*lines[:MOST_TOLD], said]
        return lines

    def _at(self, *path: str | int) -> Tree:
        """The part there; what is no part, but words, is the part's only words."""
        tree = self._tree
        for step in path:
            inner = tree.get(step)
            if isinstance(inner, str):
                tree[step] = inner = {"": inner} if inner else {}
            tree = inner if isinstance(inner, dict) else {}
        return tree

    def line(self, *path: str) -> str:
        """As long as a line of a profile may be; the rest is left."""
        return self._up_to(300, path)

    def words(self, *path: str) -> str:
        """Without the markup that some writers put into their texts."""
        return _plain(self._up_to(50_000, path))

    def _up_to(self, most: int, path: tuple[str, ...]) -> str:
        value = self.text(*path)
        self.put_back(value[most:], *path)
        return value[:most].strip()

    def day(self, *path: str) -> str:
        """A year, a month or a day; anything else is left. A moment is taken as its day."""
        value = self.text(*path)
        day = value[:10] if value[10:11] == "T" else value
        try:
            return str(parse_partial_date(day)) if day else ""
        except ValueError:
            self.put_back(value, *path)
            return ""

    def country(self, *path: str) -> str:
        value = self.text(*path)
        code = _OTHER_CODES.get(value.upper(), value.upper())
        if value and not re.fullmatch("[A-Z]{2}", code):
            self.put_back(value, *path)
            return ""
        return code

    def codes(self, *path: str) -> list[str]:
        """The values of a list of words."""
        return [value for one in self.parts(*path) if (value := one.text())]


def fitting(kind: type[T], given: Given, values: dict[str, Any]) -> T | None:
    """The part of a profile, if it tells anything; what its shape refuses is left, and told."""
    if "key" in values and not any(value for name, value in values.items() if name not in _OF_OURS):
        return None
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError:
        for name, value in values.items():
            if name != "key":
                given.put_back(str(value or ""), name)
        return None


def too_much() -> str:
    return _("This file is built as no CV is: it has too many parts, or they lie too deep in one another.")


def _as_tree(document: Any) -> Tree:
    """Lists get numbers for names. Without recursion, which the depth of a hostile file would break."""
    root: Tree = {}
    waiting: list[tuple[int, Tree, str | int, Any]] = [(0, root, "", document)]
    count = 0
    while waiting:
        depth, tree, name, value = waiting.pop()
        count += 1
        if depth > DEEPEST or count > MOST_PARTS:
            raise Unreadable(too_much())
        if isinstance(value, (dict, list)):
            inner = tree[name] = {}
            named = enumerate(value) if isinstance(value, list) else value.items()
            waiting.extend((depth + 1, inner, step, one) for step, one in reversed(list(named)))
        elif value is not None:
            tree[name] = ("true" if value else "false") if isinstance(value, bool) else str(value)
    found = root.get("", {})
    return found if isinstance(found, dict) else {"": found}


def _leaves(tree: Tree, at: Path = ()) -> Iterator[tuple[Path, str]]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*at, name))
        else:
            yield (*at, name), value


def _plain(text: str) -> str:
    if "<" not in text and "&" not in text:
        return text
    lines = unescape(_TAG.sub("", _LINE_ENDS.sub("\n", text))).splitlines()
    return "\n".join(line for one in lines if (line := one.strip()))


def _place(path: Path) -> str:
    return " ".join(str(step + 1) if isinstance(step, int) else step for step in path if step != "")


def _short(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
