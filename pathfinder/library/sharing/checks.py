"""Whether a submission can be sent and published: what each field must be, and that somebody says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from pathfinder.editing.actions import new_document
from pathfinder.editing.queries import KnownRecords, RecordForm
from pathfinder.library.models import Submission
from pathfinder.library.sharing.beside import ConsentForm
from pathfinder.library.sharing.kinds import STORY
from pathfinder.library.told_by import CONSULTATION, INTERVIEW
from rulebook.dates import parse_partial_date

Document = Mapping[str, Any]


def form_of(one: Submission, *, is_for_editor: bool) -> RecordForm:
    """The form as it was kept."""
    return RecordForm.kept(
        one.kind, one.typed, one.languages, known_for(one, is_for_editor=is_for_editor), is_for_editor=is_for_editor
    )


def known_for(one: Submission, *, is_for_editor: bool) -> KnownRecords:
    return KnownRecords(one.country, frozenset(), is_for_editor=is_for_editor)


def consent_of(one: Submission, today: dt.date) -> ConsentForm | None:
    """Asked of a story alone."""
    return ConsentForm(one.beside, today) if one.kind == STORY else None


def checked_document(form: RecordForm, country: str, today: dt.date) -> dict[str, Any]:
    """The document of a form. What is missing or cannot be stands in its `problems`."""
    document = new_document(form, country)
    for path, sentence in _missing_sources(form.kind, document, today):
        form.problems.setdefault(path, sentence)
    return document


def _missing_sources(kind: str, document: Document, today: dt.date) -> list[tuple[str, str]]:
    """Nothing is published that nobody says; nobody is named, and no story told, without consent."""
    if kind == "publication":
        return []  # it is its own source, and its publisher is asked for
    about = document.get("about")
    told = (about or {}).get("told_by") or {}
    path, found = "about.told_by", []
    if not told.get("by"):
        if document.get("sources") or (kind == "event" and document.get("url")):
            return []
        return [(f"{path}.by", _("Say how we know this: without a source nothing is published."))]
    if not told.get("who"):
        found.append((f"{path}.who", _("Write who it is, or what it is called.")))
    if not told.get("agreed") and told["by"] in (INTERVIEW, CONSULTATION):
        found.append(
            (
                f"{path}.agreed",
                _("Ask the people first: we publish an interview or a consultation only with their yes."),
            )
        )
    elif not told.get("agreed") and kind == STORY:
        found.append((f"{path}.agreed", _("Ask the person first: we publish a story only with their yes.")))
    if _is_to_come(told.get("on"), today):
        found.append((f"{path}.on", _("This day is still to come.")))
    return found


def _is_to_come(told: Any, today: dt.date) -> bool:
    try:
        return parse_partial_date(told).first > today
    except ValueError:  # nothing, or its own field tells what is wrong
        return False
