"""The letters of this room, in the language of the person who gets them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _, override

from pathfinder.accounts.actions import Letter
from pathfinder.matching.codes import FIELDS


def letter_with_link(link: str, language: str) -> Letter:
    """Confirms the address; with the link an account is opened."""
    with override(language):
        return _letter(
            _("Keep your profile at Pathfinder"),
            _("Somebody gave this e-mail address to keep a profile at Pathfinder. Is it you? Then open this link, choose a password, and you can begin:"),
            link,
            _("The link works for a week."),
            _("It is not you? Then do nothing: without the link, nothing changes."),
        )  # fmt: skip


def letter_of_known(link: str, language: str) -> Letter:
    """For somebody who has an account already: the page said nothing of it to whoever typed the address."""
    with override(language):
        return _letter(
            _("You have an account at Pathfinder"),
            _("Somebody gave this e-mail address to keep a profile at Pathfinder. Is it you? You have an account already: sign in with it."),
            link,
            _("It is not you? Then do nothing: without the link, nothing changes."),
        )  # fmt: skip


def letter_of_asking(organization: str, fields: Sequence[str], reason: str, link: str, language: str) -> Letter:
    with override(language):
        return _letter(
            _("An employer asks to see more of your profile"),
            _("This employer saw your skills, without your name, and asks to see more: %(name)s") % {"name": organization},
            "\n".join(f"– {_(FIELDS[field])}" for field in fields),
            _("The employer's reason:") + "\n" + reason,
            _("You decide for each of them. You may say no without a reason, and you may take back what you agreed to:"),
            link,
        )  # fmt: skip


def _letter(subject: str, *paragraphs: str) -> Letter:
    return Letter(subject, "\n\n".join((_("Hello,"), *paragraphs)) + "\n")
