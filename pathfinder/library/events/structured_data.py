"""An event in the words of schema.org, for machines that read pages."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from pathfinder.library.events.shown import ShownEvent

_SAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured_data(event: ShownEvent, address: str) -> SafeString:
    """JSON-LD as the content of a data block. No text of an event can end the block."""
    told: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Event", "@id": address, "url": address,
        "name": event.title.words,
        "description": event.about.words or " ".join(one.words for one in event.programme),
        "startDate": str(event.starts), "endDate": str(event.ends),
        "location": _named("Place", event.venue.words, address=_country(event)),
        "organizer": _named("Organization", event.organizer.words),
        "audience": [{"@type": "Audience", "audienceType": words} for words in event.audiences],
    }  # fmt: skip
    text = json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_SAFE))  # noqa: S308  # `<`, `>` and `&` are written as escapes of JSON


def _named(kind: str, name: str, **more: Any) -> dict[str, Any] | None:
    return {"@type": kind, "name": name, **more} if name else None


def _country(event: ShownEvent) -> dict[str, str]:
    return {"@type": "PostalAddress", "addressCountry": event.country.upper()}
