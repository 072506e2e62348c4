"""Organizations, and their programs."""

from __future__ import annotations

from collections.abc import Iterable

from pathfinder.directory import models as m
from pathfinder.directory.opendata.hsds.around import Around
from pathfinder.directory.opendata.hsds.history import history
from pathfinder.directory.opendata.hsds.own_profile import OURS, about, in_short, texts_of
from pathfinder.directory.opendata.hsds.parts import contact, funding, identifier, language, phone
from pathfinder.directory.opendata.hsds.places import location
from pathfinder.directory.opendata.hsds.standard import Json, as_email, as_id, as_url, filled, name_of, words
from pathfinder.directory.opendata.hsds.terms import attributes


def organization_item(row: m.Organization) -> Json:
    return {**_organization(row), OURS: in_short(row)}


def organization_to_reach(row: m.Organization, around: Around) -> Json:
    """An organization inside its service: what it is and how to reach it."""
    return {
        **organization_row(row, around),
        **filled(
            funding=[funding(one, around) for one in row.funding.all()],
            contacts=[contact(one, around) for one in row.contacts.all()],
            phones=[phone(one, around) for one in row.phones.all()],
            organization_identifiers=[identifier(one, around) for one in row.organization_identifiers.all()],
            attributes=attributes(row, around),
        ),
    }


def organization_row(row: m.Organization, around: Around) -> Json:
    """An organization without what is nested in it. The languages it speaks are ours: HSDS has no place for them."""
    return {
        **_organization(row),
        OURS: {
            **about(row, around),
            **filled(
                kind=row.organization_kind,
                languages=[language(one, around) for one in row.languages.all()],
                texts=texts_of(row, "name", "alternate_name", "description", "notes"),
            ),
        },
    }


def organization(row: m.Organization, around: Around, services: Iterable[Json]) -> Json:
    """An organization with its places, its programs, its services as given, and its history."""
    return {
        **organization_to_reach(row, around),
        **filled(
            locations=[location(one, around) for one in row.locations.all()],
            programs=[program(one, around) for one in row.programs.all()],
            metadata=history(row, around),
        ),
        "services": list(services),
    }


def _organization(row: m.Organization) -> Json:
    return {
        "id": str(row.id),
        "name": name_of(row),
        **filled(alternate_name=words(row.alternate_name)),
        "description": words(row.description),
        **filled(
            email=as_email(row.email),
            website=as_url(row.website),
            year_incorporated=row.year_incorporated,
            legal_status=row.legal_status,
            logo=row.logo,
            uri=as_url(row.uri),
            parent_organization_id=as_id(row.parent_organization_id),
        ),
    }


# programs


def program_item(row: m.Program) -> Json:
    return {**_program(row), OURS: in_short(row)}


def program(row: m.Program, around: Around) -> Json:
    return {
        **_program(row),
        **filled(attributes=attributes(row, around)),
        OURS: {
            **about(row, around),
            **filled(
                sector=row.sector, url=as_url(row.url), valid_from=row.valid_from, valid_to=row.valid_to,
                practice=row.about, texts=texts_of(row, "name", "alternate_name", "description", "notes"),
            ),
        },
    }  # fmt: skip


def _program(row: m.Program) -> Json:
    return {
        "id": str(row.id),
        **filled(organization_id=as_id(row.organization_id)),
        "name": name_of(row),
        **filled(alternate_name=words(row.alternate_name)),
        "description": words(row.description),
    }
