"""Who asks for what, turned round: from a skill to everything that asks for it. A person is scored against a hundred
thousand vacancies by looking only at those that ask for something the person brings."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

MUST, WISH, CAN_BE_LEARNT = "must", "wish", "can_be_learnt"
WEIGHTS = {MUST: 3.0, WISH: 1.0, CAN_BE_LEARNT: 1.0}


class Scored(NamedTuple):
    place: int  # in the order in which they were given
    points: int  # of 100: how much of what is asked is brought


class AskedFor:
    """What many vacancies ask for, by skill."""

    def __init__(self, many: Iterable[Sequence[tuple[str, str]]]) -> None:
        """`many`: of each vacancy, (reference, importance) of every skill it asks for."""
        self._by_skill: dict[str, tuple[array[int], array[float]]] = {}
        self.count = 0
        for asked in many:
            whole = sum(WEIGHTS[importance] for _what, importance in asked)
            for what, importance in asked:
                places, shares = self._by_skill.setdefault(what, (array("I"), array("f")))
                places.append(self.count)
                shares.append(100 * WEIGHTS[importance] / whole)
            self.count += 1

    def best(self, brought: Mapping[str, float], limit: int) -> list[Scored]:
        """Those that ask most for what is brought (skill to closeness), the best first, equal ones in their order."""
        points = array("f", bytes(4 * self.count))
        for skill, how in brought.items():
            if skill in self._by_skill:
                for place, share in zip(*self._by_skill[skill], strict=True):
                    points[place] += share * how
        found = ((round(many), -place) for place, many in enumerate(points) if many >= 0.5)
        return [Scored(-place, many) for many, place in heapq.nlargest(limit, found)]


class Brought:
    """What many people bring, by skill: the same the other way round."""

    def __init__(self, many: Iterable[Mapping[str, float]]) -> None:
        """`many`: of each person, every skill brought and how closely."""
        self._by_skill: dict[str, list[tuple[int, float]]] = {}
        for place, brought in enumerate(many):
            for skill, how in brought.items():
                self._by_skill.setdefault(skill, []).append((place, how))

    def best(self, asked: Sequence[tuple[str, str]], limit: int) -> list[Scored]:
        """Those who bring most of what a vacancy asks for."""
        whole = sum(WEIGHTS[importance] for _what, importance in asked)
        points: dict[int, float] = {}
        for what, importance in asked:
            share = 100 * WEIGHTS[importance] / whole
            for place, how in self._by_skill.get(what, ()):
                points[place] = points.get(place, 0.0) + share * how
        found = ((round(many), -place) for place, many in points.items())
        return [Scored(-place, many) for many, place in heapq.nlargest(limit, found) if many]
