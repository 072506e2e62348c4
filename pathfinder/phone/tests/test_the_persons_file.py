"""The file with what a person has: it may come from anybody, and is looked at before anything is taken from it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.pure

PLAN = {"be-vlg-programme-2018": {"done": True, "note": "اسأل أمينة"}}
MINE = {
    "given": {"place": "2000", "permit_months": 60},
    "declined": {"age": "private"},
    "on": "2018-09-15",
    "plan": PLAN,
}
FAVOURITES = {"be-atlas": {"name": "Atlas", "address": "/ar/record/be-atlas/"}}
CONTENT = {
    "format": 1, "kind": "pathfinder-mine", "version": 1, "made": "2026-11-25", "countries": {"be": MINE}, "favourites": FAVOURITES,
}  # fmt: skip


def signed(content: dict[str, Any]) -> str:
    """With a right sum, as somebody makes it who knows how it is counted."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))[:-1]
    return f'{body},"sum":{zlib.adler32(body.encode())}}}'


def with_answers(given: dict[str, Any]) -> str:
    return signed({**CONTENT, "countries": {"be": {**MINE, "given": given}}})


def with_favourite(address: str) -> str:
    return signed({**CONTENT, "favourites": {"x": {"name": "x", "address": address}}})


FILES = {
    "as it was saved": (signed(CONTENT), "taken"),
    "with a profile": (signed({**CONTENT, "profile": '{"version":1}'}), "taken"),
    "with a profile that is no text": (signed({**CONTENT, "profile": {"version": 1}}), "not_ours"),
    "with a profile that is too long": (signed({**CONTENT, "profile": "x" * 200_001}), "not_ours"),
    "with a line end of an editor": (signed(CONTENT) + "\n", "taken"),
    "an answer changed": (signed(CONTENT).replace("2000", "9000"), "damaged"),
    "its end cut off": (signed(CONTENT)[:-40], "damaged"),
    "empty": ("", "not_ours"),
    "something else": ('{"format":1}', "not_ours"),
    "huge": ("x" * 600_000, "too_large"),
    "newer": (signed({**CONTENT, "version": 2}), "newer"),
    "no number of a version": (signed({**CONTENT, "version": "1"}), "not_ours"),
    "a list of countries": (signed({**CONTENT, "countries": []}), "not_ours"),
    "no country": (signed({**CONTENT, "countries": {"../x": MINE}}), "not_ours"),
    "no day": (signed({**CONTENT, "countries": {"be": {**MINE, "on": "2018-02-30"}}}), "not_ours"),
    "something more": (signed({**CONTENT, "countries": {"be": {**MINE, "more": 1}}}), "not_ours"),
    "a long note": (
        signed({**CONTENT, "countries": {"be": {**MINE, "plan": {"x": {"note": "x" * 1001}}}}}),
        "not_ours",
    ),
    "an answer in pieces": (with_answers({"place": {"a": 1}}), "not_ours"),
    "a long answer": (with_answers({"place": "x" * 101}), "not_ours"),
    "a name that every object has": (with_answers({"constructor": "x"}), "not_ours"),
    "another kind of object": (with_answers({"__proto__": "x"}), "not_ours"),
    "too many answers": (with_answers({f"fact{number}": 1 for number in range(201)}), "not_ours"),
    "a link that runs": (with_favourite("javascript:alert(1)"), "not_ours"),
    "a link to elsewhere": (with_favourite("//elsewhere.example/"), "not_ours"),
    "a hidden link to elsewhere": (with_favourite("/en//elsewhere.example/"), "not_ours"),
    "a plain link to elsewhere": (with_favourite("https://elsewhere.example/"), "not_ours"),
}


def test_a_file_is_taken_whole_or_refused_with_a_reason(node: Callable[..., Any]) -> None:
    said = node("opening_mine.mjs", given=json.dumps([text for text, _said in FILES.values()]))

    assert dict(zip(FILES, said, strict=True)) == {name: said for name, (_text, said) in FILES.items()}
