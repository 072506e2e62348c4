"""What the letters to people who share something say, in the language they chose."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, override

from pathfinder.accounts.actions import Letter
from pathfinder.languages.names import date_in_words
from pathfinder.library.consents.queries import consent_path
from pathfinder.library.models import Submission, SubmissionLetter
from pathfinder.library.pages import page_of
from pathfinder.library.sharing.kept import KEPT_DAYS, UNOPENED_DAYS
from pathfinder.library.sharing.kinds import title_of


def letter_to(to: Submission, kind: str, secret: str, *, enclosed: str = "") -> Letter:
    """With a link of its own. The first carries no word that somebody typed: a stranger may have given the address."""
    with override(to.language):
        link = f"{to.site}{reverse('library:share-draft', args=[to.language])}?key={secret}"
        subject, lines = _told(to, kind, link, enclosed)
        return Letter(subject, "\n\n".join(line for line in (_("Hello,"), *lines) if line) + "\n")


def _told(to: Submission, kind: str, link: str, enclosed: str) -> tuple[str, list[str]]:
    title = title_of(to.kind, to.typed)
    course = [_("You see all of it here:"), link]
    match kind:
        case SubmissionLetter.LINK:
            return _("Your draft for the library of Pathfinder"), [
                _("Somebody gave this e-mail address to share something with the library of Pathfinder. Is it you? Then open this link and write:"),
                link,
                _("Keep this letter: the link is the only way to your draft."),
                _("It is not you? Then do nothing: the address is erased after %(days)s days.") % {"days": UNOPENED_DAYS},
            ]  # fmt: skip
        case "sent":
            return _("We have it: %(title)s") % {"title": title}, [
                _("Thank you. An editor reads what you sent and decides. You get a letter.") + f"\n{title}",
                *course,
            ]
        case "asked":
            return _("A question about: %(title)s") % {"title": title}, [
                _("An editor read what you shared and asks:"),
                _words_of(to, "asked"),
                _("Answer here. You can change everything you wrote:"),
                link,
            ]
        case "scheduled":
            return _("To be published: %(title)s") % {"title": title}, [
                _("An editor accepted what you shared. It is published on %(day)s at %(time)s.") % _moment(to),
                *course,
            ]
        case "declined":
            return _("Not published: %(title)s") % {"title": title}, [
                _("An editor read what you shared and decided not to publish it. The reason:"),
                _words_of(to, "declined"),
                _("It is erased after %(days)s days.") % {"days": KEPT_DAYS},
                *course,
            ]
        case "taken-back":
            return _("Taken back: %(title)s") % {"title": title}, [
                _("You took back what you shared. It is not published, and it is erased after %(days)s days.")
                % {"days": KEPT_DAYS},
                *course,
            ]
    return _published(to, title, link, enclosed)


def _published(to: Submission, title: str, link: str, enclosed: str) -> tuple[str, list[str]]:
    page = f"{to.site}{page_of(to.kind, to.record_key, to.language)}"
    lines = [_("What you shared stands in the library:"), page]
    if enclosed:
        consent = f"{to.site}{consent_path(enclosed, to.language)}"
        lines += [
            _("Give this link to the person whom the story is about. With it, the consent can be taken back at any time, and the story is gone at once:"),
            consent,
        ]  # fmt: skip
    return _("Published: %(title)s") % {"title": title}, [*lines, _("How it came about:"), link]


def _words_of(to: Submission, what: str) -> str:
    step = to.steps.filter(what=what).last()
    return step.words if step else ""


def _moment(to: Submission) -> dict[str, str]:
    moment = timezone.localtime(to.publish_at)
    return {"day": date_in_words(moment.date(), to.language), "time": f"{moment:%H:%M}"}
