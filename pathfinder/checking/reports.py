"""“This is wrong”: a reader says so, an editor looks and answers, and everybody can follow what became of it."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, gettext_noop as _, override

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import User, signed_in_name
from pathfinder.checking.models import Report
from pathfinder.checking.queueing import Named, ask_to_look, settle
from pathfinder.checking.reasons import REPORTED

# What can be wrong, in the words of the form
WRONG = {
    "closed": _("It does not exist any more"),
    "contact": _("The address, phone number or e-mail is wrong"),
    "hours": _("The opening hours are wrong"),
    "conditions": _("It is not for the people it says it is for"),
    "cost": _("The cost is wrong"),
    "link": _("A link does not work"),
    "translation": _("The translation is wrong or hard to understand"),
    "other": _("Something else"),
    "consent": _("It is about me, and I want it taken down"),
}
CONSENT = (
    "consent"  # asked for with a form of its own; its words may say who somebody is, so nobody else ever reads them
)
# In the words of the course
STATES = {
    Report.REPORTED: _("reported"),
    Report.LOOKING: _("being looked at"),
    Report.CHANGED: _("changed"),
    Report.KEPT: _("kept as it was"),
}
LONGEST_WORDS = 1_000
LONGEST_ANSWER = 1_000
KEPT_DAYS = 365  # the texts of a report, after it was closed
# Nothing that looks like another letter or digit, because people write a code down
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_CODE_LETTERS = 10


class NotOpen(Exception):
    """The report was closed by somebody else in the meantime."""


def report(
    record: Any, *, about: str, words: str, language: str, form: str, on: dt.date, at: dt.datetime
) -> Report:  # fmt: skip
    """Keep what a reader says. Sent twice with the same form, it is one report."""
    with transaction.atomic():
        made, is_new = Report.objects.get_or_create(
            form=form,
            defaults={
                "code": new_code(), "kind": record.kind, "key": record.key, "country": record.country,
                "language": language, "about": about, "words": words, "reported_on": on,
            },
        )  # fmt: skip
        if is_new:
            ask_to_look([Named(record.kind, record.key, record.country)], REPORTED, str(made.pk), at=at)
    return made


def new_code() -> str:
    """Cannot be guessed: about 50 bits."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LETTERS))
    return f"{letters[:5]}-{letters[5:]}"


def take(code: str, *, by: User, on: dt.date, at: dt.datetime) -> Report:
    """An editor looks into it: the reader sees that. Raises NotOpen, Report.DoesNotExist."""
    with transaction.atomic():
        one = _open(code)
        one.state, one.taken_on, one.taken_by = Report.LOOKING, on, signed_in_name(by)
        one.save(update_fields=["state", "taken_on", "taken_by"])
        record_event("report_taken", by=by, at=at, on=f"record:{one.key}", detail={"report": one.pk})
    return one


def close(
    code: str, *, is_changed: bool, answer: str, may_show_words: bool, language: str, by: User | None, on: dt.date, at: dt.datetime,
    signed: str = "",
) -> Report:  # fmt: skip
    """The end of the course, with the reason. `signed` is for what no person at the desk did. Raises NotOpen, Report.DoesNotExist."""
    with transaction.atomic():
        one = _open(code)
        if one.about == CONSENT:
            one.words, may_show_words = "", False
        one.state = Report.CHANGED if is_changed else Report.KEPT
        one.answer, one.answer_language = answer, language
        one.may_show_words = may_show_words
        one.closed_on, one.closed_by = on, signed_in_name(by) if by else signed
        one.taken_on, one.taken_by = one.taken_on or on, one.taken_by or one.closed_by
        one.save()
        settle(REPORTED, str(one.pk))
        record_event("report_closed", by=by, at=at, on=f"record:{one.key}", detail={"report": one.pk, "as": one.state})
    return one


def close_reports(keys: Iterable[str], *, by: User | None, signed: str, on: dt.date, at: dt.datetime) -> None:
    """Somebody wanted a record taken down, and it was: who asked reads so. In the caller's transaction."""
    for one in Report.objects.filter(key__in=list(keys), about=CONSENT).exclude(state__in=Report.CLOSED):
        with override(one.language):
            answer = gettext("It was taken down, everywhere.")
        close(
            one.code,
            is_changed=True,
            answer=answer,
            may_show_words=False,
            language=one.language,
            by=by,
            on=on,
            at=at,
            signed=signed,
        )


def erase_words(code: str, *, by: User, at: dt.datetime) -> Report:
    """What a reader should not have written, such as a name, is gone at once. Raises Report.DoesNotExist."""
    with transaction.atomic():
        one = Report.objects.select_for_update().get(code=code)
        one.words, one.may_show_words = "", False
        one.save(update_fields=["words", "may_show_words"])
        record_event("report_words_erased", by=by, at=at, on=f"record:{one.key}", detail={"report": one.pk})
    return one


def erase_old_texts(*, on: dt.date) -> int:
    """A year after the answer only the course is kept. Gives how many reports lost their texts."""
    old = Report.objects.filter(closed_on__lte=on - dt.timedelta(days=KEPT_DAYS), is_erased=False)
    return old.update(words="", answer="", may_show_words=False, is_erased=True)


def move_reports(gone: str, kept: Any) -> None:
    """A record became part of another: what readers said of it is about that one now."""
    Report.objects.filter(key=gone).update(key=kept.key, kind=kept.kind, country=kept.country)


def _open(code: str) -> Report:
    one = Report.objects.select_for_update().get(code=code)
    if one.is_closed:
        raise NotOpen
    return one
