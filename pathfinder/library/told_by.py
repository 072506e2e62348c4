"""Who says so, where no published source does: an interview, a consultation, the people who do it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from pathfinder.languages.localized_text import localized
from pathfinder.rulebooks.words import Source

DOERS, INTERVIEW, CONSULTATION, PUBLICATION = "doers", "interview", "consultation", "publication"


def source_told_by(told: Any, language: str) -> Source | None:
    """As a source among others: “Interview with the coordinator of a house of work”, its day, its address."""
    if not isinstance(told, Mapping) or not told.get("by"):
        return None
    who = localized(told.get("who") or {}, language).words
    address = str(told.get("url") or "")
    return Source(_title(str(told["by"]), who), _host(address), str(told.get("on") or ""), "", address)


def own_page(title: str, data: Mapping[str, Any]) -> Source | None:
    """A document, or the page of an event, is its own source."""
    address = str(data.get("url") or "")
    publisher = str(data.get("publisher") or "")
    if not address and not publisher:
        return None
    return Source(title, publisher or _host(address), str(data.get("year") or ""), "", address)


def _title(by: str, who: str) -> str:
    if not who:
        return {INTERVIEW: _("Interview"), CONSULTATION: _("Consultation of stakeholders")}.get(
            by, _("Told by those it is about")
        )
    if by == INTERVIEW:
        return _("Interview with %(who)s") % {"who": who}
    if by == CONSULTATION:
        return _("Consultation of stakeholders: %(who)s") % {"who": who}
    return who if by == PUBLICATION else _("Told by %(who)s") % {"who": who}


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
