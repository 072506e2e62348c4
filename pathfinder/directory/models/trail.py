"""What happened to the records: their history, what the index has still to read, and where a pack and an editor differ."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Metadata(models.Model):
    """One field of one record changed. Written once, never edited: this is the record's history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resource_id = models.UUIDField(db_index=True)
    resource_type = models.CharField(max_length=40)
    key = models.CharField(max_length=120, help_text="ours: readable id of the record")
    last_action_date = models.DateTimeField(db_index=True)
    last_action_type = models.CharField(max_length=20, help_text="create, update, check, merge, delete")
    field_name = models.CharField(max_length=60, blank=True)
    previous_value = models.TextField(blank=True)
    replacement_value = models.TextField(blank=True)
    updated_by = models.CharField(max_length=255)
    reason = models.TextField(blank=True, help_text="ours: why, in a sentence")

    class Meta:
        ordering = ("-last_action_date", "id")
        verbose_name_plural = "metadata"

    def __str__(self) -> str:
        return f"{self.key} {self.field_name}"


class Change(models.Model):
    """A record that the search index has to read again; `*` stands for all of them."""

    ALL = "*"

    key = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes: ClassVar = [models.Index(fields=["at"], name="change_at")]

    def __str__(self) -> str:
        return self.key


class Conflict(models.Model):
    """A pack gives a field a new value, but an editor had changed it: the editor's stands until somebody decides."""

    key = models.CharField(max_length=120, help_text="of the record")
    field_name = models.CharField(max_length=60)
    from_pack = models.JSONField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("key", "field_name")
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "field_name"], name="conflict_once_a_field")]

    def __str__(self) -> str:
        return f"{self.key} {self.field_name}"
