"""The form of a record: a document as what stands in its fields, and what was typed as a document again.

What stands in the fields is kept as strings in the shape of the document, so that a page can be shown again with
everything typed, however wrong. Each field carries a mark of how it was when the page was opened: a save changes only the
fields that were touched, and two people who touch the same one are told.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field as having
from typing import Any, Protocol

from django.http import QueryDict
from django.utils.translation import gettext as _

from pathfinder.editing.checks import CHECKS, WrongValue, check_number
from pathfinder.editing.field import FLAG, GROUP, ROWS, WORD_LIST, WORDS, Field
from pathfinder.editing.fields import fields_asked
from pathfinder.editing.plain_text import plain_text
from pathfinder.editing.texts import Before, before, words_in
from rulebook.dates import parse_partial_date

Typed = Any  # strings, lists and mappings of them, in the shape of the document
Document = Mapping[str, Any]

YES = "yes"
KEPT = "~"  # in a row: which row of the document it was, for what the form does not ask
MOST_ROWS = 200
MOST_LANGUAGES = 60
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Known(Protocol):
    """What a field may point at: records and territories."""

    def has(self, kind: str, key: str) -> bool: ...


@dataclass
class RecordForm:
    kind: str
    typed: dict[str, Typed]
    languages: list[str]  # that the page shows for every text, beside those that a text has
    opened: dict[str, str]  # field to the mark of how it was when the page was opened
    known: Known
    is_for_editor: bool
    is_meaning_kept: bool = False
    problems: dict[str, str] = having(default_factory=dict)  # path of a field to a sentence
    focus: str = ""  # path of a field that was just added

    @classmethod
    def of(
        cls, kind: str, now: Document, known: Known, *, language: str, is_for_editor: bool, proposed: Document | None = None
    ) -> RecordForm:  # fmt: skip
        """As it stands now, with what a provider proposed before in its place."""
        fields = list(_fields(kind, is_for_editor))
        proposed = proposed or {}
        typed = {f.name: shown(f, proposed.get(f.name, now.get(f.name))) for f in fields}
        opened = {f.name: mark_of(f, shown(f, now.get(f.name))) for f in fields}
        return cls(kind, typed, [language], opened, known, is_for_editor)

    @classmethod
    def posted(cls, kind: str, data: QueryDict, known: Known, *, is_for_editor: bool) -> RecordForm:
        """As it was typed."""
        languages = _codes_sent(data, "everywhere")
        fields = list(_fields(kind, is_for_editor))
        typed = {field.name: _sent(field, data, field.name) for field in fields}
        return cls(
            kind, typed, languages or ["en"], _marks(data.get("opened", "")), known, is_for_editor,
            is_meaning_kept=bool(data.get("meaning_kept")),
        )  # fmt: skip

    @classmethod
    def kept(
        cls, kind: str, typed: Mapping[str, Typed], languages: list[str], known: Known, *, is_for_editor: bool
    ) -> RecordForm:  # fmt: skip
        """Of something that is no record yet: as it was typed before, however wrong. All that stands in it is new."""
        blank = cls.of(kind, {}, known, language=languages[0], is_for_editor=is_for_editor)
        there = {field.name: _filled(field, typed.get(field.name)) for field in _fields(kind, is_for_editor)}
        return cls(kind, there, list(languages), blank.opened, known, is_for_editor)

    # rows and languages, without scripts: the page comes again with one more or one fewer

    def take_up(self, data: QueryDict) -> bool:
        """Whether a button for a row or a language was pressed; then it is done."""
        if place := data.get("add", ""):
            field, owner, name = self._place(place)
            if field and owner is not None:
                owner.setdefault(name, []).append(_empty_row(field))
                self.focus = f"{place}.{len(owner[name]) - 1}"
        elif place := data.get("remove", ""):
            rows, number = self._row(place)
            if rows is not None:
                del rows[number]
        elif place := data.get("up", ""):
            rows, number = self._row(place)
            if rows is not None and number > 0:
                rows[number - 1], rows[number] = rows[number], rows[number - 1]
        elif "add_language" in data:
            self._add_language(plain_text(data.get("new_language", "")))
        else:
            return False
        return True

    def _add_language(self, typed: str) -> None:
        try:
            code = CHECKS["language"](typed)
        except WrongValue as wrong:
            self.problems["new_language"] = str(wrong)
            return
        if code not in self.languages:
            self.languages.append(code)
        self.focus = f"name.{code}"

    def _place(self, path: str) -> tuple[Field | None, dict[str, Any] | None, str]:
        """The list at a path: its field, what holds it, and its name there."""
        fields: Iterator[Field] | tuple[Field, ...] = tuple(_fields(self.kind, self.is_for_editor))
        holder: Any = self.typed
        steps = path.split(".")
        for number, step in enumerate(steps):
            field = next((f for f in fields if f.name == step), None)
            if field is None or not isinstance(holder, dict):
                return None, None, ""
            if number == len(steps) - 1:
                return (field, holder, step) if field.kind in (ROWS, WORD_LIST) else (None, None, "")
            if field.kind == GROUP:
                holder, fields = holder.setdefault(step, {}), field.fields
                continue
            rows, index = holder.get(step), steps[number + 1]
            if not isinstance(rows, list) or not index.isdecimal() or int(index) >= len(rows):
                return None, None, ""
            return self._place_in(field, rows[int(index)], steps[number + 2 :])
        return None, None, ""

    def _place_in(self, field: Field, row: Any, steps: list[str]) -> tuple[Field | None, dict[str, Any] | None, str]:
        inner = next((f for f in field.fields if steps and f.name == steps[0]), None)
        if inner is None or not isinstance(row, dict):
            return None, None, ""
        if len(steps) == 1:
            return (inner, row, steps[0]) if inner.kind in (ROWS, WORD_LIST) else (None, None, "")
        rows = row.get(steps[0])
        if not isinstance(rows, list) or not steps[1].isdecimal() or int(steps[1]) >= len(rows):
            return None, None, ""
        return self._place_in(inner, rows[int(steps[1])], steps[2:])

    def _row(self, path: str) -> tuple[list[Any] | None, int]:
        place, _dot, number = path.rpartition(".")
        field, owner, name = self._place(place)
        rows = owner.get(name) if field and owner is not None else None
        if rows is None or not number.isdecimal() or int(number) >= len(rows):
            return None, 0
        return rows, int(number)

    # what was typed, as a document again

    @property
    def touched(self) -> list[str]:
        """Names of the fields that are not as they were when the page was opened."""
        return [
            field.name
            for field in _fields(self.kind, self.is_for_editor)
            if mark_of(field, self.typed[field.name]) != self.opened.get(field.name)
        ]

    def changes(self, now: Document, main: str) -> dict[str, Any]:
        """New values of the touched fields, None for one that was emptied. `problems` says what cannot be.

        `now` is the document as it is, `main` the language it is mostly written in.
        """
        found: dict[str, Any] = {}
        touched = self.touched
        for field in _fields(self.kind, self.is_for_editor):
            value, typed = now.get(field.name), self.typed[field.name]
            if field.name in touched and mark_of(field, typed) != mark_of(field, shown(field, value)):
                reader = _Reader(self, before(field, value, is_meaning_kept=self.is_meaning_kept), main)
                found[field.name] = reader.value(field, typed, field.name, value)
        if {"latitude", "longitude"} & found.keys():
            found["is_point_of_town"] = None  # somebody gave the point
        self._check_together(found, now)
        return found

    def _check_together(self, found: Mapping[str, Any], now: Document) -> None:
        both = {**now, **found}
        low, high = both.get("minimum_age"), both.get("maximum_age")
        if {"minimum_age", "maximum_age"} & found.keys() and low is not None and high is not None and low > high:
            self.problems["maximum_age"] = _("This is below the age from which one can come.")
        for path, first, last in _spans_of(both, found.keys()):
            if _ends_before(first, last):
                self.problems.setdefault(path, _("This is before the beginning. Turn the two dates round."))
        if {"latitude", "longitude"} & found.keys() and (both.get("latitude") is None) != (
            both.get("longitude") is None
        ):
            self.problems["longitude"] = _("A point needs both: latitude and longitude.")

    def clashes(self, now: Document) -> list[Field]:
        """Fields that were touched here and changed there since the page was opened, to something else."""
        touched = self.touched
        return [
            field
            for field in _fields(self.kind, self.is_for_editor)
            if field.name in touched
            and (mark := mark_of(field, shown(field, now.get(field.name)))) != self.opened.get(field.name)
            and mark != mark_of(field, self.typed[field.name])
        ]

    def catch_up(self, now: Document) -> None:
        """Take over what others changed in fields that nobody touched here; from now on, this is how it was opened."""
        touched = self.touched
        for field in _fields(self.kind, self.is_for_editor):
            present = shown(field, now.get(field.name))
            if field.name not in touched:
                self.typed[field.name] = present
            self.opened[field.name] = mark_of(field, present)

    @property
    def all_languages(self) -> list[str]:
        """Every language that some text of the form has a place for."""
        found = dict.fromkeys(self.languages)
        for field in _fields(self.kind, self.is_for_editor):
            found |= dict.fromkeys(_languages_in(field, self.typed[field.name]))
        return list(found)

    @property
    def opened_as_json(self) -> str:
        return json.dumps(self.opened, separators=(",", ":"))


def _spans_of(document: Mapping[str, Any], touched: Container[str]) -> Iterator[tuple[str, Any, Any]]:
    """Where an end is asked in a field that was touched, the beginning and the end."""
    if "valid_from" in touched or "valid_to" in touched:
        yield "valid_to", document.get("valid_from"), document.get("valid_to")
    about = (document.get("about") or {}) if "about" in touched else {}
    registration = about.get("registration") or {}
    yield "about.ended", about.get("started"), about.get("ended")
    yield "about.registration.closes", registration.get("opens"), registration.get("closes")


def _ends_before(first: Any, last: Any) -> bool:
    try:
        return parse_partial_date(last).last < parse_partial_date(first).first
    except ValueError:  # one is missing, or its own field tells what is wrong
        return False


def _fields(kind: str, is_for_editor: bool) -> Iterator[Field]:
    return (field for field in fields_asked(kind) if is_for_editor or not field.for_editors)


def _marks(sent: str) -> dict[str, str]:
    try:
        told = json.loads(sent)
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in told.items()} if isinstance(told, dict) else {}


def mark_of(field: Field, typed: Typed) -> str:
    """The same for fields that hold the same, whatever spaces and empty rows stand around it."""
    told = json.dumps(_tidy(field, typed), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def is_blank(field: Field, typed: Typed) -> bool:
    return _tidy(field, typed) in ("", [], {}, None)


def _tidy(field: Field, typed: Typed) -> Typed:
    match field.kind:
        case "words":
            return {language: text for language, words in (typed or {}).items() if (text := plain_text(words))}
        case "word_list":
            return [told for texts in typed or () if (told := _tidy(_ONE_TEXT, texts))]
        case "rows":
            found = []
            for row in typed or ():
                told = {f.name: value for f in field.fields if not _says_nothing(f, value := _tidy(f, row.get(f.name)))}
                if told or row.get(KEPT):
                    found.append(told)
            return found
        case "group":
            held = {f.name: _tidy(f, (typed or {}).get(f.name)) for f in field.fields}
            return {name: value for name, value in held.items() if value not in ("", [], {})}
        case "choices":
            return sorted(typed or ())
        case "lines":
            return [line for part in str(typed or "").splitlines() if (line := plain_text(part))]
        case "line":
            return " ".join(plain_text(str(typed or "")).split())
    return plain_text(str(typed or ""))


def _says_nothing(field: Field, tidy: Typed) -> bool:
    """Whether a row with only this is an empty row: a choice or a box that stands as it is by default says nothing."""
    if field.kind == FLAG:
        return tidy == (YES if field.default else "")
    return tidy in ("", [], {}) or (field.default is not None and tidy == field.default)


_ONE_TEXT = Field(WORDS, "", "")


def shown(field: Field, value: Any) -> Typed:
    """A value of a document as it stands in the form's field."""
    match field.kind:
        case "words":
            told = value if isinstance(value, Mapping) else {"en": str(value)} if value else {}
            return {language: words_in(words) for language, words in told.items()}
        case "word_list":
            return [shown(_ONE_TEXT, texts) for texts in _texts(value)]
        case "rows":
            return [
                {**{f.name: shown(f, row.get(f.name)) for f in field.fields}, KEPT: str(number)}
                for number, row in enumerate(value or ())
            ]
        case "group":
            return {f.name: shown(f, (value or {}).get(f.name)) for f in field.fields}
        case "choices":
            return [str(code) for code in value or ()]
        case "lines":
            return "\n".join(str(line) for line in value or ())
        case "flag":
            return YES if (field.default if value is None else value) else ""
        case "choice":
            return str(value or field.default or "")
        case "number":
            return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)
    return "" if value is None else " ".join(str(value).splitlines())


