"""A small directory to edit: the house that Amina speaks for, its course, its place, and another house."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

from pathfinder.accounts.tests.people import AT, HOUSE
from pathfinder.directory.actions import Given, take_over
from pathfinder.directory.queries import RECORDS, Document, document_of, with_parts

COURSE, PLACE, PRACTICE, OTHER, OTHER_COURSE = (
    "be-course",
    "be-house-antwerp",
    "be-practice",
    "be-other",
    "be-other-course",
)


def by_machine(words: str) -> dict[str, str]:
    return {"text": words, "state": "machine"}


def reviewed(words: str) -> dict[str, str]:
    return {"text": words, "state": "reviewed"}


def outdated(words: str) -> dict[str, str]:
    return {"text": words, "state": "outdated"}


DOCUMENTS: dict[str, tuple[str, dict[str, Any]]] = {
    HOUSE: ("organization", {
        "country": "be", "territory": "be",
        "name": {"en": "House of Work", "nl": "Huis van Werk"},
        "description": {"en": "Helps people to find work.", "nl": by_machine("Helpt mensen werk te vinden.")},
        "website": "https://house.example/",
        "phones": [{"number": "+32 3 270 33 33", "languages": [{"code": "nl"}, {"code": "ar"}]}],
        "sources": ["study#1"], "checked_on": "2024",
    }),
    OTHER: ("organization", {"country": "be", "name": {"en": "Another house"}}),
    PLACE: ("location", {
        "country": "be", "name": {"en": "House of Work, Antwerp"}, "organization": HOUSE,
        "addresses": [{"address_1": "Quay 1", "city": "Antwerp", "postal_code": "2000", "country": "BE"}],
        "latitude": 51.2, "longitude": 4.4, "is_point_of_town": True,
        "schedules": [{"opening_hours": "Mo-Fr 09:00-12:00", "freq": "WEEKLY", "byday": "MO,TU"}],
    }),
    COURSE: ("service", {
        "country": "be", "territory": "be", "organization": HOUSE,
        "name": {"en": "Course of Dutch", "nl": "Cursus Nederlands"},
        "description": {"en": "Learn Dutch in three months.", "nl": by_machine("Leer Nederlands in drie maanden."), "uk": reviewed("Вивчіть нідерландську за три місяці.")},
        "application_process": [
            {"en": "Call us.", "nl": by_machine("Bel ons.")},
            {"en": "Come to the desk.", "nl": by_machine("Kom naar de balie.")},
            {"en": "Begin.", "nl": by_machine("Begin.")},
        ],
        "themes": ["language"], "audiences": ["jobseeker"], "cost": "free", "status": "active", "is_step": True,
        "required_documents": [{"document": {"en": "Identity card"}}, {"document": {"en": "Letter of the office"}}],
        "service_at_locations": [{"location": PLACE, "is_stated": False}],
        "minimum_age": 18, "checked_on": "2025-03-01", "sources": ["study#2"],
    }),
    OTHER_COURSE: ("service", {"country": "be", "organization": OTHER, "name": {"en": "Another course"}}),
    PRACTICE: ("program", {
        "country": "be", "name": {"en": "Work first"}, "organization": HOUSE,
        "about": {"type": "programme", "need": {"en": "Few people have work."}, "outcomes": [{"en": "100 people"}], "unheard_of": 7},
    }),
}  # fmt: skip


def make_records() -> None:
    for kind in RECORDS:
        given = [Given(kind, key, document) for key, (of_kind, document) in DOCUMENTS.items() if of_kind == kind]
        take_over(given, origin="pack", at=AT, by="pack")


def document(key: str) -> Document:
    kind = DOCUMENTS[key][0]
    return document_of(with_parts(RECORDS[kind].objects.filter(key=key)).get())


def form_of(client: Client, key: str) -> dict[str, Any]:
    """Everything that a browser would send if nothing were touched."""
    return fields_in(client.get(f"/en/desk/record/{key}/"))


def fields_in(page: Any) -> dict[str, Any]:
    html = page.content.decode()
    form = html[html.index('class="record"') :]
    form = form[: form.index("</form>")]
    sent: dict[str, list[str]] = {}
    for tag in re.finditer(
        r"<input\b([^>]*)>|<textarea\b([^>]*)>\n?(.*?)</textarea>|<select\b([^>]*)>(.*?)</select>", form, re.DOTALL
    ):
        attributes = tag[1] or tag[2] or tag[4] or ""
        named = re.search(r'\bname="([^"]*)"', attributes)
        if named is None or (
            re.search(r'type="(checkbox|radio)"', attributes) and not re.search(r"\bchecked\b", attributes)
        ):
            continue
        if tag[2] is not None:
            value = tag[3]
        elif tag[4] is not None:
            chosen = re.search(r'<option value="([^"]*)" selected', tag[5]) or re.search(
                r'<option value="([^"]*)"', tag[5]
            )
            value = chosen[1] if chosen else ""
        else:
            given = re.search(r'\bvalue="([^"]*)"', attributes)
            value = given[1] if given else ""
        sent.setdefault(unescape(named[1]), []).append(unescape(value))
    return {
        name: values if len(values) > 1 else values[0] for name, values in sent.items() if name != "csrfmiddlewaretoken"
    }
