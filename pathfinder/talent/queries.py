"""What the desk and the candidate may see. Everything is asked through `Team`: editors see all, others their organizations'."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404

from pathfinder.accounts.queries import User, hash_of_secret, is_editor, organizations_of, signed_in_name
from pathfinder.talent.likeness import Known, duplicates_of
from pathfinder.talent.models import BulkStep, Candidate, CandidateForJob, Export, HistoryLine, JobOpportunity
from pathfinder.talent.moving import UNDO_WITHIN
from pathfinder.talent.stages import ORDER, STAGES

FEWEST = 5  # people; a smaller number could tell about one of them


class Team:
    """What one person of the desk may see. Anything else does not exist: 404."""

    def __init__(self, user: Any) -> None:
        self.sees_all = is_editor(user)
        self.organizations = sorted(organizations_of(user))

    def _own(self, path: str = "") -> Q:
        return Q() if self.sees_all else Q(**{f"{path}organization_key__in": self.organizations})

    def candidates(self) -> QuerySet[Candidate]:
        return Candidate.objects.filter(self._own())

    def jobs(self) -> QuerySet[JobOpportunity]:
        return JobOpportunity.objects.filter(self._own())

    def cases(self) -> QuerySet[CandidateForJob]:
        """Where both the candidate and the job are theirs."""
        own = self._own("candidate__") & self._own("job__")
        return CandidateForJob.objects.filter(own).select_related("candidate", "job")

    def bulk_steps(self) -> QuerySet[BulkStep]:
        return BulkStep.objects.filter(self._own("job__")).select_related("job")

    def exports(self) -> QuerySet[Export]:
        return Export.objects.filter(self._own())

    def candidate(self, id_: UUID) -> Candidate:
        return _there(self.candidates().filter(pk=id_).first())

    def job(self, id_: UUID) -> JobOpportunity:
        return _there(self.jobs().filter(pk=id_).first())

    def case(self, id_: UUID) -> CandidateForJob:
        return _there(self.cases().filter(pk=id_).first())

    def bulk_step(self, id_: UUID) -> BulkStep:
        return _there(self.bulk_steps().filter(pk=id_).first())


def _there(found: Any) -> Any:
    if found is None:
        raise Http404
    return found


def find(team: Team, words: str, destination: str, stage: str) -> QuerySet[Candidate]:
    """Candidates by words, the country they wish or go to, and the stage of an open case."""
    found = team.candidates()
    if words:
        told = ("name", "reference", "email", "phone")
        asked = Q()
        for name in told:
            asked |= Q(**{f"{name}__icontains": words})
        found = found.filter(asked)
    if stage:
        there = CandidateForJob.objects.filter(stage=stage, closed="")
        found = found.filter(pk__in=there.values("candidate"))
    if destination:
        # As text, which both databases can search; SQLite cannot ask a list what it contains
        wished = found.annotate(wished=Cast("destinations", TextField())).filter(wished__contains=f'"{destination}"')
        going = CandidateForJob.objects.filter(job__destination=destination)
        found = found.filter(Q(pk__in=wished.values("pk")) | Q(pk__in=going.values("candidate")))
    return found


def due_first(team: Team, most: int) -> list[CandidateForJob]:
    """Open cases with a day, the nearest first, and those whose candidate wrote before them."""
    open_ones = team.cases().filter(closed="")
    waiting = list(open_ones.filter(answer_waits=True).order_by("changed_at")[:most])
    due = open_ones.filter(answer_waits=False).exclude(due=None).order_by("due", "id")
    return [*waiting, *due[: most - len(waiting)]]


def last_bulk_step(job: JobOpportunity, at: dt.datetime) -> BulkStep | None:
    """The one that can still be undone."""
    return job.bulk_steps.filter(undone_at=None, at__gte=at - UNDO_WITHIN).first()


# duplicates


@dataclass(frozen=True)
class Alike:
    """Who may be the same person: those the team may see, and whether another team has one too."""

    own: tuple[Candidate, ...]
    is_elsewhere: bool

    def __bool__(self) -> bool:
        return bool(self.own or self.is_elsewhere)


def alike(team: Team, new: Known) -> Alike:
    """Two queries; compares with everybody, and tells nothing of another team's people but that there is one."""
    columns = ("pk", "name", "email", "phone", "birth_year")
    ids = duplicates_of(new, (Known(*row) for row in Candidate.objects.values_list(*columns)))
    own = tuple(team.candidates().filter(pk__in=ids)) if ids else ()
    return Alike(own, len(own) < len(ids))


# the candidate


def candidate_with(secret: str) -> Candidate | None:
    """Whose link it is."""
    hashed = hash_of_secret(secret)
    return Candidate.objects.filter(link_hash=hashed).first() if hashed else None


def shown_cases(candidate: Candidate) -> list[CandidateForJob]:
    """What the candidate may see, the newest change first: never the team's early stages, nor what ended there."""
    visible = [code for code, stage in STAGES.items() if not stage.is_hidden]
    rows = candidate.cases.filter(stage__in=visible).exclude(closed="mistake").select_related("job")
    return list(rows.order_by("-changed_at", "id"))


# figures


def figures(team: Team) -> list[tuple[str, str, int | None]]:
    """Destination, stage, how many people: counted from the rows each time. None: fewer than five. No sums, so that nobody
    can subtract."""
    grouped = team.cases().filter(closed="").order_by().values("job__destination", "stage")
    rows = grouped.annotate(people=Count("candidate", distinct=True)).values_list("job__destination", "stage", "people")
    told = sorted(rows, key=lambda row: (row[0], ORDER.index(row[1])))
    return [(destination, stage, people if people >= FEWEST else None) for destination, stage, people in told]


# a desk person's own data


def own_steps(user: User) -> list[dict[str, Any]]:
    """What somebody of the desk did here, without whom it was about."""
    lines = HistoryLine.objects.filter(signature=signed_in_name(user)).values("at", "what", "stage")
    return [{**line, "at": line["at"].isoformat()} for line in lines]
