"""Once through all links: a few at a time, one at a time for each host, written down as it goes.

The network is asked in threads; the database only by the thread that runs the round. A round that was stopped, in whatever
way, goes on with the links that it has not looked at.
"""

from __future__ import annotations

import datetime as dt
import heapq
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from pathfinder.checking.links.fetching import Answer, Manner, ask
from pathfinder.checking.links.problems import CHECKS_UNTIL_BROKEN, NO_PROBLEM, OF_THE_HOST, PASSING
from pathfinder.checking.links.uses import SOURCE, renew_links
from pathfinder.checking.models import Link, LinkRound, LinkUse
from pathfinder.checking.queueing import Named, ask_to_look, records_citing, settle
from pathfinder.checking.reasons import LINK

WRITE_EVERY = 25  # links
WRITE_EVERY_SECONDS = 5.0
SEEN_SECONDS = 60  # a round that wrote so lately is still running
STALE_DAYS = 14  # an older round that was stopped is not gone on with: everything is looked at anew
HOST_FAILURES = 3  # in a row, after which the other pages of a host are not asked in this round

Now = Callable[[], dt.datetime]


class RoundIsRunning(Exception):
    """Another program is looking at the links right now."""


@dataclass(frozen=True)
class Pace:
    """How hard we ask the world."""

    parallel: int = 8  # hosts at the same time
    seconds_between: float = 2.0  # requests to one host


def go_round(
    manner: Manner, pace: Pace, *, now: Now, only_failed: bool = False, at_most: int | None = None,
    told: Callable[[LinkRound], None] = lambda _round: None,
) -> LinkRound:  # fmt: skip
    """Look at every link, or go on with a round that was stopped. `told` hears of the progress at every write.

    `at_most` stops after so many links. Raises RoundIsRunning.
    """
    this = _this_round(now(), only_failed=only_failed)
    left = _left(this)
    _note(this, now(), total=this.done + left.count(), is_running=True)
    results: list[tuple[int, Answer]] = []
    written = time.monotonic()
    try:
        for one in _answers(list(left.values_list("pk", "url", "host")[:at_most]), manner, pace):
            results.append(one)
            if len(results) >= WRITE_EVERY or time.monotonic() - written > WRITE_EVERY_SECONDS:
                answered, results, written = results, [], time.monotonic()
                _write(this, answered, now())
                told(this)
    finally:
        _write(this, results, now())
        _note(this, now(), is_running=False)
    if not _left(this).exists():
        _note(this, now(), finished_at=now())
    told(this)
    return this


def _this_round(at: dt.datetime, *, only_failed: bool) -> LinkRound:
    last = LinkRound.objects.filter(only_failed=only_failed).first()
    if last and last.is_running and at - last.seen_at < dt.timedelta(seconds=SEEN_SECONDS):
        raise RoundIsRunning
    if last and last.finished_at is None and at - last.started_at < dt.timedelta(days=STALE_DAYS):
        return last
    renew_links()
    return LinkRound.objects.create(started_at=at, seen_at=at, only_failed=only_failed)


def _left(this: LinkRound) -> QuerySet[Link]:
    left = Link.objects.filter(Q(checked_at=None) | Q(checked_at__lt=this.started_at))
    return left.exclude(problem="") if this.only_failed else left


def _note(this: LinkRound, at: dt.datetime, **values: Any) -> None:
    for name, value in {**values, "seen_at": at}.items():
        setattr(this, name, value)
    this.save()


# asking


