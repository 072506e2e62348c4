"""What a record's form asks: every field of a document, in the order people think of them, with words and checks.

A form, a difference between two documents, and the list of texts to translate are all read from here. A test compares
this with the shapes of the directory, so no field is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_noop as _

from pathfinder.directory.queries import codes
from pathfinder.editing.field import (
    CHOICE,
    CHOICES,
    FLAG,
    GROUP,
    LINES,
    NUMBER,
    RECORD,
    WORD_LIST,
    Field,
    Section,
    date,
    line,
    rows,
    url,
    words,
)
from pathfinder.editing.fields_of_library import EVENT, PRACTICE, PUBLICATION, SECTOR, STORY

LANGUAGES = rows(
    "languages", _("Languages in which people are helped"),
    line("code", _("Language"), _("Its code, such as ar, nl or uk."), check="language", is_needed=True, longest=35),
    words("note", _("Note"), _("Such as: not every day, call first.")),
    line("name", _("Name of the language, if the code says too little")),
)  # fmt: skip
PHONES = rows(
    "phones", _("Phone numbers"),
    line("number", _("Number"), _("With the country, such as +32 3 270 33 33."), check="phone", is_needed=True, longest=60),
    Field(NUMBER, "extension", _("Extension"), check="whole", low=0, high=2_147_483_647),
    line("type", _("Kind"), _("Such as voice, cell, fax or textphone."), longest=20),
    words("description", _("What it is for")),
    LANGUAGES,
)  # fmt: skip
CONTACTS = rows(
    "contacts", _("People or desks to talk to"),
    line("name", _("Name")),
    line("title", _("What they do")),
    line("department", _("Department")),
    line("email", _("E-mail address"), check="email", longest=254),
    PHONES,
)  # fmt: skip
SCHEDULES = rows(
    "schedules", _("Opening hours"),
    line("opening_hours", _("Hours"), _("In the notation of OpenStreetMap: Mo-Fr 09:00-12:00,13:00-16:30; PH off"), check="hours"),
    words("description", _("Hours, in words"), _("Such as: only by appointment.")),
    date("valid_from", _("From")), date("valid_to", _("Until")),
    url("schedule_link", _("Page with the hours"), longest=2000),
    line("notes", _("Note for us")),
)  # fmt: skip
ADDRESSES = rows(
    "addresses", _("Address"),
    line("attention", _("To the attention of")),
    line("address_1", _("Street and number")),
    line("address_2", _("Floor, building")),
    line("postal_code", _("Postcode"), longest=20),
    line("city", _("Town")),
    line("region", _("Region")),
    line("state_province", _("Province")),
    line("country", _("Country"), _("Two letters, such as BE."), check="country", is_needed=True, longest=2),
    Field(CHOICE, "address_type", _("Kind"), default="physical", options={"physical": _("to visit"), "postal": _("for letters"), "virtual": _("online")}),
)  # fmt: skip
SERVICE_AREAS = rows(
    "service_areas", _("Where it is for"),
    line("name", _("Name")), line("description", _("Description")), line("extent", _("Extent")),
    line("extent_type", _("Kind of extent"), longest=10), url("uri", _("Address of the area"), longest=2000),
)  # fmt: skip
COST_OPTIONS = rows(
    "cost_options", _("Prices"),
    line("option", _("For what")),
    Field(NUMBER, "amount", _("Amount"), check="decimal", low=0),
    line("currency", _("Currency"), _("Three letters, such as EUR."), check="currency", longest=3),
    line("amount_description", _("Amount, in words")),
    date("valid_from", _("From")), date("valid_to", _("Until")),
)  # fmt: skip
REQUIRED_DOCUMENTS = rows(
    "required_documents", _("What to bring"),
    words("document", _("Document"), is_needed=True), url("uri", _("Page about it"), longest=2000),
)  # fmt: skip
ACCESSIBILITY = rows(
    "accessibility", _("Getting in with a wheelchair, or without seeing or hearing well"),
    words("description", _("In words")), line("details", _("Details")), url("url", _("Page about it"), longest=2000),
)  # fmt: skip
IDENTIFIERS = rows(
    "organization_identifiers", _("Official numbers"),
    line("identifier_scheme", _("Register")),
    line("identifier_type", _("Kind of number"), is_needed=True),
    line("identifier", _("Number"), is_needed=True),
)  # fmt: skip
FUNDING = rows("funding", _("Who pays for it"), line("source", _("Who pays")))
SERVICE_AT_LOCATIONS = rows(
    "service_at_locations", _("Places where it is given"),
    Field(RECORD, "location", _("Place"), _("The id of a place of the organization."), check="location", is_needed=True),
    words("description", _("What is different at this place")),
    Field(FLAG, "is_stated", _("The source says that it is given here"), default=True),
    SCHEDULES, PHONES, CONTACTS,
)  # fmt: skip

NAME = words("name", _("Name"), is_needed=True)
OTHER_NAME = words("alternate_name", _("Other name"), _("A short form, or what people call it."))
DESCRIPTION = words("description", _("What it is"), _("One or two short sentences."), is_long=True)
NOTES = Field(WORD_LIST, "notes", _("Notes for the reader"), _("What one should know beside the facts."))
TERRITORY = Field(
    RECORD, "territory", _("Territory"), _("The country or the part of it that this is for."), check="territory"
)
VALIDITY = (date("valid_from", _("Exists since")), date("valid_to", _("Ended on")))
OF_THE_DESK = Section("desk", _("How we know"), (
    Field(LINES, "sources", _("Sources"), _("One a line, such as emn-be-2018#1.3.1."), for_editors=True),
    Field(CHOICE, "confidence", _("How sure we are"), options={"": "–", **codes.CONFIDENCES}, for_editors=True),
    date("checked_on", _("Last looked at"), longest=10, for_editors=True),
    line("checked_by", _("Looked at by"), longest=120, for_editors=True),
    Field(NUMBER, "check_every_months", _("Look again every … months"), check="whole", low=1, high=120, for_editors=True),
))  # fmt: skip

FORMS: dict[str, tuple[Section, ...]] = {
    "service": (
        Section("what", _("What it is"), (
            NAME, OTHER_NAME, DESCRIPTION,
            words("alert", _("Warning at the top of the page"), _("Such as: closed in July.")),
            Field(CHOICES, "themes", _("Themes"), options=codes.THEMES),
        )),
        Section("for-whom", _("For whom"), (
            words("eligibility_description", _("Who can use it"), is_long=True),
            Field(CHOICES, "audiences", _("Groups of people"), options=codes.AUDIENCES),
            Field(CHOICES, "residence_grounds", _("Kinds of stay"), options=codes.GROUNDS),
            Field(NUMBER, "minimum_age", _("From the age of"), check="whole", low=0, high=120),
            Field(NUMBER, "maximum_age", _("Up to the age of"), check="whole", low=0, high=120),
        )),
        Section("how", _("How to start"), (
            Field(WORD_LIST, "application_process", _("Steps")),
            REQUIRED_DOCUMENTS,
            words("duration", _("How long it takes")),
            words("outcome", _("What one has afterwards")),
            Field(WORD_LIST, "results", _("Results, in figures")),
        )),
        Section("cost", _("Cost"), (
            Field(CHOICE, "cost", _("Cost"), options=codes.COSTS, default="unknown"),
            words("fees_description", _("Cost, in words")),
            COST_OPTIONS,
        )),
        Section("reach", _("Where, when, how to reach"), (
            Field(CHOICES, "modes", _("How it is given"), options=codes.MODES),
            url("url", _("Page about it"), longest=2000),
            line("email", _("E-mail address"), check="email", longest=254),
            PHONES, CONTACTS, LANGUAGES,
            words("interpretation_services", _("Interpreters")),
            SCHEDULES, SERVICE_AT_LOCATIONS, SERVICE_AREAS,
        )),
        Section("more", _("More"), (
            NOTES, TERRITORY,
            Field(CHOICE, "status", _("Does it run"), default="active", options={
                "active": _("it runs"), "pilot": _("it is a trial"), "paused": _("it is paused"), "ended": _("it has ended"),
                "unknown": _("we do not know"),
            }),
            *VALIDITY,
            Field(RECORD, "organization", _("Organization"), check="organization", is_needed=True, for_editors=True),
            Field(RECORD, "program", _("Project it belongs to"), check="program", for_editors=True),
            line("accreditations", _("Accreditations")), FUNDING,
        )),
        OF_THE_DESK,
    ),
    "organization": (
        Section("what", _("What it is"), (
            NAME, OTHER_NAME, DESCRIPTION,
            Field(CHOICE, "organization_kind", _("Kind"), options={"": "–", **codes.ORGANIZATION_KINDS}),
        )),
        Section("reach", _("How to reach"), (
            url("website", _("Website"), longest=2000),
            line("email", _("E-mail address"), check="email", longest=254),
            PHONES, CONTACTS, LANGUAGES,
        )),
        Section("more", _("More"), (
            NOTES, TERRITORY,
            Field(RECORD, "parent_organization", _("Part of"), check="organization", for_editors=True),
            line("legal_status", _("Legal form"), longest=120),
            Field(NUMBER, "year_incorporated", _("Founded in"), check="whole", low=1000, high=2100),
            url("logo", _("Address of the logo"), longest=2000), url("uri", _("Address as linked data"), longest=2000),
            IDENTIFIERS, FUNDING,
        )),
        OF_THE_DESK,
    ),
    "location": (
        Section("what", _("What it is"), (
            NAME, OTHER_NAME,
            words("description", _("What it is"), is_long=True),
            Field(CHOICE, "location_type", _("Kind"), default="physical", options={"physical": _("a place to visit"), "postal": _("an address for letters"), "virtual": _("online or by phone")}),
        )),
        Section("where", _("Where and when"), (
            ADDRESSES,
            words("transportation", _("How to get there")),
            ACCESSIBILITY, SCHEDULES,
            Field(NUMBER, "latitude", _("Latitude"), check="decimal", low=-90, high=90),
            Field(NUMBER, "longitude", _("Longitude"), check="decimal", low=-180, high=180),
        )),
        Section("reach", _("How to reach"), (
            url("url", _("Page about it"), longest=2000),
            line("email", _("E-mail address"), check="email", longest=254),
            PHONES, CONTACTS, LANGUAGES,
        )),
        Section("more", _("More"), (
            Field(WORD_LIST, "serves", _("Whom or where it serves")),
            NOTES, TERRITORY,
            Field(RECORD, "organization", _("Organization"), check="organization", for_editors=True),
            line("external_identifier", _("Number in another register"), longest=255),
            line("external_identifier_type", _("Which register"), longest=60),
        )),
        OF_THE_DESK,
    ),
    "program": (
        Section("what", _("What it is"), (
            NAME, OTHER_NAME, DESCRIPTION,
            SECTOR,
            url("url", _("Page about it"), longest=2000),
            *(replace(field, for_editors=True) for field in VALIDITY),  # as the practice says when it began and ended
        )),
        Section("about", _("The practice"), (Field(GROUP, "about", _("The practice"), fields=PRACTICE),)),
        Section("more", _("More"), (
            NOTES, TERRITORY,
            Field(RECORD, "organization", _("Organization"), check="organization", for_editors=True),
        )),
        OF_THE_DESK,
    ),
}  # fmt: skip
LIBRARY = {"story": STORY, "event": EVENT, "publication": PUBLICATION}
FORMS |= {
    kind: (*sections, Section("more", _("More"), (NOTES, TERRITORY)), OF_THE_DESK) for kind, sections in LIBRARY.items()
}
# Fields of a document that no form asks for, and why
NOT_ASKED = {
    "country": "a record does not move to another country",
    "is_step": "the rulebook says so",
    "is_point_of_town": "follows from who gave the point",
}


def fields_asked(kind: str) -> Iterator[Field]:
    for section in FORMS[kind]:
        yield from section.fields


def field_of(kind: str, name: str) -> Field | None:
    return next((field for field in fields_asked(kind) if field.name == name), None)