def _filled(field: Field, typed: Typed) -> Typed:
    """What was typed into an older form, with places for what is asked since."""
    if typed is None:
        return shown(field, None)
    if field.kind == GROUP:
        return {inner.name: _filled(inner, typed.get(inner.name)) for inner in field.fields}
    if field.kind == ROWS:
        return [
            {inner.name: _filled(inner, row.get(inner.name)) for inner in field.fields} | {KEPT: row.get(KEPT, "")}
            for row in typed
        ]
    return typed


def _texts(value: Any) -> list[Any]:
    """A list of texts; one that is not in a list is a list of one."""
    if isinstance(value, Mapping):
        return [value]
    return [told if isinstance(told, Mapping) else {"en": str(told)} for told in value or ()]


def _empty_row(field: Field) -> Typed:
    if field.kind == WORD_LIST:
        return {}
    return {f.name: shown(f, None) for f in field.fields}


def _sent(field: Field, data: QueryDict, path: str) -> Typed:
    """What stands in a field of the form that was sent."""
    match field.kind:
        case "words":
            return {
                code: data[f"{path}.{code}"] for code in _codes_sent(data, "written_in") if f"{path}.{code}" in data
            }
        case "word_list":
            return [_sent(_ONE_TEXT, data, f"{path}.{number}") for number in range(_count(data, path))]
        case "rows":
            found = []
            for number in range(_count(data, path)):
                row = {f.name: _sent(f, data, f"{path}.{number}.{f.name}") for f in field.fields}
                found.append({**row, KEPT: data.get(f"{path}.{number}.{KEPT}", "")})
            return found
        case "group":
            return {f.name: _sent(f, data, f"{path}.{f.name}") for f in field.fields}
        case "choices":
            return [code for code in data.getlist(path) if code]
    return data.get(path, "")


