"""Registering, confirming, erasing, and who gets a place. Everything that gives places out holds the lock of the event."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pathfinder.library.events.registering.opening import Opening
from pathfinder.library.events.registering.post import owe, owe_if_seldom_asked
from pathfinder.library.models import EventList, Registration, RegistrationLetter
from pathfinder.library.wake import soon

HELD_HOURS = 24


class RegistrationGone(LookupError):
    """It was erased, by the person or because nobody confirmed it in time."""


@dataclass(frozen=True)
class Typed:
    """What a person says of taking part, checked."""

    email: str
    name: str = ""
    takes_part: str = Registration.HERE
    event_language: str = ""
    needs: str = ""
    language: str = "en"


def register(opening: Opening, typed: Typed, *, site: str, form: str, at: dt.datetime) -> None:
    """Hold a place, or a wish for the waiting list, until the person confirms it by letter.

    Who registered already gets a letter that says so, and nothing of theirs changes: a stranger may have typed the address.
    The same form sent twice is one.
    """
    with transaction.atomic():
        of_event = lock(opening)
        give_places(of_event, opening, at)
        known = of_event.registrations.filter(email=typed.email).first()
        if known is None:
            new = Registration(event=of_event, site=site, form=form, registered_at=at, **asdict(typed))
            _hold(new, opening, at)
            owe(new, RegistrationLetter.CONFIRM, at)
        elif known.is_confirmed:
            if known.form != form:
                owe_if_seldom_asked(known, RegistrationLetter.AGAIN, at)
        elif known.form != form:
            _register_anew(known, typed, opening, form, at)
            owe_if_seldom_asked(known, RegistrationLetter.CONFIRM, at)
        transaction.on_commit(soon)


def _register_anew(known: Registration, typed: Typed, opening: Opening, form: str, at: dt.datetime) -> None:
    """The last words count. The place is held no longer than from the first ones, so nobody keeps it by asking again."""
    loses_place = known.has_lapsed(at) or known.takes_part != typed.takes_part
    for name, value in asdict(typed).items():
        setattr(known, name, value)
    known.form = form
    if loses_place:
        known.placed_at = None
        known.save()
        _hold(known, opening, at)
    else:
        known.save()


def _hold(one: Registration, opening: Opening, at: dt.datetime) -> None:
    if one.held_until is None or one.has_lapsed(at):
        one.held_until = at + dt.timedelta(hours=HELD_HOURS)
    one.placed_at = at if _can_come(one, opening, at) else None
    one.save()


def confirm(pk: int, opening: Opening | None, *, at: dt.datetime) -> Registration:
    """The held place becomes the person's own; without one, the person waits in the order of confirming.

    Raises RegistrationGone.
    """
    with transaction.atomic():
        one = _locked(pk)
        if one.is_confirmed:  # two windows, two clicks
            return one
        if one.placed_at is None or one.has_lapsed(at):
            one.placed_at = None
            one.save(update_fields=["placed_at"])
            give_places(one.event, opening, at)
            one.placed_at = at if _can_come(one, opening, at) else None
        one.confirmed_at, one.held_until = at, None
        one.save(update_fields=["confirmed_at", "held_until", "placed_at"])
        owe(one, RegistrationLetter.WAITING if one.waits else RegistrationLetter.PLACE, at)
        transaction.on_commit(soon)
    return one


def erase(pk: int, opening: Opening | None, *, at: dt.datetime) -> None:
    """The person does not come, or wants to be forgotten: everything goes, and the place to who waits first."""
    with transaction.atomic():
        try:
            one = _locked(pk)
        except RegistrationGone:
            return
        of_event = one.event
        one.delete()
        give_places(of_event, opening, at)
        transaction.on_commit(soon)


# places


def lock(opening: Opening) -> EventList:
    """The event's list, with the lock that everybody takes before giving out places. In a transaction only."""
    found, _is_new = EventList.objects.select_for_update().get_or_create(
        event=opening.event, defaults={"ends_on": opening.ends_on}
    )
    return found


def _locked(pk: int) -> Registration:
    """With the lock of its event. Raises RegistrationGone."""
    event = Registration.objects.filter(pk=pk).values_list("event", flat=True).first()
    if event is None or not EventList.objects.select_for_update().filter(pk=event).first():
        raise RegistrationGone
    if (
        one := Registration.objects.select_related("event").filter(pk=pk).first()
    ):  # as it is now that nobody else writes
        return one
    raise RegistrationGone


def free_places(opening: Opening | None, at: dt.datetime) -> int | None:
    """None where there is room for all. A held place counts until it lapses."""
    if opening is None:  # the event does not take people any more
        return 0
    if opening.places is None:
        return None
    taken = Registration.objects.filter(event=opening.event, placed_at__isnull=False)
    if opening.is_online_too:
        taken = taken.filter(takes_part=Registration.HERE)
    return max(0, opening.places - taken.filter(Q(held_until=None) | Q(held_until__gt=at)).count())


def give_places(of_event: EventList, opening: Opening | None, at: dt.datetime) -> int:
    """Free places go to those who wait, the first first. Gives how many. With the lock only."""
    if opening is None or not opening.gives_places(timezone.localdate(at)):
        return 0
    waiting = of_event.registrations.filter(confirmed_at__isnull=False, placed_at=None).order_by("confirmed_at", "id")
    lucky = list(waiting[: free_places(opening, at)])
    for one in lucky:
        one.placed_at = at
        one.save(update_fields=["placed_at"])
        owe(one, RegistrationLetter.PLACE_GOT, at)
    return len(lucky)


def _can_come(one: Registration, opening: Opening | None, at: dt.datetime) -> bool:
    if opening and opening.is_online_too and one.takes_part == Registration.ONLINE:
        return True
    return free_places(opening, at) != 0
