"""The letter with a candidate's link, in the candidate's language."""

from django.utils.translation import gettext as _, override

from pathfinder.accounts.actions import Letter
from pathfinder.talent.models import Candidate


def link_letter(candidate: Candidate, link: str) -> Letter:
    with override(candidate.language):
        lines = [
            _("Hello,"),
            _("On this page you see what happens with your wish to work abroad, what is next, and which papers are missing:"),
            link,
            _("The page is yours: do not give the link to anybody. You can answer there, and you can have everything erased."),
        ]  # fmt: skip
        return Letter(_("Your page about work abroad"), "\n\n".join(lines) + "\n")
