"""What the letters to people who registered say, in the language they chose."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, override

from pathfinder.accounts.actions import Letter
from pathfinder.languages.names import date_in_words
from pathfinder.library.events.registering.queries import number_in_line
from pathfinder.library.events.shown import ShownEvent
from pathfinder.library.models import Registration, RegistrationLetter

REMINDER = "reminder-"


def letter_to(to: Registration, kind: str, event: ShownEvent, secret: str) -> Letter:
    """A letter with a link of its own. Until an address is confirmed, it carries no word that somebody typed: a stranger may
    have given the address."""
    with override(to.language):
        link = f"{to.site}{reverse('library:registration', args=[to.language])}?key={secret}"
        title = " ".join(event.title.words.split())
        subject, lines = _told(to, kind, event, title, link)
        greeting = _("Hello %(name)s,") % {"name": to.name} if to.name and to.is_confirmed else _("Hello,")
        return Letter(subject, "\n\n".join(line for line in (greeting, *lines) if line) + "\n")


def _told(to: Registration, kind: str, event: ShownEvent, title: str, link: str) -> tuple[str, list[str]]:
    about = f"{title}\n{event.when}" + (f"\n{event.venue.words}" if event.venue.words else "")
    match kind:
        case RegistrationLetter.CONFIRM:
            return _("Please confirm: %(title)s") % {"title": title}, [
                _("Somebody gave this e-mail address to register for this event:"),
                about,
                "" if to.placed_at else _("All places are taken. When you confirm, you are on the waiting list."),
                _("Is it you? Then open this link and confirm:"),
                link,
                _("The link works until %(day)s, %(time)s.") % _moment(to),
                _("It is not you? Then do nothing: the address is erased."),
            ]
        case RegistrationLetter.AGAIN:
            return _("You are registered already: %(title)s") % {"title": title}, [
                _("Somebody gave this e-mail address again to register for this event. You are registered already, so nothing changed:"),
                about,
                _("See what we keep, or give your registration up:"),
                link,
            ]  # fmt: skip
        case RegistrationLetter.WAITING:
            return _("You are on the waiting list: %(title)s") % {"title": title}, [
                _("All places are taken. You are number %(number)s on the waiting list of this event:")
                % {"number": number_in_line(to)},
                about,
                _("When a place is free and it is your turn, you get it and a letter."),
                _("You do not want to wait any more? Open this link:"),
                link,
            ]
        case RegistrationLetter.CALLED_OFF:
            return _("It does not take place: %(title)s") % {"title": title}, [
                _("This event does not take place:"),
                about,
                _("You need to do nothing. What we keep of your registration, and how to erase it now:"),
                link,
            ]
    return _with_a_place(to, kind, event, title, about, link)


def _with_a_place(
    to: Registration, kind: str, event: ShownEvent, title: str, about: str, link: str
) -> tuple[str, list[str]]:
    """To somebody who comes: how to come, and how to give the place to somebody else."""
    if kind.startswith(REMINDER):
        subject, first = _("Reminder: %(title)s") % {"title": title}, _("You registered for this event:")
    elif kind == RegistrationLetter.PLACE_GOT:
        subject, first = _("You have a place now: %(title)s") % {"title": title}, _("A place is free, and it is yours:")
    else:
        subject, first = _("You are registered: %(title)s") % {"title": title}, _("You are registered for this event:")
    page = f"{to.site}{event.url}"
    stream = str(event.item.data.get("stream") or "") if to.takes_part == Registration.ONLINE else ""
    calendar = f"{to.site}{reverse('library:event-calendar', args=[to.language, event.id])}"
    return subject, [
        first,
        about,
        _("You take part online.") if to.takes_part == Registration.ONLINE else "",
        stream,
        _("Programme and how to get there:"),
        page,
        _("For your calendar:") if event.has_exact_days else "",
        calendar if event.has_exact_days else "",
        _("You cannot come? Please open this link, so that somebody else gets the place. There you also see what we keep of you:"),
        link,
    ]  # fmt: skip


def _moment(to: Registration) -> dict[str, str]:
    until = timezone.localtime(to.held_until)
    return {"day": date_in_words(until.date(), to.language), "time": f"{until:%H:%M}"}
