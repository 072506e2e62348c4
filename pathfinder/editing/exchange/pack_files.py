"""Writes reviewed translations into the files of `packs/…/texts/`, and leaves every other letter of them as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from pathfinder.editing.exchange.pack_texts import leaves
from pathfinder.editing.exchange.wording import Wording
from rulebook.load import parse_yaml

_LONGEST_LINE = 120
_PLAIN_KEY = re.compile(r"[A-Za-z_][\w.-]*")
_READ_AS_ELSE = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})  # by YAML 1.1
# A quoted line of YAML may not hold them as they are
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x7f\x85\u2028\u2029\ufeff"}


class CannotWrite(Exception):
    """A file is in no shape that we can change without changing more; nothing was written to it."""


def keep_in_pack(packs: Path, wordings: Iterable[Wording]) -> list[Path]:
    """Write these translations as read by a person; gives the files that changed. Raises CannotWrite, OSError.

    A comment inside an item is lost when the item gets a text that it did not have; all others stay.
    """
    by_file: dict[Path, list[Wording]] = {}
    for one in wordings:
        by_file.setdefault(packs / one.place / "texts" / one.kept_in, []).append(one)
    changed = {}
    for path, ours in by_file.items():
        before = path.read_text(encoding="utf-8") if path.exists() else "state: machine\ntexts:\n"
        after = with_reviewed(before, ours, path.name)
        if after != before:
            changed[path] = after
    for path, after in changed.items():  # only when all of them can be
        path.parent.mkdir(exist_ok=True)
        path.write_text(after, encoding="utf-8")
    return list(changed)


def with_reviewed(text: str, wordings: Iterable[Wording], name: str = "") -> str:
    """The text of a file with these translations in it, read by a person."""
    wanted: dict[str, dict[str, str]] = {}
    for one in wordings:
        wanted.setdefault(one.item, {})[one.path] = one.words
    old = parse_yaml(text) or {}
    expected = {str(item): fields for item, fields in (old.get("texts") or {}).items()}
    for item, words in wanted.items():
        expected[item] = _merged(expected.get(item) or {}, words)
    reviewed = _reviewed(old, expected, wanted)

    edits = _edits_of_texts(text, expected, wanted)
    if reviewed is not None:
        edits.append(_edit_of_reviewed(text, reviewed))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]

    new = parse_yaml(text) or {}  # nobody finds a broken pack where there was a whole one
    found = {str(item): fields for item, fields in (new.get("texts") or {}).items()}
    if found != expected or (reviewed is not None and new.get("reviewed") != reviewed):
        raise CannotWrite(
            f"{name} is in no shape that can be changed here. Write these texts by hand: {', '.join(wanted)}"
        )
    return text


def _merged(fields: Mapping[Any, Any], words: Mapping[str, str]) -> dict[Any, Any]:
    """The fields of an item with words at their paths; a list is filled up with nothing."""
    merged = dict(fields)
    for path, said in words.items():
        name, _dot, inner = path.partition(".")
        if not inner:
            merged[name] = said
        elif isinstance(merged.get(name), list) or (inner.isdigit() and not isinstance(merged.get(name), Mapping)):
            items = list(merged.get(name) or [])
            items += [None] * (int(inner) - len(items))
            items[int(inner) - 1] = said
            merged[name] = items
        else:
            values = dict(merged.get(name) or {})
            key = next((code for code in values if ("none" if code is None else str(code)) == inner), inner)
            merged[name] = {**values, key: said}
    return merged


def _reviewed(
    old: Mapping[str, Any], expected: Mapping[str, Any], wanted: Mapping[str, Mapping[str, str]]
) -> list[str] | None:  # fmt: skip
    """What the file then calls read by a person; None where the whole file is. An item with all of its texts is one word."""
    if old.get("state", "machine") != "machine":
        return None
    known = list(map(str, old.get("reviewed") or ()))
    for item, words in wanted.items():
        if item in known:
            continue
        of_item = {f"{item} {path}" for path, _words in leaves(expected[item])}
        now = {one for one in known if one in of_item} | {f"{item} {path}" for path in words}
        known = [one for one in known if one not in of_item]
        known += [item] if now == of_item else sorted(now)
    return known


# where it stands in the text

Edit = tuple[int, int, str]


def _edits_of_texts(
    text: str, expected: Mapping[str, Any], wanted: Mapping[str, Mapping[str, str]]
) -> list[Edit]:  # fmt: skip
    texts = _value(yaml.compose(text, Loader=yaml.SafeLoader), "texts")
    nodes = {key.value: (key, value) for key, value in texts.value} if isinstance(texts, yaml.MappingNode) else {}
    edits: list[Edit] = []
    added = []
    for item, words in wanted.items():
        if item not in nodes:
            added.append(_lines(item, expected[item], 2))
            continue
        key, node = nodes[item]
        places = [(_scalar_at(node, path), said) for path, said in words.items()]
        if all(place is not None for place, _said in places):
            edits += [
                (p.start_mark.index, p.end_mark.index, _quoted(said)) for p, said in places if p and p.value != said
            ]
        else:
            start = text.rfind("\n", 0, key.start_mark.index) + 1
            edits.append((start, _end_of_line(text, _last(node)), _lines(item, expected[item], key.start_mark.column)))
    if added:
        end = _end_of_line(text, _last(texts)) if nodes else len(text)
        before = "" if text[:end].endswith("\n") else "\n"
        if not nodes and texts is not None and texts.value:  # `texts: {}`
            raise CannotWrite("Its texts are in braces; write them on lines of their own.")
        edits.append((end, end, before + "".join(added)))
    return edits


def _edit_of_reviewed(text: str, reviewed: list[str]) -> Edit:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    said = _in_lines([_quoted(one) if " " in one else _key(one) for one in reviewed])
    node = _value(root, "reviewed")
    if node is not None:
        end = node.end_mark.index if node.flow_style or not node.value else _last(node)
        return node.start_mark.index, end, said
    key = next(key for key, _value in root.value if key.value == "texts")
    return key.start_mark.index, key.start_mark.index, f"reviewed: {said}\n"


def _value(node: Any, name: str) -> Any:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _scalar_at(node: Any, path: str) -> Any:
    """The words at a path, where they stand in quotes or plain on one place of the text."""
    name, _dot, inner = path.partition(".")
    found = _value(node, name)
    if inner and isinstance(found, yaml.SequenceNode):
        found = found.value[int(inner) - 1] if inner.isdigit() and 0 < int(inner) <= len(found.value) else None
    elif inner and isinstance(found, yaml.MappingNode):
        found = next((value for key, value in found.value if key.value == inner), None)
    is_simple = isinstance(found, yaml.ScalarNode) and found.style not in ("|", ">") and found.tag.endswith(":str")
    return found if is_simple else None


def _last(node: Any) -> int:
    """The end of what a node says. Its own end mark is only where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return int(node.end_mark.index)


