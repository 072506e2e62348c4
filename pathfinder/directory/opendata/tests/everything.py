"""A made-up directory that uses every table and every field, with what is hard to give away among it."""

import uuid
from typing import Any

from pathfinder.directory.actions import edit_record, merge_records, say_changed
from pathfinder.directory.models import (
    Address,
    Attribute,
    Service,
    ServiceAtLocation,
    Source,
    Taxonomy,
    TaxonomyTerm,
    Territory,
)
from pathfinder.directory.models.records import uuid_of
from pathfinder.directory.tests.records import LATER, NOW, give, machine

FOREIGN_TAXONOMY = uuid.UUID("11111111-1111-4111-8111-111111111111")
FOREIGN_TERM = uuid.UUID("22222222-2222-4222-8222-222222222222")
FOREIGN_CHILD = uuid.UUID("33333333-3333-4333-8333-333333333333")
PIET = "piet@loopbaanhuis.example"  # whom people can call
EDITOR = "olena@desk.example"  # who keeps the records

PHONE = {
    "number": "+32 2 555 01 00",
    "extension": 12,
    "type": "voice",
    "description": {"nl": "Onthaal", "en": "Reception"},
    "languages": [{"code": "ar", "note": {"en": "on Tuesdays"}}],
}
CONTACT = {
    "name": "Piet", "title": "counsellor", "department": "Guidance", "email": PIET, "phones": [{"number": "02 555 01 01"}],
}  # fmt: skip
RULE = {  # as another system gives its opening hours
    "valid_from": "2026-01-01", "valid_to": "2026-12-31", "dtstart": "2026-01-05", "timezone": 1.0, "until": "2026-12-20",
    "count": 40, "wkst": "MO", "freq": "WEEKLY", "interval": 2, "byday": "MO,WE", "byweekno": "1,3", "bymonthday": "5",
    "byyearday": "100", "description": {"en": "Every other week."}, "opens_at": "09:00+01:00", "closes_at": "12:00+01:00",
    "schedule_link": "https://loopbaanhuis.example/hours", "attending_type": "in person", "notes": "Ring the bell.",
}  # fmt: skip
HOURS = [
    "Mo-Fr 09:00-12:00,13:00-17:00; PH off",
    "Fr,Sa 20:00-02:00",
    "24/7",
    "We[1] 14:00-16:00",
    'Mo 10:00-12:00 "by appointment"',
    "Apr-Sep: Mo-Fr 09:00-18:00",
    "off",
]
HOUSE: dict[str, Any] = {
    "country": "be",
    "territory": "be-vlg",
    "name": {"nl": "Loopbaanhuis Gent", "en": "Career house Ghent", "ar": machine("بيت المهن")},
    "alternate_name": {"nl": "Het Huis"},
    "description": {"en": "Guidance for people who look for work."},
    "email": "info@loopbaanhuis.example",
    "website": "https://loopbaanhuis.example/",
    "logo": "https://loopbaanhuis.example/logo.svg",
    "uri": "https://loopbaanhuis.example/id",
    "legal_status": "non-profit",
    "year_incorporated": 1999,
    "parent_organization": "be-town",
    "organization_kind": "integration_agency",
    "sources": ["study#2.1", "unlisted#1"],
    "confidence": "high",
    "notes": [{"en": "Moves in 2027.", "nl": "Verhuist in 2027."}],
    "checked_on": "2024-05",
    "phones": [PHONE],
    "contacts": [CONTACT],
    "languages": [{"code": "nl"}, {"code": "seven languages directly"}],
    "organization_identifiers": [
        {"identifier_scheme": "BE-KBO", "identifier_type": "number", "identifier": "0123.456.789"}
    ],
    "funding": [{"source": "The town"}],
}
DESK: dict[str, Any] = {
    "country": "be",
    "territory": "be-vlg",
    "name": {"nl": "Loket Gent", "en": "Desk in Ghent"},
    "alternate_name": {"en": "The desk"},
    "description": {"en": "On the ground floor."},
    "transportation": {"en": "Tram 1", "nl": "Tram 1"},
    "organization": "be-house",
    "url": "https://loopbaanhuis.example/gent?met=é&x=%zz",
    "latitude": 51.05,
    "longitude": 3.72,
    "is_point_of_town": True,
    "external_identifier": "44021",
    "external_identifier_type": "REFNIS",
    "serves": [{"en": "People of Ghent", "nl": "Gentenaars"}],
    "email": "gent@loopbaanhuis.example",
    "confidence": "medium",
    "addresses": [
        {
            "attention": "Onthaal", "address_1": "Voorbeeldstraat 1", "address_2": "bus 2", "city": "Gent",
            "region": "Vlaanderen", "postal_code": "9000", "country": "BE",
        },
        {"address_1": "Postbus 1", "city": "Gent", "postal_code": "9000", "country": "BE", "address_type": "postal"},
    ],
    "phones": [PHONE],
    "contacts": [CONTACT],
    "languages": [{"code": "fr", "name": "French", "note": {"nl": "op afspraak"}}],
    "schedules": [{"opening_hours": hours, "description": {"en": "Ring."}} for hours in HOURS],
    "accessibility": [
        {"description": {"en": "A ramp", "nl": "Een helling"}, "details": "1 m wide", "url": "https://ramp.example"}
    ],
}  # fmt: skip
RECOGNITION: dict[str, Any] = {
    "country": "be",
    "territory": "be-vlg",
    "organization": "be-house",
    "program": "be-practice",
    "name": {"en": "Recognition of your diploma", "ar": machine("الاعتراف بشهادتك")},
    "alternate_name": {"nl": "Diplomagelijkschakeling"},
    "description": {"en": "Your foreign diploma is compared with one from here."},
    "url": "https://loopbaanhuis.example/diploma",
    "email": "diploma@loopbaanhuis.example",
    "status": "unknown",
    "alert": {"en": "Closed in August."},
    "interpretation_services": {"en": "By phone."},
    "application_process": [{"en": "Make a copy.", "nl": "Maak een kopie."}, {"en": "Bring it to the desk."}],
    "fees_description": {"en": "Free of charge."},
    "eligibility_description": {"en": "Everybody with a foreign diploma."},
    "minimum_age": 18,
    "maximum_age": 65,
    "accreditations": "ISO 9001",
    "duration": {"en": "Two months."},
    "outcome": {"en": "A letter."},
    "results": [{"en": "300 letters in 2025."}],
    "themes": ["diploma_recognition", "counselling"],
    "audiences": ["jobseeker", "beneficiary_of_protection"],
    "residence_grounds": ["refugee"],
    "cost": "free",
    "modes": ["on_site", "remote"],
    "valid_from": "2020",
    "valid_to": "2030-06",
    "is_step": True,
    "sources": ["study#2.2"],
    "confidence": "medium",
    "notes": [{"en": "Ask for Piet."}],
    "checked_on": "2025-03-01",
    "phones": [PHONE],
    "contacts": [CONTACT],
    "languages": [{"code": "ar"}],
    "schedules": [RULE, {"opening_hours": "Mo-Fr 09:00-12:00"}],
    "service_areas": [
        {"name": "Ghent", "description": "The town", "extent": "9000", "extent_type": "text", "uri": "https://gent.example"}
    ],
    "cost_options": [
        {
            "valid_from": "2026", "valid_to": "2027", "option": "with translation", "currency": "EUR", "amount": 12.5,
            "amount_description": "a page",
        }
    ],
    "required_documents": [{"document": {"en": "The diploma", "nl": "Het diploma"}, "uri": "https://paper.example"}],
    "funding": [{"source": "ESF+"}],
    "service_at_locations": [
        {
            "location": "be-house-ghent", "description": {"en": "Room 4", "nl": "Lokaal 4"}, "phones": [PHONE],
            "contacts": [CONTACT], "schedules": [{"opening_hours": "Tu 09:00-12:00"}, RULE],
        },
        {"location": "be-house-online", "is_stated": False},
    ],
}  # fmt: skip
PRACTICE: dict[str, Any] = {
    "country": "be",
    "organization": "be-house",
    "name": {"en": "Work first"},
    "alternate_name": {"nl": "Eerst werk"},
    "description": {"en": "A practice."},
    "sector": "public",
    "url": "https://practice.example",
    "valid_from": "2016",
    "valid_to": "2019",
    "about": {"need": {"en": "People wait."}, "figures": [{"year": 2017, "people": 40}]},
    "confidence": "low",
}


