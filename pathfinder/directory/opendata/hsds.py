"""Our records as objects of the Human Services Data Specification (HSDS) 3.0. No other module knows both.

HSDS has one language and no place for some of what we know. Its strings hold the English text, or the first there is;
all languages, and what else is ours, stand in the property `pathfinder` of an object, which our profile describes
(`profile/*.json`). What is empty is left out, except what the standard requires.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from django.db.models import Model

from pathfinder.directory import models as m
from pathfinder.directory.codes import STATUSES
from pathfinder.directory.opendata.classifications import (
    VERSION as OUR_TAXONOMIES_VERSION,
    OurTaxonomy,
    OurTerm,
    terms_on,
)
from pathfinder.directory.opendata.opening_rules import DAYS, Opening, OpeningRule, opening_of
from pathfinder.directory.opening import TIME_ZONES
from pathfinder.languages.fields import to_json
from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import language_name

VERSION = "3.0"
OURS = "pathfinder"  # the one property that our profile adds

Json = dict[str, Any]

HSDS_STATUSES = frozenset({"active", "inactive", "defunct", "temporarily closed"})
STATUS_UNKNOWN = "We do not know whether this service still runs. Ask before you rely on it."
NOT_STATED_HERE = (
    "This is a place of the organization. Our source does not say that this service is given here: ask first."
)
AN_EDITOR = "an editor of this directory"  # people who edit are not named to the world
_NAMED_TO_THE_WORLD = re.compile(r"(pack|import|system)\b")  # what no person did by hand
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_CANARY_LONGITUDE = -13.0  # Spain west of it keeps the time of the Canary Islands


@dataclass(frozen=True)
class Around:
    """What stands beside the records: today, and the rows of other tables that belong to them."""

    today: dt.date
    territories: Mapping[str, m.Territory] = field(default_factory=dict)
    sources: Mapping[tuple[str, str], m.Source] = field(default_factory=dict)  # by country and key
    attributes: Mapping[uuid.UUID, Sequence[m.Attribute]] = field(default_factory=dict)  # by what carries them
    history: Mapping[uuid.UUID, Sequence[m.Metadata]] = field(default_factory=dict)  # by the record's id


NOTHING_AROUND = Around(dt.date.min)  # for a table of parts, where terms have a table of their own

# services


def service_item(row: m.Service) -> Json:
    """A service in a list: one-to-one fields only. Cost: none when organization and program came with it."""
    return {
        **_service(row),
        "organization": {**_organization(row.organization), OURS: _in_short(row.organization)},
        **_filled(program={**_program(row.program), OURS: _in_short(row.program)} if row.program else None),
        OURS: _in_short(row),
    }


def service_mark(row: m.Service) -> Json:
    """What the standard calls minimal: enough to find out what changed."""
    return {"id": str(row.id), "modified_date": _moment(row.changed_at)}


def service_in_short(row: m.Service) -> Json:
    """What a list of an organization's services needs."""
    return {"id": str(row.id), "name": _name(row), "status": _status(row)}


def service(row: m.Service, around: Around, *, with_organization: bool = True, with_places: bool = True) -> Json:
    """A service with all that belongs to it. Of its organization: how to reach it, not its other places."""
    places = row.service_at_locations.all() if with_places else ()
    return {
        **service_row(row, around),
        **_filled(
            organization=organization_to_reach(row.organization, around) if with_organization else None,
            program=program(row.program, around) if row.program else None,
            phones=[phone(one, around) for one in row.phones.all()],
            schedules=[rule for one in row.schedules.all() for rule in schedules(one, row.country, None, around)],
            service_areas=service_areas(row, around),
            service_at_locations=[place_of_service(one, around) for one in places],
            languages=[language(one, around) for one in row.languages.all()],
            funding=[funding(one, around) for one in row.funding.all()],
            cost_options=[cost_option(one, around) for one in row.cost_options.all()],
            required_documents=[required_document(one, around) for one in row.required_documents.all()],
            contacts=[contact(one, around) for one in row.contacts.all()],
            attributes=attributes(row, around),
            metadata=history(row, around),
        ),
    }


