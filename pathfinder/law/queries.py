"""What other rooms may ask of the law: where a provision has its page, and its conditions as lines."""

from django.urls import reverse

from pathfinder.law.conditions import Line, lines_of
from rulebook.provisions import Provision

__all__ = ["Line", "lines_of", "provision_url"]


def provision_url(provision: Provision, country: str, language: str) -> str:
    """Its conditions, its sources and its history."""
    return reverse("law:provision", args=[language, country, provision.id])