def directory_of_everything() -> None:
    Source.objects.create(
        country="be",
        key="study",
        title="A study",
        publisher="A university",
        date="2018-09",
        url="https://study.example/é",
    )
    Territory.objects.create(key="be", country="be", name={"en": "Belgium"})
    Territory.objects.create(key="be-vlg", country="be", name={"nl": "Vlaanderen"}, nuts="BE2", parent_id="be")
    give("organization", "be-town", {"country": "be", "name": {"nl": "Stad Gent"}, "languages": [{"code": "nl"}]})
    give("organization", "be-house", HOUSE)
    give("location", "be-house-ghent", DESK)
    give("location", "be-house-online", {"country": "be", "location_type": "virtual", "organization": "be-house"})
    give("program", "be-practice", PRACTICE)
    give("service", "be-recognition", RECOGNITION)
    give(
        "service", "be-mentoring",
        {
            "country": "be", "territory": "be", "organization": "be-house", "name": {"nl": "Mentorkring"},
            "status": "ended", "themes": ["mentoring"], "checked_on": "2018", "url": "https://not an address.example/x",
            "description": {"nl": "Een mentor helpt met een eerste job."},
        },
    )  # fmt: skip
    _another_country()
    _a_duplicate()
    _terms_of_another_system()
    edit_record(
        "service", "be-recognition", {"alert": {"en": "Closed in July."}}, at=LATER, by=EDITOR, reason="They called."
    )


