"""What must happen to submissions by itself: publishing on the day that was set, letters, forgetting. As often as one likes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from pathfinder.library.models import Consent, Submission
from pathfinder.library.models.submission import ASKED, DECLINED, DRAFT, PUBLISHED, SCHEDULED, TAKEN_BACK
from pathfinder.library.sharing.actions import publish_if_due
from pathfinder.library.sharing.kept import KEPT_DAYS, UNOPENED_DAYS
from pathfinder.library.sharing.post import send_owed


@dataclass
class Done:
    """What a round did, in numbers."""

    published: int = 0
    letters: int = 0
    erased: int = 0
    addresses_erased: int = 0


def go_round(*, at: dt.datetime) -> Done:
    due = Submission.objects.filter(state=SCHEDULED, publish_at__lte=at).order_by("publish_at")
    done = Done(published=sum(publish_if_due(pk, at=at) for pk in list(due.values_list("pk", flat=True))))
    done.letters = send_owed(at)
    done.erased = _erase_what_is_not_kept(at)
    done.addresses_erased = _erase_addresses(at)
    return done


def _erase_what_is_not_kept(at: dt.datetime) -> int:
    untouched = Q(state__in=(DRAFT, ASKED, DECLINED, TAKEN_BACK), touched_at__lt=at - dt.timedelta(days=KEPT_DAYS))
    unopened = Q(state=DRAFT, version=0, begun_at__lt=at - dt.timedelta(days=UNOPENED_DAYS))
    return Submission.objects.filter(untouched | unopened).delete()[1].get("library.Submission", 0)


def _erase_addresses(at: dt.datetime) -> int:
    """Not where the link of a consent may have to be sent again."""
    old = Submission.objects.filter(state=PUBLISHED, touched_at__lt=at - dt.timedelta(days=KEPT_DAYS)).exclude(email="")
    if not old.exists():
        return 0
    counts = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate(at))
    kept = Consent.objects.filter(counts, withdrawn_at=None).values("key")
    return old.exclude(record_key__in=kept).update(email="")
