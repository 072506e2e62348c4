"""People, the roles they hold, the letters that invite them, and the trail of what they did."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from pathfinder.accounts.roles import PROVIDER, ROLES
from pathfinder.accounts.written_once import WrittenOnce


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True, help_text="in small letters")
    name = models.CharField(max_length=120, help_text="as people at the desk see it; never shown to visitors")
    language = models.CharField(max_length=12, default="en", help_text="of letters to this person")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name

    @cached_property
    def held(self) -> tuple[Membership, ...]:
        """The roles of this person, asked once for each request."""
        return tuple(self.memberships.all())


class Membership(models.Model):
    """A role that a person holds: a provider for one organization, a translator for some languages."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=list(ROLES.items()))
    organization_key = models.CharField(max_length=120, blank=True, help_text="of a provider: key of the organization")
    languages = models.JSONField(default=list, blank=True, help_text="of a translator: codes such as nl")
    since = models.DateTimeField()

    class Meta:
        ordering = ("role", "organization_key")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "role", "organization_key"], name="role_once"),
            models.CheckConstraint(
                condition=(Q(role=PROVIDER) & ~Q(organization_key="")) | (~Q(role=PROVIDER) & Q(organization_key="")),
                name="provider_of_an_organization",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.organization_key}".strip()


class Invitation(models.Model):
    """A role offered to an e-mail address. The link in the letter is signed and works once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(blank=True, help_text="in small letters; gone when the person erases the account")
    role = models.CharField(max_length=12, choices=list(ROLES.items()))
    organization_key = models.CharField(max_length=120, blank=True)
    languages = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=12, default="en", help_text="of the letter")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    invited_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-invited_at", "id")

    def __str__(self) -> str:
        return f"{self.role} {self.id}"

    def is_open(self, at: dt.datetime) -> bool:
        return self.taken_at is None and self.withdrawn_at is None and at < self.ends_at


class AuditEvent(WrittenOnce):
    """Somebody did something. Holds ids and codes only, so it can stay when a person's account is erased."""

    at = models.DateTimeField(db_index=True)
    who = models.UUIDField(null=True, blank=True, db_index=True, help_text="id of the person, also when erased")
    role = models.CharField(max_length=12, blank=True, help_text="in which this was done")
    what = models.CharField(max_length=40, db_index=True, help_text="a code of `trail.EVENTS`")
    on = models.CharField(max_length=200, blank=True, db_index=True, help_text="such as record:be-atlas or person:<id>")
    detail = models.JSONField(default=dict, blank=True, help_text="short and without personal data")

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.what} {self.on}"
