"""Two answers that cannot both be true, so that a page can show them side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.conditions import Context
from rulebook.facts import Person, Value
from rulebook.law import Implication, Law

DATES_IN_ORDER = (  # the first must not lie after the second
    ("permission_from", "work_starts_on"),
    ("work_starts_on", "permission_until"),
    ("permission_from", "permission_until"),
)


@dataclass(frozen=True)
class Contradiction:
    """What was told for `fact` does not go with what was told for `others`."""

    fact: str
    others: tuple[str, ...]


def contradictions(law: Law, person: Person) -> list[Contradiction]:
    """Each pair once, in the order of the questions."""
    found = [*_against_what_follows(law, person), *_dates(person)]
    order = law.rulebook.facts
    once = {frozenset((c.fact, *c.others)): c for c in found}
    return sorted(once.values(), key=lambda c: order[c.fact].order)


def _against_what_follows(law: Law, person: Person) -> Iterator[Contradiction]:
    """A stated answer beside another answer from which something else follows: a citizen with a work permit."""
    context = Context(law, person.values)
    for implication in law.rulebook.implications:
        stated = person.values.get(implication.fact)
        if stated is None or implication.is_presumption or implication.tree.value(context) is not True:
            continue
        if not _goes_with(stated, implication.value):
            others = _told_in(implication, person)
            if others:
                yield Contradiction(implication.fact, others)


def _goes_with(stated: Value, follows: Value) -> bool:
    if isinstance(stated, frozenset) and isinstance(follows, frozenset):
        return follows <= stated  # a second nationality contradicts nothing
    return stated == follows


def _told_in(implication: Implication, person: Person) -> tuple[str, ...]:
    names = dict.fromkeys(leaf.fact for leaf in implication.tree.leaves())
    return tuple(name for name in names if name in person.values and name != implication.fact)


def _dates(person: Person) -> Iterator[Contradiction]:
    for first, second in DATES_IN_ORDER:
        before, after = person.values.get(first), person.values.get(second)
        if isinstance(before, tuple) and isinstance(after, tuple) and before[0] > after[1]:
            yield Contradiction(first, (second,))
