"""Recording a consent and taking it back. What is taken back is gone at once: from pages, history, drafts and pictures."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pathfinder.accounts.actions import new_secret, record_event
from pathfinder.accounts.queries import User, hash_of_secret, signed_in_name
from pathfinder.checking.actions import close_reports
from pathfinder.directory.actions import erase_record, forget_part, say_changed
from pathfinder.directory.queries import RECORDS
from pathfinder.editing.actions import forget_proposals
from pathfinder.library.as_records import SHELF_OF
from pathfinder.library.consents.queries import HOW, keys_taken_back, kind_and_country
from pathfinder.library.content import by_id
from pathfinder.library.models import Consent, Picture, Submission, SubmissionLetter, SubmissionStep, Withdrawal
from pathfinder.library.models.consent import LONGEST_REASON

BY_LINK, BY_END = "who gave it", "the end of the consent"  # who took it back, where no editor did


class TakenBack(ValueError):
    """The record was taken back: a new consent needs a new record."""


def give_consent(
    key: str, *, given_on: dt.date, how: str, ends_on: dt.date | None, by: str, at: dt.datetime,
    what: str = Consent.STORY, picture: Picture | None = None,
) -> str:  # fmt: skip
    """Record that somebody agreed. Gives the secret of the link that takes it back: only its hash is kept.

    `by` signs as in the history of records. Raises TakenBack.
    """
    with transaction.atomic():
        if Withdrawal.objects.filter(key=key).exists():
            raise TakenBack(f"“{key}” was taken back, so nobody can agree to it any more. Make a new record.")
        secret = new_secret()
        Consent.objects.create(
            key=key, what=what, picture=picture, given_on=given_on, how=how if how in HOW else str(how)[:60],
            ends_on=ends_on, secret_hash=hash_of_secret(secret), recorded_at=at, recorded_by=by,
        )  # fmt: skip
        say_changed([key], at)  # one that had ended may count again
    return secret


def take_consent_back(
    consent: Consent, *, at: dt.datetime, by: User | None = None, signed: str = BY_LINK, reason: str = ""
) -> None:
    """What was agreed to with it is gone at once. Twice is the same as once."""
    signature = signed_in_name(by) if by else signed
    with transaction.atomic():
        lock_consents(consent.key)
        one = Consent.objects.select_related("picture").get(pk=consent.pk)
        if one.withdrawn_at is None:
            one.withdrawn_at, one.withdrawn_by, one.reason = at, signature, reason[:LONGEST_REASON]
            one.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
            record_event(
                "consent_withdrawn", by=by, at=at, on=f"record:{one.key}", detail={"what": one.what, "by": signature}
            )
        if one.picture:
            erase_picture(one.picture, at=at)
        elif one.what == Consent.SOURCE and _has_other_source(one.key):
            _forget_source(one.key, at, signature)
        else:
            take_record_back(one.key, at=at, by=by, signed=signature, reason=reason)


def take_record_back(
    key: str, *, at: dt.datetime, by: User | None = None, signed: str = BY_LINK, reason: str = ""
) -> None:
    """Everything of a record goes, and no pack brings it again. Open reports of people who asked for it are answered."""
    signature = signed_in_name(by) if by else signed
    with transaction.atomic():
        lock_consents(key)
        kind, country = _kind_and_country(key)
        if not kind:  # it is gone already
            return
        keys = erase_record(kind, key, at=at, by=signature)
        for one in keys:
            told = {"kind": kind, "country": country, "at": at, "by": signature, "reason": reason[:LONGEST_REASON]}
            Withdrawal.objects.get_or_create(key=one, defaults=told)
        for picture in Picture.objects.select_for_update().filter(key__in=keys, removed_at=None):
            erase_picture(picture, at=at)
        Consent.objects.filter(key__in=keys, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=signature)
        _forget_submissions(keys)
        forget_proposals(keys)
        close_reports(keys, by=by, signed=signature, on=timezone.localdate(at), at=at)
        record_event("record_taken_back", by=by, at=at, on=f"record:{key}", detail={"by": signature})
        # Once more when it is written: other processes look only for what is newer than the newest change they saw
        transaction.on_commit(lambda: say_changed(keys, at))


def lock_consents(key: str) -> None:
    """Whoever takes something of a record away begins with this, so that two who do it at once do not wait for each other."""
    list(Consent.objects.select_for_update().filter(key=key).order_by("pk").values_list("pk"))


def erase_again(kind: str, key: str, *, at: dt.datetime) -> None:
    """A pack brought it while it was being taken back."""
    erase_record(kind, key, at=at, by=BY_LINK)


def erase_picture(picture: Picture, *, at: dt.datetime) -> None:
    """Its files and words go; its name stays, so that its address can say so. In the caller's transaction."""
    picture.files.all().delete()
    picture.alt, picture.credit, picture.people, picture.removed_at = {}, "", "", picture.removed_at or at
    picture.save()


def _kind_and_country(key: str) -> tuple[str, str]:
    """Of a record, or of an item of the packs that the database does not have."""
    of_packs = [
        (key, kind, item.country) for kind, shelf in SHELF_OF.items() if (item := by_id(shelf).get(key))  # type: ignore[arg-type]  # a shelf
    ]  # fmt: skip
    return ("", "") if key in keys_taken_back() else kind_and_country(key, of_packs)


def _has_other_source(key: str) -> bool:
    kind, _country = kind_and_country(key)
    return bool(kind) and RECORDS[kind].objects.filter(key=key).exclude(sources=[]).exists()


def _forget_source(key: str, at: dt.datetime, signature: str) -> None:
    """The record stays, with the sources it has beside; that somebody told it goes, also from its history."""
    kind, _country = kind_and_country(key)
    forget_part(kind, key, "about", "told_by", at=at, by=signature)
    forget_proposals([key])
    _forget_submissions([key])


def _forget_submissions(keys: list[str]) -> None:
    """What the author typed, and what both sides wrote about it."""
    of = Submission.objects.filter(record_key__in=keys)
    SubmissionStep.objects.filter(submission__in=of).update(words="", changes=[])
    SubmissionLetter.objects.filter(submission__in=of, sent_at=None).delete()
    of.update(typed={}, typed_before={}, beside={})
