"""Something on every page: records, people, reports, proposals, an event to register for, a story with consent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from pathfinder.accounts.actions import Offer, invite, path_of
from pathfinder.accounts.queries import User
from pathfinder.accounts.tests.people import amina, olena, piet, signed_in
from pathfinder.checking.duplicates import find_duplicates
from pathfinder.checking.links.uses import renew_links
from pathfinder.checking.models import Duplicate, FailedSearch, Link, LinkRound
from pathfinder.checking.queries import record_with
from pathfinder.checking.reports import report
from pathfinder.directory.tests.records import NOW, ORGANIZATION, give, small_directory
from pathfinder.editing.exchange.lookup import wording_with
from pathfinder.editing.models import Proposal
from pathfinder.editing.suggestions import suggest
from pathfinder.editing.tests.records import COURSE, form_of, make_records
from pathfinder.library.models import Submission
from pathfinder.library.tests.consenting import STORY, agreed, make_story
from pathfinder.library.tests.registering import EVENT, make_event
from pathfinder.library.tests.sharing import sent
from pathfinder.rulebooks.answers import Answers, keep_answers
from pathfinder.talent.tests.abroad import something_abroad
from pathfinder.vacancies.tests.vacancies import published_vacancy

ANSWERS: dict[str, Any] = {
    "place": "2000", "residence_ground": "refugee", "nationality": ["SY"], "birth_date": "1990-05-02",
    "registered_on": "2026-06-01", "permit_months": 60,
}  # fmt: skip
TRANSLATED = {
    "nl": "Vertaalbureau",
    "en": {"text": "Translation office", "state": "machine"},
    "ar": {"text": "مكتب الترجمة", "state": "machine"},
}
WHOM = {"residence_ground": "applicant", "application_lodged_on": "2020-11-01"}


def furnish(letterbox: Any) -> dict[str, str]:
    """Fill the database, and give what the addresses of `kinds.py` name."""
    small_directory()
    make_records()
    give("organization", "be-house", ORGANIZATION)
    give("organization", "be-huis", {**ORGANIZATION, "name": {"en": "Career House, Ghent"}})
    give("organization", "be-vertaald", {"country": "be", "name": TRANSLATED})
    find_duplicates(at=NOW)
    renew_links()
    Link.objects.update(is_broken=True, problem="gone", status=404, checked_at=NOW, first_failed_at=NOW)
    LinkRound.objects.create(started_at=NOW, seen_at=NOW, is_running=True, total=9, done=3)
    FailedSearch.objects.create(words="دورة دراجات", language="en", country="be", month="2026-11", count=5)
    made = report(
        record_with("be-house"), about="cost", words="…", language="en", form="1", on=dt.date(2026, 5, 3), at=NOW
    )
    provider = signed_in(Client(), amina())
    provider.post(f"/en/desk/record/{COURSE}/", {**form_of(provider, COURSE), "name.en": "Dutch course"})
    wording = wording_with(f"record:{COURSE}:description", "nl")
    assert wording is not None
    suggest(wording, "Leer in drie maanden Nederlands.", form="1", on=dt.date(2026, 5, 3))
    make_event()
    make_story()
    sent(Client(), letterbox)
    invitation = invite("samir@example.org", Offer("editor"), language="en", by=None, at=timezone.now())
    abroad = something_abroad(User.objects.get(name="Amina"))
    return {
        **abroad,
        "report": made.code,
        "pair": str(Duplicate.objects.all()[0].pk),
        "proposal": str(Proposal.objects.get().pk),
        "event": EVENT,
        "story": STORY,
        "consent": agreed(),
        "submission": str(Submission.objects.get().pk),
        "invitation": path_of(invitation).removeprefix("/en"),
        "person": str(olena().pk),
        "vacancy": published_vacancy(timezone.localdate()).key,
    }


def answers_in_a_browser() -> list[tuple[str, str]]:
    """The cookies of somebody who answered the guide, and an employer's questions."""
    response = HttpResponse()
    keep_answers(response, Answers(dict(ANSWERS), {}, list(ANSWERS), country="be"))
    keep_answers(response, Answers(dict(WHOM), {}, list(WHOM), role="employer"))
    return [(name, morsel.value) for name, morsel in response.cookies.items()]


def session_at_the_desk() -> str:
    return signed_in(Client(), piet()).cookies["session"].value
