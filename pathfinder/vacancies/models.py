"""A vacancy as a table, the changes that the search reads, and which employers publish without waiting."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from pathfinder.languages.fields import LocalizedField
from pathfinder.library.actions import OwedLetter
from pathfinder.vacancies import codes
from pathfinder.vacancies.codes import OPEN


class Vacancies(models.QuerySet["Vacancy"]):
    def open_on(self, day: dt.date) -> Vacancies:
        """By the day alone: no round has to have been made before."""
        return self.filter(state=OPEN, open_until__gte=day)


def _choices(words: dict[str, str]) -> list[tuple[str, str]]:
    return list(words.items())


class Vacancy(models.Model):
    """Work that an employer offers: a job, an internship, learning at work."""

    key = models.CharField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=20, choices=_choices(codes.KINDS))
    state = models.CharField(max_length=10, choices=_choices(codes.STATES))
    organization_key = models.CharField(max_length=120, blank=True, help_text="of the directory, where it is there")
    organization_name = models.CharField(max_length=200)
    title = LocalizedField()
    text = LocalizedField()
    country = models.CharField(max_length=2, help_text="one of which we know the law")
    place = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    territory = models.CharField(max_length=120, blank=True, help_text="key of the smallest that has a NUTS code")
    nuts = models.CharField(max_length=5, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    skills = models.JSONField(
        default=list, blank=True, help_text="what (task:ID or ESCO URI, may be empty), words, importance, is_suggested"
    )
    occupation = models.CharField(max_length=120, blank=True, help_text="ESCO URI")
    isco = models.CharField(max_length=4, blank=True)
    area = models.CharField(max_length=30, blank=True, help_text="of work, as our tasks have them")
    languages = models.JSONField(default=dict, blank=True, help_text="code to level of the CEFR")
    highest_level = models.PositiveSmallIntegerField(default=0, help_text="of all languages, 1 (A1) to 6 (C2); 0: none")
    licence = models.CharField(max_length=120, blank=True)
    regulated = models.CharField(max_length=3, blank=True, choices=_choices(codes.REGULATED))
    employment = models.CharField(max_length=10, blank=True, choices=_choices(codes.EMPLOYMENT))
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    pay = models.CharField(max_length=8, choices=_choices(codes.PAY))
    pay_from = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    pay_to = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    pay_per = models.CharField(max_length=5, blank=True, choices=_choices(codes.PAY_PER))
    starts_on = models.DateField(null=True, blank=True)
    published_on = models.DateField()
    valid_through = models.DateField(null=True, blank=True, help_text="the last day to apply, where it was told")
    open_until = models.DateField(help_text="the last day on which it is shown")
    apply_at = models.CharField(max_length=500, blank=True, help_text="address of a page, or an e-mail address")
    apply_text = models.TextField(blank=True)
    learning_form = models.CharField(
        max_length=120, blank=True, help_text="service of the pack: a form of learning at work"
    )
    source = models.CharField(max_length=40, blank=True, help_text="name of the system it was imported from")
    identifier = models.CharField(max_length=255, blank=True, help_text="there")
    source_url = models.CharField(max_length=500, blank=True)
    digest = models.CharField(
        max_length=64, blank=True, help_text="of what was imported: the same again changes nothing"
    )
    is_synthetic = models.BooleanField(default=False, help_text="made up, for trials")
    proposed = models.JSONField(default=dict, blank=True, help_text="values that wait for an editor")
    reason = models.TextField(blank=True, help_text="of an editor who does not publish it")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="vacancies"
    )
    employer_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="who of the employer changed it last; empty: who entered it",
    )  # fmt: skip
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = Vacancies.as_manager()

    class Meta:
        ordering = ("-published_on", "key")
        indexes: ClassVar = [
            # The list, newest first, and how many there are: without looking at a row
            models.Index(
                fields=["state", "-published_on", "key", "open_until", "country", "kind", "area"],
                name="vacancies_newest",
            ),
            models.Index(fields=["organization_key"], name="vacancies_of"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "identifier"], condition=~Q(source=""), name="imported_once"),
        ]

    def __str__(self) -> str:
        return self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.highest_level = highest_level(self.languages)
        super().save(*args, **kwargs)

    def is_open(self, on: dt.date) -> bool:
        return self.state == OPEN and self.open_until >= on

    @property
    def is_waiting(self) -> bool:
        return self.state == codes.WAITING or bool(self.proposed)

    def skill_references(self) -> list[tuple[str, str]]:
        """(reference, importance) of the skills that are known to the taxonomy."""
        return [(one["what"], one["importance"]) for one in self.skills if one.get("what")]


def highest_level(languages: dict[str, str]) -> int:
    return max((codes.LEVELS.index(level) + 1 for level in languages.values()), default=0)


class VacancyChange(models.Model):
    """A vacancy came, changed or went: what the index reads. The key `*` means everything."""

    key = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.key


class VacancyLetter(OwedLetter):
    """Tells an employer what the desk decided; `kind` is the state that was decided on."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="letters")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(blank=True)
    site = models.CharField(max_length=300, help_text="address of this site, for the link")

    class Meta(OwedLetter.Meta):
        abstract = False


class TrustedEmployer(models.Model):
    """An organization whose vacancies appear without waiting for an editor."""

    organization_key = models.CharField(primary_key=True, max_length=120)
    since = models.DateTimeField()

    class Meta:
        ordering = ("organization_key",)

    def __str__(self) -> str:
        return self.organization_key
