"""Pictures of the library, made anew from what was uploaded: nothing of the file that somebody gave is kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pathfinder.languages.fields import LocalizedField

LONGEST_CREDIT = 200
LONGEST_ALT = 400
LONGEST_PEOPLE = 300


class Picture(models.Model):
    """One picture of a record. Once it is removed, only its name stays, so that its address can say so."""

    name = models.CharField(max_length=32, primary_key=True, help_text="a hash, in its addresses")
    key = models.CharField(max_length=120, db_index=True, help_text="of the record")
    alt = LocalizedField(help_text="what one sees on it, by language; empty once it is removed")
    credit = models.CharField(max_length=LONGEST_CREDIT, blank=True)
    people = models.CharField(max_length=LONGEST_PEOPLE, blank=True, help_text="who is on it; for the desk alone")
    shows_people = models.BooleanField(default=False, help_text="whether somebody can be recognised")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=120, help_text="as in the history of records")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("uploaded_at", "name")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(credit="", people=""), name="nothing_of_a_removed_picture"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PictureFile(models.Model):
    """A picture in one width, as WebP."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="files")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ("picture", "width")
        constraints: ClassVar = [models.UniqueConstraint(fields=["picture", "width"], name="picture_once_a_width")]

    def __str__(self) -> str:
        return f"{self.picture_id}-{self.width}"
