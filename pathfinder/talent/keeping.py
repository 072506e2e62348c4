"""How long a candidate is kept after the last contact: the desk is warned, then the round erases everything.

Two years, because the stages go on for a year after the move and a visa alone can take more than one: who was in no contact
for so long is not accompanied any more.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from pathfinder.talent.erasing import erase
from pathfinder.talent.models import Candidate, CandidateForJob

KEPT = dt.timedelta(days=731)  # 24 months, one of these years a leap year
WARNED_BEFORE = dt.timedelta(days=60)


def erased_soon(candidates: QuerySet[Candidate], at: dt.datetime) -> list[tuple[Candidate, dt.date]]:
    """Those who would be erased within the next days, each with the day, the nearest first."""
    found = _silent_since(candidates, at - KEPT + WARNED_BEFORE).order_by("last_contact", "id")
    return [(one, timezone.localdate(one.last_contact + KEPT)) for one in found]


def erase_overdue(*, at: dt.datetime) -> int:
    """Erase who was in no contact for so long, as the desk would; how many there were."""
    overdue = _silent_since(Candidate.objects.all(), at - KEPT)
    return sum(_erase_if_silent(pk, at) for pk in list(overdue.values_list("pk", flat=True)))


def _erase_if_silent(pk: UUID, at: dt.datetime) -> bool:
    with transaction.atomic():
        # A step that somebody takes at this moment comes first, and counts
        list(Candidate.objects.select_for_update().filter(pk=pk))
        list(CandidateForJob.objects.select_for_update().filter(candidate=pk))
        one = _silent_since(Candidate.objects.filter(pk=pk), at - KEPT).first()
        if one is not None:
            erase(one, by=None, at=at)
    return one is not None


def _silent_since(candidates: QuerySet[Candidate], moment: dt.datetime) -> QuerySet[Candidate]:
    """Whose record, link and cases nobody touched since then, and who wrote nothing. Each step of a case is a line of it."""
    touched = (Coalesce(Max("cases__history__at"), "changed_at"), Coalesce("link_made_at", "changed_at"))
    return (
        candidates.filter(changed_at__lt=moment)  # first: the round asks every minute
        .annotate(last_contact=Greatest("changed_at", *touched))
        .filter(last_contact__lt=moment)
    )
