"""Answers as a short text for the fragment of a link (`#a=…`): a browser does not send a fragment to any server.

It is not signed: the answers are the person's own, and a printed code must still open after the key has changed. A check
sum finds what was cut or mistyped; every value passes the rulebook's door again when it is opened.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from typing import Any
from urllib.parse import unquote

from pathfinder.rulebooks.answers import PRIVATE, UNKNOWN, Answers

LONGEST_LINK = 2_500  # characters behind the mark: a QR code and a cookie hold them; a full interview has 1,000
LONGEST_TEXT = 20_000  # bytes, so that a small link cannot unfold into a huge one
MOST_ANSWERS = 80
LONGEST_ANSWER = 100  # characters
_CHECK = 6


class LinkError(ValueError):
    """The link was cut, changed or is not ours."""


def to_fragment(answers: Answers) -> str:
    data = {"g": answers.given, "d": answers.declined, "o": answers.order}
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode()
    packed = base64.urlsafe_b64encode(zlib.compress(text, 9)).decode().rstrip("=")
    return _check(packed) + packed


def from_link(link: str) -> Answers:
    """Reads a whole link or only its end. Raises LinkError."""
    link = unquote(link.strip())
    fragment = link.rpartition("#a=")[2] if "#a=" in link else link.removeprefix("a=")
    if not fragment or len(fragment) > LONGEST_LINK:
        raise LinkError
    check, packed = fragment[:_CHECK], fragment[_CHECK:]
    if check != _check(packed):
        raise LinkError
    try:
        data = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(data, LONGEST_TEXT)
        if unpacker.unconsumed_tail:
            raise LinkError
        return _answers(json.loads(text))
    except (binascii.Error, zlib.error, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise LinkError from None


def _answers(data: dict[str, Any]) -> Answers:
    given = {str(name): raw for name, raw in data["g"].items() if isinstance(raw, (str, int, bool, list, dict))}
    declined = {str(name): how for name, how in data["d"].items() if how in (UNKNOWN, PRIVATE)}
    known = {*given, *declined}
    if len(known) > MOST_ANSWERS or any(isinstance(raw, str) and len(raw) > LONGEST_ANSWER for raw in given.values()):
        raise LinkError
    order = [name for name in data["o"] if isinstance(name, str) and name in known]
    return Answers(given, declined, [*dict.fromkeys([*order, *known])], is_changed=True)


def _check(packed: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(packed.encode()).digest()).decode()[:_CHECK]