def _another_country() -> None:
    """Clocks of their own, and a record that another system gave."""
    give("organization", "es-casa", {"country": "es", "name": {"es": "Casa de empleo"}}, origin="import of casas")
    give(
        "location", "es-casa-tenerife",
        {
            "country": "es", "organization": "es-casa", "latitude": 28.47, "longitude": -16.25,
            "addresses": [{"city": "Santa Cruz", "postal_code": "38001", "country": "ES"}],
            "schedules": [{"opening_hours": "Mo-Su 10:00-20:00"}],
        },
    )  # fmt: skip
    give(
        "service", "es-curso",
        {
            "country": "es", "organization": "es-casa", "name": {}, "status": "paused", "cost": "paid",
            "residence_grounds": ["family"], "service_at_locations": [{"location": "es-casa-tenerife"}],
        },
        origin="import of casas",
    )  # fmt: skip
    Service.objects.filter(key="es-curso").update(
        external_id="17", licence="CC BY 4.0", is_synthetic=True, email="nobody", changed_at=LATER
    )


def _a_duplicate() -> None:
    """The same service twice; the second one has become part of the first."""
    twin = {**RECOGNITION, "name": {"en": "Diploma recognition (twin)"}, "service_at_locations": []}
    give("service", "be-twin", twin)
    merge_records("service", "be-recognition", "be-twin", at=NOW, by=EDITOR)


def _terms_of_another_system() -> None:
    taxonomy = Taxonomy.objects.create(
        id=FOREIGN_TAXONOMY,
        key="eurovoc",
        name="EuroVoc",
        description="Of the Union",
        uri="https://vocab.example",
        version="4",
    )
    parent = TaxonomyTerm.objects.create(
        id=FOREIGN_TERM, taxonomy=taxonomy, code="100", name={"fr": "emploi", "en": "employment"},
        description={"en": "Work of all kinds"}, term_uri="https://vocab.example/100",
    )  # fmt: skip
    TaxonomyTerm.objects.create(id=FOREIGN_CHILD, taxonomy=taxonomy, code="101", name={"de": "Lehre"}, parent=parent)
    linked = [
        ("service", uuid_of("be-mentoring")), ("organization", uuid_of("be-town")), ("location", uuid_of("be-house-ghent")),
        ("address", Address.objects.filter(location__key="be-house-ghent")[0].id),
        ("service_at_location", ServiceAtLocation.objects.filter(service__key="be-recognition")[0].id),
    ]  # fmt: skip
    for entity, record in linked:
        Attribute.objects.create(
            link_id=record, link_entity=entity, link_type="subject", taxonomy_term=parent, value="main"
        )
    say_changed(["be-mentoring", "be-town"], LATER)
