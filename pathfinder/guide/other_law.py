"""What else the law says: provisions that inform and that Pathfinder does not decide, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from pathfinder.rulebooks.words import Source, dates_in_words, sources_named
from rulebook.facts import Person
from rulebook.law import Law
from rulebook.places import Place
from rulebook.provisions import DECIDING_KINDS, Provision


@dataclass(frozen=True)
class Information:
    provision: Provision
    dates: SafeString
    sources: tuple[Source, ...]
    where: Mapping[str, str]


def provisions_that_inform(law: Law, person: Person, language: str) -> list[Information]:
    """Those in force on the day, for the person's place; for every place while none is known."""
    pack = law.rulebook.pack
    return [
        Information(p, dates_in_words(p.validity, language), sources_named(pack, p.sources), _where(law, p))
        for p in law.rulebook.provisions.values()
        if p.kind not in DECIDING_KINDS and law.in_force(p.validity) is not False and _is_here(p, person)
    ]


def _is_here(provision: Provision, person: Person) -> bool:
    place: Any = person.values.get("place")
    return provision.territory is None or not isinstance(place, Place) or provision.territory in place.maybe


def _where(law: Law, provision: Provision) -> Mapping[str, str]:
    territory = law.rulebook.territories.get(provision.territory or "")
    return territory.names if territory else {}
