"""Who a person is at the desk, and what they may do; what the pages about people and the trail show."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from pathfinder.accounts.desk import desk_page, has_passed_second_step, is_desk, roles_of
from pathfinder.accounts.desk_places import places_for
from pathfinder.accounts.link_secrets import hash_of_secret
from pathfinder.accounts.models import AuditEvent, Invitation, Membership, User
from pathfinder.accounts.own_data import data_of_rooms
from pathfinder.accounts.record import strongest_role
from pathfinder.accounts.roles import EDITOR, OBSERVER, PROVIDER, ROLES, TRANSLATOR
from pathfinder.directory.queries import organization_of

__all__ = [
    "EDITOR", "OBSERVER", "PROVIDER", "ROLES", "TRANSLATOR", "User", "account_with", "desk_page", "has_passed_second_step",
    "hash_of_secret", "is_desk", "is_editor", "languages_of", "may_edit", "organizations_of", "people_by_signature", "places_for",
    "role_of", "roles_of", "signature", "signed_in_name",
]  # fmt: skip

Somebody = User | AnonymousUser

# who somebody is


def role_of(user: Somebody) -> str:
    """The strongest role of a person, or nothing."""
    return strongest_role(user) if isinstance(user, User) else ""


def is_editor(user: Somebody) -> bool:
    return EDITOR in roles_of(user)


def organizations_of(user: Somebody) -> frozenset[str]:
    """Keys of the organizations that a provider speaks for."""
    return frozenset(m.organization_key for m in _held(user) if m.role == PROVIDER)


def languages_of(user: Somebody) -> list[str]:
    """Codes of the languages that a translator works in."""
    return sorted({language for m in _held(user) if m.role == TRANSLATOR for language in m.languages})


def may_edit(user: Somebody, key: str) -> bool:
    """Whether a person may change the record with this key: editors all, providers those of their organizations.

    What a provider changes still waits for approval. Cost: a query for the record's organization, for providers only.
    """
    if is_editor(user):
        return True
    own = organizations_of(user)
    return bool(own) and organization_of(key) in own


def signed_in_name(user: Somebody) -> str:
    """How a person's work is signed in the history of a record, which everybody can read: a role and part of an id,
    never a name. `people_by_signature` gives the people back, for the desk."""
    return signature(user.pk, role_of(user)) if isinstance(user, User) else ""


def signature(who: uuid.UUID, role: str) -> str:
    return f"{role or 'person'} {str(who)[:8]}"


def people_by_signature() -> dict[str, str]:
    """First letters of an id to the name of the person, for the pages of the desk."""
    return {str(pk)[:8]: name for pk, name in User.objects.values_list("pk", "name")}


def _held(user: Somebody) -> tuple[Membership, ...]:
    return user.held if isinstance(user, User) else ()


# people, for editors


def people() -> QuerySet[User]:
    return User.objects.prefetch_related("memberships").order_by("name", "id")


def person(id_: uuid.UUID) -> User:
    """Raises Http404."""
    return get_object_or_404(people(), pk=id_)


def open_invitations(at: dt.datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(taken_at=None, withdrawn_at=None, ends_at__gt=at).select_related("invited_by")


def open_invitation(id_: uuid.UUID, at: dt.datetime) -> Invitation:
    """Raises Http404."""
    return get_object_or_404(open_invitations(at), pk=id_)


def account_with(email: str) -> User | None:
    """The account that uses an address, confirmed or as its main one."""
    address = email.strip().lower()
    used = EmailAddress.objects.filter(email=address, verified=True).select_related("user").first()
    return used.user if used else User.objects.filter(email=address).first()


def is_last_editor(user: User) -> bool:
    """Whether nobody but this person could still change everything."""
    editors = Membership.objects.filter(role=EDITOR, user__is_active=True)
    return EDITOR in roles_of(user) and not editors.exclude(user=user).exists()


# the trail


@dataclass(frozen=True)
class Filters:
    """What of the trail somebody wants to see; everything where nothing is said."""

    what: str = ""
    who: str = ""
    on: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


def events(filters: Filters) -> QuerySet[AuditEvent]:
    """The newest first."""
    found = AuditEvent.objects.all()
    if filters.what:
        found = found.filter(what=filters.what)
    if filters.who:
        found = found.filter(who__in=_ids_of(filters.who))
    if filters.on:
        found = found.filter(on__contains=filters.on)
    if filters.since:
        found = found.filter(at__date__gte=filters.since)
    if filters.until:
        found = found.filter(at__date__lte=filters.until)
    return found


def _ids_of(typed: str) -> list[uuid.UUID]:
    """A whole id, or part of a name: people whose account is erased are found by their id."""
    try:
        return [uuid.UUID(typed.strip())]
    except ValueError:
        return list(User.objects.filter(name__icontains=typed.strip()).values_list("pk", flat=True))


def names_of(ids: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, str]:
    return dict(User.objects.filter(pk__in={id_ for id_ in ids if id_}).values_list("pk", "name"))


# a person's own data


def own_data(user: User) -> dict[str, Any]:
    """Everything that is kept about a person, as plain values."""
    return {
        **data_of_rooms(user),
        "account": {
            "id": str(user.pk),
            "email": user.email,
            "name": user.name,
            "language": user.language,
            "created_at": user.created_at.isoformat(),
            "last_sign_in": user.last_login.isoformat() if user.last_login else None,
        },
        "email_addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "roles": [
            {
                "role": m.role,
                "organization": m.organization_key,
                "languages": m.languages,
                "since": m.since.isoformat(),
            }
            for m in user.held
        ],
        "events": [
            {"at": e.at.isoformat(), "what": e.what, "on": e.on, "role": e.role, "detail": e.detail}
            for e in AuditEvent.objects.filter(who=user.pk)
        ],
    }
