"""Inviting people, giving and taking roles, and the trail of who did what."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import signing
from django.db import transaction
from django.urls import reverse

from pathfinder.accounts.desk import form_again
from pathfinder.accounts.desk_places import add_desk_place
from pathfinder.accounts.letters import Letter, LetterNotSentError, send_letter
from pathfinder.accounts.link_secrets import new_secret
from pathfinder.accounts.models import Invitation, Membership, User
from pathfinder.accounts.own_data import add_own_data
from pathfinder.accounts.queries import is_last_editor
from pathfinder.accounts.record import record_event
from pathfinder.accounts.trail import name_events
from pathfinder.accounts.written_once import WrittenOnce, WrittenOnceError

__all__ = [
    "Letter", "LetterNotSentError", "Offer", "WrittenOnce", "WrittenOnceError", "add_desk_place", "add_own_data", "form_again",
    "name_events", "new_secret", "open_account", "record_event", "send_letter",
]  # fmt: skip

INVITATION_DAYS = 7
_SALT = "pathfinder.accounts.invitation"


@dataclass(frozen=True)
class Offer:
    """A role, with what belongs to it."""

    role: str
    organization_key: str = ""
    languages: Sequence[str] = ()


class LastEditorError(Exception):
    """Without this person, nobody could change everything or invite people."""


class InvitationOverError(Exception):
    """The link was used, withdrawn or is too old."""


# invitations


def invite(email: str, offer: Offer, *, language: str, by: User | None, at: dt.datetime) -> Invitation:
    """Keep the offer. Older open ones of the same role to the same address end: one link works at a time."""
    address = email.strip().lower()
    with transaction.atomic():
        Invitation.objects.filter(
            email=address, role=offer.role, organization_key=offer.organization_key, taken_at=None, withdrawn_at=None
        ).update(withdrawn_at=at)
        invitation = Invitation.objects.create(
            email=address,
            role=offer.role,
            organization_key=offer.organization_key,
            languages=list(offer.languages),
            language=language,
            invited_by=by,
            invited_at=at,
            ends_at=at + dt.timedelta(days=INVITATION_DAYS),
        )
        record_event("invited", by=by, at=at, on=f"invitation:{invitation.pk}", detail=_told(offer))
    return invitation


def token_of(invitation: Invitation) -> str:
    """What makes the link: signed, so nobody can guess one or read one from the database."""
    return signing.dumps(str(invitation.pk), salt=_SALT)


def path_of(invitation: Invitation) -> str:
    """The link in the letter, without the site before it."""
    return reverse("accounts:invitation", kwargs={"language": invitation.language, "token": token_of(invitation)})


def invitation_of(token: str, at: dt.datetime) -> Invitation:
    """Raises InvitationOverError, also for a token that is none."""
    try:
        id_ = uuid.UUID(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise InvitationOverError from error
    invitation = Invitation.objects.filter(pk=id_).first()
    if invitation is None or not invitation.is_open(at):
        raise InvitationOverError
    return invitation


def take_invitation(invitation: Invitation, *, name: str, password: str, language: str, at: dt.datetime) -> User:
    """Open an account. The link was in a letter to this address, so the address is confirmed by it."""
    return _take(
        invitation, lambda: open_account(invitation.email, name=name, password=password, language=language), at
    )


def open_account(email: str, *, name: str, password: str, language: str) -> User:
    """An account without a role. Only for an address that was confirmed by a letter."""
    with transaction.atomic():
        user = User.objects.create_user(email, password, name=name, language=language)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def take_invitation_as(user: User, invitation: Invitation, *, at: dt.datetime) -> User:
    """Add the role to the account that a person already has."""
    return _take(invitation, lambda: user, at)


def _take(invitation: Invitation, person: Callable[[], User], at: dt.datetime) -> User:
    with transaction.atomic():
        locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if not locked.is_open(at):  # two windows, two clicks: the first one counts
            raise InvitationOverError
        locked.taken_at = at
        locked.save(update_fields=["taken_at"])
        user = person()
        offer = Offer(locked.role, locked.organization_key, locked.languages)
        _hold(user, offer, at)
        record_event(
            "invitation_taken", by=user, at=at, on=f"invitation:{locked.pk}", role=offer.role, detail=_told(offer)
        )
    return user


def withdraw_invitation(invitation: Invitation, *, by: User, at: dt.datetime) -> None:
    with transaction.atomic():
        invitation.withdrawn_at = at
        invitation.save(update_fields=["withdrawn_at"])
        record_event("invitation_withdrawn", by=by, at=at, on=f"invitation:{invitation.pk}")


# roles


def give_role(user: User, offer: Offer, *, by: User, at: dt.datetime) -> None:
    """A role that the person holds already gets the new languages."""
    with transaction.atomic():
        _hold(user, offer, at)
        record_event("role_given", by=by, at=at, on=f"person:{user.pk}", detail=_told(offer))


def take_role_away(membership: Membership, *, by: User, at: dt.datetime) -> None:
    """Raises LastEditorError."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=membership.user_id)
        if membership.role == "editor" and is_last_editor(user):
            raise LastEditorError
        offer = Offer(membership.role, membership.organization_key, membership.languages)
        membership.delete()
        record_event("role_taken_away", by=by, at=at, on=f"person:{user.pk}", detail=_told(offer))


def set_blocked(user: User, *, is_blocked: bool, by: User, at: dt.datetime) -> None:
    """A blocked person is signed out everywhere at once. Raises LastEditorError."""
    with transaction.atomic():
        if is_blocked and is_last_editor(user):
            raise LastEditorError
        user.is_active = not is_blocked
        user.save(update_fields=["is_active"])
        record_event("blocked" if is_blocked else "unblocked", by=by, at=at, on=f"person:{user.pk}")


def _hold(user: User, offer: Offer, at: dt.datetime) -> None:
    Membership.objects.update_or_create(
        user=user,
        role=offer.role,
        organization_key=offer.organization_key,
        defaults={"languages": list(offer.languages)},
        create_defaults={"languages": list(offer.languages), "since": at},
    )
    user.__dict__.pop("held", None)  # asked anew


def _told(offer: Offer) -> dict[str, object]:
    told = {"role": offer.role, "organization": offer.organization_key, "languages": list(offer.languages)}
    return {name: value for name, value in told.items() if value}


# one's own account


def change_own_details(user: User, *, name: str, language: str) -> None:
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])


def erase_account(user: User, *, at: dt.datetime) -> None:
    """Delete a person's account and data. The trail keeps what was done, with the id alone. Raises LastEditorError."""
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        if is_last_editor(locked):
            raise LastEditorError
        addresses = [locked.email, *EmailAddress.objects.filter(user=locked).values_list("email", flat=True)]
        record_event("account_erased", by=locked, at=at, on=f"person:{locked.pk}")
        Invitation.objects.filter(email__in=addresses, taken_at=None, withdrawn_at=None).update(withdrawn_at=at)
        Invitation.objects.filter(email__in=addresses).update(email="")
        locked.delete()


def forget_second_step(user: User, *, at: dt.datetime) -> None:
    """For somebody who lost the phone and the spare codes: the next sign-in asks to set it up again."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        record_event("second_step_off", by=None, at=at, on=f"person:{user.pk}")
