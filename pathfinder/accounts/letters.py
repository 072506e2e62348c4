"""Letters to people with an account: their words, and sending them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _, override

from pathfinder.accounts.roles import ROLES, WHAT_THEY_DO
from pathfinder.languages.names import date_in_words

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


class LetterNotSentError(Exception):
    """The mail server did not take the letter."""


def send_letter(letter: Letter, to: str) -> None:
    """Raises LetterNotSentError; what was saved before stays saved."""
    message = EmailMessage(letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [to])
    try:
        message.send()
    except (SMTPException, OSError) as error:
        logger.warning("A letter could not be sent: %s", type(error).__name__)  # neither the address nor the words
        raise LetterNotSentError from error


def invitation_letter(invitation: Any, link: str, *, organization: str) -> Letter:
    """In the language of the invitation."""
    with override(invitation.language):
        lines = [
            _("Hello,"),
            _("You are invited to work on Pathfinder, the guide that shows newcomers their way to work."),
            _("Your role: %(role)s. %(what)s")
            % {"role": _(ROLES[invitation.role]), "what": _(WHAT_THEY_DO[invitation.role])},
            _("Your organization: %(name)s") % {"name": organization} if organization else "",
            _("Open this link, choose a password, and you can begin:"),
            link,
            _("The link works once, until %(day)s.")
            % {"day": date_in_words(invitation.ends_at.date(), invitation.language)},
            _("You did not expect this? Then do nothing, and nothing happens."),
        ]
        return Letter(_("Your invitation to Pathfinder"), _paragraphs(lines))


def letter_of_allauth(template_prefix: str, context: Mapping[str, Any]) -> Letter:
    """What allauth has to say, in our words and the language of the page."""
    name = template_prefix.rpartition("/")[2]
    greeting = _("Hello,")
    match name:
        case "email_confirmation" | "email_confirmation_signup":
            lines = [
                greeting,
                _("Somebody gave this e-mail address for an account at Pathfinder. Is it you? Then open this link:"),
                str(context["activate_url"]),
                _("It is not you? Then do nothing: without the link, nothing changes."),
            ]
            return Letter(_("Is this your e-mail address?"), _paragraphs(lines))
        case "password_reset_key":
            lines = [
                greeting,
                _("Somebody asked for a new password for your account at Pathfinder. Open this link to choose one:"),
                str(context["password_reset_url"]),
                _("It was not you? Then do nothing: your password stays as it is."),
            ]
            return Letter(_("A new password for Pathfinder"), _paragraphs(lines))
    done = _CHANGES[name]()
    lines = [
        greeting,
        done,
        _("It was not you? Then choose a new password at once, and tell an editor of Pathfinder."),
    ]
    return Letter(_("Your account at Pathfinder was changed"), _paragraphs(lines))


_CHANGES = {
    "password_changed": lambda: _("The password of your account at Pathfinder was changed."),
    "password_set": lambda: _("The password of your account at Pathfinder was changed."),
    "password_reset": lambda: _("The password of your account at Pathfinder was changed."),
    "email_changed": lambda: _("The e-mail address of your account at Pathfinder was changed."),
    "email_confirm": lambda: _("The new e-mail address of your account at Pathfinder is confirmed."),
    "email_deleted": lambda: _("An e-mail address was removed from your account at Pathfinder."),
    "totp_activated": lambda: _("The second step of signing in was turned on for your account at Pathfinder."),
    "totp_deactivated": lambda: _("The second step of signing in was turned off for your account at Pathfinder."),
    "recovery_codes_generated": lambda: _("New spare codes were made for your account at Pathfinder."),
}


def _paragraphs(lines: list[str]) -> str:
    return "\n\n".join(line for line in lines if line) + "\n"
