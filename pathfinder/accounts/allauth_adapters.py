"""Where django-allauth meets our words: its letters, its messages, its errors, and where one goes after signing in."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from typing import Any

import segno
from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy as _

from pathfinder.accounts.desk import roles_of
from pathfinder.accounts.letters import LetterNotSentError, letter_of_allauth, send_letter
from pathfinder.accounts.models import User
from pathfinder.accounts.record import record_event

_SAID = {
    "account/messages/email_confirmation_sent.txt": _("We sent a letter to the new address. Open the link in it."),
    "account/messages/email_confirmed.txt": _("Your e-mail address is confirmed."),
    "account/messages/email_deleted.txt": _("The e-mail address is removed."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is changed."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new spare codes. The old ones do not work any more."),
    "mfa/messages/totp_activated.txt": _("The second step is on."),
    "mfa/messages/totp_deactivated.txt": _("The second step is off."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {  # allauth's own way to change them
        "account_inactive": _("This account is blocked. Ask an editor of Pathfinder."),
        "email_password_mismatch": _("The e-mail address or the password is not right. Look at both and try again."),
        "email_taken": _("Somebody else uses this e-mail address here. Give another one."),
        "duplicate_email": _("This already is your e-mail address. Give another one."),
        "enter_current_password": _("This is not your password of now. Type it again."),
        "incorrect_code": _("This code is not right or too old. Look for the newest one and type it again."),
        "incorrect_password": _("This password is not right. Type it again."),
        "invalid_password_reset": _("This link does not work any more. Ask for a new one."),
        "too_many_login_attempts": _("Too many wrong tries. Wait five minutes and try again."),
        "rate_limited": _("Too many tries. Wait five minutes and try again."),
        "same_as_current": _("This is the same as now. Give another one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are invited, and who offers a profile opens an account by a letter (pathfinder/matching); nobody signs up here."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who holds no role has nothing to do at the desk."""
        name = "editing:desk" if roles_of(request.user) else "accounts:mine"
        return reverse(name, kwargs={"language": get_language()})

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:mine", kwargs={"language": get_language()})

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a few minutes ago is not asked again."""
        request = allauth_context.request
        records = get_authentication_records(request, request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest > account_settings.REAUTHENTICATION_TIMEOUT

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if said := message or _SAID.get(message_template or ""):
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        try:
            send_letter(letter_of_allauth(template_prefix, context), email)
        except LetterNotSentError as error:
            if template_prefix.endswith(("email_confirmation", "email_confirmation_signup", "password_reset_key")):
                page = render(allauth_context.request, "accounts/letter_not_sent.html", status=503)
                raise ImmediateHttpResponse(page) from error
            # The others only tell what was done: it stays done.

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """The trail keeps whose account it was, never what was typed: it may be a password in the wrong field."""
        tried = User.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        record_event("sign_in_failed", by=tried, at=timezone.now())


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {  # allauth's own way to change them
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "rate_limited": AccountAdapter.error_messages["rate_limited"],
        "unverified_email": _("First confirm your e-mail address."),
    }

    def build_totp_svg(self, url: str) -> str:
        """A picture without styles of its own, which the security policy would refuse."""
        return segno.make(url, error="m", micro=False).svg_inline(
            scale=4, border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None,
            title=gettext("Code for the app"),
        )  # fmt: skip

    def encrypt(self, text: str) -> str:
        """Who steals the database has no second steps. They need PATHFINDER_SECRET_KEY."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _locks().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:  # PATHFINDER_SECRET_KEY was changed: no code may fit, so what comes back is by chance
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _locks() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second step:{key}".encode()).digest())) for key in keys]
    )
