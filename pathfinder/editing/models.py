"""What providers propose, and how far the translations are."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

WAITING, APPROVED, DECLINED, WITHDRAWN = "waiting", "approved", "declined", "withdrawn"
SCHEDULED = "scheduled"  # an editor's own change, for a day to come
STATES = (WAITING, APPROVED, DECLINED, WITHDRAWN, SCHEDULED)


class Proposal(models.Model):
    """What a provider wants to change in one record, or an editor on a day to come. Of providers' one waits at a time; a
    second save renews it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120, help_text="of the record")
    organization_key = models.CharField(
        max_length=120, db_index=True, help_text="of the provider, when it was proposed"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    signature = models.CharField(max_length=60, help_text="of the provider, for the record's history")
    made_at = models.DateTimeField()
    note = models.TextField(blank=True, help_text="what the provider says about it")
    before = models.JSONField(help_text="each proposed field as it was; null where nothing stood")
    changes = models.JSONField(help_text="each proposed field as it shall be; null to empty it")
    state = models.CharField(max_length=10, default=WAITING, choices=[(s, s) for s in STATES])  # fmt: skip
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="why it was declined, for the provider")
    publish_at = models.DateTimeField(null=True, blank=True, db_index=True, help_text="when it shall be written")

    class Meta:
        ordering = ("-made_at", "id")
        indexes: ClassVar = [models.Index(fields=["state", "made_at"], name="proposal_waiting")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(state=WAITING), name="one_proposal_waits_a_record"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"


class RecordTexts(models.Model):
    """How many texts a record had when they were counted."""

    key = models.CharField(max_length=120, primary_key=True)
    kind = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    counted_for = models.DateTimeField(help_text="`changed_at` of the record when it was counted")
    texts = models.PositiveIntegerField()

    class Meta:
        ordering = ("key",)
        verbose_name_plural = "record texts"
        indexes: ClassVar = [models.Index(fields=["country"], name="recordtexts_country")]

    def __str__(self) -> str:
        return self.key


class TextCount(models.Model):
    """Of one record's texts, how many there are in one language and how good they are. The rest are missing."""

    record = models.ForeignKey(RecordTexts, on_delete=models.CASCADE, related_name="counts")
    language = models.CharField(max_length=35)
    source = models.PositiveIntegerField(default=0)
    reviewed = models.PositiveIntegerField(default=0)
    machine = models.PositiveIntegerField(default=0)
    outdated = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("record", "language")
        constraints: ClassVar = [models.UniqueConstraint(fields=["record", "language"], name="language_once_a_record")]
        indexes: ClassVar = [models.Index(fields=["language"], name="textcount_language")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.language}"


class Suggestion(models.Model):
    """Better words that a reader proposes for one text in one language. Nothing is known of the reader.

    What is declined is gone, and what is taken over into a record too: the record has it. For packs and the interface it stays
    until their files have it.
    """

    WAITING, TAKEN = "waiting", "taken"

    form = models.CharField(max_length=32, unique=True, help_text="of the form it came with: sent twice, kept once")
    text = models.CharField(max_length=300, help_text="id of the text: place:item:path")
    language = models.CharField(max_length=35)
    words = models.TextField(blank=True, help_text="the translation that the reader saw")
    suggested = models.TextField()
    suggested_on = models.DateField()
    state = models.CharField(max_length=8, default=WAITING, choices=[(s, s) for s in (WAITING, TAKEN)])
    decided_by = models.CharField(max_length=60, blank=True, help_text="signature of the translator")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("suggested_on", "id")
        indexes: ClassVar = [models.Index(fields=["language", "state"], name="suggestion_waiting")]

    def __str__(self) -> str:
        return f"{self.text} {self.language}"
