"""What is known of submissions: behind a link, at the desk, for a person's own data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When
from django.http import Http404

from pathfinder.accounts.queries import User, hash_of_secret
from pathfinder.library.as_records import SHELF_OF
from pathfinder.library.content import Item, of_country
from pathfinder.library.finding import find_in_library
from pathfinder.library.models import Submission
from pathfinder.library.models.submission import ASKED, DRAFT, SCHEDULED, WAITING
from pathfinder.library.sharing.kinds import title_of

MOST_SIMILAR = 8


def submission_with(secret: str) -> Submission | None:
    """Whose link it is; None for a link that does not work any more."""
    mark = hash_of_secret(secret)
    if not mark:
        return None
    found = Submission.objects.select_related("author")
    return found.filter(Q(link_hash=mark) | Q(letters__secret_hash=mark)).first()


def submissions_at_the_desk() -> QuerySet[Submission]:
    """Those that wait come first, the oldest before; then what authors are asked, what is set for a day, what is done."""
    rank = Case(When(state=WAITING, then=Value(0)), When(state=ASKED, then=Value(1)), When(state=SCHEDULED, then=Value(2)), default=Value(3))  # fmt: skip
    return Submission.objects.exclude(state=DRAFT).annotate(rank=rank).order_by("rank", "sent_at", "id")


def submission_at_the_desk(id_: UUID) -> Submission:
    """Raises Http404, also for a draft: nobody but its author sees it."""
    found = Submission.objects.exclude(state=DRAFT).select_related("author").filter(pk=id_).first()
    if found is None:
        raise Http404
    return found


def how_many_wait() -> int:
    return Submission.objects.filter(state=WAITING).count()


def similar_to(one: Submission, language: str) -> list[Item]:
    """What the library has already in the same country that its title finds."""
    hits = [hit.item for hit in find_in_library(title_of(one.kind, one.typed), language)]
    shelves = SHELF_OF.values()  # a figure is like many things and none of them
    there = [item for item in of_country(hits, one.country) if item.shelf in shelves and item.id != one.record_key]
    return there[:MOST_SIMILAR]


def own_submissions(user: User) -> list[dict[str, Any]]:
    """What a person shared, for the file with everything that is kept about them."""
    found = Submission.objects.filter(Q(author=user) | Q(email=user.email.lower()) & ~Q(email=""))
    return [
        {
            "kind": one.kind, "country": one.country, "state": one.state, "begun_at": one.begun_at.isoformat(),
            "typed": one.typed, "beside": one.beside, "record": one.record_key,
            "course": [
                {"at": step.at.isoformat(), "by": step.by, "what": step.what, "words": step.words}
                for step in one.steps.all()
            ],
        }
        for one in found.prefetch_related("steps")
    ]  # fmt: skip
