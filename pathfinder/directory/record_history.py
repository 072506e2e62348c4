"""What changed in a record, when and by whom, so that a reader can follow it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _, gettext_noop

from pathfinder.directory.models import Metadata
from pathfinder.directory.record_trust import who_in_words
from pathfinder.languages.names import comma, language_name

MOST_CHANGES = 200  # fields, the newest
LONGEST_VALUE = 600  # letters of a value; a page is no archive
MOST_LINES = 12

FIELDS = {
    "name": gettext_noop("Name"),
    "alternate_name": gettext_noop("Other name"),
    "description": gettext_noop("Description"),
    "alert": gettext_noop("Warning"),
    "status": gettext_noop("Whether it still runs"),
    "valid_from": gettext_noop("From when"),
    "valid_to": gettext_noop("Until when"),
    "application_process": gettext_noop("How to start"),
    "eligibility_description": gettext_noop("For whom"),
    "audiences": gettext_noop("Made for"),
    "residence_grounds": gettext_noop("Your stay"),
    "required_documents": gettext_noop("Bring"),
    "fees_description": gettext_noop("Cost"),
    "cost": gettext_noop("Cost"),
    "cost_options": gettext_noop("Cost"),
    "duration": gettext_noop("Time"),
    "outcome": gettext_noop("Result"),
    "results": gettext_noop("In figures"),
    "themes": gettext_noop("About"),
    "schedules": gettext_noop("Opening hours"),
    "service_at_locations": gettext_noop("Places"),
    "addresses": gettext_noop("Address"),
    "languages": gettext_noop("Languages"),
    "phones": gettext_noop("Phone"),
    "email": gettext_noop("E-mail"),
    "url": gettext_noop("Site"),
    "website": gettext_noop("Site"),
    "organization": gettext_noop("Organization"),
    "territory": gettext_noop("Region"),
    "sources": gettext_noop("Sources"),
    "confidence": gettext_noop("How sure we are"),
    "checked_on": gettext_noop("Checked"),
    "notes": gettext_noop("Good to know"),
}
ACTIONS = {
    "create": gettext_noop("Taken into the directory by %(who)s."),
    "update": gettext_noop("Changed by %(who)s."),
    "check": gettext_noop("Looked at and found right by %(who)s."),
    "merge": gettext_noop("A double of it was taken in by %(who)s."),
    "delete": gettext_noop("Taken out of the directory by %(who)s."),
}


@dataclass(frozen=True)
class FieldShown:
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class ChangeShown:
    """What one person did at one moment."""

    day: dt.date
    sentence: str
    reason: str
    fields: tuple[FieldShown, ...] = field(default_factory=tuple)


def changes_of(key: str, language: str) -> tuple[list[ChangeShown], bool]:
    """The newest changes of a record, and whether there were more. One query."""
    rows = list(Metadata.objects.filter(key=key)[: MOST_CHANGES + 1])
    shown = rows[:MOST_CHANGES]
    together = groupby(shown, key=lambda row: (row.last_action_date, row.last_action_type, row.updated_by, row.reason))
    found = [
        ChangeShown(
            day=timezone.localdate(moment),
            sentence=_(ACTIONS.get(what, ACTIONS["update"])) % {"who": who_in_words(by)},
            reason=reason,
            fields=tuple(_field(row, language) for row in group if row.field_name and what == "update"),
        )
        for (moment, what, by, reason), group in together
    ]
    return found, len(rows) > MOST_CHANGES


def removed_on(key: str) -> dt.date | None:
    """The day a record was taken out; None for a key that never was one, or that is back."""
    last = Metadata.objects.filter(key=key).first()
    return timezone.localdate(last.last_action_date) if last and last.last_action_type == "delete" else None


def _field(row: Metadata, language: str) -> FieldShown:
    before, after = _lines(row.previous_value, language), _lines(row.replacement_value, language)
    return FieldShown(
        label=_(FIELDS[row.field_name]) if row.field_name in FIELDS else row.field_name.replace("_", " "),
        before=tuple(line for line in before if line not in after),
        after=tuple(line for line in after if line not in before),
    )


def _lines(value: str, language: str) -> list[str]:
    """A value as it stands in the trail, as lines that a person can read."""
    try:
        told = json.loads(value)
    except ValueError:
        told = value
    lines = [line[:LONGEST_VALUE] for line in _in_words(told, language) if line]
    return lines[:MOST_LINES]


def _in_words(value: Any, language: str) -> Iterator[str]:
    if isinstance(value, Mapping) and _are_texts(value):
        for code, words in value.items():
            text = words.get("text", "") if isinstance(words, Mapping) else words
            yield f"{language_name(code, language)}: {text}"
    elif isinstance(value, Mapping):
        yield comma(language).join(part for inner in value.values() for part in _in_words(inner, language))
    elif isinstance(value, list):
        for inner in value:
            yield from _in_words(inner, language)
    elif value is not None:
        yield str(value)


def _are_texts(value: Mapping[str, Any]) -> bool:
    """Language to words: every name is a language tag, every value words or words with their state."""
    return bool(value) and all(
        2 <= len(code.partition("-")[0]) <= 3
        and (isinstance(words, str) or (isinstance(words, Mapping) and "text" in words))
        for code, words in value.items()
    )
