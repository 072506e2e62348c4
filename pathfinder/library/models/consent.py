"""Who agreed to what is published, until when, and what was taken back."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q

from pathfinder.library.models.picture import Picture

LONGEST_REASON = 500


class Consent(models.Model):
    """Somebody agreed that a story, a picture or their name as a source is published. Nothing here says who it was."""

    STORY, PICTURE, SOURCE = "story", "picture", "source"

    key = models.CharField(max_length=120, db_index=True, help_text="of the record")
    what = models.CharField(max_length=8, choices=[(one, one) for one in (STORY, PICTURE, SOURCE)], default=STORY)
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, null=True, blank=True, related_name="consents")
    given_on = models.DateField()
    how = models.CharField(max_length=60, help_text="a code of HOW")
    ends_on = models.DateField(null=True, blank=True, help_text="the last day on which it counts")
    secret_hash = models.CharField(max_length=64, unique=True, help_text="of the link with which it is taken back")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120, help_text="as in the history of records")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True, help_text="why an editor took it back")

    class Meta:
        ordering = ("given_on", "id")
        indexes: ClassVar = [models.Index(fields=["withdrawn_at", "ends_on"], name="consent_ends")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(what="picture", picture__isnull=False) | (~Q(what="picture") & Q(picture=None)),
                name="consent_to_a_picture",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("given_on")), name="consent_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"

    def counts_on(self, today: dt.date) -> bool:
        return self.withdrawn_at is None and (self.ends_on is None or self.ends_on >= today)


class Withdrawal(models.Model):
    """A record that was taken back: it is shown nowhere and no pack brings it again."""

    key = models.CharField(max_length=120, primary_key=True, help_text="of the record")
    kind = models.CharField(max_length=20)
    country = models.CharField(max_length=2, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120, help_text="as in the history of records")
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ("-at", "key")

    def __str__(self) -> str:
        return self.key
