"""Erasing a candidate: from every list, history, figure and note, and from what is known of the files that left."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import User
from pathfinder.talent.models import BulkItem, BulkStep, Candidate, CandidateForJob, Export, HistoryLine, JobOpportunity

GONE = "[…]"
SHORTEST = 3  # letters of a name that is looked for in the notes of the same job


def erase(candidate: Candidate, *, by: User | None, at: dt.datetime) -> list[Export]:
    """Take the person away, for good. Gives the files with names that they stand in: whoever took one is told to delete it.

    Figures are counted from the rows, so they are without the person from now on. Notes about others keep all other words.
    """
    with transaction.atomic():
        files = list(candidate.exports.filter(with_names=True))
        Export.objects.filter(pk__in=[one.pk for one in files]).update(delete_since=at)
        jobs = list(candidate.cases.values_list("job_id", flat=True))
        _scrub(_whole(candidate), None)
        _scrub(_parts(candidate), jobs)
        record_event("candidate_erased", by=by, at=at, on=f"candidate:{candidate.pk}")
        candidate.delete()
    return files


def _whole(candidate: Candidate) -> list[str]:
    return [text for text in (candidate.name, candidate.email, candidate.phone, candidate.reference) if text]


def _parts(candidate: Candidate) -> list[str]:
    """A first name alone is looked for near the person only: another job's note may mean somebody else."""
    return [part for part in candidate.name.split() if len(part) >= SHORTEST]


def _scrub(texts: Iterable[str], jobs: list[Any] | None) -> None:
    """Everywhere, or in what belongs to some jobs."""
    known = sorted(set(texts), key=len, reverse=True)
    if not known:
        return
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in known), re.IGNORECASE)
    near = Q() if jobs is None else Q(job__in=jobs) | Q(case__job__in=jobs)
    # The history is written once by everybody else: only here is a line changed, and only to take words away
    _replace(models.QuerySet(HistoryLine).filter(near), "words", pattern)
    of_jobs = Q() if jobs is None else Q(job__in=jobs)
    _replace(CandidateForJob.objects.filter(of_jobs), "next_words", pattern)
    _replace(JobOpportunity.objects.filter(Q() if jobs is None else Q(pk__in=jobs)), "title", pattern)
    _replace_inside(BulkStep.objects.filter(of_jobs), "change", pattern)
    of_steps = Q() if jobs is None else Q(step__job__in=jobs)
    _replace_inside(BulkItem.objects.filter(of_steps), "before", pattern)
    if jobs is None:
        _replace(Export.objects.all(), "reason", pattern)


def _replace_inside(rows: models.QuerySet[Any], column: str, pattern: re.Pattern[str]) -> None:
    """In the state of a case that a step set, or found."""
    for row in rows:
        state = getattr(row, column)
        words = state.get("next_words") or ""
        if (clean := pattern.sub(GONE, words)) != words:
            state["next_words"] = clean
            row.save(update_fields=[column])


def _replace(rows: models.QuerySet[Any], column: str, pattern: re.Pattern[str]) -> None:
    changed = []
    for row in rows.exclude(**{column: ""}).only("pk", column):
        words = getattr(row, column)
        if (clean := pattern.sub(GONE, words)) != words:
            setattr(row, column, clean)
            changed.append(row)
    models.QuerySet(rows.model).bulk_update(changed, [column], batch_size=500)
