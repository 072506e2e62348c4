"""Values of a foreign record, each kind in its own form. Nothing (None) means that a value is left out, with a note."""

from __future__ import annotations

import json
import math
import re
import uuid
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from opening_hours import validate as are_opening_hours

from pathfinder.directory.imports.code_words import LONGEST_LANGUAGE, TAG, country_code, language_code
from pathfinder.directory.imports.told import LONGEST_ID, Refused, shortened
from rulebook.dates import parse_partial_date

LONGEST_TEXT = 50_000  # letters of one field; the longest description we know has six thousand
LONGEST_NAME = 1_000
MOST_PARTS = 500  # phones, places, documents … of one record
LATEST_CHECK = "2100"  # nobody has looked later than that

# Control characters and what would turn the direction of the text around it; joiners and marks that Persian needs stay.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)+([/?#].*)?", re.ASCII)
_is_url = URLValidator(schemes=["http", "https"])
Clean = Callable[[Any, "Saying"], Any]


class Saying:
    """Where in a record we are, what language its words are in, and what has been said about it."""

    def __init__(self, language: str, notes: list[str]) -> None:
        self.language = language
        self.notes = notes
        self.place = ""

    def note(self, words: str) -> None:
        told = f"{self.place}: {words}"
        if told not in self.notes:
            self.notes.append(told)


def external_id(value: Any) -> str:
    """Another system's id as text. Raises Refused."""
    told = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    told = told.strip()
    if not told:
        raise Refused("it has no id")
    if len(told) > LONGEST_ID:
        raise Refused(f"its id has {len(told):,} letters, at most {LONGEST_ID} can be kept")
    if _NOT_UTF8.search(told):
        raise Refused(_not_utf8("id"))
    if _CONTROL.search(told):
        raise Refused(f"its id has characters that cannot be shown: {shortened(told)}")
    return told


def as_uuid(text: str) -> uuid.UUID | None:
    """The id as a UUID, when it is one in its usual form."""
    try:
        found = uuid.UUID(text)
    except ValueError:
        return None
    return found if str(found) == text.lower() else None