def service_row(row: m.Service, around: Around) -> Json:
    """A service without what is nested in it."""
    eligibility = _filled(
        audiences=row.audiences, residence_grounds=row.residence_grounds, minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
    )  # fmt: skip
    return {
        **_service(row),
        OURS: {
            **_about(row, around),
            **_filled(
                status=row.status, eligibility=eligibility, cost=row.cost, modes=row.modes, themes=row.themes,
                duration=_words(row.duration), outcome=_words(row.outcome), results=_list_of_words(row.results),
                valid_from=row.valid_from, valid_to=row.valid_to, is_step_of_the_guide=row.is_step,
                texts=_texts(
                    row, "name", "alternate_name", "description", "alert", "interpretation_services",
                    "application_process", "fees_description", "eligibility_description", "duration", "outcome", "results",
                    "notes",
                ),
            ),
        },
    }  # fmt: skip


def _service(row: m.Service) -> Json:
    return {
        "id": str(row.id),
        "organization_id": str(row.organization_id),
        **_filled(program_id=_id(row.program_id)),
        "name": _name(row),
        **_filled(
            alternate_name=_words(row.alternate_name),
            description=_words(row.description),
            url=_url(row.url),
            email=_email(row.email),
        ),
        "status": _status(row),
        **_filled(
            interpretation_services=_words(row.interpretation_services),
            application_process=_numbered(row.application_process),
            fees_description=_words(row.fees_description),
            accreditations=row.accreditations,
            eligibility_description=_words(row.eligibility_description),
            minimum_age=row.minimum_age,
            maximum_age=row.maximum_age,
            assured_date=_whole_date(row.checked_on),
            alert=_alert(row),
        ),
        "last_modified": _moment(row.changed_at),
    }


def _status(row: m.Service) -> str:
    return STATUSES.get(row.status) or (row.status if row.status in HSDS_STATUSES else "active")


def _alert(row: m.Service) -> str:
    is_known = row.status in HSDS_STATUSES or (row.status in STATUSES and row.status != "unknown")
    return " ".join(filter(None, ("" if is_known else STATUS_UNKNOWN, _words(row.alert))))


# organizations and programs


def organization_item(row: m.Organization) -> Json:
    return {**_organization(row), OURS: _in_short(row)}


def organization_to_reach(row: m.Organization, around: Around) -> Json:
    """An organization inside its service: what it is and how to reach it."""
    return {
        **organization_row(row, around),
        **_filled(
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
            **_about(row, around),
            **_filled(
                kind=row.organization_kind,
                languages=[language(one, around) for one in row.languages.all()],
                texts=_texts(row, "name", "alternate_name", "description", "notes"),
            ),
        },
    }


def organization(row: m.Organization, around: Around, services: Iterable[Json]) -> Json:
    """An organization with its places, its programs, its services as given, and its history."""
    return {
        **organization_to_reach(row, around),
        **_filled(
            locations=[location(one, around) for one in row.locations.all()],
            programs=[program(one, around) for one in row.programs.all()],
            metadata=history(row, around),
        ),
        "services": list(services),
    }


def _organization(row: m.Organization) -> Json:
    return {
        "id": str(row.id),
        "name": _name(row),
        **_filled(alternate_name=_words(row.alternate_name)),
        "description": _words(row.description),
        **_filled(
            email=_email(row.email),
            website=_url(row.website),
            year_incorporated=row.year_incorporated,
            legal_status=row.legal_status,
            logo=row.logo,
            uri=_url(row.uri),
            parent_organization_id=_id(row.parent_organization_id),
        ),
    }


def program(row: m.Program, around: Around) -> Json:
    return {
        **_program(row),
        **_filled(attributes=attributes(row, around)),
        OURS: {
            **_about(row, around),
            **_filled(
                sector=row.sector, url=_url(row.url), valid_from=row.valid_from, valid_to=row.valid_to,
                practice=row.about, texts=_texts(row, "name", "alternate_name", "description", "notes"),
            ),
        },
    }  # fmt: skip


def _program(row: m.Program) -> Json:
    return {
        "id": str(row.id),
        **_filled(organization_id=_id(row.organization_id)),
        "name": _name(row),
        **_filled(alternate_name=_words(row.alternate_name)),
        "description": _words(row.description),
    }


# places


def place_of_service_item(row: m.ServiceAtLocation) -> Json:
    """A service at a location in a list: the two with their one-to-one fields."""
    return {
        **_place_of_service(row),
        "location": location_item(row.location),
        "service": service_item(row.service),
    }


