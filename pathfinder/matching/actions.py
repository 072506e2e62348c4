"""Offering a profile and taking it back, asking for a field and answering; each in one transaction, with a line in the list."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import User
from pathfinder.matching.codes import AGREED, CONSENT, OPEN, REFUSED, TAKEN_BACK
from pathfinder.matching.matches import own_references
from pathfinder.matching.models import FieldRequest, OfferedProfile, OfferEvent
from pathfinder.skills.queries import Profile


class NothingToAnswer(LookupError):
    """There is no such request to this person."""


# the person


def offer(user: User, profile: Profile, *, countries: Sequence[str], until: dt.date, at: dt.datetime) -> OfferedProfile:
    """Keep the document as it is now. What was agreed before stays agreed."""
    with transaction.atomic():
        values = {
            "document": profile.text(), "skills": own_references(profile), "countries": sorted(countries), "until": until,
            "consent": CONSENT, "changed_at": at,
        }  # fmt: skip
        kept, is_new = OfferedProfile.objects.update_or_create(
            user=user, defaults=values, create_defaults={**values, "offered_at": at}
        )
        OfferEvent.objects.create(user=user, at=at, what="offered" if is_new else "changed")
    return kept


def withdraw(user: User, *, at: dt.datetime) -> None:
    """The profile is deleted; nobody sees anything of it from now on. Twice is as good as once."""
    with transaction.atomic():
        deleted, _rows = OfferedProfile.objects.filter(user=user).delete()
        if deleted:
            OfferEvent.objects.create(user=user, at=at, what="withdrawn")


def end_overdue(*, at: dt.datetime) -> int:
    """Delete the profiles whose last day is over; how many there were. Nobody was shown them any more before this round."""
    with transaction.atomic():
        over = OfferedProfile.objects.select_for_update().filter(until__lt=timezone.localdate(at))
        users = list(over.values_list("user_id", flat=True))
        OfferedProfile.objects.filter(user_id__in=users).delete()
        OfferEvent.objects.bulk_create([OfferEvent(user_id=user, at=at, what="ended") for user in users])
    return len(users)


def answer(user: User, request_id: uuid.UUID, *, is_agreed: bool, at: dt.datetime) -> FieldRequest:
    """Agree, say no, or take back. Raises NothingToAnswer, also for somebody else's and once the profile is gone."""
    with transaction.atomic():
        asked = FieldRequest.objects.select_for_update().filter(pk=request_id, user=user).first()
        if asked is None or asked.offer_id is None:
            raise NothingToAnswer
        was, asked.state = asked.state, AGREED if is_agreed else REFUSED
        if was == AGREED and not is_agreed:
            asked.state = TAKEN_BACK
        if asked.state != was and not (was == TAKEN_BACK and not is_agreed):
            asked.answered_at = at
            asked.save(update_fields=["state", "answered_at"])
            OfferEvent.objects.create(
                user=user, at=at, what=asked.state, field=asked.field, organization_key=asked.organization_key
            )
    return asked


# the employer


def ask(
    one: OfferedProfile, *, fields: Iterable[str], reason: str, organization_key: str, vacancy_key: str, by: User,
    at: dt.datetime,
) -> list[FieldRequest]:  # fmt: skip
    """Ask for each field that this employer has not asked for; those that are new."""
    with transaction.atomic():
        asked = []
        for field in fields:
            request, is_new = FieldRequest.objects.get_or_create(
                offer=one, organization_key=organization_key, field=field,
                defaults={
                    "user_id": one.user_id, "asked_by": by, "vacancy_key": vacancy_key, "reason": reason, "asked_at": at,
                    "state": OPEN,
                },
            )  # fmt: skip
            if is_new:
                asked.append(request)
        _log([one], "asked", organization_key, vacancy_key, by, at, [request.field for request in asked])
        if asked:
            detail = {"fields": [request.field for request in asked], "organization": organization_key}
            record_event("more_asked", by=by, at=at, on=f"offer:{one.pk}", detail=detail)
    return asked


def saw(
    offers: Iterable[OfferedProfile], what: str, *, organization_key: str, vacancy_key: str, by: User, at: dt.datetime,
    fields: Iterable[str] = (),
) -> None:  # fmt: skip
    """Write down who saw what, before it is shown: a line, a page, or fields."""
    _log(offers, what, organization_key, vacancy_key, by, at, fields if what == "field" else [""])


def _log(
    offers: Iterable[OfferedProfile], what: str, organization_key: str, vacancy_key: str, by: User, at: dt.datetime,
    fields: Iterable[str],
) -> None:  # fmt: skip
    of_each = list(fields)
    OfferEvent.objects.bulk_create(
        OfferEvent(
            user_id=one.user_id, at=at, what=what, organization_key=organization_key, who=by.pk, field=field,
            vacancy_key=vacancy_key,
        )
        for one in offers
        for field in of_each
    )  # fmt: skip
