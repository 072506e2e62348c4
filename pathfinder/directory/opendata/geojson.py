"""The places of the directory as GeoJSON (RFC 7946), for maps."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch

from pathfinder.directory import models as m
from pathfinder.directory.opendata.answers import joined
from pathfinder.directory.opendata.hsds.organizations import organization_item
from pathfinder.directory.opendata.hsds.places import address, location_item
from pathfinder.directory.opendata.hsds.services import service_in_short
from pathfinder.directory.opendata.hsds.standard import Json
from pathfinder.directory.opendata.selection import SHOWN, in_chunks


def places_as_geojson() -> Iterator[bytes]:
    yield b'{"type":"FeatureCollection","features":['
    yield from joined(_features())
    yield b"]}"


def _features() -> Iterator[Json]:
    rows = m.Location.objects.filter(SHOWN, location_type="physical", latitude__isnull=False, longitude__isnull=False)
    # Joined, not fetched apart: SQLite refuses to look for more than a thousand rows at once that way.
    links = m.ServiceAtLocation.objects.select_related("service").defer("service__loaded")
    rows = rows.select_related("organization").defer("loaded", "organization__loaded")
    for places in in_chunks(rows.prefetch_related("addresses", Prefetch("service_at_locations", links))):
        yield from map(_feature, places)


def _feature(row: m.Location) -> Json:
    item = location_item(row)
    point = [item.pop("longitude"), item.pop("latitude")]
    services = [link.service for link in row.service_at_locations.all() if not link.service.merged_into]
    return {
        "type": "Feature",
        "id": item["id"],
        "geometry": {"type": "Point", "coordinates": point},
        "properties": {
            **item,
            "is_middle_of_town": row.is_point_of_town,
            "organization": organization_item(row.organization)["name"] if row.organization else None,
            "addresses": [address(one) for one in row.addresses.all()],
            "services": [service_in_short(one) for one in services],
        },
    }
