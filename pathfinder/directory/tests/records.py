"""A small believable directory, for tests."""

import datetime as dt
from typing import Any

from pathfinder.directory.actions import Given, take_over

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)


def machine(words: str) -> dict[str, str]:
    return {"text": words, "state": "machine"}


ORGANIZATION: dict[str, Any] = {
    "country": "be",
    "territory": "be-vlg",
    "name": {"nl": "Loopbaanhuis Gent", "en": "Career house Ghent"},
    "description": {"en": "Guidance for people who look for work."},
    "organization_kind": "integration_agency",
    "website": "https://loopbaanhuis.example/",
    "sources": ["study#2.1"],
    "confidence": "high",
    "checked_on": "2024-05",
    "phones": [{"number": "+32 2 555 01 00"}],
    "languages": [{"code": "nl"}, {"code": "ar"}],
}
LOCATION: dict[str, Any] = {
    "country": "be",
    "name": {"en": "Desk in Ghent"},
    "organization": "be-house",
    "latitude": 51.05,
    "longitude": 3.72,
    "is_point_of_town": True,
    "addresses": [{"address_1": "Voorbeeldstraat 1", "city": "Gent", "postal_code": "9000", "country": "BE"}],
    "schedules": [{"opening_hours": "Mo-Fr 09:00-17:00"}],
}
SERVICE: dict[str, Any] = {
    "country": "be",
    "territory": "be-vlg",
    "organization": "be-house",
    "name": {"en": "Recognition of your diploma", "ar": machine("الاعتراف بشهادتك")},
    "description": {"en": "Your foreign diploma is compared with one from here."},
    "application_process": [{"en": "Make a copy."}, {"en": "Bring it to the desk."}],
    "eligibility_description": {"en": "Everybody with a foreign diploma."},
    "fees_description": {"en": "Free of charge."},
    "cost": "free",
    "status": "active",
    "themes": ["diploma_recognition"],
    "audiences": ["jobseeker"],
    "residence_grounds": ["refugee"],
    "sources": ["study#2.2"],
    "confidence": "medium",
    "checked_on": "2025-03-01",
    "required_documents": [{"document": {"en": "The diploma"}}],
    "service_at_locations": [{"location": "be-house-ghent"}],
}


def give(kind: str, key: str, document: dict[str, Any], *, at: dt.datetime = NOW, origin: str = "pack") -> Any:
    """One record, as a pack gives it."""
    return take_over([Given(kind, key, document)], origin=origin, at=at, by=origin)


def small_directory() -> None:
    """An organization in Ghent with one desk and one service, a service that has ended, and one in Ireland."""
    give("organization", "be-house", ORGANIZATION)
    give("location", "be-house-ghent", LOCATION)
    give("service", "be-recognition", SERVICE)
    ended = {
        **SERVICE,
        "name": {"en": "Mentoring circle"},
        "status": "ended",
        "themes": ["mentoring"],
        "confidence": "low",
    }
    give(
        "service",
        "be-mentoring",
        {**ended, "description": {"en": "A mentor helps with a first job."}, "service_at_locations": []},
    )
    give(
        "organization",
        "ie-office",
        {
            "country": "ie",
            "territory": "ie",
            "name": {"en": "Hire well office"},
            "description": {"en": "Employers ask here how to hire a refugee."},
        },
    )
