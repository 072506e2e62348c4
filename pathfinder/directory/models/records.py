"""Organization, service, program, location and service at location, each with who says so and how sure."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from pathfinder.directory.codes import CADENCE_MONTHS, CONFIDENCES
from pathfinder.languages.fields import LocalizedField

NAMESPACE = uuid.UUID("6f1d3c64-6a5b-5d0f-9a2e-0c7f4f7a1b11")  # ours, for ids that are the same in every installation
is_country = RegexValidator(r"^[a-z]{2}$", "Expected a country in two small letters, such as be.")


def uuid_of(key: str) -> uuid.UUID:
    """HSDS wants UUIDs: the same one for the same key, everywhere."""
    return uuid.uuid5(NAMESPACE, key)


class Source(models.Model):
    """A document or page that facts come from. Facts point at `key#locator`."""

    key = models.CharField(max_length=100, help_text="the id in the pack")
    country = models.CharField(max_length=2, validators=[is_country])
    title = models.TextField()
    publisher = models.TextField(blank=True)
    date = models.CharField(max_length=10, blank=True, help_text="EDTF, may be partial")
    url = models.URLField(max_length=2000, blank=True)
    note = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=32, blank=True, help_text="changes when the source does")

    class Meta:
        ordering = ("country", "key")
        constraints: ClassVar = [models.UniqueConstraint(fields=["country", "key"], name="source_once_a_country")]

    def __str__(self) -> str:
        return self.title


class Territory(models.Model):
    """A country or a part of one that a record serves."""

    key = models.CharField(max_length=60, primary_key=True)
    country = models.CharField(max_length=2, validators=[is_country])
    name = LocalizedField()
    nuts = models.CharField(max_length=5, blank=True)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    parts = models.JSONField(default=list, blank=True, help_text="keys of the territories it is made of, if any")

    class Meta:
        ordering = ("country", "key")
        verbose_name_plural = "territories"

    def __str__(self) -> str:
        return self.key


class Record(models.Model):
    """What every record of the directory has beside its HSDS fields."""

    kind: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=120, unique=True, help_text="readable id, the one of the fact files")
    country = models.CharField(max_length=2, validators=[is_country])
    territory = models.CharField(max_length=60, blank=True)
    name = LocalizedField()
    description = LocalizedField()

    sources = models.JSONField(default=list, blank=True, help_text="references such as emn-be-2018#1.3.1")
    confidence = models.CharField(max_length=6, blank=True, choices=list(CONFIDENCES.items()))
    notes = LocalizedField(default=list, help_text="what the reader should know beside the facts: a list of texts")

    origin = models.CharField(max_length=60, default="pack", help_text="pack, editor, or the system it comes from")
    external_id = models.CharField(max_length=255, blank=True)
    licence = models.CharField(max_length=120, blank=True, help_text="of a record that another system gave")
    loaded = models.JSONField(default=dict, blank=True, help_text="each field as the pack last gave it")
    is_synthetic = models.BooleanField(default=False, help_text="made up for trials; always marked on the page")

    checked_on = models.CharField(max_length=10, blank=True, help_text="EDTF; when somebody last looked")
    checked_by = models.CharField(max_length=120, blank=True)
    check_every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    check_next_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()
    merged_into = models.CharField(max_length=120, blank=True, help_text="key of the record that replaced a duplicate")

    class Meta:
        abstract = True
        ordering = ("key",)
        indexes: ClassVar = [
            models.Index(fields=["country"], name="%(class)s_country"),
            models.Index(fields=["changed_at"], name="%(class)s_changed"),
            models.Index(fields=["check_next_on"], name="%(class)s_check"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["origin", "external_id"], condition=~Q(external_id=""), name="%(class)s_once_an_origin"
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def cadence_months(self) -> int:
        """How often somebody should look at it."""
        return self.check_every_months or CADENCE_MONTHS[self.kind]


class Organization(Record):
    kind = "organization"

    alternate_name = LocalizedField()
    email = models.EmailField(blank=True)
    website = models.URLField(max_length=2000, blank=True)
    logo = models.URLField(max_length=2000, blank=True)
    uri = models.URLField(max_length=2000, blank=True)
    legal_status = models.CharField(max_length=120, blank=True)
    year_incorporated = models.PositiveSmallIntegerField(null=True, blank=True)
    parent_organization = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True)
    organization_kind = models.CharField(max_length=40, blank=True, help_text="ours: a code of ORGANIZATION_KINDS")

    class Meta(Record.Meta):
        pass


class Program(Record):
    """A project, an initiative, a good practice. HSDS calls a set of services under one organization a program."""

    kind = "program"

    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="programs"
    )
    alternate_name = LocalizedField()
    sector = models.CharField(max_length=20, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    about = models.JSONField(default=dict, blank=True, help_text="the practice in the template of the EMN study")

    class Meta(Record.Meta):
        pass


class LibraryRecord(Record):
    """What is told rather than offered; HSDS has no word for it. `about` holds what only this kind says."""

    organization = models.ForeignKey(Organization, on_delete=models.SET_NULL, null=True, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    about = models.JSONField(default=dict, blank=True)

    class Meta(Record.Meta):
        abstract = True


class Story(LibraryRecord):
    """Somebody's way to work, told with consent. `name` is the first name of who tells it."""

    kind = "story"

    class Meta(LibraryRecord.Meta):
        verbose_name_plural = "stories"


