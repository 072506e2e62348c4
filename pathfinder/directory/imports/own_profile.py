"""What an export of ours says beyond the standard, taken back: the property `pathfinder` of an object.

`opendata/hsds/own_profile.py` writes it: the texts in all their languages, our codes, and what HSDS can only tell in English words.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from pathfinder.directory.imports.values import as_uuid
from pathfinder.directory.opendata.hsds.own_profile import OURS
from pathfinder.directory.opendata.hsds.services import NOT_STATED_HERE, STATUS_UNKNOWN

SPARE = 100  # numbers of parts that are not exported, such as the rules of one schedule
LARGEST = 500_000  # letters of the property where it stands in a cell
_NUMBERED = re.compile(r"\d+\. ")
_SAME: dict[str, tuple[str, ...]] = {  # ours, under our names
    "service": (
        "status", "cost", "modes", "themes", "duration", "outcome", "results", "valid_from", "valid_to",
    ),
    "organization": (),
    "program": ("sector", "url", "valid_from", "valid_to"),
    "location": ("serves",),
}  # fmt: skip
_OTHERWISE: dict[str, dict[str, str]] = {  # ours, under the profile's names
    "service": {"is_step_of_the_guide": "is_step"},
    "organization": {"kind": "organization_kind"},
    "program": {"practice": "about"},
    "location": {},
}
_ABOUT = ("country", "territory", "confidence", "checked_on", "notes")
_LISTS = ("application_process", "results", "notes", "serves")
_TEXTS = frozenset(
    {"name", "alternate_name", "description", "alert", "interpretation_services", "fees_description",
     "eligibility_description", "transportation", "document", "note", "duration", "outcome"}
)  # fmt: skip


def ours(value: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The property of our profile, also where it stands as text in the cell of a table."""
    told = value.get(OURS)
    if isinstance(told, str) and len(told) <= LARGEST:
        try:
            told = json.loads(told)
        except (ValueError, RecursionError):
            return None
    return told if isinstance(told, Mapping) else None


def word_of(value: Mapping[str, Any]) -> str:
    """The readable key that a record has in the installation it comes from."""
    told = ours(value)
    return str(told.get("key") or "") if told else ""


def is_made_up(value: Mapping[str, Any]) -> bool:
    told = ours(value)
    return bool(told and told.get("is_synthetic") is True)


def take_back(kind: str, raw: dict[str, Any], value: Mapping[str, Any]) -> None:
    """Put what our profile says into a raw record or part. Nothing happens for what another system wrote."""
    told = ours(value)
    if told is None:
        return
    _take_texts(raw, told)
    if kind in _SAME:
        _take_record(kind, raw, told)
    if kind == "service":
        _take_service(raw, told, str(value.get("id", "")))
    elif kind == "location":
        _take_location(raw, told, str(value.get("id", "")))
    elif kind == "organization" and isinstance(told.get("languages"), list):
        raw["languages"] = told["languages"]
    elif kind == "service_at_location":
        _take_place(raw, told)
    elif kind == "schedule" and told.get("opening_hours"):
        _take_hours(raw, told)


def _take_texts(raw: dict[str, Any], told: Mapping[str, Any]) -> None:
    """Words that stand there alone are English, or the only language that a short mention names."""
    languages = told.get("text_languages")
    first = str(languages[0]) if isinstance(languages, list) and languages and "en" not in languages else "en"
    for name in _TEXTS & raw.keys():
        if isinstance(raw[name], str):
            raw[name] = {first: raw[name]}
    texts = told.get("texts")
    if isinstance(texts, Mapping):
        raw |= {name: texts[name] for name in (*_TEXTS, *_LISTS) if texts.get(name)}


def _take_record(kind: str, raw: dict[str, Any], told: Mapping[str, Any]) -> None:
    texts = told.get("texts") if isinstance(told.get("texts"), Mapping) else {}
    names = {name: name for name in (*_ABOUT, *_SAME[kind])} | _OTHERWISE[kind]
    for theirs, name in names.items():
        if told.get(theirs) not in (None, "", [], {}) and name not in texts:
            raw[name] = _english(told[theirs]) if name in ("notes", "results", "serves") else told[theirs]
    if isinstance(told.get("sources"), list):
        raw["sources"] = [
            one["reference"] for one in told["sources"] if isinstance(one, Mapping) and one.get("reference")
        ]


