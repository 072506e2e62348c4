"""What other rooms may ask of the law: where a provision has its page."""

from django.urls import reverse

from rulebook.provisions import Provision


def provision_url(provision: Provision, country: str, language: str) -> str:
    """Its conditions, its sources and its history."""
    return reverse("law:provision", args=[language, country, provision.id])
