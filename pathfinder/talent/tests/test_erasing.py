"""Erasure reaches every column of every table; files that left are named; exports are without names unless asked for."""

import csv
import io

import pytest
from django.apps import apps
from django.test import Client

from pathfinder.accounts.models import AuditEvent, User
from pathfinder.accounts.queries import hash_of_secret
from pathfinder.accounts.tests.people import amina, signed_in
from pathfinder.talent import moving
from pathfinder.talent.actions import answer_back, change_job, make_link
from pathfinder.talent.models import BulkStep, Candidate, CandidateForJob, Export
from pathfinder.talent.queries import Team, figures
from pathfinder.talent.tests.abroad import AT, DESK, TODAY, case, job, ticked

pytestmark = pytest.mark.django_db
EXPORT = f"{DESK}export/"
OF_SAMIR = {
    "email": "samir@example.org", "phone": "+962 6 555 01 02", "reference": "our-0042", "profile_consent_on": TODAY,
    "profile": {"version": 1, "person": {"name": "Samir Haddad"}},
}  # fmt: skip


@pytest.fixture
def team() -> User:
    return amina()


@pytest.fixture
def desk(team: User) -> Client:
    return signed_in(Client(), team)


def everything() -> str:
    """Every column of every table, as text."""
    tables = [model._base_manager.all() for model in apps.get_models(include_auto_created=True)]
    return "\n".join(str(row) for rows in tables for row in rows.values_list())


def traces(*texts: str) -> list[str]:
    there = everything().lower()
    return [text for text in texts if text.lower() in there]


def test_nothing_of_the_person_is_left_in_any_column_of_any_table(team: User, desk: Client) -> None:
    work = job(team)
    samir, olena = case(team, "Samir Haddad", work, **OF_SAMIR), case(team, "Olena", work)
    other = case(team, "Hanna", job(team, title="Cook"))
    secret = make_link(samir.candidate, by=team, at=AT)
    said = ("Samir Haddad", "samir@example.org", "+962 6 555 01 02", "our-0042", hash_of_secret(secret), "I can come")
    moving.move(samir.pk, {"stage": "offer", "next_words": "Dear Samir"}, "Samir is good.", version=0, by=team, at=AT)
    answer_back(samir, "I can come in May.", at=AT)
    moving.move(olena.pk, {"next_words": "Together with Samir Haddad"}, "Samir knows her.", version=0, by=team, at=AT)
    moving.move(other.pk, {}, "Ask samir@example.org, or Samir Haddad.", version=0, by=team, at=AT)
    change_job(work.pk, {"title": "Nurse for Samir Haddad"}, "Samir first.", by=team, at=AT)
    versions = dict(CandidateForJob.objects.filter(job=work).values_list("pk", "version"))
    moving.move_all(work, versions, {"stage": "training"}, by=team, at=AT)
    desk.post(EXPORT, {"reason": "For Samir Haddad", "with_names": "1"})
    before = traces(*said)

    page = desk.post(f"{DESK}candidates/{samir.candidate_id}/erase/", {"sure": "1"})

    assert before == list(said)
    assert traces(*said) == []
    assert "Samir" not in "".join(CandidateForJob.objects.get(pk=olena.pk).history.values_list("words", flat=True))
    assert "ask […], or […]." in everything().lower()
    assert len(page.context["files"]) == 1
    assert "delete your copy" in desk.get(EXPORT).content.decode()
    assert set(CandidateForJob.objects.values_list("candidate__name", flat=True)) == {"Olena", "Hanna"}


def test_a_first_name_in_the_notes_of_another_job_stays(team: User, desk: Client) -> None:
    samir, other = case(team, "Samir Haddad", job(team)), case(team, "Hanna", job(team))
    moving.move(other.pk, {}, "Samir of the embassy called.", version=0, by=team, at=AT)

    desk.post(f"{DESK}candidates/{samir.candidate_id}/erase/", {"sure": "1"})

    assert other.history.last().words == "Samir of the embassy called."


def test_erasing_asks_first(team: User, desk: Client) -> None:
    samir = case(team, "Samir", job(team))
    here = f"{DESK}candidates/{samir.candidate_id}/erase/"

    assert (desk.get(here).status_code, desk.post(here).status_code) == (200, 422)
    assert Candidate.objects.exists()


def test_figures_are_counted_without_the_person(team: User, desk: Client) -> None:
    work = job(team)
    cases = [case(team, name, work) for name in ("Samir", "Amina", "Olena", "Hanna", "Ahmad")]
    before = figures(Team(team))

    desk.post(f"{DESK}candidates/{cases[0].candidate_id}/erase/", {"sure": "1"})

    assert (before, figures(Team(team))) == ([("gb", "contact", 5)], [("gb", "contact", None)])


def test_a_step_for_several_can_still_be_undone_for_the_others(team: User, desk: Client) -> None:
    work = job(team)
    samir, olena = case(team, "Samir", work), case(team, "Olena", work)
    desk.post(f"{DESK}jobs/{work.pk}/several/", {"case": ticked(samir, olena), "stage": "screening", "do": "1"})
    desk.post(f"{DESK}candidates/{samir.candidate_id}/erase/", {"sure": "1"})

    page = desk.post(f"{DESK}several/{BulkStep.objects.get().pk}/undo/")

    assert page.context["restored"] == 1


def rows_of(response: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_list_is_without_names_unless_they_are_asked_for_and_both_are_remembered(team: User, desk: Client) -> None:
    case(team, "=Samir", job(team), email="samir@example.org")

    without = desk.post(EXPORT, {"reason": "The report of May"})
    named = desk.post(EXPORT, {"reason": "The embassy asks", "with_names": "1"})

    assert "Samir" not in without.content.decode()
    assert "samir@" not in without.content.decode()
    assert [row["name"] for row in rows_of(named)] == ["'=Samir"]
    assert [(e.reason, e.with_names, e.rows) for e in Export.objects.all()] == [
        ("The embassy asks", True, 1), ("The report of May", False, 1),
    ]  # fmt: skip
    assert AuditEvent.objects.filter(what="candidates_exported").count() == 2


def test_without_a_reason_nothing_leaves(team: User, desk: Client) -> None:
    case(team, "Samir", job(team))

    page = desk.post(EXPORT, {"with_names": "1"})

    assert page.status_code == 422
    assert not Export.objects.exists()
