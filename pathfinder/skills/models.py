"""ESCO as it was imported: concepts, their words in each language, how they belong together, and which files were read.

Nothing here is of Pathfinder's making: our own vocabulary of tasks lies in packs/shared/skills. The search index is made
from these tables, on each machine.
"""

from __future__ import annotations

from django.db import models


class EscoConcept(models.Model):
    """An occupation, a skill, or a group of either."""

    class Kind(models.TextChoices):
        OCCUPATION = "occupation"
        SKILL = "skill"
        GROUP = "group"

    uri = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=30, blank=True)  # of an occupation its ISCO-08 unit group; of a group its own
    skill_type = models.CharField(max_length=40, blank=True)  # skill/competence, knowledge
    reuse_level = models.CharField(max_length=40, blank=True)  # transversal, cross-sector, …
    version = models.CharField(max_length=20, blank=True)  # of ESCO, in which these were last told

    def __str__(self) -> str:
        return self.uri


class EscoText(models.Model):
    """What a concept is called, in one language."""

    concept = models.ForeignKey(EscoConcept, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    label = models.TextField()
    others = models.TextField(blank=True)  # other names, one a line
    description = models.TextField(blank=True)
    version = models.CharField(max_length=20, blank=True)
    modified = models.CharField(max_length=40, blank=True)  # as ESCO writes it; moments compare as words
    digest = models.CharField(max_length=16)  # of all the above, to see quickly whether a row says something new

    class Meta:
        constraints = (models.UniqueConstraint(fields=["concept", "language"], name="one_text_a_language"),)

    def __str__(self) -> str:
        return f"{self.label} ({self.language})"


class EscoRelation(models.Model):
    """An occupation needs a skill, a skill helps with another, a concept lies in a broader one."""

    class Kind(models.TextChoices):
        ESSENTIAL = "essential"
        OPTIONAL = "optional"
        BROADER = "broader"

    subject = models.ForeignKey(EscoConcept, on_delete=models.CASCADE, related_name="relations")
    object = models.ForeignKey(EscoConcept, on_delete=models.CASCADE, related_name="relations_of_others")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["subject", "object"], name="one_relation_of_two_concepts"),)

    def __str__(self) -> str:
        return f"{self.subject_id} {self.kind} {self.object_id}"


class EscoFile(models.Model):
    """A file that was read to its end, so that it is not read again; and what an import said of it."""

    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of what is in it
    name = models.TextField()
    holds = models.CharField(max_length=30)  # occupations, skills, …
    language = models.CharField(max_length=10, blank=True)  # empty: it has no words
    version = models.CharField(max_length=20, blank=True)
    rows = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    skipped = models.JSONField(default=dict)  # reason to number of rows
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
