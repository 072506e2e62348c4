"""Candidates abroad, jobs that could bring them, the cases between them, and what was done, written once."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from pathfinder.accounts.actions import WrittenOnce
from pathfinder.talent import stages


def _choices(words: Any) -> list[tuple[str, str]]:
    return [(code, code or "–") for code in words]


class Candidate(models.Model):
    """Somebody who wants to come for work. The profile and the ways to reach them are kept with their consent only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization_key = models.CharField(max_length=120, blank=True, help_text="of the team; empty: the editors")
    reference = models.CharField(max_length=40, help_text="the team's own")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=12, default="en", help_text="of the page and the letter")
    stay = models.CharField(max_length=2, blank=True, help_text="country where the person is")
    nationality = models.CharField(max_length=2, blank=True)
    destinations = models.JSONField(default=list, blank=True, help_text="codes of countries that the person wishes")
    passport = models.CharField(max_length=8, blank=True, choices=_choices(stages.PASSPORT))
    passport_until = models.DateField(null=True, blank=True)
    dependants = models.JSONField(default=list, blank=True, help_text="relation, birth_year, comes")
    profile = models.JSONField(null=True, blank=True, help_text="a profile document")
    profile_consent_on = models.DateField(null=True, blank=True)
    contact_consent_on = models.DateField(null=True, blank=True)
    link_hash = models.CharField(max_length=64, blank=True, db_index=True)
    link_made_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.CharField(max_length=40, blank=True, help_text="signature")
    entered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-entered_at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization_key", "reference"], name="own_reference_once"),
            models.CheckConstraint(
                condition=Q(profile=None) | Q(profile_consent_on__isnull=False), name="profile_with_consent"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class JobOpportunity(models.Model):
    """Work at a destination for which a team looks for candidates."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization_key = models.CharField(max_length=120, blank=True, help_text="of the team; empty: the editors")
    destination = models.CharField(max_length=2, help_text="one of which we know the law")
    employer_key = models.CharField(max_length=120, blank=True, help_text="of the directory, where it is there")
    employer_name = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    isco = models.CharField(max_length=4, blank=True)
    vacancy_key = models.CharField(max_length=40, blank=True)
    stage = models.CharField(max_length=12, default="contact", choices=_choices(stages.JOB_STAGES))
    closed = models.CharField(max_length=12, blank=True, choices=_choices(stages.JOB_CLOSED))
    entered_by = models.CharField(max_length=40, blank=True)
    entered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-entered_at", "id")

    def __str__(self) -> str:
        return self.title


class CandidateForJob(models.Model):
    """One candidate and one job. `stage` stays where it was when the case is closed with a reason."""

    # What a step changes, and undoing restores
    STATE = ("stage", "closed", "next_step", "next_words", "due", "papers", "answer_waits")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="cases")
    job = models.ForeignKey(JobOpportunity, on_delete=models.CASCADE, related_name="cases")
    stage = models.CharField(max_length=16, default=stages.FIRST, choices=_choices(stages.STAGES))
    closed = models.CharField(max_length=12, blank=True, choices=_choices(stages.CLOSED))
    next_step = models.CharField(max_length=12, blank=True, choices=_choices(stages.NEXT_STEPS))
    next_words = models.CharField(max_length=500, blank=True, help_text="to the candidate, as they were typed")
    due = models.DateField(null=True, blank=True)
    papers = models.JSONField(default=list, blank=True, help_text="codes of those that are missing")
    answer_waits = models.BooleanField(default=False, help_text="the candidate wrote, nobody has moved it since")
    version = models.PositiveIntegerField(default=0)
    entered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("entered_at", "id")
        constraints: ClassVar = [models.UniqueConstraint(fields=["candidate", "job"], name="a_case_once")]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.job_id}"


class BulkStep(models.Model):
    """One step for several cases of a job, which can be undone within the day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(JobOpportunity, on_delete=models.CASCADE, related_name="bulk_steps")
    change = models.JSONField(help_text="the fields of the case that it set")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "id")

    def __str__(self) -> str:
        return str(self.id)


class BulkItem(models.Model):
    """A case as it was before, and the version that the step left it in."""

    step = models.ForeignKey(BulkStep, on_delete=models.CASCADE, related_name="items")
    case = models.ForeignKey(CandidateForJob, on_delete=models.CASCADE, related_name="bulk_items")
    before = models.JSONField()
    version = models.PositiveIntegerField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.step_id} {self.case_id}"


class HistoryLine(WrittenOnce):
    """What was done with a case or a job: who, when, what, and the words that were said."""

    TEAM, CANDIDATE = "team", "candidate"

    case = models.ForeignKey(CandidateForJob, on_delete=models.CASCADE, null=True, blank=True, related_name="history")
    job = models.ForeignKey(JobOpportunity, on_delete=models.CASCADE, null=True, blank=True, related_name="history")
    at = models.DateTimeField()
    who = models.CharField(max_length=10, default=TEAM)
    signature = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=16, help_text="entered, moved, closed, opened, told, undone, answered")
    stage = models.CharField(max_length=16, blank=True, help_text="in which it is from then on")
    closed = models.CharField(max_length=12, blank=True)
    next_step = models.CharField(max_length=12, blank=True)
    due = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(case=None) ^ Q(job=None), name="of_a_case_or_of_a_job"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.stage}"


class Export(models.Model):
    """Somebody took a file along: why, with names or without, and who was in it as long as they are here."""

    organization_key = models.CharField(max_length=120, blank=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    with_names = models.BooleanField(default=False)
    rows = models.PositiveIntegerField()
    delete_since = models.DateTimeField(
        null=True, blank=True, help_text="somebody in it was erased: the copy has to go"
    )
    candidates = models.ManyToManyField(Candidate, related_name="exports")

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.by}"
