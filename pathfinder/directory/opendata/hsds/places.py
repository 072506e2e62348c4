"""Locations and their addresses."""

from __future__ import annotations

import uuid

from pathfinder.directory import models as m
from pathfinder.directory.opendata.hsds.around import NOTHING_AROUND, Around
from pathfinder.directory.opendata.hsds.own_profile import OURS, about, in_short, texts_of
from pathfinder.directory.opendata.hsds.parts import accessibility, contact, language, phone
from pathfinder.directory.opendata.hsds.schedules import schedules
from pathfinder.directory.opendata.hsds.standard import Json, as_email, as_id, as_url, filled, list_of_words, words
from pathfinder.directory.opendata.hsds.terms import attributes, terms_of_others


def location(row: m.Location, around: Around) -> Json:
    return {
        **location_row(row, around),
        **filled(
            languages=[language(one, around) for one in row.languages.all()],
            addresses=[address(one, around) for one in row.addresses.all()],
            contacts=[contact(one, around) for one in row.contacts.all()] + location_contacts(row),
            accessibility=[accessibility(one, around) for one in row.accessibility.all()],
            phones=[phone(one, around) for one in row.phones.all()],
            schedules=[
                rule for one in row.schedules.all() for rule in schedules(one, row.country, row.longitude, around)
            ],
            attributes=attributes(row, around),
        ),
    }


def location_item(row: m.Location) -> Json:
    return {**_location(row), OURS: in_short(row)}


def location_row(row: m.Location, around: Around) -> Json:
    """A place without what is nested in it."""
    return {
        **_location(row),
        OURS: {
            **about(row, around),
            **filled(
                point="town" if row.is_point_of_town else "",
                serves=list_of_words(row.serves),
                texts=texts_of(row, "name", "alternate_name", "description", "transportation", "serves", "notes"),
            ),
        },
    }


def _location(row: m.Location) -> Json:
    return {
        "id": str(row.id),
        "location_type": row.location_type,
        **filled(
            url=as_url(row.url),
            organization_id=as_id(row.organization_id),
            name=words(row.name),
            alternate_name=words(row.alternate_name),
            description=words(row.description),
            transportation=words(row.transportation),
            latitude=row.latitude,
            longitude=row.longitude,
            external_identifier=row.external_identifier,
            external_identifier_type=row.external_identifier_type,
        ),
    }


def location_contacts(row: m.Location) -> list[Json]:
    """The e-mail address of a place, which HSDS only knows as one of a contact."""
    email = as_email(row.email)
    return [{"id": str(uuid.uuid5(row.id, "email")), "email": email}] if email else []


def address(row: m.Address, around: Around = NOTHING_AROUND) -> Json:
    """HSDS wants a state or province, which most European addresses have not: then it is empty, never guessed."""
    return {
        "id": str(row.id),
        **terms_of_others(row, around),
        **filled(attention=row.attention),
        "address_1": row.address_1,
        **filled(address_2=row.address_2),
        "city": row.city,
        **filled(region=row.region),
        "state_province": row.state_province or row.region,
        "postal_code": row.postal_code,
        "country": row.country.upper(),
        "address_type": row.address_type,
    }
