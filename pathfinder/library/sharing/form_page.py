"""The form of a submission, the same for its author and for an editor: read from what was sent, and shown again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from pathfinder.editing.queries import RecordForm, has_markup, plain_text, problem_lines, shown_sections
from pathfinder.library.models import Submission
from pathfinder.library.sharing.actions import Typed
from pathfinder.library.sharing.beside import ANSWER, ConsentForm, beside_typed
from pathfinder.library.sharing.checks import consent_of, form_of, known_for
from pathfinder.library.sharing.kinds import NAMES, STORY

SUGGESTED = ("organization", "territory")  # what fields may point at


@dataclass
class Sent:
    """A form that was sent."""

    form: RecordForm
    typed: Typed
    is_button: bool  # for a row or a language
    had_markup: bool  # marks of a web page or of Word were taken out
    consent: ConsentForm | None = None  # once it was checked

    def as_kept(self, one: Submission) -> Submission:
        """The submission as it would be kept."""
        kept = copy(one)
        kept.beside = dict(self.typed.beside)
        return kept


def read_form(data: QueryDict, one: Submission, *, is_for_editor: bool) -> Sent:
    known = known_for(one, is_for_editor=is_for_editor)
    posted = RecordForm.posted(one.kind, data, known, is_for_editor=is_for_editor)
    had_markup = any(has_markup(words) for words in _strings(posted.typed))
    form = RecordForm.kept(one.kind, _plain(posted.typed), posted.languages, known, is_for_editor=is_for_editor)
    is_button = form.take_up(data)
    version = data.get("version", "")
    beside = beside_typed(data, with_consent=one.kind == STORY)
    if is_for_editor and (answer := one.beside.get(ANSWER)):
        beside[ANSWER] = answer
    typed = Typed(form.typed, form.languages, beside, int(version) if version.isdecimal() and len(version) < 9 else -1)
    return Sent(form, typed, is_button, had_markup)


def page_context(one: Submission, read: Sent | None, *, is_for_editor: bool, today: dt.date) -> dict[str, Any]:
    """What the template of the form needs."""
    form = read.form if read else form_of(one, is_for_editor=is_for_editor)
    kept = read.as_kept(one) if read else one
    known = known_for(one, is_for_editor=is_for_editor)
    consent = read.consent if read and read.consent else None
    return {
        "form": form,
        "sections": shown_sections(form, {}),
        "problems": [*problem_lines(form), *(_consent_lines(consent) if consent else ())],
        "suggestions": [(kind, known.suggestions(kind)) for kind in SUGGESTED],
        "consent": consent_of(kept, today),
        "is_consent_checked": consent is not None,
        "answer": kept.beside.get(ANSWER, ""),
        "had_markup": bool(read and read.had_markup),
        "kind_words": _(NAMES[one.kind]),
    }


def _consent_lines(consent: ConsentForm) -> Iterator[tuple[str, str, str]]:
    labels = {
        "consent_yes": _("Consent"), "consent_how": _("How the person said yes"),
        "consent_given_on": _("On which day"), "consent_ends_on": _("Until which day"),
    }  # fmt: skip
    yield from ((name, labels[name], str(said[0])) for name, said in consent.errors.items())


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (Mapping, list)):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _strings(inner)
