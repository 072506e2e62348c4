"""The standard itself: its version, and values as it wants them."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from pathfinder.languages.localized_text import localized

VERSION = "3.0"

Json = dict[str, Any]


def filled(**members: Any) -> Json:
    """The members that say something."""
    return {name: value for name, value in members.items() if value is not None and value not in ("", [], {})}


def name_of(row: Any) -> str:
    return words(row.name) or row.key


def words(text: Mapping[str, str] | None) -> str:
    return localized(text, "en").words


def list_of_words(texts: Iterable[Mapping[str, str]]) -> list[str]:
    return [told for told in map(words, texts) if told]


def numbered(texts: Iterable[Mapping[str, str]]) -> str:
    """Steps as one text, a line for each."""
    steps = list_of_words(texts)
    return steps[0] if len(steps) == 1 else "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def as_id(value: uuid.UUID | None) -> str:
    return str(value) if value else ""


def as_moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def as_whole_date(edtf: str) -> str:
    """A date whose day is known; a month or a year is not completed."""
    return edtf if re.fullmatch(r"\d{4}-\d{2}-\d{2}", edtf) else ""


def as_email(text: str) -> str:
    return text if re.fullmatch(r"[^@\s]+@[^@\s]+", text) else ""


def as_url(text: str) -> str:
    """The address in the letters that a URI may have (RFC 3986); nothing when it cannot be one."""
    if text.isascii() and _PLAIN_URL.fullmatch(text):
        return text
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname.encode("idna").decode() if parts.hostname else ""
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    path, query, fragment = (_quoted(part) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host + port, path, query, fragment))


_PLAIN_URL = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?"
    r"(?:[/?](?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def _quoted(part: str) -> str:
    stray_per_cent = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return quote(stray_per_cent, safe="%/?:@!$&'()*+,;=-._~")
