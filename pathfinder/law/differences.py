"""What differs between two texts, word by word, as HTML with `<del>` and `<ins>`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

LEAST_ALIKE = 0.5  # below it nearly every word is marked, and nobody can read that
_WORDS = re.compile(r"\s+|\S+")


def differences(before: str, after: str) -> SafeString:
    """The later text, with what was taken out and what was put in; the later text alone where little is left of the earlier."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return escape(after)
    return mark_safe("".join(_pieces(matcher, old, new)))  # noqa: S308  # every piece is escaped


def _pieces(matcher: difflib.SequenceMatcher[str], old: Sequence[str], new: Sequence[str]) -> Iterator[SafeString]:
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield escape("".join(new[c:d]))
            continue
        yield from _marked("del", old[a:b])
        yield from _marked("ins", new[c:d])


def _marked(tag: str, words: Sequence[str]) -> Iterator[SafeString]:
    """The words inside the mark, the space around them outside."""
    text = "".join(words)
    if text.strip():
        yield mark_safe(" ")
        yield format_html("<{0}>{1}</{0}>", mark_safe(tag), text.strip())  # noqa: S308  # one of two words
        yield mark_safe(" ")
