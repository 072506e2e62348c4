"""What a provider gets to read once an editor has decided."""

from __future__ import annotations

from django.utils.translation import gettext as _, override

from pathfinder.accounts.actions import Letter
from pathfinder.editing.models import APPROVED, Proposal


def decision_letter(proposal: Proposal, name: str, link: str, *, language: str) -> Letter:
    with override(language):
        if proposal.state == APPROVED:
            subject = _("Your change is on the page")
            first = _("An editor approved what you changed about “%(name)s”. Visitors see it now.") % {"name": name}
        else:
            subject = _("Your change was not taken over")
            first = _("An editor looked at what you changed about “%(name)s” and did not take it over.") % {
                "name": name
            }
        lines = [_("Hello,"), first]
        if proposal.reason:
            lines += [_("The editor writes:"), proposal.reason]
        lines += [_("You see all of it here:"), link]
        return Letter(subject, "\n\n".join(lines) + "\n")
