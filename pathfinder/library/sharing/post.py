"""Letters to authors: which are owed, and sending them."""

from __future__ import annotations

import datetime as dt

from pathfinder.library.models import Submission, SubmissionLetter
from pathfinder.library.owed import MOST_TRIES, Written, send_due
from pathfinder.library.sharing.letters import letter_to

ASKED_MOST = 2  # letters in an hour that somebody gets because the address was typed into the form


def owe(to: Submission, kind: str, at: dt.datetime, *, enclosed: str = "") -> None:
    """In the caller's transaction. Who has no address any more gets none."""
    if to.address:
        SubmissionLetter.objects.create(submission=to, kind=kind, owed_at=at, next_try_at=at, enclosed=enclosed)


def was_asked_often(email: str, at: dt.datetime) -> bool:
    """Anybody can ask for a letter with somebody else's address."""
    asked = SubmissionLetter.objects.filter(kind=SubmissionLetter.LINK, submission__email=email)
    return asked.filter(owed_at__gt=at - dt.timedelta(hours=1)).count() >= ASKED_MOST


def send_owed(at: dt.datetime) -> int:
    """Send what is due; gives how many."""
    letters = SubmissionLetter.objects.select_related("submission__author")
    sent = send_due(SubmissionLetter.objects.all(), at, _written)
    done = letters.exclude(enclosed="").exclude(sent_at=None) | letters.exclude(enclosed="").filter(
        tries__gte=MOST_TRIES
    )
    SubmissionLetter.objects.filter(pk__in=done.values_list("pk", flat=True)).update(enclosed="")
    return sent


def _written(one: SubmissionLetter, secret: str) -> Written | None:
    to = one.submission
    if not to.address or _is_idle(one.kind, to):
        return None
    return Written(letter_to(to, one.kind, secret, enclosed=one.enclosed), to.address)


def _is_idle(kind: str, to: Submission) -> bool:
    """What it would say is not so any more: a letter may have waited for the mail server."""
    if kind == SubmissionLetter.LINK:
        return False
    return kind != ("sent" if to.state == "waiting" else to.state)
