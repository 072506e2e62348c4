"""Towns and postcodes of the nine countries: where they lie."""

from django.conf import settings

from rulebook.towns import EARTH_KM, Town as Place, Towns as Places, distance_km, names_of_large_towns, plain, towns_of

__all__ = ["EARTH_KM", "Place", "distance_km", "names_of_large_towns", "places_of", "plain"]


def places_of(country: str) -> Places:
    """Read once a process."""
    return towns_of(settings.PACKS_DIR, country)
