"""What this room does, for its own pages and for others: confirm a record, decide about links, duplicates and reports."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Q

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import User, signed_in_name
from pathfinder.checking.allowance import Allowance, network_address
from pathfinder.checking.failed_searches import (
    count as count_failed_search,
    forget_rare_words,
    keep_writing as keep_writing_failed_searches,
)
from pathfinder.checking.forms import PlainWords
from pathfinder.checking.guard import refusal
from pathfinder.checking.links.rounds import queue_for
from pathfinder.checking.models import Duplicate, Link, Reason
from pathfinder.checking.quality import measure_quality
from pathfinder.checking.queueing import Named, forget_all_that_are_gone, pack_changed, settle, settle_by_a_look
from pathfinder.checking.reasons import DUPLICATE, REPORTED
from pathfinder.checking.reports import CONSENT, close_reports, erase_old_texts, move_reports, report
from pathfinder.checking.stamps import TooOld, TooQuick, check_stamp, new_stamp
from pathfinder.directory.actions import CannotMerge, confirm_still_right, edit_record, merge_records
from pathfinder.directory.queries import RECORDS

__all__ = [
    "CONSENT", "Allowance", "CannotMerge", "Named", "PlainWords", "RecordGone", "TooOld", "TooQuick", "approve_link", "are_different",
    "check_stamp", "close_reports", "count_failed_search", "keep_writing_failed_searches", "merge", "network_address", "new_stamp",
    "pack_changed", "refusal", "report", "set_cadence", "settle_by_a_look", "still_right", "take_approval_back", "tidy",
]  # fmt: skip


class RecordGone(LookupError):
    """One of the two records does not exist any more."""


def still_right(kind: str, key: str, *, by: User, on: dt.date, at: dt.datetime) -> None:
    """Somebody looked and everything is as it was, in all languages. Raises the model's DoesNotExist."""
    with transaction.atomic():
        confirm_still_right(kind, key, on=on, at=at, by=signed_in_name(by))
        settle_by_a_look(key)
        record_event("record_still_right", by=by, at=at, on=f"record:{key}")


def set_cadence(kind: str, key: str, months: int | None, *, by: User, at: dt.datetime) -> None:
    """How often a record is looked at; None for the usual time of its kind. Raises the model's DoesNotExist."""
    with transaction.atomic():
        edit_record(kind, key, {"check_every_months": months}, at=at, by=signed_in_name(by))
        record_event("cadence_set", by=by, at=at, on=f"record:{key}", detail={"months": months})


# links


def approve_link(pk: int, *, by: User, at: dt.datetime) -> Link:
    """“It works, I looked”: holds until the target is another one. Raises Link.DoesNotExist."""
    with transaction.atomic():
        link = Link.objects.select_for_update().get(pk=pk)
        link.approved_by, link.approved_at = signed_in_name(by), at
        link.approved_fingerprint = link.fingerprint
        link.is_broken = False
        link.save()
        queue_for([link], at)
        record_event("link_approved", by=by, at=at, on=f"link:{pk}", detail={"host": link.host})
    return link


def take_approval_back(pk: int, *, by: User, at: dt.datetime) -> Link:
    """The link counts as it was found again. Raises Link.DoesNotExist."""
    with transaction.atomic():
        link = Link.objects.select_for_update().get(pk=pk)
        link.approved_by, link.approved_at, link.approved_fingerprint = "", None, ""
        link.is_broken = bool(link.problem)
        link.save()
        queue_for([link], at)
        record_event("link_approval_withdrawn", by=by, at=at, on=f"link:{pk}", detail={"host": link.host})
    return link


# duplicates


def are_different(pk: int, *, by: User, at: dt.datetime) -> Duplicate:
    """Remembered: the two are never proposed again. Raises Duplicate.DoesNotExist."""
    with transaction.atomic():
        pair = Duplicate.objects.select_for_update().get(pk=pk)
        _decide(pair, Duplicate.DIFFERENT, by, at)
        record_event("not_the_same", by=by, at=at, on=f"record:{pair.first}", detail={"other": pair.second})
    return pair


def merge(pk: int, kept: str, *, by: User, at: dt.datetime) -> Duplicate:
    """The record `kept` takes the other's place. Raises CannotMerge, RecordGone, Duplicate.DoesNotExist."""
    with transaction.atomic():
        pair = Duplicate.objects.select_for_update().get(pk=pk)
        if kept not in (pair.first, pair.second):
            raise CannotMerge(f"“{kept}” is none of the two.")
        gone = pair.second if kept == pair.first else pair.first
        try:
            merge_records(pair.kind, kept, gone, at=at, by=signed_in_name(by))
        except ObjectDoesNotExist as problem:
            raise RecordGone(str(problem)) from None
        _decide(pair, Duplicate.MERGED, by, at)
        _forget_pairs_of(gone)
        move_reports(gone, RECORDS[pair.kind].objects.get(key=kept))
        Reason.objects.filter(key=gone, why=REPORTED).update(key=kept)
        Reason.objects.filter(key=gone).delete()
        record_event("records_merged", by=by, at=at, on=f"record:{kept}", detail={"gone": gone})
    return pair


def _decide(pair: Duplicate, state: str, by: User, at: dt.datetime) -> None:
    pair.state, pair.decided_by, pair.decided_at = state, signed_in_name(by), at
    pair.save()
    settle(DUPLICATE, str(pair.pk))


def _forget_pairs_of(gone: str) -> None:
    """What else was proposed with it is asked again, if it still holds, with the record that stays."""
    others: Any = Duplicate.objects.filter(Q(first=gone) | Q(second=gone), state=Duplicate.OPEN)
    Reason.objects.filter(why=DUPLICATE, about__in=[str(pk) for pk in others.values_list("pk", flat=True)]).delete()
    others.delete()


# every night


@dataclass(frozen=True)
class Tidied:
    """What was erased, and how long measuring took."""

    reports: int
    searches: int
    old_searches: int
    took_ms: int


def tidy(*, at: dt.datetime, on: dt.date) -> Tidied:
    """Erase what is not kept any longer, then measure the quality of the directory."""
    forget_all_that_are_gone()
    reports = erase_old_texts(on=on)
    searches, old_searches = forget_rare_words(on=on)
    return Tidied(reports, searches, old_searches, measure_quality(at, on).took_ms)
