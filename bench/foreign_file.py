"""A file as another system would give it: made-up services in HSDS 3.0, one whole service a line, in English."""

import json
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pathfinder.directory.demo_data.made_up import MadeUp, organizations

NAMESPACE = uuid.UUID("0b1e5a52-6d0c-5c5e-8f3a-6a3f3d9a7c11")  # of the other system
TAXONOMY = {"id": str(uuid.uuid5(NAMESPACE, "topics")), "name": "Topics", "description": "What services are about"}
HOURS = ({"byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "17:00"}, {"byday": "SA", "opens_at": "10:00"})


def write_foreign_file(path: Path, services: int, seed: int = 7) -> int:
    """Bytes written. Memory does not grow with the number of services."""
    with path.open("w", encoding="utf-8") as file:
        for made in organizations(services, seed):
            for line in _services(made):
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path.stat().st_size


def _services(made: MadeUp) -> Iterator[dict[str, Any]]:
    owner_key, owner = made.organization
    organization = {
        "id": _id(owner_key), **_texts(owner, "name", "description"), "website": owner["website"], "email": owner["email"],
        "phones": _parts(owner_key, "phones", owner["phones"]),
    }  # fmt: skip
    places = {key: _place(key, place, organization["id"]) for key, place in made.locations}
    for key, service in made.services:
        yield {
            "id": _id(key),
            "organization_id": organization["id"],
            **_texts(service, "name", "description", "fees_description"),
            "application_process": "\n".join(step["en"] for step in service["application_process"]),
            "url": service["url"],
            "status": "active",
            "assured_date": service["checked_on"],
            "phones": _parts(key, "phones", service["phones"]),
            "languages": _parts(key, "languages", service["languages"]),
            "schedules": _hours(key) if service["schedules"] else [],
            "required_documents": _parts(
                key, "documents", [{"document": one["document"]["en"]} for one in service["required_documents"]]
            ),
            "service_at_locations": [
                {"id": _id(f"{key}@{at['location']}"), "location": places[at["location"]]}
                for at in service["service_at_locations"]
            ],
            "organization": organization,
            "attributes": [_attribute(key, theme) for theme in service["themes"]],
        }


def _place(key: str, place: Mapping[str, Any], owner: str) -> dict[str, Any]:
    return {
        "id": _id(key), "organization_id": owner, **_texts(place, "name"), "location_type": "physical",
        "latitude": place["latitude"], "longitude": place["longitude"], "schedules": _hours(key),
        "addresses": [{**address, "id": _id(f"{key} address"), "state_province": ""} for address in place["addresses"]],
    }  # fmt: skip


def _attribute(key: str, theme: str) -> dict[str, Any]:
    term = {
        "id": _id(f"topic {theme}"),
        "code": theme,
        "name": theme,
        "description": theme,
        "taxonomy_detail": TAXONOMY,
    }
    return {"id": _id(f"{key} {theme}"), "link_type": "topic", "link_entity": "service", "taxonomy_term": term}


def _hours(key: str) -> list[dict[str, Any]]:
    return _parts(key, "hours", [{"freq": "WEEKLY", "wkst": "MO", **one} for one in HOURS])


def _parts(key: str, name: str, rows: list[Any]) -> list[dict[str, Any]]:
    return [{"id": _id(f"{key} {name} {number}"), **row} for number, row in enumerate(rows)]


def _texts(document: Mapping[str, Any], *names: str) -> dict[str, str]:
    return {name: document[name]["en"] for name in names}


def _id(key: str) -> str:
    return str(uuid.uuid5(NAMESPACE, key))
