"""Vacancies that are made up say so, and go again."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from pathfinder.vacancies.actions import remove_made_up
from pathfinder.vacancies.demo import make_up
from pathfinder.vacancies.models import Vacancy
from pathfinder.vacancies.tests.vacancies import AT

pytestmark = pytest.mark.django_db


def test_made_up_vacancies_are_declared_and_do_not_leave_as_postings() -> None:
    today = timezone.localdate()

    first = make_up(9, 1, at=AT, on=today)
    again = make_up(9, 1, at=AT, on=today)
    page = Client().get("/en/vacancies/").content.decode()

    assert (first.created, again.unchanged) == (9, 9)
    assert page.count("Made up, for trials.") == 9
    assert b"".join(Client().get("/vacancies.ndjson")) == b""
    assert {one.country for one in Vacancy.objects.all()} == {"be", "es", "gb", "hu", "ie", "it", "nl", "si", "sk"}


def test_they_are_removed_and_others_stay() -> None:
    make_up(3, 1, at=AT, on=dt.date(2026, 11, 26))
    Vacancy.objects.filter(identifier="0").update(is_synthetic=False)

    remove_made_up(at=AT)

    assert Vacancy.objects.count() == 1