def _codes_sent(data: QueryDict, name: str) -> list[str]:
    return [code for code in dict.fromkeys(data.getlist(name)) if LANGUAGE_CODE.fullmatch(code)][:MOST_LANGUAGES]


def _languages_in(field: Field, typed: Typed) -> Iterator[str]:
    match field.kind:
        case "words":
            yield from typed or ()
        case "word_list":
            for texts in typed or ():
                yield from texts
        case "rows":
            for row in typed or ():
                for inner in field.fields:
                    yield from _languages_in(inner, row.get(inner.name))
        case "group":
            for inner in field.fields:
                yield from _languages_in(inner, (typed or {}).get(inner.name))


def _count(data: QueryDict, path: str) -> int:
    typed = data.get(f"{path}.count", "")
    return min(int(typed), MOST_ROWS) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


class _Reader:
    """Typed strings to values of a document; what cannot be is told to the form."""

    def __init__(self, form: RecordForm, texts: Before, main: str) -> None:
        self.form, self.texts, self.main = form, texts, main

    def value(self, field: Field, typed: Typed, path: str, now: Any) -> Any:
        """None where nothing stands."""
        if field.kind == FLAG:
            return typed == YES
        if is_blank(field, typed):
            if field.is_needed:
                self._problem(path, _("Fill this in."))
            return None
        if field.kind in (ROWS, GROUP):
            return self._rows(field, typed, path, now) if field.kind == ROWS else self._group(field, typed, path, now)
        if field.kind == WORD_LIST:
            return [
                self._words(field, texts, f"{path}.{number}")
                for number, texts in enumerate(typed)
                if not is_blank(_ONE_TEXT, texts)
            ]
        return self._words(field, typed, path) if field.kind == WORDS else self._single(field, typed, path)

    def _words(self, field: Field, typed: Typed, path: str) -> dict[str, Any]:
        told = _tidy(_ONE_TEXT, typed)
        for language, words in told.items():
            self._check_length(field, words, f"{path}.{language}")
        return self.texts.of(told, self.main)

    def _rows(self, field: Field, typed: list[Any], path: str, now: Any) -> list[Any]:
        found = []
        old_rows = list(now or ())
        for number, row in enumerate(typed):
            kept = row.get(KEPT, "")
            old = old_rows[int(kept)] if kept.isdecimal() and int(kept) < len(old_rows) else {}
            if not kept and all(_says_nothing(f, _tidy(f, row.get(f.name))) for f in field.fields):
                continue  # a row that was added and left empty
            asked = {f.name for f in field.fields}
            value = {name: part for name, part in old.items() if name not in asked}  # what the form does not ask stays
            for inner in field.fields:
                part = self.value(inner, row.get(inner.name), f"{path}.{number}.{inner.name}", old.get(inner.name))
                if part is not None:
                    value[inner.name] = part
            found.append(value)
        return found

    def _group(self, field: Field, typed: Mapping[str, Any], path: str, now: Any) -> dict[str, Any]:
        asked = {f.name for f in field.fields}
        value = {name: part for name, part in (now or {}).items() if name not in asked}
        for inner in field.fields:
            part = self.value(inner, typed.get(inner.name), f"{path}.{inner.name}", (now or {}).get(inner.name))
            if part is not None:
                value[inner.name] = part
        return value

    def _single(self, field: Field, typed: Typed, path: str) -> Any:
        told = _tidy(field, typed)
        try:
            match field.kind:
                case "number":
                    return check_number(told, field.check, field.low, field.high)
                case "lines":
                    self._check_length(field, str(typed), path)
                    return told
                case "choices":
                    return self._codes(field, typed, path)
                case "choice":
                    if told not in field.options:
                        raise WrongValue(_("Choose one of the list."))
                case "record":
                    if not self.form.known.has(field.check, told):
                        raise WrongValue(
                            _("We do not know “%(typed)s”. Write an id of the list.") % {"typed": told[:60]}
                        )
                case "line":
                    told = CHECKS[field.check](told) if field.check else told
                    self._check_length(field, told, path)
        except WrongValue as wrong:
            self._problem(path, str(wrong))
        return told

    def _codes(self, field: Field, typed: list[str], path: str) -> list[str]:
        """In the order of the list."""
        if set(typed) - field.options.keys():
            raise WrongValue(_("Choose from the list."))
        return [code for code in field.options if code in typed]

    def _check_length(self, field: Field, words: str, path: str) -> None:
        if len(words) > field.most:
            self._problem(path, _("This is too long. Use at most %(count)s letters.") % {"count": field.most})

    def _problem(self, path: str, sentence: str) -> None:
        self.form.problems.setdefault(path, sentence)
