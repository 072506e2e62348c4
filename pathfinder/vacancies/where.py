"""Where the work is: a town or a postcode as a point, a territory of the pack and its NUTS code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pathfinder.directory.queries import Place, nearest_point, places_of, territories_serving
from pathfinder.rulebooks.loaded import rulebook_of


def located(country: str, place: str, postcode: str) -> dict[str, Any]:
    """Fields of a vacancy; a place that nobody knows stays as it was written, without a point."""
    found = nearest_point(country, postcode, place)
    if found is None:
        return {"territory": country, "nuts": "", "latitude": None, "longitude": None}
    known = rulebook_of(country).territories
    serving = [known[key] for key in territories_serving(found) if key in known]
    smallest = max(serving, key=lambda territory: len(territory.nuts or ""), default=None)
    return {
        "territory": smallest.id if smallest else country,
        "nuts": (smallest.nuts or "") if smallest else "",
        "latitude": round(found.latitude, 4),
        "longitude": round(found.longitude, 4),
    }


def place_meant(typed: str, countries: Iterable[str]) -> Place | None:
    """A town or postcode in one of these countries: an exact one first, then the largest."""
    found = [place for country in countries if (place := places_of(country).find(typed))]
    return min(found, key=lambda place: (place.is_near, -place.population), default=None)
