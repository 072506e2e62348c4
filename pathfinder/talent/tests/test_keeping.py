"""A candidate is erased 24 months after the last contact, as erasing does, and the desk is warned before."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from pathfinder.accounts.models import AuditEvent, User
from pathfinder.accounts.tests.people import amina, person, signed_in
from pathfinder.talent import moving
from pathfinder.talent.actions import answer_back, change_candidate, make_link
from pathfinder.talent.keeping import erase_overdue, erased_soon
from pathfinder.talent.models import Candidate, CandidateForJob, Export
from pathfinder.talent.tests.abroad import AT, DESK, case, job
from pathfinder.talent.tests.test_erasing import traces

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(days=400)


@pytest.fixture
def team() -> User:
    return amina()


@pytest.fixture
def samir(team: User) -> CandidateForJob:
    return case(team, "Samir Haddad", job(team), email="samir@example.org")


def erased_after(*days: int, since: dt.datetime = AT) -> list[int]:
    return [erase_overdue(at=since + dt.timedelta(days=one, minutes=1)) for one in days]


def warned_after(*days: int) -> list[list[dt.date]]:
    at = [AT + dt.timedelta(days=one, minutes=1) for one in days]
    return [[day for _one, day in erased_soon(Candidate.objects.all(), moment)] for moment in at]


def test_somebody_without_contact_for_two_years_is_erased_once(samir: CandidateForJob) -> None:
    assert erased_after(730, 731, 732) == [0, 1, 0]
    assert not Candidate.objects.exists()


def test_the_desk_is_warned_sixty_days_before_with_the_day(samir: CandidateForJob) -> None:
    assert warned_after(670, 671, 700) == [[], [dt.date(2028, 11, 26)], [dt.date(2028, 11, 26)]]


def test_a_step_counts_as_contact(team: User, samir: CandidateForJob) -> None:
    moving.move(samir.pk, {"stage": "offer"}, version=0, by=team, at=LATER)

    assert erased_after(732) == [0]
    assert erased_after(730, 731, since=LATER) == [0, 1]


def test_the_words_of_the_candidate_a_new_link_and_a_saved_record_count_as_contact(team: User) -> None:
    work = job(team)
    wrote, linked, saved = (case(team, name, work) for name in ("Samir", "Olena", "Hanna"))
    answer_back(wrote, "I am still here.", at=LATER)
    make_link(linked.candidate, by=team, at=LATER)
    change_candidate(saved.candidate_id, {"phone": "+962 6 555 01 02"}, by=team, at=LATER)

    assert erased_after(732) == [0]
    assert erased_after(730, 731, since=LATER) == [0, 3]


def test_ended_cases_and_every_trace_go_as_when_the_desk_erases(team: User, samir: CandidateForJob) -> None:
    olena = case(team, "Olena", samir.job)
    moving.move(samir.pk, {"closed": "no-contact"}, "Samir did not answer.", version=0, by=team, at=AT)
    moving.move(olena.pk, {}, "A friend of Samir Haddad.", version=0, by=team, at=LATER)
    desk = signed_in(Client(), team)
    desk.post(f"{DESK}export/", {"reason": "The embassy asks", "with_names": "1"})

    erased = erased_after(731)

    assert erased == [1]
    assert traces("Samir", "samir@example.org") == []
    assert list(Candidate.objects.values_list("name", flat=True)) == ["Olena"]
    assert Export.objects.get().delete_since is not None
    assert AuditEvent.objects.get(what="candidate_erased").who is None


def long_ago(one: CandidateForJob, days: int) -> None:
    """As if the last contact had been so many days ago."""
    then = timezone.now() - dt.timedelta(days=days)
    Candidate.objects.filter(pk=one.candidate_id).update(changed_at=then)
    one.history.model.objects.filter(case=one)._raw_delete("default")


def test_the_team_sees_on_its_desk_and_on_the_record_who_is_erased_soon(team: User, samir: CandidateForJob) -> None:
    long_ago(samir, 700)
    desk, record = signed_in(Client(), team), f"{DESK}candidates/{samir.candidate_id}/"
    strangers = signed_in(Client(), person("Piet", "provider", organization_key="be-atlas")).get(DESK)
    before = [desk.get(page).content.decode() for page in (DESK, record)]

    change_candidate(samir.candidate_id, {"phone": "+962 6 555 01 02"}, by=team, at=timezone.now())
    after = [desk.get(page).content.decode() for page in (DESK, record)]

    assert ["Erased soon" in page for page in (*before, *after)] == [True, True, False, False]
    assert "Erased soon" not in strangers.content.decode()
