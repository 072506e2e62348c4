"""JSON of any size, object by object: a list, a page of an API, sections of lists, one object, or a line for each.

The file is never held whole. An object that is broken, too large or nested too deeply is reported with its line, and
reading goes on behind it.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from pathfinder.directory.imports.told import Read, Unusable

CHUNK = 1 << 20  # bytes
LARGEST_OBJECT = 4_000_000  # letters; a service with all its places has a few thousand
_SPACE = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile(r"[ \t\r\n,]*")
_MARKS = re.compile(r'["{}\[\]]')
_NEXT_OBJECT = re.compile(r"[^{\]]+")
_STRING_END = re.compile(r'(?:[^"\\]|\\.)*+"', re.DOTALL)
_DECODER = json.JSONDecoder()


def json_objects(file: BinaryIO, is_container: Any) -> Iterator[Read]:
    """Every object of a JSON file. `is_container(object)` says whether one object holds lists of the real ones.

    Raises Unusable when the file is no JSON at all.
    """
    text = _Text(file)
    first = text.skip(_SPACE)
    if not first:
        raise Unusable("The file is empty. Expected JSON.")
    if first == "[":
        text.take(1)
        yield from _list(text, "")
        return
    if first != "{":
        raise Unusable(f"line {text.line}: the file begins with “{first}”. Expected JSON, which begins with {{ or [.")
    whole, end, _problem = text.object_here()
    if end is None or (whole is not None and is_container(whole)):
        yield from _sections(text)
        return
    yield from _list(text, "")  # one object, or several one after the other


def json_lines(file: BinaryIO) -> Iterator[Read]:
    """One object a line. A line that cannot be read is reported, and the next one is read."""
    number = 0
    while line := file.readline(LARGEST_OBJECT * 2):
        number += 1
        where = f"line {number}"
        if not line.endswith(b"\n") and len(line) >= LARGEST_OBJECT * 2:
            while (rest := file.readline(CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield Read("", where, problem=_too_large())
            continue
        if number == 1:
            refuse_other_encodings(line)
            line = line.removeprefix(codecs.BOM_UTF8)
        text = line.decode("utf-8", errors="surrogateescape").strip()
        if not text:
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield Read("", where, problem=_why(error))
        else:
            yield Read("", where, value)


def refuse_other_encodings(first_bytes: bytes) -> None:
    """UTF-16 and UTF-32 are recognised by their first bytes. Raises Unusable with what to do."""
    if first_bytes.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in first_bytes[:4]:
        raise Unusable(
            "line 1: the file is in UTF-16 or UTF-32. Expected UTF-8: save it as UTF-8, "
            "or run: iconv -f UTF-16 -t UTF-8 FILE > NEW-FILE"
        )


def _list(text: _Text, section: str) -> Iterator[Read]:
    """Objects until the list ends; also used for objects that follow each other without one."""
    number = 0
    while True:
        first = text.skip(_BETWEEN)
        if not first:
            if section or text.is_in_list:
                yield Read(
                    section, f"line {text.line}", problem="the file ends in the middle of the list: it was cut off"
                )
            return
        if first == "]":
            text.take(1)
            return
        number += 1
        where = f"{section or 'record'} {number} (line {text.line})"
        value, end, problem = text.object_here()
        if end is None:
            problem = problem or _too_large()
            is_more = text.skip_object()
            yield Read(
                section, where, problem=problem if is_more else "the file ends in the middle of it: it was cut off"
            )
            if not is_more:
                return
            continue
        text.take(end)
        yield Read(section, where, value, problem)


def _sections(text: _Text) -> Iterator[Read]:
    """The lists of one large object; its other values, such as page numbers, say nothing about records."""
    text.take(1)
    while True:
        first = text.skip(_BETWEEN)
        if first in ("", "}"):
            return
        name, end, problem = text.object_here()
        if end is None or not isinstance(name, str):
            yield Read("", f"line {text.line}", problem=problem or "expected the name of a list")
            return
        text.take(end)
        text.skip(_SPACE)
        text.take(1)  # the colon
        if text.skip(_SPACE) == "[":
            text.take(1)
            yield from _list(text, name)
            continue
        _value, end, problem = text.object_here()
        if end is None and not text.skip_object():
            yield Read(name, f"line {text.line}", problem="the file ends in the middle of it: it was cut off")
            return
        text.take(end or 0)


class _Text:
    """The part of the file that is being looked at. Bytes that are not UTF-8 become marks that the door recognises."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="surrogateescape")
        self._buffer = ""
        self._at = 0
        self._is_at_end = False
        self.line = 1
        self.is_in_list = False
        self._more(is_first=True)

    def _more(self, *, is_first: bool = False) -> bool:
        """Read on. False at the end of the file."""
        if self._is_at_end:
            return False
        chunk = self._file.read(CHUNK)
        if is_first:
            refuse_other_encodings(chunk[:4])
            self.is_in_list = chunk.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"["
        self._is_at_end = not chunk
        self._buffer = self._buffer[self._at :] + self._decoder.decode(chunk, final=not chunk)
        self._at = 0
        return True

    def take(self, letters: int) -> None:
        self.line += self._buffer.count("\n", self._at, self._at + letters)
        self._at += letters

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Pass over what the pattern allows; the letter that follows, or nothing at the end of the file."""
        while True:
            found = pattern.match(self._buffer, self._at)
            self.take(found.end() - self._at if found else 0)
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def object_here(self) -> tuple[Any, int | None, str]:
        """The value that begins here, its length, and what is wrong with it. No length: its end was not found."""
        problem = ""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._at)
            except (ValueError, RecursionError) as error:
                problem = _why(error)
            else:
                # a number at the end of what was read may go on
                if end < len(self._buffer) or not self._more():
                    return value, end - self._at, ""
                continue
            length = self._length_here()
            if length is not None:
                return None, length, problem
            if len(self._buffer) - self._at > LARGEST_OBJECT:
                return None, None, _too_large()
            if not self._more():
                return None, None, ""

    def _length_here(self) -> int | None:
        """How long the bracket that opens here is, by its marks alone."""
        if self._at >= len(self._buffer):
            return None
        if self._buffer[self._at] not in "{[":
            found = _NEXT_OBJECT.match(self._buffer, self._at)
            return found.end() - self._at if found and found.end() < len(self._buffer) else None
        depth, at = 0, self._at
        while found := _MARKS.search(self._buffer, at):
            at = found.end()
            if found[0] == '"':
                closing = _STRING_END.match(self._buffer, at)
                if not closing:
                    return None
                at = closing.end()
                continue
            depth += 1 if found[0] in "{[" else -1
            if depth == 0:
                return at - self._at
        return None

    def skip_object(self) -> bool:
        """Pass over a bracket that is too large to hold. False when the file ends before it does."""
        depth, is_in_string = 0, False
        while True:
            at = self._at
            while True:
                if is_in_string:
                    closing = _STRING_END.match(self._buffer, at)
                    if not closing:
                        break
                    at, is_in_string = closing.end(), False
                found = _MARKS.search(self._buffer, at)
                if not found:
                    at = len(self._buffer)
                    break
                at = found.end()
                if found[0] == '"':
                    is_in_string = True
                    continue
                depth += 1 if found[0] in "{[" else -1
                if depth == 0:
                    self.take(at - self._at)
                    return True
            keep = 1 if is_in_string and self._buffer.endswith("\\") else 0
            self.take(len(self._buffer) - keep - self._at if is_in_string else at - self._at)
            if not self._more():
                return False


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply to be a record"
    if isinstance(error, json.JSONDecodeError):
        return f"not readable as JSON ({error.msg})"
    return f"not readable as JSON ({str(error)[:80]})"


def _too_large() -> str:
    return f"larger than {LARGEST_OBJECT // 1_000_000} MB, which no record is"