def _answers(links: Sequence[tuple[int, str, str]], manner: Manner, pace: Pace) -> Iterator[tuple[int, Answer]]:
    """The answer of each link as it comes; hosts side by side, the links of one host after each other."""
    queues: dict[str, deque[tuple[int, str]]] = {}
    for pk, url, host in links:
        queues.setdefault(host, deque()).append((pk, url))
    ready = [(0.0, host) for host in queues]  # when a host may be asked again
    failures: Counter[str] = Counter()
    asking: dict[Future[Answer], tuple[int, str]] = {}
    with ThreadPoolExecutor(pace.parallel) as pool:
        try:
            while ready or asking:
                while ready and len(asking) < pace.parallel and ready[0][0] <= time.monotonic():
                    _, host = heapq.heappop(ready)
                    pk, url = queues[host].popleft()
                    asking[pool.submit(ask, url, manner)] = pk, host
                for done in _next_done(asking, ready[0][0] if ready and len(asking) < pace.parallel else None):
                    pk, host = asking.pop(done)
                    answer = done.result()
                    yield pk, answer
                    failures[host] = failures[host] + 1 if answer.problem in OF_THE_HOST else 0
                    if host and failures[host] >= HOST_FAILURES:
                        yield from ((pk, replace(answer, url=url)) for pk, url in queues.pop(host))
                    elif queues[host]:
                        heapq.heappush(ready, (time.monotonic() + pace.seconds_between, host))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _next_done(asking: Iterable[Future[Answer]], until: float | None) -> set[Future[Answer]]:
    """What is answered; waits until something is, or until the next host may be asked."""
    pause = None if until is None else max(0.0, until - time.monotonic())
    if not asking:
        time.sleep(pause or 0.0)
        return set()
    return wait(asking, timeout=pause, return_when=FIRST_COMPLETED).done


# writing down


def _write(this: LinkRound, results: Sequence[tuple[int, Answer]], at: dt.datetime) -> None:
    if not results:
        return
    answers = dict(results)
    with transaction.atomic():
        links = list(Link.objects.select_for_update().filter(pk__in=answers))
        for link in links:
            note_answer(link, answers[link.pk], at)
        Link.objects.bulk_update(links, _ANSWERED)
        queue_for(links, at)
        broken = sum(link.is_broken for link in links)
        _note(this, at, done=this.done + len(results), broken=this.broken + broken)


_ANSWERED = (
    "status", "problem", "final_url", "fingerprint", "checked_at", "first_failed_at", "failures", "is_broken",
    "approved_by", "approved_at", "approved_fingerprint",
)  # fmt: skip


def note_answer(link: Link, answer: Answer, at: dt.datetime) -> None:
    """What an answer means for what we know of a link. An editor's approval lasts until the target is another one."""
    link.checked_at = at
    if answer.problem in NO_PROBLEM:
        return
    link.status, link.problem = answer.status, answer.problem
    link.final_url, link.fingerprint = answer.final_url, answer.fingerprint
    if not link.is_approved:
        link.approved_by, link.approved_at, link.approved_fingerprint = "", None, ""
    if not answer.problem:
        link.failures, link.first_failed_at, link.is_broken = 0, None, False
        return
    link.failures += 1
    link.first_failed_at = link.first_failed_at or at
    is_sure = answer.problem not in PASSING or link.failures >= CHECKS_UNTIL_BROKEN
    link.is_broken = is_sure and not link.is_approved


def queue_for(links: Sequence[Link], at: dt.datetime) -> None:
    """Records whose link is broken wait for somebody; those whose link works again do not."""
    broken = {link.pk for link in links if link.is_broken}
    for link in links:
        if not link.is_broken:
            settle(LINK, str(link.pk))
    uses: dict[int, list[Named]] = {pk: [] for pk in broken}
    in_sources: dict[str, list[tuple[str, int]]] = {}
    for use in LinkUse.objects.filter(link__in=broken):
        if use.kind == SOURCE:
            in_sources.setdefault(use.country, []).append((use.key, use.link_id))
        else:
            uses[use.link_id].append(Named(use.kind, use.key, use.country))
    for country, pairs in in_sources.items():
        citing = records_citing(country, [source for source, _pk in pairs])
        for source, pk in pairs:
            uses[pk] += citing[source]
    for pk, records in uses.items():
        ask_to_look(records, LINK, str(pk), at=at)
