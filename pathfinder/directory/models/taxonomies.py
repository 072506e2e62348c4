"""Taxonomies, their terms, and which record carries which term.

Themes, audiences and residence grounds stand on the records themselves and are given to others as attributes; the table
`Attribute` holds what other systems say with taxonomies of their own.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from pathfinder.languages.fields import LocalizedField


class Taxonomy(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=120, unique=True)
    name = models.TextField()
    description = models.TextField()
    uri = models.URLField(max_length=2000, blank=True)
    version = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("key",)
        verbose_name_plural = "taxonomies"

    def __str__(self) -> str:
        return self.key


class TaxonomyTerm(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.CASCADE, related_name="terms")
    code = models.CharField(max_length=255)
    name = LocalizedField()
    description = LocalizedField()
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True)
    term_uri = models.URLField(max_length=2000, blank=True)

    class Meta:
        ordering = ("taxonomy_id", "code")
        constraints: ClassVar = [models.UniqueConstraint(fields=["taxonomy", "code"], name="code_once_a_taxonomy")]

    def __str__(self) -> str:
        return self.code


class Attribute(models.Model):
    """A term that another system has put on one of its records."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link_id = models.UUIDField(db_index=True)
    link_entity = models.CharField(max_length=40)
    link_type = models.CharField(max_length=120, blank=True)
    taxonomy_term = models.ForeignKey(TaxonomyTerm, on_delete=models.CASCADE, related_name="attributes")
    value = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.link_entity} {self.link_id}"
