"""What must happen by itself: places that become free, reminders, letters, and forgetting. As often as one likes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from pathfinder.library.content import by_id
from pathfinder.library.events.registering.actions import give_places
from pathfinder.library.events.registering.letters import REMINDER
from pathfinder.library.events.registering.opening import is_called_off, opening_of
from pathfinder.library.events.registering.post import owe, send_owed
from pathfinder.library.events.shown import ShownEvent
from pathfinder.library.models import EventList, Registration, RegistrationLetter

REMINDER_DAYS = (7, 1)  # before the event begins
KEPT_DAYS = 30  # after the event


@dataclass
class Done:
    """What a round did, in numbers."""

    places: int = 0
    reminders: int = 0
    letters: int = 0
    erased: int = 0


def go_round(*, at: dt.datetime) -> Done:
    """Look after every event that people registered for, then send what is owed."""
    today = timezone.localdate(at)
    events = by_id("events")
    done = Done()
    for pk in EventList.objects.values_list("pk", flat=True):
        with transaction.atomic():
            of_event = EventList.objects.select_for_update().filter(pk=pk).first()
            if of_event is not None:
                _look_after(of_event, ShownEvent(events[pk], "en") if pk in events else None, done, at, today)
    done.letters = send_owed(at)
    return done


def _look_after(of_event: EventList, event: ShownEvent | None, done: Done, at: dt.datetime, today: dt.date) -> None:
    people = of_event.registrations
    if event and event.ends.last != of_event.ends_on:  # it was moved
        of_event.ends_on = event.ends.last
        of_event.save(update_fields=["ends_on"])
    done.erased += people.filter(held_until__lte=at).delete()[1].get("library.Registration", 0)
    if today > of_event.ends_on + dt.timedelta(days=KEPT_DAYS):
        done.erased += of_event.delete()[1].get("library.Registration", 0)
        return
    if today > of_event.ends_on:
        people.exclude(needs="").update(needs="")
        return
    if event is None:
        return
    if is_called_off(event):
        for one in people.filter(confirmed_at__isnull=False).exclude(letters__kind=RegistrationLetter.CALLED_OFF):
            owe(one, RegistrationLetter.CALLED_OFF, at)
        return
    done.places += give_places(of_event, opening_of(event), at)
    done.reminders += _remind(of_event, event, at, today)


def _remind(of_event: EventList, event: ShownEvent, at: dt.datetime, today: dt.date) -> int:
    """The nearest reminder that is due, to those who had their place before its day."""
    begins_on = event.starts.first
    left = (begins_on - today).days
    days = min((days for days in REMINDER_DAYS if 0 <= left <= days), default=None)
    if days is None or not event.starts.is_exact:
        return 0
    kind = f"{REMINDER}{days}"
    due_from = timezone.make_aware(dt.datetime.combine(begins_on - dt.timedelta(days=days), dt.time()))  # noqa: DTZ  # made aware
    coming = of_event.registrations.filter(confirmed_at__lt=due_from, placed_at__lt=due_from)
    due: list[Registration] = list(coming.exclude(letters__kind=kind))
    for one in due:
        owe(one, kind, at)
    return len(due)
