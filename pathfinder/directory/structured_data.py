"""A record in the words of schema.org, for machines that read pages."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from pathfinder.directory.opening import Day, Stretch
from pathfinder.directory.opening_words import HoursShown
from pathfinder.directory.places_shown import PlaceShown, Reach
from pathfinder.directory.record_page import OrganizationPage, ProgramPage, RecordPage, ServicePage
from pathfinder.languages.localized_text import localized

OFFICES = frozenset(
    {"ministry", "public_employment_service", "integration_agency", "reception_agency", "recognition_body",
     "validation_body", "equality_body", "municipality_service"}
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured_data(page: RecordPage, address: str) -> SafeString:
    """JSON-LD as the content of a data block. No text of a record can end the block."""
    told = _without_empty({"@context": "https://schema.org", **_thing(page, address)})
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_SAFE))  # noqa: S308  # `<`, `>` and `&` are written as escapes of JSON


def _thing(page: RecordPage, address: str) -> dict[str, Any]:
    common = {
        "@id": address,
        "url": address,
        "name": page.title.words,
        "alternateName": [words for _code, words in page.own_names],
        "description": localized(page.record.description, page.language).words,
    }
    if isinstance(page, ServicePage):
        return common | _service(page)
    if isinstance(page, OrganizationPage):
        return common | _organization(page)
    assert isinstance(page, ProgramPage)  # noqa: S101  # there is no other
    return {"@type": "Project", **common, "sameAs": page.record.url}


def _service(page: ServicePage) -> dict[str, Any]:
    owner = page.record.organization
    channels = [
        {
            "@type": "ServiceChannel",
            "serviceLocation": _place(place),
            "availableLanguage": [one.code for one in place.spoken],
        }
        for place in page.places
        if not place.is_virtual
    ]
    if page.reach:
        channels.append({"@type": "ServiceChannel", "serviceUrl": page.reach.url, "servicePhone": _phone(page.reach)})
    return {
        "@type": "GovernmentService" if owner.organization_kind in OFFICES else "Service",
        "serviceType": page.record.themes,
        "provider": {
            "@type": "GovernmentOrganization" if owner.organization_kind in OFFICES else "Organization",
            "name": localized(owner.name, page.language).words,
            "url": owner.website,
        },
        "areaServed": localized(page.territory, page.language).words or page.country,
        "audience": {"@type": "Audience", "audienceType": ", ".join(page.audiences)} if page.audiences else None,
        "offers": {"@type": "Offer", "price": 0}
        if page.record.cost == "free" and not page.record.fees_description
        else None,
        "availableChannel": channels,
        "hoursAvailable": _hours(page.hours),
    }


def _organization(page: OrganizationPage) -> dict[str, Any]:
    return {
        "@type": "GovernmentOrganization" if page.record.organization_kind in OFFICES else "Organization",
        "sameAs": page.record.website,
        "email": page.record.email,
        "telephone": page.reach.first_phone.number if page.reach.first_phone else "",
        "foundingDate": str(page.record.year_incorporated or ""),
        "location": [_place(place) for place in page.places if not place.is_virtual],
    }


def _place(place: PlaceShown) -> dict[str, Any]:
    location = place.location
    address = next(iter(place.addresses), None)
    has_point = location.latitude is not None and not location.is_point_of_town  # the middle of a town is no address
    return {
        "@type": "Place",
        "name": next(iter(location.name.values()), ""),
        "address": {
            "@type": "PostalAddress", "streetAddress": address.address_1, "postalCode": address.postal_code,
            "addressLocality": address.city, "addressCountry": address.country,
        } if address else None,
        "geo": {"@type": "GeoCoordinates", "latitude": location.latitude, "longitude": location.longitude} if has_point else None,
        "telephone": place.reach.first_phone.number if place.reach.first_phone else "",
        "openingHoursSpecification": _hours(place.hours),
    }  # fmt: skip


def _hours(shown: Iterable[HoursShown]) -> list[dict[str, Any]]:
    """The ordinary week; hours that differ through the year hold for the coming week only."""
    return [
        _specification(
            day, stretch, is_for_the_week=one.hours is not None and one.hours.is_seasonal, first=one.regular_days[0]
        )
        for one in shown
        for day in one.regular_days
        for stretch in day.stretches
    ]


def _specification(day: Day, stretch: Stretch, first: Day, *, is_for_the_week: bool) -> dict[str, Any]:
    last = first.date + dt.timedelta(days=6)
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"https://schema.org/{DAYS[day.date.weekday()]}",
        "opens": f"{stretch.start:%H:%M}",
        "closes": f"{stretch.end:%H:%M}" if stretch.end else "",
        "validFrom": first.date.isoformat() if is_for_the_week else "",
        "validThrough": last.isoformat() if is_for_the_week else "",
    }


def _phone(reach: Reach) -> dict[str, Any] | None:
    return {"@type": "ContactPoint", "telephone": reach.first_phone.number} if reach.first_phone else None


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: _without_empty(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner not in (None, "", [], {}) and not _is_bare(inner)}
    if isinstance(value, list):
        return [one for one in map(_without_empty, value) if not _is_bare(one)]
    return value


def _is_bare(value: Any) -> bool:
    """Nothing but its type is left."""
    return isinstance(value, dict) and value.keys() <= {"@type"}
