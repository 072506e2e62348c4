"""What a form may ask: one field, its kind and its checks, and the few ways to write it down shortly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field as having
from typing import Any

from django.utils.translation import gettext_noop as _

# Kinds of fields
WORDS = "words"  # words in several languages
WORD_LIST = "word_list"  # a list of such, in order
LINE = "line"  # one line; `check` says of what
CHOICE = "choice"
CHOICES = "choices"
FLAG = "flag"
NUMBER = "number"
LINES = "lines"  # a list of lines
RECORD = "record"  # the key of another record; `check` says of which kind
ROWS = "rows"  # a list of parts, each with fields
GROUP = "group"  # fields under one name


@dataclass(frozen=True)
class Field:
    kind: str
    name: str
    label: str
    help: str = ""
    check: str = ""  # of a line a name of CHECKS, of a record its kind, of a number whole or decimal
    fields: tuple[Field, ...] = ()
    options: Mapping[str, str] = having(default_factory=dict)
    default: Any = None
    is_needed: bool = False
    is_long: bool = False
    longest: int = 0  # letters of a line, 0: as many as one likes
    low: float | None = None
    high: float | None = None
    for_editors: bool = False

    @property
    def most(self) -> int:
        """A guard against what nobody types by hand."""
        return self.longest or {LINE: 2_000, LINES: 20_000, WORDS: 20_000, WORD_LIST: 20_000}.get(self.kind, 200)


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    fields: tuple[Field, ...]


def words(name: str, label: str, help: str = "", **more: Any) -> Field:  # noqa: A002  # the field's own word
    return Field(WORDS, name, label, help, **more)


def line(name: str, label: str, help: str = "", **more: Any) -> Field:  # noqa: A002  # the field's own word
    return Field(LINE, name, label, help, **more)


def date(name: str, label: str, **more: Any) -> Field:
    return Field(LINE, name, label, _("A year, a month or a day: 2026, 2026-11 or 2026-11-25."), check="date", **more)


def url(name: str, label: str, **more: Any) -> Field:
    return Field(LINE, name, label, check="url", **more)


def rows(name: str, label: str, *fields: Field, **more: Any) -> Field:
    return Field(ROWS, name, label, fields=fields, **more)
