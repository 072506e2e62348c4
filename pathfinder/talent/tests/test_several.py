"""One step for several: it asks first, says whom it leaves out and why, and is undone exactly, within a day."""

import datetime as dt

import pytest
from django.test import Client

from pathfinder.accounts.models import User
from pathfinder.accounts.tests.people import amina, signed_in
from pathfinder.talent import moving
from pathfinder.talent.models import BulkStep, CandidateForJob, JobOpportunity
from pathfinder.talent.tests.abroad import AT, DESK, case, job, step, ticked

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> User:
    return amina()


@pytest.fixture
def desk(team: User) -> Client:
    return signed_in(Client(), team)


@pytest.fixture
def work(team: User) -> JobOpportunity:
    return job(team)


def several(work: JobOpportunity) -> str:
    return f"{DESK}jobs/{work.pk}/several/"


def states() -> dict[str, dict]:
    return {one.candidate.name: moving.state_of(one) for one in CandidateForJob.objects.select_related("candidate")}


def test_it_asks_first_and_shows_whom_it_touches_and_whom_not(team: User, desk: Client, work: JobOpportunity) -> None:
    agreed, silent = case(team, "Samir", work), case(team, "Olena", work, contact_consent_on=None)
    further, closed = case(team, "Hanna", work), case(team, "Ahmad", work)
    moving.move(further.pk, {"stage": "visa"}, version=0, by=team, at=AT)
    moving.move(closed.pk, {"closed": "no-contact"}, version=0, by=team, at=AT)
    before = states()

    page = desk.post(several(work), {"case": ticked(agreed, silent, further, closed), "stage": "interview"})

    plan = page.context["plan"]
    assert [one.candidate.name for one in plan.touched] == ["Samir"]
    assert {one.candidate.name: why for one, why in plan.skipped} == {
        "Olena": "not-agreed", "Hanna": "further", "Ahmad": "closed",
    }  # fmt: skip
    assert "did not agree to be contacted" in page.content.decode()
    assert states() == before


def test_only_those_that_were_ticked_are_moved_and_all_can_be_undone(
    team: User, desk: Client, work: JobOpportunity
) -> None:
    first, second, third = (case(team, name, work) for name in ("Samir", "Olena", "Hanna"))
    told = {"next_step": "papers", "due": "2023-06-30", "papers": ["diploma"], "next_words": "Bring both."}
    moving.move(first.pk, told, version=0, by=team, at=AT)
    first.refresh_from_db()
    before = states()

    done = desk.post(
        several(work), {"case": ticked(first, second), "stage": "interview", "next_step": "interview", "do": "1"}
    )
    moved = {name: state["stage"] for name, state in states().items()}
    undone = desk.post(f"{DESK}several/{done.context['step'].pk}/undo/")

    assert moved == {"Samir": "interview", "Olena": "interview", "Hanna": third.stage}
    assert undone.context["restored"] == 2
    assert states() == before
    assert [line.what for line in second.history.all()] == ["entered", "moved", "undone"]


def test_what_changed_since_it_was_shown_is_left(team: User, desk: Client, work: JobOpportunity) -> None:
    first, second = case(team, "Samir", work), case(team, "Olena", work)
    shown = ticked(first, second)
    moving.move(first.pk, {"stage": "screening"}, version=0, by=team, at=AT)

    page = desk.post(several(work), {"case": shown, "stage": "interview", "do": "1"})

    assert [(one.candidate.name, why) for one, why in page.context["plan"].skipped] == [("Samir", "changed")]
    assert {name: state["stage"] for name, state in states().items()} == {"Samir": "screening", "Olena": "interview"}


def test_what_changed_since_the_step_stays_and_is_said(team: User, desk: Client, work: JobOpportunity) -> None:
    first, second = case(team, "Samir", work), case(team, "Olena", work)
    done = desk.post(several(work), {"case": ticked(first, second), "stage": "interview", "do": "1"})
    desk.post(f"{DESK}cases/{first.pk}/", step(1, "offer"))

    page = desk.post(f"{DESK}several/{done.context['step'].pk}/undo/")

    assert [one.candidate.name for one in page.context["left"]] == ["Samir"]
    assert "These were changed since and stay as they are:" in page.content.decode()
    assert {name: state["stage"] for name, state in states().items()} == {"Samir": "offer", "Olena": "contact"}


def test_it_is_undone_once_and_within_a_day(team: User, work: JobOpportunity) -> None:
    first = case(team, "Samir", work)
    once, _plan = moving.move_all(work, {first.pk: 0}, {"stage": "screening"}, by=team, at=AT)
    moving.undo(once.pk, by=team, at=AT + dt.timedelta(hours=23))
    late, _plan = moving.move_all(work, {first.pk: 2}, {"stage": "screening"}, by=team, at=AT)

    with pytest.raises(moving.CannotUndo):
        moving.undo(once.pk, by=team, at=AT)
    with pytest.raises(moving.CannotUndo):
        moving.undo(late.pk, by=team, at=AT + dt.timedelta(hours=25))


@pytest.mark.parametrize("sent", [{}, {"stage": "offer"}, {"case": ["nothing"], "stage": "offer"}])
def test_without_anybody_or_anything_chosen_nothing_happens(
    team: User, desk: Client, work: JobOpportunity, sent: dict
) -> None:
    case(team, "Samir", work)

    page = desk.post(several(work), sent)

    assert page.status_code == 422
    assert not BulkStep.objects.exists()


def test_ticked_without_a_change_is_a_question(team: User, desk: Client, work: JobOpportunity) -> None:
    first = case(team, "Samir", work)

    page = desk.post(several(work), {"case": ticked(first)})

    assert "Choose what changes for them." in page.content.decode()
    assert f'value="{ticked(first)[0]}" checked' in page.content.decode()
