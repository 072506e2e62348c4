"""What every way of writing at the desk shares: a form checked beside the locked record, a decision, a line of the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field as having
from typing import Any

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import User
from pathfinder.directory.queries import RECORDS, Document
from pathfinder.editing.field import Field
from pathfinder.editing.form import RecordForm
from pathfinder.editing.models import Proposal
from pathfinder.editing.queries import RecordAt, record_at
from pathfinder.editing.texts import main_language


@dataclass(frozen=True)
class Outcome:
    """What became of a form that was sent."""

    what: str  # saved, proposed, unchanged, wrong, clash
    clashes: list[Field] = having(default_factory=list)
    now: Document = having(default_factory=dict)


def checked(record: RecordAt, form: RecordForm) -> tuple[Document, dict[str, Any], Outcome | None]:
    """The record is locked first, so what is checked here is what is written."""
    RECORDS[record.kind].objects.select_for_update().get(key=record.key)
    locked = record_at(record.key)
    assert locked is not None  # noqa: S101  # it was locked a line ago
    now = locked.document
    changes = form.changes(now, main_language(record.kind, now, form.languages[0]))
    if form.problems:
        return now, changes, Outcome("wrong", now=now)
    if clashes := form.clashes(now):
        return now, changes, Outcome("clash", clashes, now)
    return now, changes, None


def decide(proposal: Proposal, state: str, *, by: User | None, at: dt.datetime, reason: str) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at, proposal.reason = state, by, at, reason
    proposal.save(update_fields=["state", "decided_by", "decided_at", "reason"])


def tell_trail(
    what: str, record: RecordAt, by: User | None, at: dt.datetime, role: str, changes: Mapping[str, Any] | None = None
) -> None:
    detail = {"fields": ", ".join(sorted(changes))} if changes else {}
    record_event(what, by=by, at=at, on=f"record:{record.key}", role=role, detail=detail)
