"""What was agreed, and what must not be shown (any more)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from pathfinder.accounts.queries import hash_of_secret
from pathfinder.directory.queries import RECORDS
from pathfinder.library.as_records import SHELF_OF
from pathfinder.library.models import Consent, Withdrawal

HOW = {
    "paper": _("on paper"),
    "email": _("by e-mail"),
    "recorded": _("said and recorded"),
    "form": _("in the form of this site"),
}
WHAT = {
    Consent.STORY: _("that the story is published"),
    Consent.PICTURE: _("that a picture is published"),
    Consent.SOURCE: _("to be named as the source"),
}


def keys_taken_back() -> frozenset[str]:
    """Of records that no pack may bring again."""
    return frozenset(Withdrawal.objects.values_list("key", flat=True))


def keys_not_shown(today: dt.date) -> frozenset[str]:
    """Taken back, or agreed to for a time that is over. Two queries."""
    ended = lapsed(today).exclude(what=Consent.PICTURE).values_list("key", flat=True)
    return keys_taken_back() | frozenset(ended)


def is_taken_back(key: str, today: dt.date) -> bool:
    """Two queries at most."""
    return (
        Withdrawal.objects.filter(key=key).exists()
        or lapsed(today).filter(key=key).exclude(what=Consent.PICTURE).exists()
    )


def lapsed(today: dt.date) -> QuerySet[Consent]:
    """Consents whose last day is over, where none that counts says the same."""
    counts = Consent.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), withdrawn_at=None)
    still = {(one.key, one.what, one.picture_id) for one in counts.only("key", "what", "picture")}
    over = Consent.objects.filter(ends_on__lt=today, withdrawn_at=None)
    renewed = [one.pk for one in over if (one.key, one.what, one.picture_id) in still]
    return over.exclude(pk__in=renewed)


def consent_with(secret: str) -> Consent | None:
    """Whose link it is; None for a link that never was one."""
    mark = hash_of_secret(secret)
    return Consent.objects.select_related("picture").filter(secret_hash=mark).first() if mark else None


def consent_path(secret: str, language: str) -> str:
    """The link with which a consent is taken back, without the site before it."""
    return f"{reverse('library:consent', args=[language])}?key={secret}"


def consents_of(key: str) -> QuerySet[Consent]:
    """The newest first."""
    return Consent.objects.filter(key=key).select_related("picture").order_by("-given_on", "-id")


def consents_that_count() -> QuerySet[Consent]:
    """Those that end soonest first, then those without an end."""
    found = Consent.objects.filter(withdrawn_at=None).select_related("picture")
    return found.order_by(F("ends_on").asc(nulls_last=True), "given_on", "id")


def taken_back() -> QuerySet[Withdrawal]:
    return Withdrawal.objects.all()


def stories_without_consent() -> list[str]:
    """Keys of stories that people made here, published nowhere else, with no consent on record."""
    made_here = RECORDS["story"].objects.filter(origin="editor", merged_into="", url="")
    known = Consent.objects.filter(what=Consent.STORY, withdrawn_at=None).values("key")
    return list(made_here.exclude(key__in=known).values_list("key", flat=True))


def records_back_again() -> list[tuple[str, str]]:
    """Kind and key of what a pack brought at the very moment it was taken back."""
    gone = keys_taken_back()
    return [
        (kind, key)
        for kind in SHELF_OF
        for key in RECORDS[kind].objects.filter(key__in=gone, origin="pack").values_list("key", flat=True)
    ]


def kind_and_country(key: str, more: Iterable[tuple[str, str, str]] = ()) -> tuple[str, str]:
    """Of a record of the library; of an item (key, kind, country) that the database does not have, what the packs say."""
    for kind in SHELF_OF:
        if country := RECORDS[kind].objects.filter(key=key).values_list("country", flat=True).first():
            return kind, country
    return next(((kind, country) for found, kind, country in more if found == key), ("", ""))
