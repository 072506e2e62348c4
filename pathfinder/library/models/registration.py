"""People who registered for an event, and the letters to them. Everything about a person goes a month after the event."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q

from pathfinder.library.models.owed_letter import OwedLetter

LONGEST_NAME = 60
LONGEST_NEEDS = 500


class EventList(models.Model):
    """An event that people registered for. Who gives out its places locks this row first, so that no place goes twice."""

    event = models.SlugField(primary_key=True, max_length=120, help_text="its id in the library")
    ends_on = models.DateField(help_text="so that the list is erased also when the event is gone from the library")

    class Meta:
        ordering = ("event",)

    def __str__(self) -> str:
        return self.event


class Registration(models.Model):
    """A person at an event: not confirmed yet, with a place, or on the waiting list."""

    HERE, ONLINE = "here", "online"

    event = models.ForeignKey(EventList, on_delete=models.CASCADE, related_name="registrations")
    email = models.EmailField(help_text="in small letters")
    name = models.CharField(max_length=LONGEST_NAME, blank=True, help_text="how to be called")
    takes_part = models.CharField(max_length=8, choices=[(HERE, HERE), (ONLINE, ONLINE)], default=HERE)
    event_language = models.CharField(max_length=12, blank=True, help_text="needed at the event; code such as uk")
    needs = models.TextField(blank=True, help_text="to get in and take part; gone the day after the event")
    language = models.CharField(max_length=12, default="en", help_text="of the letters")
    site = models.CharField(max_length=300, help_text="address of this site, for the links in letters")
    form = models.CharField(max_length=32, help_text="mark of the form, so that one sent twice is one")
    registered_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True, help_text="until it is confirmed; then nothing")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    placed_at = models.DateTimeField(
        null=True, blank=True, help_text="when it got its place; nothing on the waiting list"
    )

    class Meta:
        ordering = ("registered_at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "email"], name="registered_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, held_until__isnull=False)
                | Q(confirmed_at__isnull=False, held_until=None),
                name="held_until_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"registration {self.pk}"  # never a person's words: this ends up in messages of errors

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def waits(self) -> bool:
        return self.is_confirmed and self.placed_at is None

    def has_lapsed(self, at: dt.datetime) -> bool:
        """Nobody confirmed it in time."""
        return self.held_until is not None and self.held_until <= at


class RegistrationLetter(OwedLetter):
    """A letter to somebody who registered: owed, or sent. Its link has a secret, of which only the hash is kept."""

    CONFIRM, AGAIN, PLACE, WAITING, PLACE_GOT, CALLED_OFF = (
        "confirm",
        "again",
        "place",
        "waiting",
        "place-got",
        "called-off",
    )
    ONCE: ClassVar = [PLACE_GOT, CALLED_OFF, "reminder-7", "reminder-1"]

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="letters")

    class Meta(OwedLetter.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=Q(kind__in=["place-got", "called-off", "reminder-7", "reminder-1"]),
                name="letter_once",
            )
        ]
