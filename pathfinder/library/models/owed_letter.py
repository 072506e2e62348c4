"""A letter that is owed to somebody, or was sent. Its link has a secret of its own, of which only the hash is kept."""

from __future__ import annotations

from django.db import models


class OwedLetter(models.Model):
    kind = models.CharField(max_length=20)
    secret_hash = models.CharField(max_length=64, blank=True, db_index=True)
    owed_at = models.DateTimeField()
    next_try_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
