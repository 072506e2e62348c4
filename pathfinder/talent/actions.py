"""Entering candidates and jobs, moving cases, and what the candidate does behind the link. One transaction each, with its line."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from pathfinder.accounts.actions import new_secret, record_event
from pathfinder.accounts.queries import User, hash_of_secret, signed_in_name
from pathfinder.talent.models import Candidate, CandidateForJob, HistoryLine, JobOpportunity
from pathfinder.talent.stages import FIRST

LONGEST_WORDS = 2_000
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is read as another


# candidates and jobs


def enter_candidate(values: Mapping[str, Any], *, by: User, at: dt.datetime) -> Candidate:
    reference = values.get("reference") or "".join(secrets.choice(_LETTERS) for _ in range(8))
    told = {**values, "reference": reference, "entered_by": signed_in_name(by), "entered_at": at, "changed_at": at}
    with transaction.atomic():
        made = Candidate.objects.create(**told)
        record_event("candidate_entered", by=by, at=at, on=f"candidate:{made.pk}")
    return made


def change_candidate(id_: UUID, values: Mapping[str, Any], *, by: User, at: dt.datetime) -> None:
    """An emptied reference stays what it was."""
    told = {name: value for name, value in values.items() if name != "reference" or value}
    with transaction.atomic():
        Candidate.objects.filter(pk=id_).update(**told, changed_at=at)
        record_event("candidate_changed", by=by, at=at, on=f"candidate:{id_}")


def enter_job(values: Mapping[str, Any], *, by: User, at: dt.datetime) -> JobOpportunity:
    with transaction.atomic():
        made = JobOpportunity.objects.create(**values, entered_by=signed_in_name(by), entered_at=at, changed_at=at)
        _job_line(made, "entered", by, at)
        record_event("job_abroad_entered", by=by, at=at, on=f"job:{made.pk}")
    return made


def change_job(id_: UUID, values: Mapping[str, Any], words: str = "", *, by: User, at: dt.datetime) -> None:
    """Its stage too; the cases stay where they are until somebody moves them."""
    with transaction.atomic():
        one = JobOpportunity.objects.select_for_update().get(pk=id_)
        before = (one.stage, one.closed)
        for name, value in values.items():
            setattr(one, name, value)
        one.changed_at = at
        one.save()
        if (one.stage, one.closed) != before or words:
            _job_line(one, "closed" if one.closed else "moved", by, at, words)
        record_event("job_abroad_changed", by=by, at=at, on=f"job:{id_}")


def propose(candidate: Candidate, job: JobOpportunity, *, by: User, at: dt.datetime) -> CandidateForJob:
    """The case of a candidate and a job; the one that is there already, if there is one."""
    with transaction.atomic():
        case, is_new = CandidateForJob.objects.get_or_create(
            candidate=candidate, job=job, defaults={"stage": FIRST, "entered_at": at, "changed_at": at}
        )
        if is_new:
            line = {"what": "entered", "stage": FIRST, "signature": signed_in_name(by)}
            HistoryLine.objects.create(case=case, at=at, **line)
            record_event("case_entered", by=by, at=at, on=f"case:{case.pk}")
    return case


def _job_line(job: JobOpportunity, what: str, by: User, at: dt.datetime, words: str = "") -> None:
    HistoryLine.objects.create(
        job=job, at=at, signature=signed_in_name(by), what=what, stage=job.stage, closed=job.closed, words=words
    )


# behind the link


def make_link(candidate: Candidate, *, by: User, at: dt.datetime) -> str:
    """The secret of a new link; an older one ends."""
    secret = new_secret()
    with transaction.atomic():
        Candidate.objects.filter(pk=candidate.pk).update(link_hash=hash_of_secret(secret), link_made_at=at)
        record_event("candidate_link", by=by, at=at, on=f"candidate:{candidate.pk}")
    return secret


def answer_back(case: CandidateForJob, words: str, *, at: dt.datetime) -> None:
    """What the candidate writes to the team about a case."""
    with transaction.atomic():
        CandidateForJob.objects.filter(pk=case.pk).update(answer_waits=True)
        HistoryLine.objects.create(
            case=case, at=at, who=HistoryLine.CANDIDATE, what="answered", stage=case.stage, closed=case.closed,
            words=words[:LONGEST_WORDS],
        )  # fmt: skip


def take_profile_back(candidate: Candidate) -> None:
    Candidate.objects.filter(pk=candidate.pk).update(profile=None, profile_consent_on=None)


def end_contact(candidate: Candidate) -> None:
    """Nobody writes to them any more, until they agree again."""
    Candidate.objects.filter(pk=candidate.pk).update(contact_consent_on=None)