def words(value: Any, saying: Saying, most: int = LONGEST_TEXT) -> str | None:
    """A text without control characters. A number becomes its text; anything else is none."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        saying.note("expected words; left out")
        return None
    if len(value) > most:
        raise Refused(f"{saying.place}: {len(value):,} letters, at most {most:,} can be kept")
    if not value.isprintable():
        if _NOT_UTF8.search(value):
            raise Refused(_not_utf8(saying.place))
        if _CONTROL.search(value):
            value = _CONTROL.sub("", value)
            saying.note("control characters taken out")
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    return value.strip()


def without_control(text: str, most: int = LONGEST_TEXT) -> str:
    """For the small texts of taxonomies: only what can be shown, cut where it is too long."""
    return _CONTROL.sub("", text[:most]).strip()


def words_of(most: int | None) -> Clean:
    def clean(value: Any, saying: Saying) -> str | None:
        told = words(value, saying)
        if told and most and len(told) > most:
            saying.note(f"{len(told)} letters, at most {most} can be kept; left out")
            return None
        return told

    return clean


def line_of(most: int | None) -> Clean:
    clean = words_of(most)

    def clean_line(value: Any, saying: Saying) -> str | None:
        told = clean(value, saying)
        return " ".join(told.split()) if told else told

    return clean_line


def texts(value: Any, saying: Saying) -> dict[str, Any] | None:
    """Words by language: `{"nl": "…"}` as it is told, or plain words in the language of the file."""
    if not isinstance(value, Mapping):
        told = words(value, saying)
        return {saying.language: told} if told else None
    found: dict[str, Any] = {}
    for language, text in value.items():
        if not TAG.fullmatch(str(language)):
            saying.note(f"“{shortened(str(language), 20)}” is not a language tag such as nl; left out")
            continue
        state = text.get("state") if isinstance(text, Mapping) else None
        told = words(text.get("text", "") if isinstance(text, Mapping) else text, saying)
        if told:
            found[str(language)] = (
                {"text": told, "state": state} if state in ("machine", "outdated", "reviewed") else told
            )
    return found


def name_in_languages(value: Any, saying: Saying) -> dict[str, Any] | None:
    found = texts(value, saying) or {}
    for language, text in found.items():
        told = " ".join((text["text"] if isinstance(text, Mapping) else text).split())
        if len(told) > LONGEST_NAME:
            raise Refused(f"{saying.place}: {len(told):,} letters, at most {LONGEST_NAME:,} can be kept")
        found[language] = {**text, "text": told} if isinstance(text, Mapping) else told
    return found


def texts_of_list(value: Any, saying: Saying) -> list[dict[str, Any]]:
    items = value if isinstance(value, list) else [value]
    if len(items) > MOST_PARTS:
        raise Refused(f"{saying.place}: {len(items):,} of them, at most {MOST_PARTS} can be kept")
    return [told for item in items if (told := texts(item, saying))]


def url(value: Any, saying: Saying) -> str | None:
    """An address of the web; `www.x.example` gets its https."""
    told = words(value, saying)
    if told and _DOMAIN.fullmatch(told):
        told = f"https://{told}"
    if not told or _is_web_address(told):
        return told
    saying.note(f"“{shortened(told)}” is not an address of the web (https://…); left out")
    return None


@lru_cache(maxsize=20_000)
def _is_web_address(told: str) -> bool:
    try:
        _is_url(told)
    except ValidationError:
        return False
    return len(told) <= 2_000  # what the field holds


def email(value: Any, saying: Saying) -> str | None:
    told = (words(value, saying) or "").removeprefix("mailto:")
    try:
        if told:
            validate_email(told)
    except ValidationError:
        told = ""
    if not told or len(told) > 254:
        saying.note(f"“{shortened(str(value))}” is not an e-mail address; left out")
        return None
    return told


def number(value: Any, saying: Saying) -> float | None:
    if isinstance(value, str):
        text = value.strip().replace(" ", "")
        value = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    try:
        if isinstance(value, bool):
            raise ValueError
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        found = math.nan
    if not math.isfinite(found):
        saying.note(f"“{shortened(str(value))}” is not a number; left out")
        return None
    return found


def whole_number(greatest: int) -> Clean:
    def clean(value: Any, saying: Saying) -> int | None:
        found = number(value, saying)
        if found is None:
            return None
        if found != int(found) or not 0 <= found <= greatest:
            saying.note(f"“{shortened(str(value))}” is not a whole number from 0 to {greatest:,}; left out")
            return None
        return int(found)

    return clean


def yes_or_no(value: Any, saying: Saying) -> bool | None:
    told = str(value).strip().casefold()
    if told in ("true", "1", "yes"):
        return True
    if told in ("false", "0", "no"):
        return False
    saying.note(f"“{shortened(told)}” is neither true nor false; left out")
    return None


def date(value: Any, saying: Saying) -> str | None:
    told = words(value, saying) or ""
    day = told.partition("T")[0].partition(" ")[0]
    if not _is_date(day):
        saying.note(f"“{shortened(told)}” is not a date such as 2026-05-01; left out")
        return None
    return day


@lru_cache(maxsize=20_000)
def _is_date(day: str) -> bool:
    try:
        parse_partial_date(day)
    except ValueError:
        return False
    return len(day) <= 10


def day_of_check(value: Any, saying: Saying) -> str | None:
    day = date(value, saying)
    if day and not "1900" <= day < LATEST_CHECK:
        saying.note(f"nobody can have looked in {day[:4]}; left out")
        return None
    return day


def code_of(known: Mapping[str, str]) -> Clean:
    def clean(value: Any, saying: Saying) -> str | None:
        told = words(value, saying) or ""
        if told in known:
            return told
        saying.note(f"“{shortened(told)}” is not one of {', '.join(known)}; left out")
        return None

    return clean


def codes_of(known: Mapping[str, str]) -> Clean:
    one = code_of(known)

    def clean(value: Any, saying: Saying) -> list[str]:
        items = value if isinstance(value, list) else [value]
        return list(dict.fromkeys(code for item in items[:MOST_PARTS] if (code := one(item, saying))))

    return clean


def list_of_words(value: Any, saying: Saying) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [told for item in items[:MOST_PARTS] if (told := words(item, saying))]


def nothing(_value: Any, saying: Saying) -> None:
    saying.note("this cannot be imported; left out")


def free_document(value: Any, saying: Saying) -> Any:
    """A small document of ours as it was exported; every word in it is checked."""
    if len(json.dumps(value)) > LONGEST_TEXT:
        saying.note("too large; left out")
        return None
    return _free_inside(value, saying)


def _free_inside(value: Any, saying: Saying) -> Any:
    if isinstance(value, Mapping):
        return {words(key, saying) or "": _free_inside(inner, saying) for key, inner in value.items()}
    if isinstance(value, list):
        return [_free_inside(inner, saying) for inner in value]
    return words(value, saying) if isinstance(value, str) else value


def country(value: Any, saying: Saying) -> str | None:
    """Two small letters for a code of two or three letters or an English name; UK is gb."""
    told = words(value, saying) or ""
    if found := country_code(told):
        return found
    saying.note(f"“{shortened(told)}” is not a country such as BE; left out")
    return None


def language_of(value: Any, saying: Saying) -> str | None:
    told = words(value, saying) or ""
    if found := language_code(told):
        return found
    if len(told) > LONGEST_LANGUAGE:
        saying.note(f"“{shortened(told)}” is not a language such as nl; left out")
        return None
    return told  # “seven languages” says something too


def outline(value: Any, saying: Saying) -> str | None:
    """The outline of an area; one with every bend of a river is not worth its record."""
    told = json.dumps(value, ensure_ascii=False) if isinstance(value, Mapping) else value
    if isinstance(told, str) and len(told) > LONGEST_TEXT:
        saying.note(f"{len(told):,} letters, at most {LONGEST_TEXT:,} can be kept; left out")
        return None
    return words(told, saying)


def opening_hours(value: Any, saying: Saying) -> str | None:
    told = words(value, saying) or ""
    if len(told) <= 1_000 and are_opening_hours(told):
        return told
    saying.note(f"“{shortened(told)}” is not in the notation of OpenStreetMap, such as Mo-Fr 09:00-12:00; left out")
    return None


def reference(value: Any, _saying: Saying) -> str:
    return external_id(value)


def _not_utf8(place: str) -> str:
    return (
        f"{place}: bytes that are not UTF-8. The file seems to be in another encoding, such as Latin-1. "
        "Save it as UTF-8, or run: iconv -f LATIN1 -t UTF-8 FILE > NEW-FILE"
    )
