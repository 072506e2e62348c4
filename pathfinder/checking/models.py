"""What this room keeps: reasons to look, links, duplicates, reports, marks of the law, searches that found nothing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pathfinder.checking.reasons import RANKS


class Reason(models.Model):
    """Why somebody should look at a record although its date has not come. Gone once it is settled."""

    key = models.CharField(max_length=120, help_text="of the record")
    kind = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    why = models.CharField(max_length=20, choices=[(code, code) for code in RANKS])
    about = models.CharField(max_length=120, blank=True, help_text="the source, provision, link, report or pair")
    rank = models.PositiveSmallIntegerField(help_text="of RANKS: the lowest is the most urgent")
    since = models.DateTimeField()

    class Meta:
        ordering = ("rank", "since", "id")
        indexes: ClassVar = [
            models.Index(fields=["why", "about"], name="reason_about"),
            models.Index(fields=["key", "rank"], name="reason_key"),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "why", "about"], name="reason_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.why} {self.about}"


class ProvisionMark(models.Model):
    """A provision as the pack last had it, so that a change of the law is noticed."""

    country = models.CharField(max_length=2)
    provision = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=32)

    class Meta:
        ordering = ("country", "provision")
        constraints: ClassVar = [models.UniqueConstraint(fields=["country", "provision"], name="provision_once")]

    def __str__(self) -> str:
        return f"{self.country} {self.provision}"


class Link(models.Model):
    """An address that records or sources name, and what was found there."""

    mark = models.CharField(max_length=32, unique=True, help_text="of the address, which is too long for an index")
    url = models.TextField()
    host = models.CharField(max_length=255)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="of HTTP, where there was an answer")
    problem = models.CharField(max_length=20, blank=True, help_text="a code of PROBLEMS")
    final_url = models.TextField(blank=True, help_text="where it leads to, when that is elsewhere")
    fingerprint = models.CharField(max_length=32, blank=True, help_text="changes when the target does")
    checked_at = models.DateTimeField(null=True, blank=True)
    first_failed_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0, help_text="checks in a row that failed")
    is_broken = models.BooleanField(default=False)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_fingerprint = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ("id",)
        indexes: ClassVar = [
            models.Index(fields=["checked_at"], name="link_checked"),
            models.Index(fields=["is_broken", "problem"], name="link_broken"),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_web(self) -> bool:
        """Whether a page may make it a link: a record can hold anything, also a script."""
        return self.url.startswith(("http://", "https://"))

    @property
    def is_approved(self) -> bool:
        """Somebody looked and it works, and the target is still as it was then."""
        return bool(self.approved_by) and self.approved_fingerprint == self.fingerprint


class LinkUse(models.Model):
    """Where an address stands: a field of a record, or a source (`kind` is then `source`)."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    field = models.CharField(max_length=40)

    class Meta:
        ordering = ("id",)
        indexes: ClassVar = [models.Index(fields=["kind", "key"], name="link_use_key")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["link", "kind", "key", "country", "field"], name="link_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.field}"


class LinkRound(models.Model):
    """Once through all links; a round that was stopped goes on where it was."""

    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="when the program last wrote: an old time means that it was killed")
    finished_at = models.DateTimeField(null=True, blank=True)
    is_running = models.BooleanField(default=False)
    only_failed = models.BooleanField(default=False, help_text="looks again at what did not work")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    broken = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-started_at", "-id")

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d}: {self.done} of {self.total}"

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total if self.total else 100


class Duplicate(models.Model):
    """Two records of one kind that may be the same thing, with what is alike; and what somebody decided."""

    OPEN, DIFFERENT, MERGED = "open", "different", "merged"

    kind = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    first = models.CharField(max_length=120, help_text="key of a record; the smaller of the two, as Python compares")
    second = models.CharField(max_length=120)
    score = models.PositiveSmallIntegerField(help_text="0 to 100")
    alike = models.JSONField(help_text="a list of [code of ALIKE, how much out of 100]")
    state = models.CharField(max_length=9, default=OPEN, choices=[(s, s) for s in (OPEN, DIFFERENT, MERGED)])
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("-score", "id")
        indexes: ClassVar = [models.Index(fields=["state", "kind", "country"], name="duplicate_state")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="duplicate_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.first} = {self.second}?"


class Report(models.Model):
    """A reader says that something is wrong. Nothing is known of the reader; the code leads back to the course."""

    REPORTED, LOOKING, CHANGED, KEPT = "reported", "looking", "changed", "kept"
    CLOSED = (CHANGED, KEPT)

    code = models.CharField(max_length=16, unique=True)
    form = models.CharField(max_length=32, unique=True, help_text="of the form it came with: sent twice, kept once")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120, help_text="of the record")
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=35, help_text="of the page it was written on")
    about = models.CharField(max_length=20, help_text="a code of WRONG")
    words = models.TextField(blank=True)
    may_show_words = models.BooleanField(default=False, help_text="an editor has read them: everybody may")
    state = models.CharField(
        max_length=8, default=REPORTED, choices=[(s, s) for s in (REPORTED, LOOKING, CHANGED, KEPT)]
    )
    answer = models.TextField(blank=True)
    answer_language = models.CharField(max_length=35, blank=True)
    reported_on = models.DateField()
    taken_on = models.DateField(null=True, blank=True)
    taken_by = models.CharField(max_length=120, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.CharField(max_length=120, blank=True)
    is_erased = models.BooleanField(default=False, help_text="the texts are gone, the course stays")

    class Meta:
        ordering = ("reported_on", "id")
        indexes: ClassVar = [
            models.Index(fields=["key", "state"], name="report_key"),
            models.Index(fields=["state", "reported_on"], name="report_state"),
            models.Index(fields=["closed_on"], name="report_closed"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_closed(self) -> bool:
        return self.state in self.CLOSED

    @property
    def days_taken(self) -> int | None:
        """From the report to the answer."""
        return (self.closed_on - self.reported_on).days if self.closed_on else None


class FailedSearch(models.Model):
    """Words that found nothing, counted by month. Empty words stand for all that could not be kept as words."""

    words = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=35)
    country = models.CharField(max_length=2, blank=True)
    month = models.CharField(max_length=7, help_text="2026-11: no day")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-count", "words")
        indexes: ClassVar = [models.Index(fields=["month", "count"], name="failed_month")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["words", "language", "country", "month"], name="failed_once_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.words} {self.month}"


class QualityReport(models.Model):
    """The measures of the public page as they were last worked out. One row."""

    mark = models.CharField(max_length=80, help_text="changes when anything that was measured does")
    measured_at = models.DateTimeField()
    took_ms = models.PositiveIntegerField()
    measures = models.JSONField()

    class Meta:
        ordering = ("-measured_at",)

    def __str__(self) -> str:
        return f"{self.measured_at:%Y-%m-%d %H:%M}"
