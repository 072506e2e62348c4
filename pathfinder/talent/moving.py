"""Moving cases, one or several: ask first, say who is touched and who is skipped and why, and undo within a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _, gettext_noop

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import User, signed_in_name
from pathfinder.talent.models import BulkItem, BulkStep, CandidateForJob, HistoryLine, JobOpportunity
from pathfinder.talent.stages import ORDER, STAGES

UNDO_WITHIN = dt.timedelta(days=1)
CLOSED, SAME, FURTHER, NOT_AGREED, CHANGED = "closed", "same", "further", "not-agreed", "changed"
WHY_SKIPPED = {
    CLOSED: gettext_noop("is closed"),
    SAME: gettext_noop("is there already"),
    FURTHER: gettext_noop("is further already"),
    NOT_AGREED: gettext_noop("did not agree to be contacted"),
    CHANGED: gettext_noop("was changed meanwhile"),
}
State = dict[str, Any]  # of a case, as JSON has it


class ChangedMeanwhile(Exception):
    """Somebody moved the case since the page was opened."""


class CannotUndo(Exception):
    """It was undone already, or a day has passed."""


@dataclass
class Plan:
    """Whom a step touches, and whom not, with the reason."""

    touched: list[CandidateForJob] = field(default_factory=list)
    skipped: list[tuple[CandidateForJob, str]] = field(default_factory=list)

    @property
    def skipped_in_words(self) -> list[tuple[CandidateForJob, str]]:
        return [(case, _(WHY_SKIPPED[why])) for case, why in self.skipped]


# one case


def move(id_: UUID, change: Mapping[str, Any], words: str = "", *, version: int, by: User, at: dt.datetime) -> None:
    """`change` has the fields of the case that are set; `words` are the team's own, for its history. Raises ChangedMeanwhile."""
    with transaction.atomic():
        case = CandidateForJob.objects.select_for_update().get(pk=id_)
        if case.version != version:
            raise ChangedMeanwhile
        _turn(case, {**state_of(case), **change, "answer_waits": False}, by, at, words=words)
        detail = {"stage": case.stage, "closed": case.closed}
        record_event("case_moved", by=by, at=at, on=f"case:{id_}", detail=detail)


# several


def plan(cases: Iterable[CandidateForJob], change: Mapping[str, Any]) -> Plan:
    found = Plan()
    for case in cases:
        if why := _why_not(case, change):
            found.skipped.append((case, why))
        else:
            found.touched.append(case)
    return found


def _why_not(case: CandidateForJob, change: Mapping[str, Any]) -> str:
    stage = change.get("stage", case.stage)
    if case.closed:
        return CLOSED
    if {**state_of(case), **change} == state_of(case):
        return SAME
    if ORDER.index(stage) < ORDER.index(case.stage):
        return FURTHER
    shown_now = not STAGES[stage].is_hidden and STAGES[case.stage].is_hidden
    return NOT_AGREED if shown_now and case.candidate.contact_consent_on is None else ""


def move_all(
    job: JobOpportunity, versions: Mapping[UUID, int], change: Mapping[str, Any], *, by: User, at: dt.datetime
) -> tuple[BulkStep | None, Plan]:  # fmt: skip
    """The cases that were shown, in the versions that were shown; what changed since is left. Nothing done makes no step."""
    with transaction.atomic():
        rows = CandidateForJob.objects.select_for_update(of=("self",)).select_related("candidate").order_by("pk")
        cases = list(rows.filter(job=job, pk__in=versions))
        found = plan([case for case in cases if case.version == versions[case.pk]], change)
        found.skipped += [(case, CHANGED) for case in cases if case.version != versions[case.pk]]
        if not found.touched:
            return None, found
        step = BulkStep.objects.create(job=job, change=dict(change), by=signed_in_name(by), at=at)
        for case in found.touched:
            before = state_of(case)
            _turn(case, {**before, **change, "answer_waits": False}, by, at)
            BulkItem.objects.create(step=step, case=case, before=before, version=case.version)
        detail = {"cases": len(found.touched)}
        record_event("cases_moved", by=by, at=at, on=f"job:{job.pk}", detail=detail)
    return step, found


def undo(step_id: UUID, *, by: User, at: dt.datetime) -> tuple[int, list[CandidateForJob]]:
    """The earlier states, exactly; a case that changed since is left and given back. Raises CannotUndo."""
    with transaction.atomic():
        step = BulkStep.objects.select_for_update().get(pk=step_id)
        if not may_be_undone(step, at):
            raise CannotUndo
        items = {item.case_id: item for item in step.items.all()}
        rows = CandidateForJob.objects.select_for_update(of=("self",)).select_related("candidate").order_by("pk")
        left, restored = [], 0
        for case in rows.filter(pk__in=items):
            if case.version != items[case.pk].version:
                left.append(case)
                continue
            _turn(case, items[case.pk].before, by, at, what="undone")
            restored += 1
        step.undone_at = at
        step.save(update_fields=["undone_at"])
        record_event("cases_undone", by=by, at=at, on=f"job:{step.job_id}", detail={"cases": restored})
    return restored, left


def may_be_undone(step: BulkStep, at: dt.datetime) -> bool:
    return step.undone_at is None and at - step.at <= UNDO_WITHIN


# small things


def state_of(case: CandidateForJob) -> State:
    values = {name: getattr(case, name) for name in CandidateForJob.STATE}
    return {**values, "due": case.due.isoformat() if case.due else None, "papers": list(case.papers)}


def _turn(case: CandidateForJob, state: State, by: User, at: dt.datetime, *, words: str = "", what: str = "") -> None:
    """The one place that changes a case: its new state, its next version, its line."""
    what = what or _what_happens(case, state)
    for name in CandidateForJob.STATE:
        setattr(case, name, state[name])
    case.due = dt.date.fromisoformat(state["due"]) if state["due"] else None
    case.version += 1
    case.changed_at = at
    case.save()
    HistoryLine.objects.create(
        case=case, at=at, signature=signed_in_name(by), what=what, stage=case.stage, closed=case.closed,
        next_step=case.next_step, due=case.due, words=words,
    )  # fmt: skip


def _what_happens(case: CandidateForJob, state: State) -> str:
    if bool(state["closed"]) != bool(case.closed):
        return "closed" if state["closed"] else "opened"
    return "moved" if state["stage"] != case.stage else "told"
