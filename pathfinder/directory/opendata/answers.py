"""Selections as answers: a page with its envelope, everything as lines of JSON, or one object."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from pathfinder.directory.opendata.hsds.standard import Json
from pathfinder.directory.opendata.parameters import PAGE_SIZE

JSON = "application/json"
NDJSON = "application/x-ndjson"

Mapper = Callable[[Sequence[Any]], Iterable[Json]]  # rows that were read together to their objects


class Selected(Protocol):
    def count(self) -> int: ...

    def part(self, start: int, end: int) -> list[Any]: ...

    def chunks(self) -> Iterator[list[Any]]: ...


def list_answer(selected: Selected, asked: Mapping[str, Any], objects_of: Mapper) -> HttpResponseBase:
    """A page of what was selected, or all of it as lines."""
    if asked.get("format") == "ndjson":
        return lines_answer(objects_of(rows) for rows in selected.chunks())
    size, number = asked.get("per_page", PAGE_SIZE), asked.get("page", 1)
    total = selected.count()
    start = (number - 1) * size
    contents = list(objects_of(selected.part(start, start + size))) if start < total else []
    return object_answer({**envelope(total, number, size, len(contents)), "contents": contents})


def envelope(total: int, number: int, size: int, count: int) -> Json:
    """HSDS's words about a page. An empty list has one page, which is empty."""
    pages = max(1, -(-total // size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": count,
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": count == 0,
    }


def one_page_answer(total: int, contents: Iterable[Json]) -> HttpResponseBase:
    """Everything on a single page, written while it is read."""
    return StreamingHttpResponse(_one_page(total, contents), content_type=JSON)


def _one_page(total: int, contents: Iterable[Json]) -> Iterator[bytes]:
    head = as_json(envelope(total, 1, max(1, total), total))
    yield head[:-1] + b',"contents":['
    yield from joined(contents)
    yield b"]}"


def lines_answer(chunks: Iterable[Iterable[Json]]) -> HttpResponseBase:
    return StreamingHttpResponse(lines(chunks), content_type=NDJSON)


def lines(chunks: Iterable[Iterable[Json]]) -> Iterator[bytes]:
    """One object a line; a chunk is written at once."""
    for chunk in chunks:
        yield b"".join(as_json(one) + b"\n" for one in chunk)


def joined(objects: Iterable[Json], *, at_once: int = 200) -> Iterator[bytes]:
    """Objects with commas between them, some at a time."""
    waiting: list[bytes] = []
    is_first = True
    for one in objects:
        waiting.append(as_json(one))
        if len(waiting) == at_once:
            yield (b"" if is_first else b",") + b",".join(waiting)
            waiting, is_first = [], False
    if waiting:
        yield (b"" if is_first else b",") + b",".join(waiting)


def object_answer(value: Json) -> HttpResponse:
    return HttpResponse(as_json(value), content_type=JSON)


def as_json(value: Any) -> bytes:
    # A lone half of a surrogate pair, which bad imports hold, cannot be encoded; it becomes a question mark.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
