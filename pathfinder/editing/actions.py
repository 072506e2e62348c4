"""Writing at the desk: saving a form, proposing and deciding, settling with a pack. Each is one transaction with its trail."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import EDITOR, PROVIDER, TRANSLATOR, User, signature, signed_in_name
from pathfinder.checking.actions import settle_by_a_look
from pathfinder.directory.actions import Given, edit_record, settle_conflict, take_over
from pathfinder.directory.queries import RECORDS, Metadata
from pathfinder.editing.field import GROUP, Field
from pathfinder.editing.fields import fields_asked
from pathfinder.editing.form import RecordForm
from pathfinder.editing.later import publish_due
from pathfinder.editing.models import APPROVED, DECLINED, SCHEDULED, WAITING, WITHDRAWN, Proposal
from pathfinder.editing.queries import (
    RecordAt,
    mark_of_decision,
    may_be_put_back,
    record_at,
    values_before_and_after,
    waiting_for,
)
from pathfinder.editing.saving import Outcome, checked, decide, tell_trail
from pathfinder.editing.texts import REVIEWED, Path, TextAt, as_told, texts_of, with_words, words_in

__all__ = [
    "ChangedMeanwhileError", "DecidedAlreadyError", "Outcome", "Translation", "approve", "decline", "make_record", "propose_form",
    "publish_due", "put_back", "save_form", "save_translations", "settle", "withdraw",
]  # fmt: skip


def save_form(record: RecordAt, form: RecordForm, *, by: User, at: dt.datetime, reason: str = "") -> Outcome:
    """Change the fields that were touched, all of them or none. Fields that others changed meanwhile stay theirs."""
    with transaction.atomic():
        now, changes, outcome = checked(record, form)
        if outcome:
            return outcome
        is_changed = edit_record(record.kind, record.key, changes, at=at, by=signed_in_name(by), reason=reason)
        if is_changed:
            tell_trail("edit", record, by, at, EDITOR, changes)
            if "checked_on" in changes:  # somebody looked: what waited for that is done
                settle_by_a_look(record.key)
        waiting = waiting_for(record)
        if waiting and not still_differs(waiting, {**now, **changes}):
            decide(waiting, APPROVED, by=by, at=at, reason="")  # the editor wrote the same
    return Outcome("saved" if is_changed else "unchanged")


def make_record(form: RecordForm, country: str, key: str, *, by: User | None, at: dt.datetime) -> str:
    """Make a record that nobody gave us; gives its key. Nothing when something cannot be: the form's `problems` say what."""
    document = new_document(form, country)
    key = key or _key_from(country, document.get("name") or {})
    if not re.fullmatch(rf"{country}-[a-z0-9-]{{1,100}}", key):
        form.problems["key"] = _("Write small letters, digits and dashes, such as %(example)s.") % {
            "example": f"{country}-house-of-work"
        }
    elif _was_used(key):
        form.problems["key"] = _("There is a record with this id already. Choose another one.")
    if form.problems:
        return ""
    with transaction.atomic():
        given = Given(form.kind, key, {name: value for name, value in document.items() if value is not None})
        take_over([given], origin="editor", at=at, by=signed_in_name(by) if by else EDITOR)
        record_event("made", by=by, at=at, on=f"record:{key}", role=EDITOR)
    return key


def new_document(form: RecordForm, country: str) -> dict[str, Any]:
    """What a form says that is filled in for the first time. What cannot be, or is missing, stands in its `problems`."""
    document = {"country": country, **form.changes({}, form.languages[0])}
    for path in _missing_in(fields_asked(form.kind), document):
        form.problems.setdefault(path, _("Fill this in."))
    if form.kind == "program":  # a practice says once when it began and ended, and why
        about = document.get("about") or {}
        for name, told in (("valid_from", "started"), ("valid_to", "ended"), ("description", "need")):
            if about.get(told):
                document.setdefault(name, about[told])
    return document


