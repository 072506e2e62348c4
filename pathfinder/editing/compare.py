"""The difference of two documents, as people read it: field by field, old beside new, changed words marked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext as _

from pathfinder.editing.field import Field
from pathfinder.editing.fields import field_of
from pathfinder.editing.shown_form import state_words
from pathfinder.editing.texts import SOURCE, state_in, words_in
from pathfinder.languages.names import direction, language_name

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
LONGEST_COMPARED = 8_000  # letters; longer texts are shown whole


@dataclass(frozen=True)
class Line:
    """One thing that differs. Where there was or is nothing, the side is empty."""

    label: str
    old: SafeString
    new: SafeString
    language: str = ""

    @property
    def direction(self) -> str:
        return direction(self.language) if self.language else ""


@dataclass(frozen=True)
class FieldDifference:
    name: str
    label: str
    lines: list[Line]


def differences(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[FieldDifference]:
    """Of every field that differs, in the order of the names."""
    names = [name for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    return [difference(kind, name, old.get(name), new.get(name)) for name in names]


def told(kind: str, document: Mapping[str, Any]) -> list[FieldDifference]:
    """Everything a document says, to be read."""
    return [
        FieldDifference(field.name, field.label, [replace(line, new=_unmarked(line.new)) for line in field.lines])
        for field in differences(kind, {}, document)
    ]


def _unmarked(text: SafeString) -> SafeString:
    return mark_safe(text.replace("<ins>", "").replace("</ins>", ""))  # noqa: S308  # escaped when it was made


def difference(kind: str, name: str, old: Any, new: Any) -> FieldDifference:
    field = field_of(kind, name)
    label = _(field.label) if field else name
    lines = list(_lines(field, "", old, new)) if field else [_plain_line("", old, new)]
    return FieldDifference(name, label, lines)


def _lines(field: Field, label: str, old: Any, new: Any) -> Iterator[Line]:
    match field.kind:
        case "words":
            yield from _lines_of_words(label, old or {}, new or {})
        case "word_list" | "rows":
            yield from _lines_of_list(field, label, old or [], new or [])
        case "group":
            old, new = old or {}, new or {}
            if not isinstance(old, Mapping) or not isinstance(new, Mapping):
                yield _plain_line(label, old, new)
                return
            for inner in field.fields:
                if old.get(inner.name) != new.get(inner.name):
                    yield from _lines(inner, _joined(label, _(inner.label)), old.get(inner.name), new.get(inner.name))
        case _:
            yield _plain_line(label, _told(field, old), _told(field, new))


def _lines_of_words(label: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Line]:
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        yield _plain_line(label, old, new)
        return
    for language in [*old, *[code for code in new if code not in old]]:
        before, after = old.get(language), new.get(language)
        if before == after:
            continue
        name = _joined(label, language_name(language, get_language()))
        words_before, words_after = _words(before), _words(after)
        if words_before != words_after:
            yield Line(name, *marked(words_before, words_after), language=language)
        else:  # the same words, seen differently
            yield _plain_line(name, _state(before), _state(after))


def _words(value: Any) -> str:
    return "" if value is None else words_in(value)


def _state(value: Any) -> str:
    return state_words(state_in(value)) if state_in(value) != SOURCE else _("as the source says it")


def _lines_of_list(field: Field, label: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Line]:
    """What moved along is not a change: rows are matched before they are compared."""
    if not _is_list_of_mappings(old) or not _is_list_of_mappings(new):
        yield _plain_line(label, old, new)
        return
    matcher = SequenceMatcher(a=[_key(row) for row in old], b=[_key(row) for row in new], autojunk=False)
    for what, i, i_end, j, j_end in matcher.get_opcodes():
        if what == "equal":
            continue
        for step in range(max(i_end - i, j_end - j)):
            before = old[i + step] if i + step < i_end else None
            after = new[j + step] if j + step < j_end else None
            number = (j + step if after is not None else i + step) + 1
            yield from _lines_of_row(field, _joined(label, str(number)), before, after)


def _is_list_of_mappings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, Mapping) for row in value)


def _lines_of_row(field: Field, label: str, old: Any, new: Any) -> Iterator[Line]:
    if field.kind == "word_list":
        yield from _lines_of_words(label, old or {}, new or {})
        return
    old, new = old or {}, new or {}
    for inner in field.fields:
        if old.get(inner.name) != new.get(inner.name):
            yield from _lines(inner, _joined(label, _(inner.label)), old.get(inner.name), new.get(inner.name))
    known = {inner.name for inner in field.fields}
    for name in sorted((old.keys() | new.keys()) - known):
        if old.get(name) != new.get(name):
            yield _plain_line(_joined(label, name), old.get(name), new.get(name))


def _told(field: Field, value: Any) -> Any:
    """Codes in words."""
    if field.kind == "choice":
        return _(field.options[value]) if value in field.options else value
    if field.kind == "choices" and isinstance(value, Sequence):
        return ", ".join(_(field.options[code]) if code in field.options else str(code) for code in value)
    if field.kind == "lines" and isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(str(line) for line in value)
    if field.kind == "flag":
        return _("yes") if (field.default if value is None else value) else _("no")
    return value


def _plain_line(label: str, old: Any, new: Any) -> Line:
    return Line(label, *marked(_plain(old), _plain(new)))


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _key(row: Any) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _joined(*labels: str) -> str:
    return " · ".join(label for label in labels if label)


def marked(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Both texts as HTML, with `<del>` and `<ins>` around the words that differ."""
    if not old or not new or len(old) + len(new) > LONGEST_COMPARED:
        return _whole("del", old), _whole("ins", new)
    a, b = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(a=a, b=b, autojunk=False)
    if matcher.ratio() < 0.3:  # hardly a word is the same: marks everywhere would only be in the way
        return _whole("del", old), _whole("ins", new)
    left, right = [], []
    for is_same, i, i_end, j, j_end in _runs(matcher, a):
        gone, come = escape("".join(a[i:i_end])), escape("".join(b[j:j_end]))
        if is_same:
            left.append(gone)
            right.append(come)
        else:
            left.append(f"<del>{gone}</del>" if gone else "")
            right.append(f"<ins>{come}</ins>" if come else "")
    return mark_safe("".join(left)), mark_safe("".join(right))  # noqa: S308  # every piece is escaped above


def _runs(matcher: SequenceMatcher[str], a: Sequence[str]) -> list[tuple[bool, int, int, int, int]]:
    """What is the same and what differs, in turns; a mere space between two differences belongs to them."""
    runs: list[tuple[bool, int, int, int, int]] = []
    steps = matcher.get_opcodes()
    for number, (what, i, i_end, j, j_end) in enumerate(steps):
        is_between = 0 < number < len(steps) - 1 and not "".join(a[i:i_end]).strip()
        is_same = what == "equal" and not is_between
        if runs and runs[-1][0] == is_same:
            runs[-1] = (is_same, runs[-1][1], i_end, runs[-1][3], j_end)
        else:
            runs.append((is_same, i, i_end, j, j_end))
    return runs


def _whole(tag: str, text: str) -> SafeString:
    return mark_safe(f"<{tag}>{escape(text)}</{tag}>" if text else "")  # noqa: S308  # escaped
