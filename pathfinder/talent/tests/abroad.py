"""What tests of this room begin with: candidates of the cast, a job in the United Kingdom, and forms as the desk sends them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from pathfinder.accounts.models import User
from pathfinder.talent.actions import answer_back, enter_candidate, enter_job, make_link, propose
from pathfinder.talent.models import Candidate, CandidateForJob, JobOpportunity
from pathfinder.talent.moving import move_all

AT = dt.datetime(2026, 11, 26, 9, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 26)
DESK = "/en/desk/abroad/"
HOUSE = "be-house"
CANDIDATE_FORM = {
    "organization": HOUSE, "name": "Samir Haddad", "email": "samir@example.org", "phone": "+962 6 555 01 02", "birth_year": "1990",
    "language": "en", "stay": "JO", "nationality": "SY", "destinations": ["gb"], "passport": "valid",
    "passport_until": "2030-01-01", "contact_consent_on": "2022-12-01", "dependant-0-relation": "partner",
    "dependant-0-birth_year": "1992", "dependant-0-comes": "1",
}  # fmt: skip
JOB_FORM = {
    "organization": HOUSE, "title": "Nurse on a ward", "destination": "gb", "employer": "A hospital", "isco": "2221", "stage": "contact",
}  # fmt: skip


def candidate(by: User, name: str = "Samir", **changes: Any) -> Candidate:
    told = {"organization_key": HOUSE, "name": name, "contact_consent_on": TODAY, **changes}
    return enter_candidate(told, by=by, at=AT)


def job(by: User, **changes: Any) -> JobOpportunity:
    told = {
        "organization_key": HOUSE,
        "title": "Nurse on a ward",
        "destination": "gb",
        "employer_name": "A hospital",
        "isco": "2221",
    }
    return enter_job({**told, **changes}, by=by, at=AT)


def case(by: User, name: str, where: JobOpportunity, **changes: Any) -> CandidateForJob:
    return propose(candidate(by, name, **changes), where, by=by, at=AT)


def step(version: int, stage: str, **changes: Any) -> dict[str, Any]:
    """The form of a case."""
    return {
        "version": str(version),
        "stage": stage,
        "closed": "",
        "next_step": "",
        "next_words": "",
        "due": "",
        "words": "",
        **changes,
    }


def ticked(*cases: CandidateForJob) -> list[str]:
    return [f"{one.pk}:{one.version}" for one in cases]


def something_abroad(by: User) -> dict[str, str]:
    """A case with everything on its page, for the tests that look at every kind of page; gives what addresses name."""
    told = {
        "dependants": [{"relation": "partner", "birth_year": 1992, "comes": True}],
        "passport": "none",
        "stay": "JO",
    }
    where = job(by)
    one = case(by, "Samir", where, destinations=["gb"], email="samir@example.org", **told)
    step_ = {
        "stage": "offer",
        "next_step": "papers",
        "due": TODAY.isoformat(),
        "papers": ["diploma"],
        "next_words": "Bring both.",
    }
    move_all(where, {one.pk: 0}, step_, by=by, at=timezone.now())
    answer_back(one, "Yes, I want to.", at=timezone.now())
    return {
        "candidate": str(one.candidate_id), "job_abroad": str(where.pk), "case": str(one.pk),
        "link_abroad": make_link(one.candidate, by=by, at=AT),
    }  # fmt: skip
