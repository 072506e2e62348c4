"""The results of a search as files: CSV for a spreadsheet, JSON for programs, GeoJSON for maps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, JsonResponse

from pathfinder.directory.finding import Found, results_of
from pathfinder.directory.wanted import Wanted
from pathfinder.ui.csv_file import csv_file

MOST_IN_A_FILE = 1_000
COLUMNS = (
    "id", "kind", "name", "language", "organization", "country", "territory", "place", "latitude", "longitude", "km",
    "themes", "audiences", "cost", "spoken", "status", "confidence", "checked_on", "url", "page",
)  # fmt: skip


def as_csv(wanted: Wanted, language: str, now: dt.datetime, address: str) -> HttpResponse:
    rows = ([_flat(row[name]) for name in COLUMNS] for row in _rows(wanted, language, now, address))
    return csv_file("pathfinder.csv", [COLUMNS, *rows])


def as_json(wanted: Wanted, language: str, now: dt.datetime, address: str) -> HttpResponse:
    rows = list(_rows(wanted, language, now, address))
    document = {"query": wanted.words, "search": wanted.address(), "on": now.date().isoformat(), "results": rows}
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})


def as_geojson(wanted: Wanted, language: str, now: dt.datetime, address: str) -> HttpResponse:
    features = [
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {name: value for name, value in row.items() if name not in ("latitude", "longitude")},
        }
        for row in _rows(wanted, language, now, address)
        if row["latitude"] is not None
    ]
    return JsonResponse(
        {"type": "FeatureCollection", "features": features},
        json_dumps_params={"ensure_ascii": False},
        content_type="application/geo+json",
    )


def _rows(wanted: Wanted, language: str, now: dt.datetime, address: str) -> Iterator[dict[str, Any]]:
    for found in results_of(wanted, language, now, limit=MOST_IN_A_FILE):
        yield _told(found, address)


def _told(found: Found, address: str) -> dict[str, Any]:
    record = found.record
    return {
        "id": record.key,
        "kind": record.kind,
        "name": found.name.words,
        "language": found.name.language,
        "organization": found.by.words if found.by else "",
        "country": record.country,
        "territory": record.territory,
        "place": found.place,
        "latitude": found.point[0] if found.point else None,
        "longitude": found.point[1] if found.point else None,
        "km": round(found.distance_km, 1) if found.distance_km is not None else None,
        "themes": list(record.themes),
        "audiences": list(record.audiences),
        "cost": record.cost,
        "spoken": found.spoken,
        "status": record.status,
        "confidence": record.confidence,
        "checked_on": record.checked_on,
        "url": record.url,
        "page": address.replace("KEY", record.key),
    }


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
