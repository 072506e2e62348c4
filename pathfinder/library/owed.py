"""Sending the letters that are owed: each once, however many programs do it at the same time.

No visitor waits for a mail server, and how long a page takes tells nothing. A letter that a mail server does not take is tried
eight times in eleven hours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from pathfinder.accounts.actions import Letter, LetterNotSentError, new_secret, send_letter
from pathfinder.accounts.queries import hash_of_secret

LEASE = dt.timedelta(minutes=10)  # a program that ended in the middle of sending keeps a letter for so long
MOST_TRIES = 8
FIRST_PAUSE_MINUTES = 5  # then twice as long each time


@dataclass(frozen=True)
class Written:
    letter: Letter
    to: str


def send_due(letters: QuerySet[Any], at: dt.datetime, write: Callable[[Any, str], Written | None]) -> int:
    """Send those of an `OwedLetter` that are due; gives how many.

    `write` gets a letter and the secret for its link, and gives None where it has nothing to say any more.
    """
    due = letters.filter(sent_at=None, next_try_at__lte=at, tries__lt=MOST_TRIES).order_by("id")
    waiting = list(due.values_list("pk", "next_try_at"))
    return sum(_send(letters, pk, next_try_at, at, write) for pk, next_try_at in waiting)


def _send(
    letters: QuerySet[Any], pk: int, next_try_at: dt.datetime, at: dt.datetime, write: Callable[[Any, str], Written | None]
) -> bool:  # fmt: skip
    secret = new_secret()
    mine = letters.filter(pk=pk, sent_at=None, next_try_at=next_try_at).update(
        next_try_at=at + LEASE, tries=F("tries") + 1, secret_hash=hash_of_secret(secret)
    )
    one = letters.filter(pk=pk).first() if mine else None
    if one is None:  # somebody else sends it, or it was erased
        return False
    written = write(one, secret)
    if written is None:
        one.delete()
        return False
    try:
        send_letter(written.letter, written.to)
    except LetterNotSentError:
        pause = dt.timedelta(minutes=FIRST_PAUSE_MINUTES * 2 ** (one.tries - 1))
        letters.filter(pk=pk).update(next_try_at=at + pause)
        return False
    letters.filter(pk=pk).update(sent_at=at)
    return True
