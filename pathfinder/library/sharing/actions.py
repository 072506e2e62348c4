"""A submission from its first letter to the record that it becomes. Each step is one transaction, with its line in the course."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from pathfinder.accounts.actions import new_secret, record_event
from pathfinder.accounts.queries import EDITOR, User, hash_of_secret, signature
from pathfinder.directory.actions import UnknownRecordError
from pathfinder.editing.actions import make_record
from pathfinder.editing.queries import RecordForm
from pathfinder.library.consents.actions import give_consent
from pathfinder.library.models import Submission, SubmissionLetter, SubmissionStep
from pathfinder.library.models.submission import (
    ASKED,
    DECLINED,
    DRAFT,
    PUBLISHED,
    SCHEDULED,
    TAKEN_BACK,
    WAITING,
)
from pathfinder.library.sharing.beside import ANSWER
from pathfinder.library.sharing.checks import checked_document, consent_of, form_of
from pathfinder.library.sharing.forms import Begun
from pathfinder.library.sharing.post import owe, was_asked_often
from pathfinder.library.wake import soon

AUTHOR, BY_EDITOR, CLOCK = SubmissionStep.AUTHOR, SubmissionStep.EDITOR, SubmissionStep.CLOCK


class NotNow(Exception):
    """The submission is at another step by now: sent already, decided by somebody else, taken back."""


class ChangedMeanwhile(Exception):
    """Somebody kept other words since the page was opened."""


class CannotPublish(Exception):
    """Something is missing or cannot be; `problems` says what, by the path of its field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{path}: {said}" for path, said in problems.items()))
        self.problems = problems


@dataclass(frozen=True)
class Typed:
    """All that stands in the form, and the version that it was typed over."""

    record: Mapping[str, Any]
    languages: list[str]
    beside: Mapping[str, str]
    version: int


# beginning


def begin(begun: Begun, *, site: str, form: str, at: dt.datetime) -> None:
    """An empty draft, and a letter with the link to it. The same form sent twice is one; nobody gets many letters."""
    with transaction.atomic():
        if was_asked_often(begun.email, at):
            return
        one, is_new = Submission.objects.get_or_create(form=form, defaults=_empty(begun, site, at))
        if is_new:
            owe(one, SubmissionLetter.LINK, at)
            transaction.on_commit(soon)


def begin_as(user: User, begun: Begun, *, site: str, form: str, at: dt.datetime) -> str:
    """An empty draft of somebody who is signed in: no letter is needed. Gives the secret of its link."""
    secret = new_secret()
    mine = {**_empty(begun, site, at), "email": "", "author": user, "link_hash": hash_of_secret(secret)}
    one, is_new = Submission.objects.get_or_create(form=form, defaults=mine)
    if not is_new:
        Submission.objects.filter(pk=one.pk, author=user).update(link_hash=mine["link_hash"])
    return secret


def _empty(begun: Begun, site: str, at: dt.datetime) -> dict[str, Any]:
    return {
        "kind": begun.kind, "country": begun.country, "email": begun.email, "language": begun.language, "site": site,
        "languages": [begun.language], "begun_at": at, "touched_at": at,
    }  # fmt: skip


# the author


def keep(pk: UUID, typed: Typed, *, at: dt.datetime) -> Submission:
    """Whatever was typed, however wrong. Raises NotNow, ChangedMeanwhile."""
    with transaction.atomic():
        one = _locked(pk, DRAFT, ASKED)
        _keep(one, typed, at)
    return one


def send(pk: UUID, typed: Typed, *, at: dt.datetime) -> Submission:
    """To the editors, when it was checked. What was changed since they asked stands in the course. Raises NotNow, ChangedMeanwhile."""
    with transaction.atomic():
        one = _locked(pk, DRAFT, ASKED)
        _keep(one, typed, at)
        was_asked = one.state == ASKED
        changes = changes_of(one, one.typed_before, one.typed) if was_asked else []
        words = one.beside.pop(ANSWER, "")
        one.state, one.sent_at = WAITING, one.sent_at or at
        one.save()
        _step(one, "answered" if was_asked else "sent", AUTHOR, at, words=words, changes=changes)
        owe(one, "sent", at)
        transaction.on_commit(soon)
    return one


