"""Letters to employers about what the desk decided: owed in the same transaction, sent by the server's rounds."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _, override

from pathfinder.accounts.actions import Letter
from pathfinder.accounts.queries import User, organizations_of
from pathfinder.languages.localized_text import localized
from pathfinder.library.actions import Written, send_due, soon
from pathfinder.vacancies.codes import CLOSED, DECLINED, OPEN
from pathfinder.vacancies.models import Vacancy, VacancyLetter


def owe(one: Vacancy, decision: str, *, by: User, at: dt.datetime, site: str, reason: str = "") -> None:
    """In the caller's transaction: to whoever of the employer touched it last. What somebody decided alone is no news to them."""
    to = one.employer_changed_by or one.made_by
    if to is not None and to != by:
        VacancyLetter.objects.create(
            vacancy=one, to=to, kind=decision, reason=reason, site=site, owed_at=at, next_try_at=at
        )
        transaction.on_commit(soon)


def send_owed(*, at: dt.datetime) -> int:
    """Send what is due; gives how many."""
    return send_due(VacancyLetter.objects.select_related("vacancy", "to"), at, _written)


def _written(one: VacancyLetter, _secret: str) -> Written | None:
    """Nothing for who does not speak for the employer any more, nor where a newer decision is told."""
    speaks = one.to.is_active and one.vacancy.organization_key in organizations_of(one.to)
    if not speaks or one.vacancy.letters.filter(pk__gt=one.pk).exists():
        return None
    return Written(_letter(one), one.to.email)


def _letter(one: VacancyLetter) -> Letter:
    language = one.to.language
    with override(language):
        title = {"title": " ".join(localized(one.vacancy.title, language).words.split())}
        desk = one.site + reverse("vacancies:edit", args=[language, one.vacancy_id])
        page = one.site + reverse("vacancies:vacancy", args=[language, one.vacancy_id])
        subject, *lines = {
            OPEN: [_("Published: %(title)s"), _("Published. Visitors see it now."), page],
            DECLINED: [
                _("Not published: %(title)s"),
                _("An editor wrote:") + "\n" + one.reason,
                _("Visitors see it as it was before the change.") if one.vacancy.state == OPEN else "",
                _("You can change it and send it again:"),
                desk,
            ],
            CLOSED: [
                _("Closed: %(title)s"),
                _("An editor closed this vacancy. Its page stays and says that it is no longer open."),
                page,
            ],
        }[one.kind]
        return Letter(subject % title, "\n\n".join((_("Hello,"), *filter(None, lines))) + "\n")
