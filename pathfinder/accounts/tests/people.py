"""The cast at the desk. Piet edits, Olena translates, Amina speaks for an organization, Samir looks on."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import struct
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from pathfinder.accounts.desk import PASSED
from pathfinder.accounts.models import Membership, User

PASSWORD = "four green boats sing"
AT = dt.datetime(2026, 11, 25, 9, 30, tzinfo=dt.UTC)
SECRET = base64.b32encode(b"a key of the test's own").decode().rstrip("=")[:32]
HOUSE = "be-house"  # the organization that Amina speaks for


def person(name: str, role: str = "", **held: Any) -> User:
    user = User.objects.create_user(f"{name.lower()}@example.org", PASSWORD, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if role:
        Membership.objects.create(user=user, role=role, since=AT, **held)
    return user


def piet() -> User:
    return person("Piet", "editor")


def olena() -> User:
    return person("Olena", "translator", languages=["nl", "uk"])


def amina() -> User:
    return person("Amina", "provider", organization_key=HOUSE)


def samir() -> User:
    return person("Samir", "observer")


def with_second_step(user: User) -> User:
    """The app on this person's phone knows SECRET."""
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, SECRET)
        RecoveryCodes.activate(user)
    return user


def signed_in(client: Client, user: User) -> Client:
    """As after the password and the second step."""
    client.force_login(with_second_step(user))
    session = client.session
    session[PASSED] = str(user.pk)
    session.save()
    return client


def code_of(secret: str, at: float) -> str:
    """What an app for codes shows at this second (RFC 6238)."""
    counter = struct.pack(">Q", int(at) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
