"""Rows that were read together as whole objects, with what stands beside them fetched once for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from pathfinder.directory.models import Organization, Service, ServiceAtLocation
from pathfinder.directory.opendata.hsds.organizations import organization
from pathfinder.directory.opendata.hsds.services import service, service_at_location, service_in_short
from pathfinder.directory.opendata.hsds.standard import Json
from pathfinder.directory.opendata.selection import around_organizations, around_services, around_services_at_locations


def whole_services(rows: Sequence[Service], today: dt.date) -> Iterator[Json]:
    around = around_services(rows, today)
    return (service(row, around) for row in rows)


def whole_organizations(rows: Sequence[Organization], today: dt.date) -> Iterator[Json]:
    """Organizations with the id, name and status of their services."""
    around = around_organizations(rows, today)
    return (organization(row, around, map(service_in_short, row.services.all())) for row in rows)


def organizations_with_services(rows: Sequence[Organization], today: dt.date) -> Iterator[Json]:
    """Organizations with whole services."""
    around = around_organizations(rows, today, full_service=True)
    for row in rows:
        services: Iterable[Json] = (service(one, around, with_organization=False) for one in row.services.all())
        yield organization(row, around, services)


def whole_services_at_locations(rows: Sequence[ServiceAtLocation], today: dt.date) -> Iterator[Json]:
    around = around_services_at_locations(rows, today)
    return (service_at_location(row, around) for row in rows)
