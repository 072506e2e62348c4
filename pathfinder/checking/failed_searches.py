"""Counting what people looked for in vain, so that editors see what is missing, without knowing who looked.

A search page only puts a number into this process's memory. A thread of the server writes it down now and then; what is
lost when a process ends is lost. Words are shown to anybody only when they were typed several times in a month.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
import unicodedata
from collections import Counter

from django.db import DatabaseError, connection, transaction
from django.db.models import F

from pathfinder.checking.models import FailedSearch

LONGEST = 60
SHOWN_FROM = 3  # times typed in a month; below that, words could be one person's own
MOST_WAITING = 2_000  # different words; more are not counted until these are written
WRITE_EVERY_SECONDS = 30

# Someone's address, number or name tag rather than words of a need
_PRIVATE = re.compile(r"@|\d{5}|(?:\d[\s./()-]*){7}|https?:|www\.", re.IGNORECASE)

Search = tuple[str, str, str, str]  # words, language, country, month
_waiting: Counter[Search] = Counter()
_lock = threading.Lock()


def count(words: str, language: str, country: str, *, on: dt.date) -> None:
    """Remember that a search found nothing. Quick: the database is not asked."""
    search = (countable(words), language[:35], country[:2], f"{on:%Y-%m}")
    with _lock:
        if search in _waiting or len(_waiting) < MOST_WAITING:
            _waiting[search] += 1


def countable(words: str) -> str:
    """The words as they are counted; nothing when they look like somebody's address or number."""
    plain = " ".join(
        "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFKC", words[: 10 * LONGEST])).split()
    )
    return "" if _PRIVATE.search(plain) else plain.casefold()[:LONGEST].strip()


def write() -> int:
    """Put what waits in memory into the database; gives how many searches. What cannot be written waits on."""
    with _lock:
        taken = Counter(_waiting)
        _waiting.clear()
    try:
        _add(taken)
    except DatabaseError:
        with _lock:
            _waiting.update(dict(taken.most_common(MOST_WAITING - len(_waiting))))
        return 0
    return taken.total()


@transaction.atomic
def _add(taken: Counter[Search]) -> None:
    fields = ("words", "language", "country", "month")
    rows = [FailedSearch(**dict(zip(fields, search, strict=True))) for search in sorted(taken)]
    FailedSearch.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    for search in sorted(taken):  # everybody in the same order, so that two writers do not wait for each other
        FailedSearch.objects.filter(**dict(zip(fields, search, strict=True))).update(count=F("count") + taken[search])


@transaction.atomic
def forget_rare_words(*, on: dt.date) -> tuple[int, int]:
    """Words of past months that few people typed become a mere number; what is older than two years goes.

    Gives how many rows each of the two concerned.
    """
    old, _ = FailedSearch.objects.filter(month__lt=f"{on.year - 2}-{on.month:02}").delete()
    rare = FailedSearch.objects.filter(month__lt=f"{on:%Y-%m}", count__lt=SHOWN_FROM).exclude(words="")
    numbers: Counter[Search] = Counter()
    for language, country, month, number in rare.values_list("language", "country", "month", "count"):
        numbers["", language, country, month] += number
    gone, _ = rare.delete()
    _add(numbers)
    return gone, old


def keep_writing() -> threading.Thread:
    """Write every half minute for as long as this process lives. For the server only; tests and commands do not."""
    thread = threading.Thread(target=_keep_writing, name="failed-searches", daemon=True)
    thread.start()
    return thread


def _keep_writing(wait: threading.Event | None = None) -> None:
    pause = wait or threading.Event()
    while not pause.wait(WRITE_EVERY_SECONDS):
        if _waiting:
            write()
            connection.close()