def _end_of_line(text: str, index: int) -> int:
    if text[:index].endswith("\n"):  # after a block of lines
        return index
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


# as YAML


def _lines(item: str, fields: Mapping[Any, Any], indent: int) -> str:
    """An item on one line if it is short, else a line for each text."""
    space = " " * indent
    short = f"{space}{_key(item)}: {_flow(fields)}\n"
    if len(short) <= _LONGEST_LINE:
        return short
    lines = [f"{space}{_key(item)}:\n"]
    for name, value in fields.items():
        if isinstance(value, Mapping):
            lines.append(f"{space}  {_key(name)}:\n")
            lines += [f"{space}    {_key(code)}: {_flow(inner)}\n" for code, inner in value.items()]
        elif isinstance(value, list):
            lines.append(f"{space}  {_key(name)}:\n")
            lines += [f"{space}    - {_flow(inner)}\n" for inner in value]
        else:
            lines.append(f"{space}  {_key(name)}: {_flow(value)}\n")
    return "".join(lines)


def _in_lines(words: list[str]) -> str:
    """A list in brackets, on as many lines as it needs."""
    lines = ["  "]
    for word in words:
        if len(lines[-1]) + len(word) + 2 > _LONGEST_LINE and lines[-1].strip():
            lines.append("  ")
        lines[-1] += f"{word}, "
    told = "\n".join(line.rstrip() for line in lines)
    return f"[\n{told}\n]" if len(lines) > 1 else f"[{told.strip().rstrip(',')}]"


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(name)}: {_flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _key(key: Any) -> str:
    if isinstance(key, str) and _PLAIN_KEY.fullmatch(key) and key.lower() not in _READ_AS_ELSE:
        return key
    return _quoted(key) if isinstance(key, str) else json.dumps(key)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False).translate(_ESCAPED)
