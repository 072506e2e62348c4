"""What other rooms may ask: where the files of a country lie."""

from __future__ import annotations

from django.urls import reverse

from pathfinder.phone.documents import LAW, PLACES, TEXTS, document_of


def addresses_of_files(country: str, language: str) -> dict[str, str]:
    """The addresses of the law, the places and the texts in one language, each with the version of its content."""
    return {kind: _address(country, kind, language if kind == TEXTS else "") for kind in (LAW, PLACES, TEXTS)}


def _address(country: str, kind: str, language: str) -> str:
    name = f"{kind}-{language}" if language else kind
    version = document_of(country, kind, language).version
    return reverse("phone:file", kwargs={"country": country, "name": name, "version": version})