class Event(LibraryRecord):
    """A conference, a fair, a workshop; `organization` is who organizes it."""

    kind = "event"

    class Meta(LibraryRecord.Meta):
        pass


class Publication(LibraryRecord):
    """A document of the bibliography."""

    kind = "publication"

    class Meta(LibraryRecord.Meta):
        pass


class Service(Record):
    """What a person or an employer can use. A step of the guide that is a service has the same key."""

    kind = "service"

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="services")
    program = models.ForeignKey(Program, on_delete=models.SET_NULL, null=True, blank=True, related_name="services")
    alternate_name = LocalizedField()
    url = models.URLField(max_length=2000, blank=True)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=20, default="active", help_text="a code of STATUSES")
    alert = LocalizedField()
    interpretation_services = LocalizedField()
    application_process = LocalizedField(default=list, help_text="the steps, in order")
    fees_description = LocalizedField()
    eligibility_description = LocalizedField()
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    accreditations = models.TextField(blank=True)
    # ours, published as a profile of HSDS
    duration = LocalizedField()
    outcome = LocalizedField()
    results = LocalizedField(default=list)
    themes = models.JSONField(default=list, blank=True)
    audiences = models.JSONField(default=list, blank=True)
    residence_grounds = models.JSONField(default=list, blank=True)
    cost = models.CharField(max_length=8, default="unknown", help_text="a code of COSTS")
    modes = models.JSONField(default=list, blank=True, help_text="codes of MODES")
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    is_step = models.BooleanField(default=False, help_text="whether the guide can tell a person's right to it")

    class Meta(Record.Meta):
        pass


class Location(Record):
    kind = "location"

    location_type = models.CharField(max_length=8, default="physical", choices=[(t, t) for t in ("physical", "postal", "virtual")])  # fmt: skip
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, blank=True, related_name="locations"
    )
    alternate_name = LocalizedField()
    url = models.URLField(max_length=2000, blank=True)
    transportation = LocalizedField()
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_point_of_town = models.BooleanField(default=False, help_text="the point is the town's or postcode's middle")
    external_identifier = models.CharField(max_length=255, blank=True)
    external_identifier_type = models.CharField(max_length=60, blank=True)
    serves = models.JSONField(default=list, blank=True, help_text="whom or where it serves, as the source says it")
    email = models.EmailField(blank=True)

    class Meta(Record.Meta):
        pass


class ServiceAtLocation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="service_at_locations")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="service_at_locations")
    description = LocalizedField()
    position = models.PositiveSmallIntegerField(default=0)
    is_stated = models.BooleanField(
        default=True, help_text="False: the source names the organization's place, not that this service is given there"
    )

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "location"], name="service_once_a_location")
        ]

    def __str__(self) -> str:
        return str(self.id)