def place_of_service(row: m.ServiceAtLocation, around: Around) -> Json:
    """A service at a location, inside its service."""
    place = row.location
    return {
        **place_of_service_row(row, around),
        **_filled(
            contacts=[contact(one, around) for one in row.contacts.all()],
            phones=[phone(one, around) for one in row.phones.all()],
            schedules=[
                rule for one in row.schedules.all() for rule in schedules(one, place.country, place.longitude, around)
            ],
        ),
        "location": location(place, around),
        **_terms(row, around),
    }


def place_of_service_row(row: m.ServiceAtLocation, _around: Around) -> Json:
    """A service at a location without what is nested in it."""
    return {**_place_of_service(row), OURS: _filled(is_stated=row.is_stated, texts=_texts(row, "description"))}


def service_at_location(row: m.ServiceAtLocation, around: Around) -> Json:
    """A service at a location on its own, with the whole service, which does not name its places again."""
    return {**place_of_service(row, around), "service": service(row.service, around, with_places=False)}


def _place_of_service(row: m.ServiceAtLocation) -> Json:
    notes = filter(None, (_words(row.description), "" if row.is_stated else NOT_STATED_HERE))
    return {
        "id": str(row.id),
        "service_id": str(row.service_id),
        "location_id": str(row.location_id),
        **_filled(description=" ".join(notes)),
    }