def take_back(pk: UUID, *, at: dt.datetime) -> None:
    """The author does not want it published any more. A draft that nobody else saw is erased at once. Raises NotNow."""
    with transaction.atomic():
        one = _locked(pk, DRAFT, WAITING, ASKED, SCHEDULED)
        if one.state == DRAFT:
            one.delete()
            return
        one.state, one.publish_at, one.touched_at = TAKEN_BACK, None, at
        one.save()
        _step(one, "taken-back", AUTHOR, at)
        owe(one, "taken-back", at)
        transaction.on_commit(soon)


# editors


def mend(pk: UUID, typed: Typed, *, by: User, at: dt.datetime) -> Submission:
    """An editor's words in place of the author's; the course lists what changed. Raises NotNow, ChangedMeanwhile."""
    with transaction.atomic():
        one = _locked(pk, WAITING, SCHEDULED)
        before = dict(one.typed)
        if _keep(one, typed, at) and (changes := changes_of(one, before, one.typed)):
            _step(one, "changed", BY_EDITOR, at, by=by, changes=changes)
            _told("submission_changed", one, by, at)
    return one


def ask(pk: UUID, question: str, *, by: User, at: dt.datetime) -> None:
    """A question to the author, who can change everything again. Raises NotNow."""
    with transaction.atomic():
        one = _locked(pk, WAITING, SCHEDULED)
        one.state, one.publish_at, one.typed_before, one.touched_at = ASKED, None, one.typed, at
        one.save()
        _step(one, "asked", BY_EDITOR, at, by=by, words=question)
        owe(one, "asked", at)
        _told("submission_asked", one, by, at)
        transaction.on_commit(soon)


def decline(pk: UUID, reason: str, *, by: User, at: dt.datetime) -> None:
    """It is not published; the author reads why. Raises NotNow."""
    with transaction.atomic():
        one = _locked(pk, WAITING, SCHEDULED)
        one.state, one.publish_at, one.decided_by, one.touched_at = DECLINED, None, by, at
        one.save()
        _step(one, "declined", BY_EDITOR, at, by=by, words=reason)
        owe(one, "declined", at)
        _told("submission_declined", one, by, at)
        transaction.on_commit(soon)


def schedule(pk: UUID, publish_at: dt.datetime, *, by: User, at: dt.datetime) -> None:
    """It is published by itself at that moment; it must be right today. Raises NotNow, CannotPublish."""
    with transaction.atomic():
        one = _locked(pk, WAITING, SCHEDULED)
        _ready(one, at)
        one.state, one.publish_at, one.decided_by, one.touched_at = SCHEDULED, publish_at, by, at
        one.save()
        _step(one, "scheduled", BY_EDITOR, at, by=by)
        owe(one, "scheduled", at)
        _told("submission_scheduled", one, by, at)
        transaction.on_commit(soon)


def wait_again(pk: UUID, *, by: User, at: dt.datetime) -> None:
    """It is not published on the day that was set: somebody decides anew. Raises NotNow."""
    with transaction.atomic():
        one = _locked(pk, SCHEDULED)
        one.state, one.publish_at, one.touched_at = WAITING, None, at
        one.save()
        _step(one, "held", BY_EDITOR, at, by=by)
        _told("submission_held", one, by, at)


def publish(pk: UUID, *, by: User, at: dt.datetime) -> str:
    """Make the record, which the library shows and the search finds from now on. Gives its key.

    Two editors who do this at the same time make one record. Raises NotNow, CannotPublish.
    """
    with transaction.atomic():
        one = _locked_with_country(pk, WAITING, SCHEDULED)
        return _publish(one, by, at, BY_EDITOR)


def publish_if_due(pk: UUID, *, at: dt.datetime) -> bool:
    """What was set for a moment that has come. When it cannot be published any more, it waits for an editor again."""
    with transaction.atomic():
        try:
            one = _locked_with_country(pk, SCHEDULED)
        except NotNow:
            return False
        if one.publish_at > at:
            return False
        try:
            with transaction.atomic():
                _publish(one, one.decided_by, at, CLOCK)
        except CannotPublish as problem:
            one = _locked(pk, SCHEDULED)
            one.state, one.publish_at = WAITING, None
            one.save()
            _step(one, "held", CLOCK, at, words=" ".join(dict.fromkeys(problem.problems.values())))
            return False
    return True


