"""Samir, a nurse from Syria in Jordan, comes to the United Kingdom in 2023: every stage, as the team and as he reads it."""

import pytest
from django.test import Client

from pathfinder.accounts.queries import signed_in_name
from pathfinder.accounts.tests.people import amina, signed_in
from pathfinder.talent.checks import ShownCheck
from pathfinder.talent.models import Candidate, CandidateForJob, JobOpportunity
from pathfinder.talent.stages import ORDER, STAGES
from pathfinder.talent.tests.abroad import CANDIDATE_FORM, DESK, JOB_FORM, step

pytestmark = pytest.mark.django_db
LOOKING = "We are looking at your file."


def test_from_first_contact_to_a_year_after_the_move() -> None:
    team = amina()
    desk, samir = signed_in(Client(), team), Client()
    desk.post(f"{DESK}candidates/new/", CANDIDATE_FORM)
    desk.post(f"{DESK}jobs/new/", JOB_FORM)
    person, work = Candidate.objects.get(), JobOpportunity.objects.get()
    desk.post(f"{DESK}candidates/{person.pk}/", {"propose": "1", "job": str(work.pk)})
    case = CandidateForJob.objects.get()
    here = f"{DESK}cases/{case.pk}/"
    letter = desk.post(f"{DESK}candidates/{person.pk}/link/", {"show": "1"}).context["letter"]
    link = next(line for line in letter.body.splitlines() if line.startswith("http"))

    before = pilot(desk, here)
    read = {stage: after(desk, here, stage, samir, link) for stage in ORDER[1:]}
    with_offer = pilot(desk, here)

    assert (before.verdict, before.not_met, before.open) == ("no", 1, 0)  # there is no offer yet
    assert (with_offer.verdict, with_offer.not_met, with_offer.open) == ("may", 0, 0)
    assert [stage for stage, page in read.items() if LOOKING in page] == ["screening", "matched"]
    assert [stage for stage, page in read.items() if "Screening" in page or "Matched with" in page] == []
    assert [stage for stage in ORDER[3:] if STAGES[stage].candidate not in read[stage]] == []
    assert "by 30 June 2023" in read["visa"]
    assert "<li>Passport</li>" in read["visa"]
    assert [line.stage for line in case.history.all()] == list(ORDER)
    assert {line.signature for line in case.history.all()} == {signed_in_name(team)}


def pilot(desk: Client, here: str) -> ShownCheck:
    """What the Displaced Talent Mobility Pilot asked by the law of 2023, for what the team knows of him."""
    ways = desk.get(f"{here}?on=2023-06-01").context["check"].ways
    return next(way for way in ways if way.way.step.id == "gb-svc-dtmp")


def after(desk: Client, here: str, stage: str, samir: Client, link: str) -> str:
    """The team moves the case; what he reads then."""
    version = desk.get(here).context["version"]
    desk.post(here, step(version, stage, next_step="talk", due="2023-06-30", papers=["passport"]))
    return samir.get(link).content.decode()
