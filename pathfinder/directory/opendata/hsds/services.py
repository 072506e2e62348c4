"""Services, and services at locations, which tell of both: a service names its places, a place of it the whole service."""

from __future__ import annotations

from pathfinder.directory import models as m
from pathfinder.directory.codes import STATUSES
from pathfinder.directory.opendata.hsds.around import Around
from pathfinder.directory.opendata.hsds.history import history
from pathfinder.directory.opendata.hsds.organizations import (
    organization_item,
    organization_to_reach,
    program,
    program_item,
)
from pathfinder.directory.opendata.hsds.own_profile import OURS, about, in_short, texts_of
from pathfinder.directory.opendata.hsds.parts import (
    contact,
    cost_option,
    funding,
    language,
    phone,
    required_document,
    service_areas,
)
from pathfinder.directory.opendata.hsds.places import location, location_item
from pathfinder.directory.opendata.hsds.schedules import schedules
from pathfinder.directory.opendata.hsds.standard import (
    Json,
    as_email,
    as_id,
    as_moment,
    as_url,
    as_whole_date,
    filled,
    list_of_words,
    name_of,
    numbered,
    words,
)
from pathfinder.directory.opendata.hsds.terms import attributes, terms_of_others

HSDS_STATUSES = frozenset({"active", "inactive", "defunct", "temporarily closed"})
STATUS_UNKNOWN = "We do not know whether this service still runs. Ask before you rely on it."
NOT_STATED_HERE = (
    "This is a place of the organization. Our source does not say that this service is given here: ask first."
)


def service_item(row: m.Service) -> Json:
    """A service in a list: one-to-one fields only. Cost: none when organization and program came with it."""
    return {
        **_service(row),
        "organization": organization_item(row.organization),
        **filled(program=program_item(row.program) if row.program else None),
        OURS: in_short(row),
    }


def service_mark(row: m.Service) -> Json:
    """What the standard calls minimal: enough to find out what changed."""
    return {"id": str(row.id), "modified_date": as_moment(row.changed_at)}


def service_in_short(row: m.Service) -> Json:
    """What a list of an organization's services needs."""
    return {"id": str(row.id), "name": name_of(row), "status": _status(row)}


def service(row: m.Service, around: Around, *, with_organization: bool = True, with_places: bool = True) -> Json:
    """A service with all that belongs to it. Of its organization: how to reach it, not its other places."""
    places = row.service_at_locations.all() if with_places else ()
    return {
        **service_row(row, around),
        **filled(
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
    eligibility = filled(
        audiences=row.audiences, residence_grounds=row.residence_grounds, minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
    )  # fmt: skip
    return {
        **_service(row),
        OURS: {
            **about(row, around),
            **filled(
                status=row.status, eligibility=eligibility, cost=row.cost, modes=row.modes, themes=row.themes,
                duration=words(row.duration), outcome=words(row.outcome), results=list_of_words(row.results),
                valid_from=row.valid_from, valid_to=row.valid_to, is_step_of_the_guide=row.is_step,
                texts=texts_of(
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
        **filled(program_id=as_id(row.program_id)),
        "name": name_of(row),
        **filled(
            alternate_name=words(row.alternate_name),
            description=words(row.description),
            url=as_url(row.url),
            email=as_email(row.email),
        ),
        "status": _status(row),
        **filled(
            interpretation_services=words(row.interpretation_services),
            application_process=numbered(row.application_process),
            fees_description=words(row.fees_description),
            accreditations=row.accreditations,
            eligibility_description=words(row.eligibility_description),
            minimum_age=row.minimum_age,
            maximum_age=row.maximum_age,
            assured_date=as_whole_date(row.checked_on),
            alert=_alert(row),
        ),
        "last_modified": as_moment(row.changed_at),
    }


def _status(row: m.Service) -> str:
    return STATUSES.get(row.status) or (row.status if row.status in HSDS_STATUSES else "active")


def _alert(row: m.Service) -> str:
    is_known = row.status in HSDS_STATUSES or (row.status in STATUSES and row.status != "unknown")
    return " ".join(filter(None, ("" if is_known else STATUS_UNKNOWN, words(row.alert))))


# services at locations


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
        **filled(
            contacts=[contact(one, around) for one in row.contacts.all()],
            phones=[phone(one, around) for one in row.phones.all()],
            schedules=[
                rule for one in row.schedules.all() for rule in schedules(one, place.country, place.longitude, around)
            ],
        ),
        "location": location(place, around),
        **terms_of_others(row, around),
    }


def place_of_service_row(row: m.ServiceAtLocation, _around: Around) -> Json:
    """A service at a location without what is nested in it."""
    return {**_place_of_service(row), OURS: filled(is_stated=row.is_stated, texts=texts_of(row, "description"))}


def service_at_location(row: m.ServiceAtLocation, around: Around) -> Json:
    """A service at a location on its own, with the whole service, which does not name its places again."""
    return {**place_of_service(row, around), "service": service(row.service, around, with_places=False)}


def _place_of_service(row: m.ServiceAtLocation) -> Json:
    notes = filter(None, (words(row.description), "" if row.is_stated else NOT_STATED_HERE))
    return {
        "id": str(row.id),
        "service_id": str(row.service_id),
        "location_id": str(row.location_id),
        **filled(description=" ".join(notes)),
    }
