"""What tests of vacancies begin with: a sewing workshop of the house that Amina speaks for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pathfinder.accounts.models import User
from pathfinder.vacancies.actions import enter, take_over
from pathfinder.vacancies.models import Vacancy
from pathfinder.vacancies.where import located

AT = dt.datetime(2026, 11, 26, 9, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 26)
FORM = {
    "kind": "job", "organization": "be-house", "written_in": "en", "title": "Sewing workshop", "text": "You sew <b>clothes</b>.",
    "country": "be", "place": "Gent", "postcode": "9000", "employment": "part_time", "hours_a_week": "30", "pay": "told",
    "pay_from": "2100", "pay_per": "month", "regulated": "no", "isco": "2221", "apply_at": "jobs@example.org", "apply_text": "", "starts_on": "",
    "language-0-code": "nl", "language-0-level": "A2", "skill-0-words": "Work as a tailor", "skill-0-importance": "must",
}  # fmt: skip


def form(valid_through: dt.date, **changes: str) -> dict[str, str]:
    return {**FORM, "valid_through": valid_through.isoformat(), **changes}


def values(**changes: Any) -> dict[str, Any]:
    """Of a vacancy, as the form gives them."""
    return {
        "kind": "job", "organization_key": "be-house", "organization_name": "Career House", "title": {"en": "Sewing workshop"},
        "text": {"en": "You sew clothes."}, "country": "be", "place": "Gent", "postcode": "9000", **located("be", "Gent", "9000"),
        "skills": [{"what": "task:tailor", "words": "Work as a tailor", "importance": "must", "is_suggested": False}],
        "isco": "7533", "area": "textile", "languages": {"nl": "A2"}, "pay": "not_told",
        "valid_through": TODAY + dt.timedelta(days=30), "apply_at": "jobs@example.org", **changes,
    }  # fmt: skip


def make_vacancy(by: User, *, on: dt.date = TODAY, **changes: Any) -> Vacancy:
    return enter(values(**changes), by=by, at=AT, on=on)


def published_vacancy(on: dt.date) -> Vacancy:
    """Without anybody who entered it, and without a last day."""
    take_over([values(identifier="sewing", valid_through=None)], source="", at=AT, on=on)
    return Vacancy.objects.get(identifier="sewing")
