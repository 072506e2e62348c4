"""What belongs to a record. Each row has one owner, the way HSDS links its tables."""

from __future__ import annotations

import uuid
from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models
from django.db.models import Q

from pathfinder.directory.models.records import Location, Organization, Service, ServiceAtLocation
from pathfinder.languages.fields import LocalizedField


def one_owner(*fields: str, name: str) -> models.CheckConstraint:
    """Exactly one of the foreign keys is set."""
    alone = [Q(**{f"{field}__isnull": field != owner for field in fields}) for owner in fields]
    return models.CheckConstraint(condition=reduce(or_, alone), name=name)


def owner(model: type[models.Model] | str, related_name: str) -> models.ForeignKey:
    return models.ForeignKey(model, on_delete=models.CASCADE, null=True, blank=True, related_name=related_name)


class Part(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("position", "id")

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.id}"


class Address(Part):
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="addresses")
    attention = models.TextField(blank=True)
    address_1 = models.TextField(blank=True)
    address_2 = models.TextField(blank=True)
    city = models.TextField(blank=True)
    region = models.TextField(blank=True)
    state_province = models.TextField(blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2)
    address_type = models.CharField(max_length=8, default="physical")

    class Meta(Part.Meta):
        verbose_name_plural = "addresses"


class Contact(Part):
    organization = owner(Organization, "contacts")
    service = owner(Service, "contacts")
    service_at_location = owner(ServiceAtLocation, "contacts")
    location = owner(Location, "contacts")
    name = models.TextField(blank=True)
    title = models.TextField(blank=True)
    department = models.TextField(blank=True)
    email = models.EmailField(blank=True)

    class Meta(Part.Meta):
        constraints: ClassVar = [
            one_owner("organization", "service", "service_at_location", "location", name="contact_has_one_owner")
        ]


class Phone(Part):
    organization = owner(Organization, "phones")
    service = owner(Service, "phones")
    service_at_location = owner(ServiceAtLocation, "phones")
    location = owner(Location, "phones")
    contact = owner(Contact, "phones")
    number = models.CharField(max_length=60)
    extension = models.PositiveIntegerField(null=True, blank=True)
    type = models.CharField(max_length=20, blank=True)
    description = LocalizedField()

    class Meta(Part.Meta):
        constraints: ClassVar = [
            one_owner(
                "organization", "service", "service_at_location", "location", "contact", name="phone_has_one_owner"
            )
        ]


class Schedule(Part):
    """Opening hours: either OpenStreetMap's notation in `opening_hours` (ours), or HSDS's rule, as it was imported."""

    service = owner(Service, "schedules")
    location = owner(Location, "schedules")
    service_at_location = owner(ServiceAtLocation, "schedules")
    opening_hours = models.TextField(blank=True)
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    dtstart = models.CharField(max_length=10, blank=True)
    timezone = models.FloatField(null=True, blank=True)
    until = models.CharField(max_length=10, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    wkst = models.CharField(max_length=2, blank=True)
    freq = models.CharField(max_length=8, blank=True)
    interval = models.PositiveIntegerField(null=True, blank=True)
    byday = models.CharField(max_length=120, blank=True)
    byweekno = models.CharField(max_length=255, blank=True)
    bymonthday = models.CharField(max_length=255, blank=True)
    byyearday = models.CharField(max_length=255, blank=True)
    description = LocalizedField()
    opens_at = models.CharField(max_length=20, blank=True)
    closes_at = models.CharField(max_length=20, blank=True)
    schedule_link = models.URLField(max_length=2000, blank=True)
    attending_type = models.CharField(max_length=120, blank=True)
    notes = models.TextField(blank=True)

    class Meta(Part.Meta):
        constraints: ClassVar = [one_owner("service", "location", "service_at_location", name="schedule_has_one_owner")]


class Language(Part):
    """A language in which people are helped, with a note such as “not every day, call first”."""

    service = owner(Service, "languages")
    location = owner(Location, "languages")
    phone = owner(Phone, "languages")
    organization = owner(Organization, "languages")  # ours: HSDS knows the other three
    name = models.TextField(blank=True)
    code = models.CharField(max_length=35)
    note = LocalizedField()

    class Meta(Part.Meta):
        constraints: ClassVar = [
            one_owner("service", "location", "phone", "organization", name="language_has_one_owner")
        ]


class ServiceArea(Part):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="service_areas")
    name = models.TextField(blank=True)
    description = models.TextField(blank=True)
    extent = models.TextField(blank=True)
    extent_type = models.CharField(max_length=10, blank=True)
    uri = models.URLField(max_length=2000, blank=True)


class CostOption(Part):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    option = models.TextField(blank=True)
    currency = models.CharField(max_length=3, blank=True)
    amount = models.FloatField(null=True, blank=True)
    amount_description = models.TextField(blank=True)


class RequiredDocument(Part):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="required_documents")
    document = LocalizedField()
    uri = models.URLField(max_length=2000, blank=True)


class Accessibility(Part):
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="accessibility")
    description = LocalizedField()
    details = models.TextField(blank=True)
    url = models.URLField(max_length=2000, blank=True)

    class Meta(Part.Meta):
        verbose_name_plural = "accessibility"


class OrganizationIdentifier(Part):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="organization_identifiers")
    identifier_scheme = models.TextField(blank=True)
    identifier_type = models.TextField()
    identifier = models.TextField()


class Funding(Part):
    organization = owner(Organization, "funding")
    service = owner(Service, "funding")
    source = models.TextField(blank=True)

    class Meta(Part.Meta):
        verbose_name_plural = "funding"
        constraints: ClassVar = [one_owner("organization", "service", name="funding_has_one_owner")]
