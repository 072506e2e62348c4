"""A case as each side reads it: the team with its own names, the candidate in human words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _, gettext_noop

from pathfinder.accounts.queries import people_by_signature
from pathfinder.editing.queries import with_names
from pathfinder.languages.names import country_name
from pathfinder.talent.models import Candidate, CandidateForJob, HistoryLine, JobOpportunity
from pathfinder.talent.stages import JOB_CLOSED, JOB_STAGES, NEXT_STEPS, PAPERS, STAGES, for_candidate, for_team

WHAT = {
    "entered": gettext_noop("Entered"),
    "moved": gettext_noop("Moved"),
    "closed": gettext_noop("Closed"),
    "opened": gettext_noop("Opened again"),
    "told": gettext_noop("Next step"),
    "undone": gettext_noop("Undone"),
    "answered": gettext_noop("The candidate wrote"),
}


@dataclass(frozen=True)
class CaseForTeam:
    case: CandidateForJob

    @property
    def key(self) -> str:
        """Of its box in a list: the case and the version that is shown."""
        return f"{self.case.pk}:{self.case.version}"

    @property
    def stage(self) -> str:
        return for_team(self.case.stage)

    @property
    def closed(self) -> str:
        return for_team(self.case.stage, self.case.closed) if self.case.closed else ""

    @property
    def next_step(self) -> str:
        return _(NEXT_STEPS[self.case.next_step]) if self.case.next_step else ""

    @property
    def candidate_reads(self) -> str:
        return for_candidate(self.case.stage, self.case.closed)


@dataclass(frozen=True)
class CaseForCandidate:
    """Only for cases that are not hidden from the candidate."""

    case: CandidateForJob
    language: str

    @property
    def now(self) -> str:
        return for_candidate(self.case.stage, self.case.closed)

    @property
    def country(self) -> str:
        return country_name(self.case.job.destination.upper(), self.language)

    @property
    def next_step(self) -> str:
        return _(NEXT_STEPS[self.case.next_step]) if self.case.next_step and not self.case.closed else ""

    @property
    def papers(self) -> list[str]:
        return [_(PAPERS[code]) for code in self.case.papers if code in PAPERS]

    @property
    def answers(self) -> list[HistoryLine]:
        """What the candidate wrote, so that they see it arrived."""
        return list(self.case.history.filter(who=HistoryLine.CANDIDATE))


@dataclass(frozen=True)
class ShownLine:
    at: dt.datetime
    what: str
    by: str
    stage: str
    next_step: str
    due: dt.date | None
    words: str


def history_of(case: CandidateForJob) -> list[ShownLine]:
    """Who did what when, the newest first."""
    return _lines(case.history.order_by("-id"), for_team)


def history_of_job(job: JobOpportunity) -> list[ShownLine]:
    return _lines(job.history.order_by("-id"), _job_stage)


def _job_stage(stage: str, closed: str) -> str:
    return _(JOB_CLOSED[closed]) if closed else str(JOB_STAGES[stage])


def _lines(rows: object, named: object) -> list[ShownLine]:
    names = people_by_signature()
    return [
        ShownLine(
            timezone.localtime(line.at),
            _(WHAT.get(line.what, line.what)),
            _("the candidate") if line.who == HistoryLine.CANDIDATE else with_names(line.signature, names),
            named(line.stage, line.closed),
            _(NEXT_STEPS[line.next_step]) if line.next_step else "",
            line.due,
            line.words,
        )
        for line in rows
    ]


def stage_words(job: JobOpportunity) -> str:
    return _job_stage(job.stage, job.closed)


def choices(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(code, _(said)) for code, said in words.items()]


def stage_choices() -> list[tuple[str, str]]:
    return [(code, str(stage.team)) for code, stage in STAGES.items()]


def hints(candidate: Candidate, on: dt.date) -> list[str]:
    """What is plain, and stands in the way; no rule of a country is behind it."""
    has_ended = candidate.passport_until is not None and candidate.passport_until < on
    found = [_("No valid passport")] if has_ended or candidate.passport in ("none", "ended") else []
    return found if candidate.contact_consent_on else [*found, _("did not agree to be contacted")]
