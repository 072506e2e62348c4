"""Whether somebody who is being entered may be here already. Plain functions of plain values; a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from rapidfuzz import fuzz

from pathfinder.checking.queries import name_to_compare, phone_to_compare

ALIKE, VERY_ALIKE = 80, 92  # of names; the first only where the birth year is the same


@dataclass(frozen=True, slots=True)
class Known:
    """What of a candidate is compared."""

    id: UUID | None
    name: str
    email: str = ""
    phone: str = ""
    birth_year: int | None = None


def duplicates_of(new: Known, known: Iterable[Known]) -> list[UUID]:
    """Ids of those who may be the same person, in the order in which they are given."""
    name, phone = name_to_compare(new.name), phone_to_compare(new.phone)
    return list(_duplicates(new, name, phone, known))


def _duplicates(new: Known, name: str, phone: str, known: Iterable[Known]) -> Iterator[UUID]:
    for one in known:
        if one.id is not None and one.id != new.id and _may_be_the_same(new, name, phone, one):
            yield one.id


def _may_be_the_same(new: Known, name: str, phone: str, one: Known) -> bool:
    if new.email and new.email.lower() == one.email.lower():
        return True
    if phone and phone == phone_to_compare(one.phone):
        return True
    score = fuzz.ratio(name, name_to_compare(one.name), score_cutoff=ALIKE)
    if new.birth_year and one.birth_year:
        return score > 0 and new.birth_year == one.birth_year
    return score >= VERY_ALIKE