def _publish(one: Submission, by: User | None, at: dt.datetime, who: str) -> str:
    with override(one.language):
        form = _ready(one, at)
        form.typed |= {
            "confidence": form.typed["confidence"] or "medium",
            "checked_on": timezone.localdate(at).isoformat(),
        }
        _fill_both_places(form)
        try:
            key = make_record(form, one.country, "", by=by, at=at)
        except UnknownRecordError:
            raise CannotPublish({"organization": _("It names a record that is not there any more.")}) from None
    if not key:
        raise CannotPublish(form.problems)
    one.state, one.publish_at, one.record_key, one.touched_at = PUBLISHED, None, key, at
    one.decided_by = by
    one.save()
    _step(one, "published", who, at, by=by)
    owe(one, "published", at, enclosed=_consent_given(one, key, by, at))
    _told("submission_published", one, by, at, key=key)
    transaction.on_commit(soon)
    return key


def _consent_given(one: Submission, key: str, by: User | None, at: dt.datetime) -> str:
    """The secret of the link by which the person of a story takes the consent back; nothing for other kinds."""
    form = consent_of(one, timezone.localdate(at))
    if form is None:
        return ""
    agreed = form.agreed
    assert agreed is not None  # noqa: S101  # `_ready` looked
    given_by = signature(by.pk, EDITOR) if by else ""
    return give_consent(
        key, given_on=agreed.given_on, how=agreed.how, ends_on=agreed.ends_on, by=given_by, at=at
    )  # fmt: skip


def _ready(one: Submission, at: dt.datetime) -> RecordForm:
    """The form with nothing wrong in it. Raises CannotPublish."""
    form = form_of(one, is_for_editor=True)
    checked_document(form, one.country, timezone.localdate(at))
    consent = consent_of(one, timezone.localdate(at))
    problems = dict(form.problems)
    if consent is not None:
        problems |= {name: str(said[0]) for name, said in consent.errors.items()}
    if problems:
        raise CannotPublish(problems)
    return form


def _fill_both_places(form: RecordForm) -> None:
    """A practice says its need and its years twice: as every record does, and in the words of the template."""
    if form.kind != "program":
        return
    about = {**form.typed["about"]}
    for name, inner in (("description", "need"), ("valid_from", "started"), ("valid_to", "ended")):
        about[inner] = about.get(inner) or form.typed[name]
        form.typed[name] = form.typed[name] or about[inner]
    form.typed["about"] = about


# small things


def changes_of(one: Submission, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each field that says something else, with what it said and says, as values of a document."""
    old, new = (_values(one, typed) for typed in (before, after))
    names = [name for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    return [{"name": name, "old": old.get(name), "new": new.get(name)} for name in names]


def _values(one: Submission, typed: Mapping[str, Any]) -> dict[str, Any]:
    form = RecordForm.kept(one.kind, typed, one.languages, _Anything(), is_for_editor=True)
    return form.changes({}, one.languages[0])


class _Anything:
    """For telling two forms apart, a name of a record needs no record."""

    def has(self, kind: str, key: str) -> bool:
        return True


def _keep(one: Submission, typed: Typed, at: dt.datetime) -> bool:
    """False when nothing differs: the same page sent twice is no clash."""
    record = {**one.typed, **typed.record}
    if (one.typed, one.beside, one.languages) == (record, typed.beside, typed.languages):
        return False
    if typed.version != one.version:
        raise ChangedMeanwhile
    one.typed, one.beside, one.languages = record, dict(typed.beside), typed.languages
    one.version += 1
    one.touched_at = at
    one.save()
    return True


def _locked(pk: UUID, *states: str) -> Submission:
    one: Submission | None = Submission.objects.select_for_update().filter(pk=pk).first()
    if one is None or one.state not in states:
        raise NotNow
    return one


def _locked_with_country(pk: UUID, *states: str) -> Submission:
    """With all that could be published in its country: two of one name would get the same key."""
    country = Submission.objects.filter(pk=pk).values_list("country", flat=True).first()
    open_ones = Submission.objects.filter(country=country, state__in=(WAITING, SCHEDULED))
    list(open_ones.select_for_update().order_by("pk").values_list("pk", flat=True))
    return _locked(pk, *states)


def _step(
    one: Submission, what: str, who: str, at: dt.datetime, *, by: User | None = None, words: str = "",
    changes: list[dict[str, Any]] | None = None,
) -> None:  # fmt: skip
    signed = signature(by.pk, EDITOR) if by else ""
    SubmissionStep.objects.create(
        submission=one, at=at, by=who, signature=signed, what=what, words=words, changes=changes or []
    )


def _told(what: str, one: Submission, by: User | None, at: dt.datetime, *, key: str = "") -> None:
    record_event(what, by=by, at=at, on=f"submission:{one.pk}", role=EDITOR, detail={"record": key} if key else None)
