"""A profile that a person offers to employers, what employers asked to see of it, and the list of who saw what."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from pathfinder.accounts.actions import WrittenOnce
from pathfinder.matching import codes


class Offers(models.QuerySet["OfferedProfile"]):
    def standing_on(self, day: dt.date) -> Offers:
        """By the day alone: no round has to have been made before. A blocked account shows nothing."""
        return self.filter(until__gte=day, user__is_active=True)


class OfferedProfile(models.Model):
    """The document of a person who agreed to be found. Taken back or over, the row is deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offered_profile")
    document = models.TextField(help_text="as the profile's pages carry it")
    skills = models.JSONField(
        default=list, help_text="references the document names, so that a list needs no documents"
    )
    countries = models.JSONField(default=list, help_text="of vacancies for which it is shown: codes such as be")
    until = models.DateField(db_index=True, help_text="the last day on which it is shown")
    consent = models.CharField(max_length=12, help_text="version of the words that were agreed to")
    offered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = Offers.as_manager()

    class Meta:
        ordering = ("offered_at", "id")

    def __str__(self) -> str:
        return str(self.id)

    @property
    def number(self) -> str:
        """What employers call the person."""
        return str(self.id)[:6]


class FieldRequest(models.Model):
    """An employer asked to see one field. The person answers, and may change the answer at any time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="asked_of_me")
    offer = models.ForeignKey(
        OfferedProfile, on_delete=models.SET_NULL, null=True, blank=True, related_name="requests",
        help_text="empty once it is deleted: nothing is shown any more",
    )  # fmt: skip
    organization_key = models.CharField(max_length=120, db_index=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="asked_of_others"
    )
    vacancy_key = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=12, choices=list(codes.FIELDS.items()))
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=list(codes.STATES.items()), default=codes.OPEN)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "field")
        constraints: ClassVar = [
            # Nobody is asked the same thing twice by the same employer: a no stays a no until the person changes it
            models.UniqueConstraint(fields=["offer", "organization_key", "field"], name="asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.state}"


class OfferEvent(WrittenOnce):
    """Who saw what of a person and when, who asked, what was agreed. Goes with the account alone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offer_events")
    at = models.DateTimeField()
    what = models.CharField(max_length=12, choices=list(codes.HAPPENED.items()))
    organization_key = models.CharField(max_length=120, blank=True, help_text="empty: the person, or the calendar")
    who = models.UUIDField(null=True, blank=True, help_text="id of the person at the desk")
    field = models.CharField(max_length=12, blank=True, choices=list(codes.FIELDS.items()))
    vacancy_key = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes: ClassVar = [models.Index(fields=["user", "-at"], name="offer_events_newest")]

    def __str__(self) -> str:
        return f"{self.what} {self.field}".strip()
