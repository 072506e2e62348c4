"""Many new rows at once are the rows that Django would write."""

import uuid

import pytest
from django.forms.models import model_to_dict

from pathfinder.directory.models import Language, Organization, Schedule, Service
from pathfinder.directory.new_rows import insert
from pathfinder.directory.tests.records import NOW
from pathfinder.languages.fields import state_of
from rulebook.texts import MachineText

pytestmark = pytest.mark.django_db

HOUSE, COURSE = uuid.UUID(int=1), uuid.UUID(int=2)


def house() -> Organization:
    name = {"en": "Career house", "ar": MachineText("بيت")}
    return Organization(id=HOUSE, key="be-house", country="be", name=name, changed_at=NOW, year_incorporated=1998)


def course() -> Service:
    told = {"themes": ["language"], "loaded": {"name": {"en": "A"}}, "minimum_age": 18, "check_next_on": NOW.date()}
    return Service(id=COURSE, key="be-course", country="be", organization_id=HOUSE, changed_at=NOW, **told)


def test_they_are_those_that_django_would_write() -> None:
    Organization.objects.bulk_create([house()])
    Service.objects.bulk_create([course()])
    expected = [model_to_dict(Organization.objects.get()), model_to_dict(Service.objects.get())]
    Organization.objects.all().delete()

    insert(Organization, [house()])
    insert(Service, [course()])

    assert [model_to_dict(Organization.objects.get()), model_to_dict(Service.objects.get())] == expected
    assert state_of(Organization.objects.get().name["ar"]) == "machine"
    assert Service.objects.get().created_at is not None


def test_parts_are_linked_to_their_owner_alone() -> None:
    insert(Organization, [house()])
    insert(Service, [course()])
    insert(Language, [Language(service_id=COURSE, code="so", position=1), Language(organization_id=HOUSE, code="ti")])
    insert(Schedule, [Schedule(service_id=COURSE, opening_hours="Mo 09:00-12:00", timezone=1.5)])

    assert [language.code for language in Service.objects.get().languages.all()] == ["so"]
    assert [language.code for language in Organization.objects.get().languages.all()] == ["ti"]
    assert Service.objects.get().schedules.get().timezone == 1.5


def test_none_is_no_work() -> None:
    insert(Organization, [])

    assert not Organization.objects.exists()
