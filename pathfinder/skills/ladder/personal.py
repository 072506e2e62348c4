"""What somebody pasted of themselves into a free text: noticed, and offered for removal. Nothing is removed unasked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

EMAIL, PHONE, DOCUMENT, NAME = "email", "phone", "document", "name"

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){3,7}(?:[ -]?[A-Z0-9]{1,3})?\b")
_DOCUMENT = re.compile(r"\b(?=[A-Z0-9]*\d{4})(?:[A-Z]{1,3}[- ]?\d{6,9}[A-Z]?|\d{2}\.\d{2}\.\d{2}[- ]\d{3}[.-]\d{2})\b")
_PHONE = re.compile(r"(?<![\w/.,-])(?:\+|\(\+?)?\d(?:[ ().\u00a0/-]{0,2}\d){6,14}(?![\w-]|[.,]\d)")
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–/.]\s?(?:19|20)\d\d")
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
# How people say what they are called; the words after it are the name
_CALLED = re.compile(
    r"(?:\bmy name is|\bI am called|\bmijn naam is|\bik heet|\bje m['’]appelle|\bmon nom est|\bich heiße|\bmein name ist"
    r"|\bme llamo|\bmi nombre es|\bmi chiamo|\bil mio nome è|\ba nevem|\bvolám sa|\bime mi je|\bpišem se|\bмене звати"
    r"|\bменя зовут|\badım|\bmagacaygu waa|\bاسمي|\bنام من|\bاسم من|\bزما نوم|\bስመይ)\s*:?\s+"
    r"(?P<name>[^\W\d_][^\W\d_'’.-]*(?:[ -][^\W\d_][^\W\d_'’-]*){0,2})",
    re.IGNORECASE,
)
_SMALL = frozenset(
    [
        "and",
        "i",
        "a",
        "from",
        "und",
        "ich",
        "et",
        "je",
        "en",
        "ik",
        "y",
        "e",
        "ed",
        "io",
        "и",
        "я",
        "і",
        "та",
        "ve",
        "ben",
        "و",
        "من",
        "انا",
    ]
)


@dataclass(frozen=True, slots=True)
class Personal:
    """A place in a text, and what it looks like."""

    kind: str
    start: int
    end: int
    words: str


def personal_in(text: str) -> list[Personal]:
    """What looks like a name, an e-mail address, a telephone number or the number of a document, in order."""
    plain = text.translate(_DIGITS)
    found: list[Personal] = []
    for kind, pattern in ((EMAIL, _EMAIL), (DOCUMENT, _ACCOUNT), (DOCUMENT, _DOCUMENT), (PHONE, _PHONE)):
        for match in pattern.finditer(plain):
            if kind == PHONE and (_YEARS.fullmatch(match[0]) or _DAY.fullmatch(match[0])):
                continue
            found.append(Personal(kind, match.start(), match.end(), text[match.start() : match.end()]))
    for match in _CALLED.finditer(text):
        start, name = match.start("name"), match["name"]
        words = name.split(" ")
        while len(words) > 1 and any(word.casefold() in _SMALL for word in words):
            words.pop()
        name = " ".join(words)
        found.append(Personal(NAME, start, start + len(name), name))
    return _apart(found)


def without(text: str, places: Iterable[Personal]) -> str:
    """The text with these places taken out."""
    for place in sorted(places, key=lambda one: one.start, reverse=True):
        text = f"{text[: place.start].rstrip(' ')} {text[place.end :].lstrip(' ')}"
    return text.strip()


def _apart(found: list[Personal]) -> list[Personal]:
    """Of places that overlap the first kind."""
    kept: list[Personal] = []
    for one in found:
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


# Digits of Arabic and Persian, each as the European one, so that places in both texts are the same
_DIGITS = {zero + n: str(n) for zero in (0x0660, 0x06F0) for n in range(10)}
