"""A procedure in the words of schema.org, for machines that read pages."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from pathfinder.library.procedures.procedure import Helper, Procedure

_SAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def how_to(procedure: Procedure, address: str) -> SafeString | str:
    """JSON-LD as the content of a data block; nothing where no service tells its steps."""
    sections = [_section(service) for service in procedure.services if service.steps]
    if not sections:
        return ""
    told = {
        "@context": "https://schema.org",
        "@type": "HowTo",
        "@id": address,
        "name": f"{procedure.title.words} ({procedure.country_name})",
        "inLanguage": procedure.language,
        "step": sections,
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_SAFE))  # noqa: S308  # `<`, `>` and `&` are written as escapes of JSON


def _section(service: Helper) -> dict[str, Any]:
    steps = [{"@type": "HowToStep", "text": one.words} for one in service.steps]
    return {"@type": "HowToSection", "name": service.name.words, "itemListElement": steps}