def _missing_in(fields: Iterable[Field], document: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """Paths of the fields that are needed and hold nothing, also in groups."""
    for field in fields:
        if field.kind == GROUP:
            yield from _missing_in(field.fields, document.get(field.name) or {}, f"{before}{field.name}.")
        elif field.is_needed and document.get(field.name) is None:
            yield before + field.name


def _key_from(country: str, name: Mapping[str, Any]) -> str:
    """Readable where the name has Latin letters, and always one that is free."""
    words = [words_in(value) for _language, value in sorted(name.items(), key=lambda pair: pair[0] != "en")]
    slug = next((slug for text in words if (slug := slugify(text)[:60].strip("-"))), "")
    key = f"{country}-{slug or 'record'}"
    return f"{key}-{uuid.uuid4().hex[:6]}" if _was_used(key) else key


def _was_used(key: str) -> bool:
    """Also for a record that is gone: its address says so, and nothing else may stand there."""
    return record_at(key) is not None or Metadata.objects.filter(key=key).exists()


def forget_proposals(keys: Iterable[str]) -> None:
    """What was proposed for records that were taken back holds their words too: it goes. In the caller's transaction."""
    Proposal.objects.filter(key__in=list(keys)).delete()


def propose_form(record: RecordAt, form: RecordForm, *, by: User, at: dt.datetime, note: str = "") -> Outcome:
    """Keep what a provider wants to change until an editor decides. Nothing touched takes an earlier proposal back."""
    with transaction.atomic():
        now, changes, outcome = checked(record, form)
        if outcome:
            return outcome
        changes = {name: value for name, value in changes.items() if now.get(name) != value}
        waiting = waiting_for(record)
        if not changes:
            if waiting:
                decide(waiting, WITHDRAWN, by=by, at=at, reason="")
                tell_trail("proposal_withdrawn", record, by, at, PROVIDER)
            return Outcome("unchanged")
        proposal = waiting or Proposal(kind=record.kind, key=record.key, organization_key=record.organization_key)
        proposal.made_by, proposal.signature, proposal.made_at = by, signature(by.pk, PROVIDER), at
        proposal.note = note
        proposal.changes = changes
        proposal.before = {name: now.get(name) for name in changes}
        proposal.save()
        tell_trail("proposed", record, by, at, PROVIDER, changes)
    return Outcome("proposed")


def still_differs(proposal: Proposal, document: Mapping[str, Any]) -> bool:
    return any(document.get(name) != value for name, value in proposal.changes.items())


def put_back(record: RecordAt, change: uuid.UUID, *, by: User, at: dt.datetime) -> bool:
    """Make one change of a field undone, whatever came after it; that too stands in the history and can be undone.

    False when the field holds the earlier value already. Raises Metadata.DoesNotExist for what is no such change,
    UnknownRecordError where it pointed at a record that is gone.
    """
    with transaction.atomic():
        row = Metadata.objects.get(pk=change, key=record.key)
        if not may_be_put_back(row):
            raise Metadata.DoesNotExist
        earlier, _later = values_before_and_after(row)
        day = row.last_action_date.date().isoformat()
        is_changed = edit_record(
            record.kind, record.key, {row.field_name: earlier}, at=at, by=signed_in_name(by),
            reason=f"put back as it was before {day}",
        )  # fmt: skip
        if is_changed:
            tell_trail("put_back", record, by, at, EDITOR, {row.field_name: earlier})
    return is_changed


# deciding


class DecidedAlreadyError(Exception):
    """Somebody else decided, or the provider took it back."""


class ChangedMeanwhileError(Exception):
    """What the editor looked at is not what would be written now."""


def approve(proposal: Proposal, names: set[str], *, seen: str, by: User, at: dt.datetime, reason: str = "") -> None:
    """Write the proposed fields that the editor ticked. `seen` is `mark_of_decision` of the page that was looked at.

    Raises DecidedAlreadyError, ChangedMeanwhileError, UnknownRecordError.
    """
    with transaction.atomic():
        proposal = _locked(proposal)
        RECORDS[proposal.kind].objects.select_for_update().get(key=proposal.key)
        record = record_at(proposal.key)
        assert record is not None  # noqa: S101  # it was locked a line ago
        if seen != mark_of_decision(proposal, record.document):
            raise ChangedMeanwhileError
        changes = {name: value for name, value in proposal.changes.items() if name in names}
        signed = f"{proposal.signature} via {signature(by.pk, EDITOR)}"
        edit_record(proposal.kind, proposal.key, changes, at=at, by=signed, reason=proposal.note)
        decide(proposal, APPROVED, by=by, at=at, reason=reason)
        tell_trail("approved", record, by, at, EDITOR, changes)


def decline(proposal: Proposal, reason: str, *, by: User, at: dt.datetime) -> None:
    """Raises DecidedAlreadyError."""
    with transaction.atomic():
        proposal = _locked(proposal)
        decide(proposal, DECLINED, by=by, at=at, reason=reason)
        record_event("declined", by=by, at=at, on=f"record:{proposal.key}", role=EDITOR)


def withdraw(proposal: Proposal, *, by: User, at: dt.datetime) -> None:
    """The provider takes it back. Raises DecidedAlreadyError."""
    with transaction.atomic():
        proposal = _locked(proposal)
        decide(proposal, WITHDRAWN, by=by, at=at, reason="")
        record_event("proposal_withdrawn", by=by, at=at, on=f"record:{proposal.key}", role=PROVIDER)


def _locked(proposal: Proposal) -> Proposal:
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.state not in (WAITING, SCHEDULED):
        raise DecidedAlreadyError
    return locked


# translations


@dataclass(frozen=True)
class Translation:
    """Words that a person wrote or read in one language, beside the source words and the translation that were looked at."""

    path: Path
    words: str
    source_seen: str
    words_seen: str


def save_translations(
    record: RecordAt, language: str, translations: Sequence[Translation], *, by: User | None, at: dt.datetime
) -> list[Path]:
    """Keep them as reviewed. Gives the places where somebody changed the source or the translation meanwhile: those stay.

    Without `by`, they come from a file of somebody who has no account here.
    """
    with transaction.atomic():
        RECORDS[record.kind].objects.select_for_update().get(key=record.key)
        locked = record_at(record.key)
        assert locked is not None  # noqa: S101  # it was locked a line ago
        told = {text.path: text for text in texts_of(record.kind, locked.document)}
        moved: list[Path] = []
        document = locked.document
        for one in translations:
            text = told.get(one.path)
            if text is None or text.source == language or not _is_as_seen(text, language, one):
                moved.append(one.path)
                continue
            document = with_words(document, one.path, language, as_told(one.words, REVIEWED) if one.words else None)
        changes = {name: value for name, value in document.items() if locked.document.get(name) != value}
        if changes:
            edit_record(record.kind, record.key, changes, at=at, by=signature(by.pk, TRANSLATOR) if by else TRANSLATOR)
            detail = {"language": language, "fields": ", ".join(sorted(changes))}
            record_event("translated", by=by, at=at, on=f"record:{record.key}", role=TRANSLATOR, detail=detail)
    return moved


def _is_as_seen(text: TextAt, language: str, one: Translation) -> bool:
    words_now = words_in(text.told[language]) if language in text.told else ""
    return words_in(text.told[text.source]) == one.source_seen and words_now == one.words_seen


# packs


def settle(record: RecordAt, field_name: str, *, take_the_packs: bool, by: User, at: dt.datetime) -> None:
    """Keep ours or take the pack's. Raises Conflict.DoesNotExist when somebody settled it already."""
    with transaction.atomic():
        signed = signed_in_name(by)
        settle_conflict(record.kind, record.key, field_name, take_the_packs=take_the_packs, at=at, by=signed)
        what = "pack_taken" if take_the_packs else "pack_refused"
        record_event(what, by=by, at=at, on=f"record:{record.key}", role=EDITOR, detail={"fields": field_name})
