"""What people share with the library before it is a record: as it was typed, where it stands, and what both sides wrote."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from pathfinder.library.models.owed_letter import OwedLetter

DRAFT, WAITING, ASKED, SCHEDULED, PUBLISHED, DECLINED, TAKEN_BACK = (
    "draft",
    "waiting",
    "asked",
    "scheduled",
    "published",
    "declined",
    "taken-back",
)
STATES = (DRAFT, WAITING, ASKED, SCHEDULED, PUBLISHED, DECLINED, TAKEN_BACK)
OPEN = (DRAFT, ASKED)  # the author can change it


class Submission(models.Model):
    """A practice, story, event or document that somebody shares. Who has the secret of a link is its author."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, help_text="of the record that it shall be")
    country = models.CharField(max_length=2)
    email = models.EmailField(blank=True, help_text="of an author without an account, in small letters")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="submissions"
    )
    language = models.CharField(max_length=12, help_text="of the letters")
    site = models.CharField(max_length=300, help_text="address of this site, for the links in letters")
    form = models.CharField(max_length=32, unique=True, help_text="mark of the form, so that one sent twice is one")
    link_hash = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="of the link that no letter brought"
    )
    state = models.CharField(max_length=10, default=DRAFT, choices=[(state, state) for state in STATES])
    typed = models.JSONField(
        default=dict, blank=True, help_text="the form of the record as it was typed, however wrong"
    )
    typed_before = models.JSONField(default=dict, blank=True, help_text="as it stood when a question was asked")
    beside = models.JSONField(default=dict, blank=True, help_text="typed beside it: consent of a story, an answer")
    languages = models.JSONField(help_text="codes that the form shows for every text")
    version = models.PositiveIntegerField(default=0, help_text="counts what was kept; 0 until somebody opened the link")
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True, help_text="to the editors, the first time")
    publish_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="submissions_decided"
    )
    record_key = models.CharField(max_length=120, blank=True, db_index=True, help_text="once it is published")

    class Meta:
        ordering = ("begun_at", "id")
        indexes: ClassVar = [models.Index(fields=["state", "sent_at"], name="submission_waiting")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=SCHEDULED, publish_at__isnull=False) | (~Q(state=SCHEDULED) & Q(publish_at=None)),
                name="scheduled_for_a_moment",
            ),
            models.CheckConstraint(
                condition=(Q(state=PUBLISHED) & ~Q(record_key="")) | (~Q(state=PUBLISHED) & Q(record_key="")),
                name="published_as_a_record",
            ),
        ]

    def __str__(self) -> str:
        return f"submission {self.pk}"  # never a person's words: this ends up in messages of errors

    @property
    def is_open(self) -> bool:
        """Whether the author can change it."""
        return self.state in OPEN

    @property
    def address(self) -> str:
        """Where letters go; nowhere once it was erased."""
        return self.author.email if self.author else self.email


class SubmissionStep(models.Model):
    """One step in the course of a submission, with the words of whoever took it."""

    AUTHOR, EDITOR, CLOCK = "author", "editor", "clock"

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.CharField(max_length=6, choices=[(one, one) for one in (AUTHOR, EDITOR, CLOCK)])
    signature = models.CharField(max_length=60, blank=True, help_text="of an editor, as in the history of records")
    what = models.CharField(max_length=12, help_text="sent, asked, answered, changed, scheduled, published, …")
    words = models.TextField(blank=True)
    changes = models.JSONField(default=list, blank=True, help_text="name, old and new value of each changed field")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"


class SubmissionLetter(OwedLetter):
    """A letter to an author: the link to begin, and one at each step."""

    LINK = "link"

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="letters")
    enclosed = models.CharField(
        max_length=100, blank=True, help_text="secret of the link to take a consent back; gone with the letter"
    )

    class Meta(OwedLetter.Meta):
        abstract = False
