"""Which occupations share skills, by the relations of ESCO that were imported.

An essential skill counts 1, an optional one 0.4, each by how rare it is among occupations: nearly all of them need to
"work in teams". Measured over all pairs, two occupations of one unit group of ISCO have a mean cosine of 0.29, of
another unit group 0.05: so a cosine of 0.3 is called close (`CLOSE_AT`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Count

from pathfinder.skills.models import EscoConcept, EscoRelation

COUNTS = {EscoRelation.Kind.ESSENTIAL: 1.0, EscoRelation.Kind.OPTIONAL: 0.4}
CLOSE_AT, AS = 0.3, 0.5  # a cosine of the first is a closeness of the second
MOST = 0.8  # another occupation is never the same
LOOKED_AT = 60  # those with the largest products; the others share little


def occupations_sharing_skills(uri: str) -> dict[str, float]:
    """Other occupations with how close they are, 0 to 0.8; none where the relations were not imported.

    Cost: some four queries and ten milliseconds, once for each occupation and process.
    """
    return dict(_sharing(uri, relations_mark()))


def relations_mark() -> int:
    """Differs after another import. One query by the primary key."""
    newest = EscoRelation.objects.order_by("-id").values_list("id", flat=True).first()
    return newest or 0


@lru_cache(maxsize=512)
def _sharing(uri: str, state: int) -> tuple[tuple[str, float], ...]:
    own = {skill: COUNTS[kind] for _subject, skill, kind in _relations(subject__uri=uri)} if state else {}
    if not own:
        return ()
    rare = _rarity(own)
    product: dict[int, float] = {}
    for subject, skill, kind in _relations(object__in=list(own)):
        product[subject] = product.get(subject, 0.0) + own[skill] * COUNTS[kind] * rare[skill] ** 2
    nearest = sorted(product, key=lambda subject: -product[subject])[:LOOKED_AT]
    lengths = _lengths(nearest)
    length = math.sqrt(sum((count * rare[skill]) ** 2 for skill, count in own.items()))
    names = dict(EscoConcept.objects.filter(pk__in=nearest).values_list("pk", "uri"))
    found = ((names[one], min(MOST, AS / CLOSE_AT * product[one] / (length * lengths[one]))) for one in nearest)
    return tuple((other, how) for other, how in found if other != uri)


def _relations(**of: object) -> Iterable[tuple[int, int, str]]:
    rows = EscoRelation.objects.filter(subject__kind=EscoConcept.Kind.OCCUPATION, kind__in=list(COUNTS), **of)
    return rows.values_list("subject_id", "object_id", "kind")


def _rarity(skills: Iterable[int]) -> dict[int, float]:
    """As the logarithm of how many occupations there are for each that needs the skill."""
    everything = EscoConcept.objects.filter(kind=EscoConcept.Kind.OCCUPATION).count()
    counted = (
        EscoRelation.objects.filter(object__in=list(skills), kind__in=list(COUNTS))
        .values_list("object_id")
        .annotate(count=Count("subject_id"))
    )
    return {skill: math.log(1 + everything / count) for skill, count in counted}


def _lengths(occupations: list[int]) -> dict[int, float]:
    rows = list(_relations(subject__in=occupations))
    rare = _rarity({skill for _subject, skill, _kind in rows})
    squares: dict[int, float] = {}
    for subject, skill, kind in rows:
        squares[subject] = squares.get(subject, 0.0) + (COUNTS[kind] * rare[skill]) ** 2
    return {subject: math.sqrt(square) for subject, square in squares.items()}
