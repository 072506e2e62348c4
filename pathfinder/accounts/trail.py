"""The words of the trail: what an event is called. Other rooms bring theirs with `actions.name_events`."""

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop as _

EVENTS: dict[str, str] = {
    "sign_in": _("signed in"),
    "sign_in_failed": _("did not get in: wrong e-mail address or password"),
    "second_step_failed": _("did not get in: wrong code of the second step"),
    "sign_out": _("signed out"),
    "invited": _("invited a person"),
    "invitation_taken": _("took an invitation"),
    "invitation_withdrawn": _("withdrew an invitation"),
    "role_given": _("gave a role"),
    "role_taken_away": _("took a role away"),
    "blocked": _("blocked an account"),
    "unblocked": _("opened a blocked account again"),
    "password_changed": _("changed the password"),
    "email_changed": _("changed the e-mail address"),
    "second_step_on": _("turned the second step on"),
    "second_step_off": _("turned the second step off"),
    "data_exported": _("downloaded own data"),
    "account_erased": _("erased the account"),
}


def name_events(words: Mapping[str, str]) -> None:
    """Words, marked for translation, for the codes of another room's events."""
    EVENTS.update(words)


def in_words(what: str) -> str:
    words = EVENTS.get(what)
    return gettext(words) if words else what.replace("_", " ")
