"""Behind the link: human words, nothing of the early stages, an answer back, and everything can be taken back."""

import pytest
from django.core import mail
from django.test import Client

from pathfinder.accounts.models import User
from pathfinder.accounts.tests.people import amina, signed_in
from pathfinder.talent import moving
from pathfinder.talent.actions import make_link
from pathfinder.talent.models import Candidate, CandidateForJob
from pathfinder.talent.tests.abroad import AT, DESK, TODAY, candidate, case, job

pytestmark = pytest.mark.django_db
MINE = "/en/abroad/mine/"


@pytest.fixture
def team() -> User:
    return amina()


@pytest.fixture
def samir(team: User) -> CandidateForJob:
    return case(team, "Samir", job(team), email="samir@example.org")


def secret_of(one: CandidateForJob, team: User) -> str:
    return make_link(one.candidate, by=team, at=AT)


def moved(one: CandidateForJob, team: User, **change: object) -> None:
    one.refresh_from_db()
    moving.move(one.pk, change, version=one.version, by=team, at=AT)


def test_the_early_stages_and_what_ended_there_are_never_shown(team: User, samir: CandidateForJob) -> None:
    secret = secret_of(samir, team)
    moved(samir, team, stage="matched", closed="not-chosen", next_words="Not this one")

    page = Client().get(f"{MINE}?key={secret}").content.decode()

    assert "We are looking at your file." in page
    assert "A hospital" not in page
    assert "Not this one" not in page


def test_a_case_that_was_shown_ends_with_human_words(team: User, samir: CandidateForJob) -> None:
    secret = secret_of(samir, team)
    moved(samir, team, stage="interview", closed="job-gone", next_step="interview", papers=["passport"])

    page = Client().get(f"{MINE}?key={secret}").content.decode()

    assert "The employer took the job back. It is not because of you." in page
    assert "Papers that are missing" not in page


def test_an_answer_reaches_the_team_and_is_seen_to_have_arrived(team: User, samir: CandidateForJob) -> None:
    secret, client = secret_of(samir, team), Client(enforce_csrf_checks=True)
    moved(samir, team, stage="offer")

    client.post(MINE, {"key": secret, "case": str(samir.pk), "words": "Yes, I want to."})

    desk = signed_in(Client(), team)
    assert "Yes, I want to." in client.get(f"{MINE}?key={secret}").content.decode()
    assert "The candidate wrote" in desk.get(DESK).content.decode()
    assert "Yes, I want to." in desk.get(f"{DESK}cases/{samir.pk}/").content.decode()
    moved(samir, team, stage="training")
    assert not CandidateForJob.objects.get().answer_waits


@pytest.mark.parametrize("words", ["", "x" * 2_001])
def test_an_answer_that_cannot_be_kept_is_not_lost(team: User, samir: CandidateForJob, words: str) -> None:
    secret = secret_of(samir, team)
    moved(samir, team, stage="offer")

    page = Client().post(MINE, {"key": secret, "case": str(samir.pk), "words": words})

    assert page.status_code == 422
    assert words in page.content.decode()


def test_a_hidden_case_takes_no_answer(team: User, samir: CandidateForJob) -> None:
    Client().post(MINE, {"key": secret_of(samir, team), "case": str(samir.pk), "words": "Hello"})

    assert not CandidateForJob.objects.get().answer_waits


def test_a_new_link_ends_the_old_one_and_a_wrong_one_says_so(team: User, samir: CandidateForJob) -> None:
    old = secret_of(samir, team)
    new = secret_of(samir, team)

    assert [Client().get(f"{MINE}?key={key}").status_code for key in (old, new, "x", "")] == [410, 200, 410, 410]
    assert new not in str(Candidate.objects.values_list())


def test_the_page_speaks_the_language_of_its_address(team: User, samir: CandidateForJob) -> None:
    page = Client().get(f"/ar/abroad/mine/?key={secret_of(samir, team)}").content.decode()

    assert '<html lang="ar" dir="rtl"' in page


def test_the_profile_and_the_consent_are_taken_back(team: User) -> None:
    told = {"profile": {"version": 1}, "profile_consent_on": TODAY}
    one = candidate(team, **told)
    secret = make_link(one, by=team, at=AT)

    Client().post(MINE, {"key": secret, "no_profile": "1"})
    Client().post(MINE, {"key": secret, "no_contact": "1"})

    one.refresh_from_db()
    assert (one.profile, one.profile_consent_on, one.contact_consent_on) == (None, None, None)


def test_everything_is_erased_when_the_box_is_ticked(team: User, samir: CandidateForJob) -> None:
    secret = secret_of(samir, team)

    unsure = Client().post(MINE, {"key": secret, "erase": "1"})
    sure = Client().post(MINE, {"key": secret, "erase": "1", "sure": "1"})

    assert (unsure.status_code, sure.status_code) == (422, 200)
    assert not Candidate.objects.exists()


def test_the_letter_goes_out_only_to_who_agreed(team: User, samir: CandidateForJob) -> None:
    desk, here = signed_in(Client(), team), f"{DESK}candidates/{samir.candidate_id}/link/"
    desk.post(here, {"send": "1"})
    Candidate.objects.update(contact_consent_on=None)

    desk.post(here, {"send": "1"})

    assert [letter.to for letter in mail.outbox] == [["samir@example.org"]]
    assert "/en/abroad/mine/?key=" in mail.outbox[0].body
