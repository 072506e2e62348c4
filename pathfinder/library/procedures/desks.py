"""Where one goes for a service: the desks that the pack names, each with its places and for whom it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from pathfinder.languages.localized_text import HonestSpeaker, sentence_as_html
from rulebook.law import Rulebook

AT_A_GLANCE = 2  # places of one organization that a page shows; its record has them all
OLD_AFTER_YEARS = 3  # seen longer ago: check before you go
NOWHERE: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Place:
    """One place of a desk, as the sources give it. `data` is empty where they give none."""

    data: Mapping[str, Any]
    organization: Mapping[str, Any]
    is_to_be_checked: bool

    @property
    def phone(self) -> str:
        return str(self.data.get("phone") or self.organization.get("phone") or "")

    @property
    def address(self) -> str:
        """Street, postcode and town in one line."""
        told = self.data.get("address") or {}
        town = " ".join(str(told[part]) for part in ("postcode", "city") if told.get(part))
        return ", ".join(part for part in (str(told.get("street") or ""), town) if part)


@dataclass(frozen=True)
class Desk:
    """An organization at which the service is asked for. `when`: for whom; empty where it is for all."""

    organization: Mapping[str, Any]
    places: tuple[Place, ...]
    more_places: int
    when: SafeString
    note: Mapping[str, str]
    is_sure: bool


def desks_of(rulebook: Rulebook, service: Mapping[str, Any], speaker: HonestSpeaker) -> list[Desk]:
    """Every desk of the service, in the order of the pack; without one, the organization that runs it."""
    organizations, year = rulebook.pack["organizations"], speaker.law.day.year
    lines = rulebook.pack["desks"].get(service["id"])
    if not lines:
        return [_desk(organizations[service["organization"]], year, mark_safe(""), {}, True)]
    return [
        _desk(
            organizations[name],
            year,
            sentence_as_html(speaker.condition(line["tree"])) if line["tree"] else mark_safe(""),
            line.get("note") or {},
            bool(line.get("sure", True)) and len(line["organizations"]) == 1,
        )
        for line in lines
        for name in line["organizations"]
    ]


def _desk(
    organization: Mapping[str, Any], year: int, when: SafeString, note: Mapping[str, str], is_sure: bool
) -> Desk:  # fmt: skip
    told = organization.get("locations") or [NOWHERE]
    places = tuple(Place(data, organization, _is_to_be_checked(data, year)) for data in told[:AT_A_GLANCE])
    return Desk(organization, places, max(0, len(told) - AT_A_GLANCE), when, note, is_sure)


def _is_to_be_checked(place: Mapping[str, Any], year: int) -> bool:
    seen = str(place.get("seen") or "")[:4]
    is_old = not seen.isdigit() or int(seen) < year - OLD_AFTER_YEARS
    return bool(place) and (is_old or place.get("confidence") != "high")
