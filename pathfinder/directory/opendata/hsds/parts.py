"""What belongs to a record: how to reach it, in which languages, at what cost, with which papers, for which area."""

from __future__ import annotations

import re
import uuid

from pathfinder.directory import models as m
from pathfinder.directory.opendata.hsds.around import NOTHING_AROUND, Around
from pathfinder.directory.opendata.hsds.own_profile import ours, texts_of
from pathfinder.directory.opendata.hsds.standard import Json, as_email, as_url, filled, words
from pathfinder.directory.opendata.hsds.terms import terms_of_others
from pathfinder.languages.names import language_name

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def phone(row: m.Phone, around: Around = NOTHING_AROUND) -> Json:
    return {
        "id": str(row.id),
        **terms_of_others(row, around),
        "number": row.number,
        **filled(
            extension=row.extension,
            type=row.type,
            description=words(row.description),
            languages=[language(one, around) for one in row.languages.all()],
        ),
        **ours(texts=texts_of(row, "description")),
    }


def contact(row: m.Contact, around: Around = NOTHING_AROUND) -> Json:
    return {
        "id": str(row.id),
        **terms_of_others(row, around),
        **filled(
            name=row.name,
            title=row.title,
            department=row.department,
            email=as_email(row.email),
            phones=[phone(one, around) for one in row.phones.all()],
        ),
    }


def language(row: m.Language, around: Around = NOTHING_AROUND) -> Json:
    """What is no tag of a language, such as “seven languages”, is its name and no code."""
    is_tag = _LANGUAGE_TAG.fullmatch(row.code) is not None
    return {
        "id": str(row.id),
        **terms_of_others(row, around),
        **filled(
            name=row.name or (language_name(row.code, "en") if is_tag else row.code),
            code=row.code if is_tag else "",
            note=words(row.note),
        ),
        **ours(texts=texts_of(row, "note")),
    }


def service_areas(row: m.Service, around: Around) -> list[Json]:
    """The areas that are told; without one, the country or the part of it that the service is for."""
    told = [
        {
            "id": str(area.id),
            **terms_of_others(area, around),
            **filled(
                name=area.name, description=area.description, extent=area.extent, extent_type=area.extent_type,
                uri=as_url(area.uri),
            ),
        }
        for area in row.service_areas.all()
    ]  # fmt: skip
    territory = around.territories.get(row.territory)
    if told or territory is None:
        return told
    # Eurostat's address of a region of the European Union
    uri = f"http://data.europa.eu/nuts/code/{territory.nuts}" if territory.nuts else ""
    return [{"id": str(uuid.uuid5(row.id, "territory")), **filled(name=words(territory.name), uri=uri)}]


def cost_option(row: m.CostOption, around: Around = NOTHING_AROUND) -> Json:
    return {
        "id": str(row.id),
        **terms_of_others(row, around),
        **filled(
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            option=row.option,
            currency=row.currency,
            amount=row.amount,
            amount_description=row.amount_description,
        ),
    }


def required_document(row: m.RequiredDocument, around: Around = NOTHING_AROUND) -> Json:
    return {
        "id": str(row.id),
        **terms_of_others(row, around),
        **filled(document=words(row.document), uri=as_url(row.uri)),
        **ours(texts=texts_of(row, "document")),
    }


def accessibility(row: m.Accessibility, around: Around = NOTHING_AROUND) -> Json:
    return {
        "id": str(row.id),
        **terms_of_others(row, around),
        **filled(description=words(row.description), details=row.details, url=as_url(row.url)),
        **ours(texts=texts_of(row, "description")),
    }


def identifier(row: m.OrganizationIdentifier, around: Around = NOTHING_AROUND) -> Json:
    return {
        "id": str(row.id),
        **terms_of_others(row, around),
        **filled(identifier_scheme=row.identifier_scheme),
        "identifier_type": row.identifier_type,
        "identifier": row.identifier,
    }


def funding(row: m.Funding, around: Around = NOTHING_AROUND) -> Json:
    return {"id": str(row.id), **terms_of_others(row, around), **filled(source=row.source)}
