"""The address of a route: it holds the case and nothing else, so that it can be shared."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from pathfinder.recognition.route import Case

# What stands in the address for each part of a case
FIELDS = {
    "has": "has", "aim": "aim", "from": "diploma_country", "level": "education_level", "papers": "papers", "job": "profession", "what": "what",
}  # fmt: skip


def query_of(case: Case, **more: str) -> str:
    told = {name: getattr(case, part) for name, part in FIELDS.items()}
    return str(urlencode({name: value for name, value in {**told, **more}.items() if value}))


def route_url(language: str, country: str, place: str | None, case: Case, **more: str) -> str:
    """`more`: the second language, the day of the law."""
    address = reverse("recognition:route", kwargs={"language": language, "country": country})
    where = "" if place == country else place or ""
    return f"{address}?{query_of(case, where=where, **more)}"
