"""An editor's change that is to be written on a day to come."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from pathfinder.accounts.queries import EDITOR, User, signature
from pathfinder.directory.actions import UnknownRecordError, edit_record
from pathfinder.directory.queries import RECORDS
from pathfinder.editing.form import RecordForm
from pathfinder.editing.models import APPROVED, DECLINED, SCHEDULED, WAITING, Proposal
from pathfinder.editing.queries import RecordAt, record_at, waiting_for
from pathfinder.editing.saving import Outcome, checked, decide, tell_trail


def schedule_form(
    record: RecordAt, form: RecordForm, publish_at: dt.datetime, *, by: User, at: dt.datetime, note: str = ""
) -> Outcome:
    """Keep the touched fields until their moment; nothing is written yet."""
    with transaction.atomic():
        now, changes, outcome = checked(record, form)
        if outcome:
            return outcome
        changes = {name: value for name, value in changes.items() if now.get(name) != value}
        if not changes:
            return Outcome("unchanged")
        Proposal.objects.create(
            kind=record.kind, key=record.key, organization_key=record.organization_key, made_by=by, made_at=at, note=note,
            signature=signature(by.pk, EDITOR), changes=changes, before={name: now.get(name) for name in changes},
            state=SCHEDULED, publish_at=publish_at,
        )  # fmt: skip
        tell_trail("scheduled", record, by, at, EDITOR, changes)
    return Outcome("scheduled")


def publish_due(*, at: dt.datetime) -> int:
    """Write every change whose moment has come; gives how many. As often as one likes, by several at once.

    Where somebody changed the same field meanwhile nothing is overwritten: the change waits for an editor's decision.
    """
    due = Proposal.objects.filter(state=SCHEDULED, publish_at__lte=at).order_by("publish_at")
    return sum(_publish(pk, at) for pk in list(due.values_list("pk", flat=True)))


def _publish(pk: object, at: dt.datetime) -> bool:
    with transaction.atomic():
        one = Proposal.objects.select_for_update().filter(pk=pk, state=SCHEDULED).first()
        if one is None:
            return False
        RECORDS[one.kind].objects.select_for_update().filter(key=one.key).first()
        record = record_at(one.key)
        if record is None:
            decide(one, DECLINED, by=None, at=at, reason=_("The record is not there any more."))
            return False
        if any(record.document.get(name) != before for name, before in one.before.items()):
            return _hold(one, record, at)
        try:
            with transaction.atomic():
                edit_record(one.kind, one.key, one.changes, at=at, by=one.signature, reason=one.note)
        except UnknownRecordError:
            return _hold(one, record, at)
        decide(one, APPROVED, by=None, at=at, reason="")
        tell_trail("published_later", record, one.made_by, at, EDITOR, one.changes)
        return True


def _hold(one: Proposal, record: RecordAt, at: dt.datetime) -> bool:
    """Its ground moved: an editor decides, or where another proposal waits already, writes it anew."""
    reason = _("Somebody changed the same meanwhile, so nothing was published.")
    if waiting_for(record):
        decide(one, DECLINED, by=None, at=at, reason=reason)
    else:
        one.state, one.reason = WAITING, reason
        one.save(update_fields=["state", "reason"])
    return False
