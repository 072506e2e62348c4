"""A foreign directory in small, and importing it as a test would."""

import csv
import datetime as dt
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pathfinder.directory.imports.run import Report, Wish, run_import

MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
TUESDAY = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
ORGANIZATION_ID = "5b1c8a52-0d0c-4c5e-8f3a-6a3f3d9a7c01"
LOCATION_ID = "5b1c8a52-0d0c-4c5e-8f3a-6a3f3d9a7c02"
SERVICE_ID = "5b1c8a52-0d0c-4c5e-8f3a-6a3f3d9a7c03"
ORGANIZATION: dict[str, Any] = {
    "id": ORGANIZATION_ID,
    "name": "Open House",
    "description": "Helps people to find work.",
    "website": "https://open-house.example/",
    "email": "desk@open-house.example",
    "phones": [{"id": "p1", "number": "+32 2 555 01 00", "languages": [{"id": "l1", "name": "Dutch", "code": "nl"}]}],
}
LOCATION: dict[str, Any] = {
    "id": LOCATION_ID,
    "location_type": "physical",
    "name": "Desk in Ghent",
    "organization_id": ORGANIZATION_ID,
    "latitude": 51.05,
    "longitude": 3.72,
    "addresses": [
        {"id": "a1", "address_1": "Example Street 1", "city": "Ghent", "state_province": "", "postal_code": "9000",
         "country": "BE", "address_type": "physical"}
    ],
    "schedules": [{"id": "h1", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "12:00"}],
}  # fmt: skip
SERVICE: dict[str, Any] = {
    "id": SERVICE_ID,
    "name": "Language table",
    "status": "active",
    "description": "Talk with others, once a week.",
    "application_process": "Come by.\nAsk for the table.",
    "fees_description": "Free of charge.",
    "minimum_age": 16,
    "organization": ORGANIZATION,
    "service_at_locations": [{"id": "x1", "location": LOCATION}],
    "required_documents": [{"id": "d1", "document": "None"}],
}


@dataclass
class Imported:
    """What an import said: its report, and what it found wrong, one line each."""

    report: Report
    refused: list[str]
    notes: list[str]

    def counts(self, kind: str) -> tuple[int, int, int]:
        """Created, changed, unchanged."""
        outcome = self.report.outcomes[kind]
        return outcome.created, outcome.changed, outcome.unchanged


def take(path: Path, *, at: dt.datetime = MONDAY, **wish: Any) -> Imported:
    """Import a file as the system `open-help` under CC BY 4.0."""
    told = {"source": "open-help", "licence": "CC BY 4.0", **wish}
    refused: list[str] = []
    notes: list[str] = []
    report = run_import(
        Wish(path, **told),
        path.parent / "var",
        at=at,
        say=lambda problem: (refused if problem.is_refusal else notes).append(str(problem)),
        progress=lambda *_: None,
    )
    return Imported(report, refused, notes)


def file_of(folder: Path, content: Any, name: str = "file.json") -> Path:
    """Content as a file: bytes and text as they are, anything else as JSON."""
    path = folder / name
    path.write_bytes(
        content
        if isinstance(content, bytes)
        else (content if isinstance(content, str) else json.dumps(content)).encode()
    )
    return path


def lines_of(folder: Path, *objects: Any) -> Path:
    """One object a line; text stands in its line as it is."""
    told = [one if isinstance(one, str) else json.dumps(one) for one in objects]
    return file_of(folder, "\n".join(told) + "\n", "file.ndjson")


def package_of(folder: Path, tables: dict[str, list[dict[str, Any]]], *, described: bool = True) -> Path:
    """A folder with CSV files, one for each table, and a datapackage.json that lists them."""
    package = folder / "package"
    package.mkdir(exist_ok=True)
    for name, rows in tables.items():
        (package / f"{name}.csv").write_text(csv_of(rows), encoding="utf-8")
    resources = [{"name": name, "path": f"{name}.csv"} for name in tables]
    if described:
        (package / "datapackage.json").write_text(json.dumps({"resources": resources}))
    return package


def csv_of(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


TABLES: dict[str, list[dict[str, Any]]] = {
    "services": [
        {"id": SERVICE_ID, "organization_id": ORGANIZATION_ID, "name": "Language table", "status": "active"},
    ],
    "phones": [
        {"id": "p1", "service_id": "", "organization_id": ORGANIZATION_ID, "number": "+32 2 555 01 00"},
        {"id": "p2", "service_id": SERVICE_ID, "organization_id": "", "number": "+32 2 555 01 01"},
    ],
    "languages": [{"id": "l1", "phone_id": "p2", "code": "nl"}],
    "service_at_location": [{"id": "x1", "service_id": SERVICE_ID, "location_id": LOCATION_ID}],
    "locations": [{"id": LOCATION_ID, "location_type": "physical", "organization_id": ORGANIZATION_ID, "name": "Desk"}],
    "addresses": [
        {"id": "a1", "location_id": LOCATION_ID, "address_1": "Example Street 1", "city": "Ghent", "country": "BE"}
    ],
    "organizations": [{"id": ORGANIZATION_ID, "name": "Open House", "description": "Helps."}],
    "taxonomies": [{"id": "t1", "name": "Topics", "description": "About what"}],
    "taxonomy_terms": [{"id": "tt1", "code": "lang", "name": "Language", "description": "Words", "taxonomy_id": "t1"}],
    "attributes": [
        {"id": "at1", "link_id": SERVICE_ID, "link_entity": "service", "taxonomy_term_id": "tt1", "link_type": "topic"}
    ],
}