def location(row: m.Location, around: Around) -> Json:
    return {
        **location_row(row, around),
        **_filled(
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
    return {**_location(row), OURS: _in_short(row)}


def location_row(row: m.Location, around: Around) -> Json:
    """A place without what is nested in it."""
    return {
        **_location(row),
        OURS: {
            **_about(row, around),
            **_filled(
                point="town" if row.is_point_of_town else "",
                serves=_list_of_words(row.serves),
                texts=_texts(row, "name", "alternate_name", "description", "transportation", "serves", "notes"),
            ),
        },
    }


def _location(row: m.Location) -> Json:
    return {
        "id": str(row.id),
        "location_type": row.location_type,
        **_filled(
            url=_url(row.url),
            organization_id=_id(row.organization_id),
            name=_words(row.name),
            alternate_name=_words(row.alternate_name),
            description=_words(row.description),
            transportation=_words(row.transportation),
            latitude=row.latitude,
            longitude=row.longitude,
            external_identifier=row.external_identifier,
            external_identifier_type=row.external_identifier_type,
        ),
    }


def location_contacts(row: m.Location) -> list[Json]:
    """The e-mail address of a place, which HSDS only knows as one of a contact."""
    email = _email(row.email)
    return [{"id": str(uuid.uuid5(row.id, "email")), "email": email}] if email else []


def address(row: m.Address, around: Around = NOTHING_AROUND) -> Json:
    """HSDS wants a state or province, which most European addresses have not: then it is empty, never guessed."""
    return {
        "id": str(row.id),
        **_terms(row, around),
        **_filled(attention=row.attention),
        "address_1": row.address_1,
        **_filled(address_2=row.address_2),
        "city": row.city,
        **_filled(region=row.region),
        "state_province": row.state_province or row.region,
        "postal_code": row.postal_code,
        "country": row.country.upper(),
        "address_type": row.address_type,
    }


# what belongs to records


def phone(row: m.Phone, around: Around = NOTHING_AROUND) -> Json:
    return {
        "id": str(row.id),
        **_terms(row, around),
        "number": row.number,
        **_filled(
            extension=row.extension,
            type=row.type,
            description=_words(row.description),
            languages=[language(one, around) for one in row.languages.all()],
        ),
        **_ours(texts=_texts(row, "description")),
    }


def contact(row: m.Contact, around: Around = NOTHING_AROUND) -> Json:
    return {
        "id": str(row.id),
        **_terms(row, around),
        **_filled(
            name=row.name,
            title=row.title,
            department=row.department,
            email=_email(row.email),
            phones=[phone(one, around) for one in row.phones.all()],
        ),
    }


def language(row: m.Language, around: Around = NOTHING_AROUND) -> Json:
    """What is no tag of a language, such as “seven languages”, is its name and no code."""
    is_tag = _LANGUAGE_TAG.fullmatch(row.code) is not None
    return {
        "id": str(row.id),
        **_terms(row, around),
        **_filled(
            name=row.name or (language_name(row.code, "en") if is_tag else row.code),
            code=row.code if is_tag else "",
            note=_words(row.note),
        ),
        **_ours(texts=_texts(row, "note")),
    }


def service_areas(row: m.Service, around: Around) -> list[Json]:
    """The areas that are told; without one, the country or the part of it that the service is for."""
    told = [
        {
            "id": str(area.id),
            **_terms(area, around),
            **_filled(
                name=area.name, description=area.description, extent=area.extent, extent_type=area.extent_type,
                uri=_url(area.uri),
            ),
        }
        for area in row.service_areas.all()
    ]  # fmt: skip
    territory = around.territories.get(row.territory)
    if told or territory is None:
        return told
    # Eurostat's address of a region of the European Union
    uri = f"http://data.europa.eu/nuts/code/{territory.nuts}" if territory.nuts else ""
    return [{"id": str(uuid.uuid5(row.id, "territory")), **_filled(name=_words(territory.name), uri=uri)}]


def cost_option(row: m.CostOption, around: Around = NOTHING_AROUND) -> Json:
    return {
        "id": str(row.id),
        **_terms(row, around),
        **_filled(
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
        **_terms(row, around),
        **_filled(document=_words(row.document), uri=_url(row.uri)),
        **_ours(texts=_texts(row, "document")),
    }


def accessibility(row: m.Accessibility, around: Around = NOTHING_AROUND) -> Json:
    return {
        "id": str(row.id),
        **_terms(row, around),
        **_filled(description=_words(row.description), details=row.details, url=_url(row.url)),
        **_ours(texts=_texts(row, "description")),
    }


def identifier(row: m.OrganizationIdentifier, around: Around = NOTHING_AROUND) -> Json:
    return {
        "id": str(row.id),
        **_terms(row, around),
        **_filled(identifier_scheme=row.identifier_scheme),
        "identifier_type": row.identifier_type,
        "identifier": row.identifier,
    }


def funding(row: m.Funding, around: Around = NOTHING_AROUND) -> Json:
    return {"id": str(row.id), **_terms(row, around), **_filled(source=row.source)}


# opening hours


def schedules(row: m.Schedule, country: str, longitude: float | None, around: Around) -> list[Json]:
    """One object for each rule. Times are the place's own, with the distance from UTC that it has today."""
    common = _filled(
        valid_from=row.valid_from, valid_to=row.valid_to, dtstart=row.dtstart, until=row.until, count=row.count,
        schedule_link=_url(row.schedule_link), attending_type=row.attending_type, notes=row.notes,
    )  # fmt: skip
    texts = _texts(row, "description")
    if not row.opening_hours:
        rule = _filled(
            timezone=row.timezone, wkst=row.wkst, freq=row.freq, interval=row.interval, byday=row.byday,
            byweekno=row.byweekno, bymonthday=row.bymonthday, byyearday=row.byyearday,
            description=_words(row.description), opens_at=row.opens_at, closes_at=row.closes_at,
        )  # fmt: skip
        return [{"id": str(row.id), **common, **rule, **_terms(row, around), **_ours(texts=texts)}]
    opening = opening_of(row.opening_hours)
    said = [_words(row.description)]
    if opening is None:
        said = [*said, f"Opening hours in the notation of OpenStreetMap: {row.opening_hours}"]
    elif not opening.rules and not opening.remarks:
        said = [*said, "Closed."]
    else:
        said = [*said, *opening.remarks]
    rules = _rules(opening, said, offset_of(country, longitude, around.today)) or [
        _filled(description=" ".join(filter(None, said)))
    ]
    return [
        {
            "id": str(row.id if number == 0 else uuid.uuid5(row.id, str(number))),
            **common,
            **rule,
            **(_terms(row, around) if number == 0 else {}),
            **_ours(opening_hours=row.opening_hours, texts=texts),
        }
        for number, rule in enumerate(rules)
    ]  # fmt: skip


def _rules(opening: Opening | None, said: Iterable[str], offset: dt.timedelta | None) -> list[Json]:
    remarks = " ".join(filter(None, said))
    return [
        {
            **_filled(timezone=offset.total_seconds() / 3600 if offset is not None else None),
            "wkst": "MO",
            "freq": "MONTHLY" if rule.nth else "WEEKLY",
            "interval": 1,
            "byday": ",".join(_by_day(rule)),
            "description": " ".join(filter(None, (f"{rule.in_words}.", remarks))),
            "opens_at": rule.opens + _suffix(offset),
            "closes_at": rule.closes + _suffix(offset),
        }
        for rule in (opening.rules if opening else ())
    ]


def _by_day(rule: OpeningRule) -> Iterator[str]:
    for day in rule.days:
        yield f"{rule.nth or ''}{DAYS[day].upper()}"


def offset_of(country: str, longitude: float | None, today: dt.date) -> dt.timedelta | None:
    """How far the clocks of a place are from UTC at noon of a day; None where we do not know its time zone."""
    zone = TIME_ZONES.get(country)
    if zone is None:
        return None
    if country == "es" and longitude is not None and longitude < _CANARY_LONGITUDE:
        zone = "Atlantic/Canary"
    return dt.datetime.combine(today, dt.time(12), ZoneInfo(zone)).utcoffset()


def offsets_on(today: dt.date) -> tuple[int, ...]:
    """What the times of all schedules hang on: it changes twice a year."""
    offsets = (offset_of(country, None, today) for country in sorted(TIME_ZONES))
    return tuple(int(offset.total_seconds()) for offset in offsets if offset is not None)


def _suffix(offset: dt.timedelta | None) -> str:
    if offset is None:
        return ""
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


# terms on records


def attributes(row: Model, around: Around) -> list[Json]:
    """The terms that a record carries: ours, from its own fields, then those that other systems have put on it."""
    return our_attributes(row) + _of_others(row, around)


def our_attributes(row: Model) -> list[Json]:
    return [
        {
            "id": str(uuid.uuid5(row.pk, f"attribute:{term.taxonomy.key}:{term.code}")),
            "link_id": str(row.pk),
            "taxonomy_term_id": str(term.id),
            "link_type": term.taxonomy.link_type,
            "link_entity": row.kind,
            "taxonomy_term": our_term(term, with_taxonomy=False),
        }
        for term in terms_on(row)
    ]


def _of_others(row: Model, around: Around) -> list[Json]:
    return [attribute(one) for one in around.attributes.get(row.pk, ())]


def _terms(row: Model, around: Around) -> Json:
    """The terms that another system has put on a part of a record."""
    return _filled(attributes=_of_others(row, around))


def attribute(row: m.Attribute) -> Json:
    return {
        "id": str(row.id),
        "link_id": str(row.link_id),
        "taxonomy_term_id": str(row.taxonomy_term_id),
        **_filled(link_type=row.link_type, link_entity=row.link_entity, value=row.value),
        "taxonomy_term": taxonomy_term(row.taxonomy_term, with_taxonomy=False),
    }


def our_taxonomy(of: OurTaxonomy) -> Json:
    return {"id": str(of.id), "name": of.name, "description": of.description, "version": OUR_TAXONOMIES_VERSION}


def taxonomy(row: m.Taxonomy) -> Json:
    return {
        "id": str(row.id),
        "name": row.name,
        "description": row.description,
        **_filled(uri=_url(row.uri), version=row.version),
    }


def our_term(term: OurTerm, *, with_taxonomy: bool = True) -> Json:
    of = term.taxonomy
    texts = {"name": dict(term.names)} if len(term.names) > 1 else {}
    return {
        "id": str(term.id),
        "code": term.code,
        "name": term.names["en"],
        "description": f"{of.name}: {term.names['en']}",
        "taxonomy": of.name,
        "taxonomy_id": str(of.id),
        "language": "en",
        **_filled(taxonomy_detail=our_taxonomy(of) if with_taxonomy else None),
        **(_ours(texts=texts) if with_taxonomy else {}),
    }


def taxonomy_term(row: m.TaxonomyTerm, *, with_taxonomy: bool = True) -> Json:
    name = localized(row.name, "en")
    return {
        "id": str(row.id),
        "code": row.code,
        "name": name.words or row.code,
        "description": _words(row.description) or name.words or row.code,
        **_filled(
            parent_id=_id(row.parent_id),
            taxonomy=row.taxonomy.name,
            taxonomy_id=_id(row.taxonomy_id),
            language=name.language if name.words else "",
            term_uri=_url(row.term_uri),
            taxonomy_detail=taxonomy(row.taxonomy) if with_taxonomy else None,
        ),
        **(_ours(texts=_texts(row, "name", "description")) if with_taxonomy else {}),
    }


def history(row: Model, around: Around) -> list[Json]:
    return [metadata(one) for one in around.history.get(row.pk, ())]


def metadata(row: m.Metadata) -> Json:
    """One change of one field. Packs and imports are named; a person who edited is not."""
    return {
        "id": str(row.id),
        "resource_id": str(row.resource_id),
        "resource_type": row.resource_type,
        "last_action_date": _moment(row.last_action_date),
        "last_action_type": row.last_action_type,
        "field_name": row.field_name,
        "previous_value": row.previous_value,
        "replacement_value": row.replacement_value,
        "updated_by": row.updated_by if _NAMED_TO_THE_WORLD.match(row.updated_by) else AN_EDITOR,
    }


# what is ours


def _in_short(row: Any) -> Json:
    return {"key": row.key, "country": row.country, **_filled(text_languages=_text_languages(row))}


def _about(row: Any, around: Around) -> Json:
    """What our profile says of every record."""
    return {
        **_in_short(row),
        **_filled(
            territory=row.territory,
            confidence=row.confidence,
            checked_on=row.checked_on,
            sources=[source(reference, row.country, around) for reference in row.sources],
            notes=_list_of_words(row.notes),
            origin=row.origin,
            external_id=row.external_id,
            licence=row.licence,
            is_synthetic=row.is_synthetic or None,
        ),
    }


def source(reference: str, country: str, around: Around) -> Json:
    """Where a fact comes from: the reference, and the document behind it when we know it."""
    row = around.sources.get((country, reference.partition("#")[0]))
    if row is None:
        return {"reference": reference}
    return {
        "reference": reference,
        **_filled(title=row.title, publisher=row.publisher, date=row.date, url=_url(row.url)),
    }


def _text_languages(row: Any) -> list[str]:
    """Languages in which a reader has at least the name or the description."""
    return sorted({*row.name, *row.description})


def _texts(row: Any, *names: str) -> Json:
    """Every text that is more than plain English, in all its languages."""
    told = {name: to_json(getattr(row, name)) for name in names}
    return {name: value for name, value in told.items() if value and not _is_plain_english(value)}


def _is_plain_english(value: Any) -> bool:
    if isinstance(value, list):
        return all(_is_plain_english(one) for one in value)
    return isinstance(value, Mapping) and value.keys() == {"en"} and isinstance(value["en"], str)


def _ours(**members: Any) -> Json:
    found = _filled(**members)
    return {OURS: found} if found else {}


# values as the standard wants them


def _filled(**members: Any) -> Json:
    """The members that say something."""
    return {name: value for name, value in members.items() if value is not None and value not in ("", [], {})}


def _name(row: Any) -> str:
    return _words(row.name) or row.key


def _words(text: Mapping[str, str] | None) -> str:
    return localized(text, "en").words


def _list_of_words(texts: Iterable[Mapping[str, str]]) -> list[str]:
    return [words for words in map(_words, texts) if words]


def _numbered(texts: Iterable[Mapping[str, str]]) -> str:
    """Steps as one text, a line for each."""
    steps = _list_of_words(texts)
    return steps[0] if len(steps) == 1 else "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def _id(value: uuid.UUID | None) -> str:
    return str(value) if value else ""


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _whole_date(edtf: str) -> str:
    """A date whose day is known; a month or a year is not completed."""
    return edtf if re.fullmatch(r"\d{4}-\d{2}-\d{2}", edtf) else ""


def _email(text: str) -> str:
    return text if re.fullmatch(r"[^@\s]+@[^@\s]+", text) else ""


def _url(text: str) -> str:
    """The address in the letters that a URI may have (RFC 3986); nothing when it cannot be one."""
    if text.isascii() and _PLAIN_URL.fullmatch(text):
        return text
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname.encode("idna").decode() if parts.hostname else ""
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    path, query, fragment = (_quoted(part) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host + port, path, query, fragment))


_PLAIN_URL = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?"
    r"(?:[/?](?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def _quoted(part: str) -> str:
    stray_per_cent = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return quote(stray_per_cent, safe="%/?:@!$&'()*+,;=-._~")
