"""Taking a list of candidates along: with a reason, without names unless they are asked for, and remembered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import User, signed_in_name
from pathfinder.talent.models import CandidateForJob, Export
from pathfinder.talent.stages import for_team
from pathfinder.ui.csv_file import csv_text

COLUMNS = ("reference", "stay", "passport", "dependants", "destination", "job", "employer", "stage", "next_step", "due")
NAMED = ("name", "email", "phone", "birth_year")


def export(
    cases: Iterable[CandidateForJob], *, reason: str, with_names: bool, organization_key: str, by: User, at: dt.datetime
) -> str:  # fmt: skip
    """The file, one line a case. It is remembered who took it, why, and who stands in it."""
    rows = list(cases)
    with transaction.atomic():
        made = Export.objects.create(
            organization_key=organization_key, by=signed_in_name(by), at=at, reason=reason, with_names=with_names, rows=len(rows)
        )  # fmt: skip
        made.candidates.set({case.candidate_id for case in rows})
        detail = {"rows": len(rows), "with_names": with_names}
        record_event("candidates_exported", by=by, at=at, on=f"export:{made.pk}", detail=detail)
    columns = (*COLUMNS, *(NAMED if with_names else ()))
    return csv_text([columns, *(_row(case, with_names) for case in rows)])


def _row(case: CandidateForJob, with_names: bool) -> list[str]:
    who, job = case.candidate, case.job
    cells = [
        who.reference, who.stay, who.passport, str(len(who.dependants)), job.destination, job.title, job.employer_name,
        for_team(case.stage, case.closed), case.next_step, case.due.isoformat() if case.due else "",
    ]  # fmt: skip
    return [*cells, *([who.name, who.email, who.phone, str(who.birth_year or "")] if with_names else ())]