def _take_service(raw: dict[str, Any], told: Mapping[str, Any], key: str) -> None:
    eligibility = told.get("eligibility")
    if isinstance(eligibility, Mapping):
        raw |= {name: eligibility[name] for name in ("audiences", "residence_grounds") if eligibility.get(name)}
    steps = raw.get("application_process")
    if isinstance(steps, list) and len(steps) > 1 and all(isinstance(s, str) and _NUMBERED.match(s) for s in steps):
        raw["application_process"] = [_NUMBERED.sub("", step, count=1) for step in steps]
    raw["application_process"] = _english(raw.get("application_process"))
    if told.get("status") == "unknown":
        raw["alert"] = _without(raw.get("alert"), STATUS_UNKNOWN, "")
    its_territory = _made_id(key, "territory")  # an area that only says what our field `territory` says
    raw["service_areas"] = [one for one in _rows(raw.get("service_areas")) if one.get("id") != its_territory]


def _take_location(raw: dict[str, Any], told: Mapping[str, Any], key: str) -> None:
    if told.get("point") == "town":
        raw["is_point_of_town"] = True
    its_email = _made_id(key, "email")  # HSDS knows the e-mail address of a place only as one of a contact
    contacts = _rows(raw.get("contacts"))
    raw["email"] = next((one.get("email") for one in contacts if one.get("id") == its_email), None)
    raw["contacts"] = [one for one in contacts if one.get("id") != its_email]


def _take_place(raw: dict[str, Any], told: Mapping[str, Any]) -> None:
    if told.get("is_stated") is not False:
        return
    raw["is_stated"] = False
    texts = told.get("texts")
    if not isinstance(texts, Mapping) or "description" not in texts:
        raw["description"] = _without(raw.get("description"), NOT_STATED_HERE, "")


def _take_hours(raw: dict[str, Any], told: Mapping[str, Any]) -> None:
    """The hours as they were written; the rules and the words made of them are not needed."""
    texts = told.get("texts")
    described = texts.get("description") if isinstance(texts, Mapping) else None
    for name in ("timezone", "wkst", "freq", "interval", "byday", "opens_at", "closes_at", "description"):
        raw.pop(name, None)
    raw["opening_hours"] = told["opening_hours"]
    if described:
        raw["description"] = described


def in_our_order(value: Mapping[str, Any], name: str) -> Any:
    """A list of an object that we exported, in the order it had: tables do not keep it, but our ids tell it."""
    rows = value.get(name)
    given = as_uuid(str(value.get("id", "")))
    if not isinstance(rows, list) or len(rows) < 2 or given is None or ours(value) is None:
        return rows
    places = {str(uuid.uuid5(given, f"{name}.{number}")): number for number in range(len(rows) + SPARE)}
    return sorted(rows, key=lambda row: places.get(str(row.get("id")), SPARE) if isinstance(row, Mapping) else SPARE)


def once(schedules: Sequence[Any]) -> list[Any]:
    """Hours that an export told in several rules are one again."""
    found: list[Any] = []
    for one in schedules:
        is_told = isinstance(one, dict) and one.get("opening_hours") and any(_alike(one, other) for other in found)
        if not is_told:
            found.append(one)
    return found


def _alike(one: Mapping[str, Any], other: Any) -> bool:
    return isinstance(other, Mapping) and {**one, "id": ""} == {**other, "id": ""}


def _made_id(key: str, name: str) -> str:
    given = as_uuid(key)
    return str(uuid.uuid5(given, name)) if given else ""


def _rows(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _english(value: Any) -> Any:
    if isinstance(value, list):
        return [_english(one) for one in value]
    return {"en": value} if isinstance(value, str) else value


def _without(text: Any, words: str, instead: str) -> Any:
    """The text without a sentence that an export added to it."""
    if isinstance(text, Mapping):
        return {language: _without(told, words, instead) for language, told in text.items()}
    return text.replace(words, instead).strip() if isinstance(text, str) else text
