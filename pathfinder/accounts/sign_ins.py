"""What Django and allauth tell us when somebody signs in, or changes how: it goes into the trail."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import email_changed, password_changed, password_reset
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_used
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.backends.db import SessionStore
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from pathfinder.accounts.desk import pass_second_step
from pathfinder.accounts.models import User
from pathfinder.accounts.record import record_event

SECOND_STEP = "totp"


@receiver(user_logged_in)
def signed_in(sender: Any, user: User, **_: Any) -> None:
    record_event("sign_in", by=user, at=timezone.now())
    SessionStore.clear_expired()  # nobody else does


@receiver(user_logged_out)
def signed_out(sender: Any, user: User | None, **_: Any) -> None:
    if user is not None:
        record_event("sign_out", by=user, at=timezone.now())


@receiver(authenticator_used)
def passed_second_step(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    pass_second_step(request, user)


@receiver(authentication_failed)
def failed_second_step(sender: Any, user: User, **_: Any) -> None:
    record_event("second_step_failed", by=user, at=timezone.now())


@receiver(authenticator_added)
def second_step_on(sender: Any, request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    if authenticator.type == SECOND_STEP:
        pass_second_step(request, user)  # a right code was needed to turn it on
        record_event("second_step_on", by=user, at=timezone.now())


@receiver(authenticator_removed)
def second_step_off(sender: Any, user: User, authenticator: Any, **_: Any) -> None:
    if authenticator.type == SECOND_STEP:
        record_event("second_step_off", by=user, at=timezone.now())


@receiver([password_changed, password_reset])
def changed_password(sender: Any, user: User, **_: Any) -> None:
    record_event("password_changed", by=user, at=timezone.now())


@receiver(email_changed)
def changed_email(sender: Any, user: User, **_: Any) -> None:
    record_event("email_changed", by=user, at=timezone.now())
