"""How close one skill is to another: the same, by the table kept with our tasks, or by the skills that ESCO says they share.

Closeness goes from 0 to 1 and is the same both ways. The digits of ISCO are not asked: beyond the unit group they say
almost nothing about shared skills.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pathfinder.skills.queries import Task

HAVE, CLOSE, CAN_BE_LEARNT = 0.85, 0.5, 0.25  # from here on: has it, has something close, can learn it from there
OF_FURTHER = 0.9  # a concept that a task names after its first
SAME, TABLE, SHARED = "same", "table", "shared_skills"  # why two are close


class Near(NamedTuple):
    how: float
    why: str


def _nothing_shared(_uri: str) -> Mapping[str, float]:
    return {}


class Closeness:
    """The tasks with their table, and, where ESCO was imported, what occupations share."""

    def __init__(
        self, tasks: Mapping[str, Task], shared: Callable[[str], Mapping[str, float]] = _nothing_shared
    ) -> None:
        self._tasks = tasks
        self._shared = shared
        self._near: dict[str, dict[str, Near]] = {}
        self._named_by: dict[str, list[tuple[str, float]]] = {}
        for key in tasks:
            for uri, how in self._concepts(key):
                self._named_by.setdefault(uri, []).append((key, how))

    def near(self, reference: str) -> Mapping[str, Near]:
        """Every reference that is at least learnable from this one, itself included."""
        found = self._near.get(reference)
        if found is None:
            found = self._near[reference] = self._found(reference)
        return found

    def brought_by(self, references: Iterable[str]) -> dict[str, tuple[str, Near]]:
        """What somebody brings who has these: each reference with the one of theirs it comes from, the closest one."""
        best: dict[str, tuple[str, Near]] = {}
        for own in references:
            for other, near in self.near(own).items():
                if other not in best or near.how > best[other][1].how:
                    best[other] = (own, near)
        return best

    def _found(self, reference: str) -> dict[str, Near]:
        found = {reference: Near(1.0, SAME)}
        for other, near in self._candidates(reference):
            if near.how >= CAN_BE_LEARNT and (other not in found or near.how > found[other].how):
                found[other] = near
        return found

    def _candidates(self, reference: str) -> Iterator[tuple[str, Near]]:
        if reference.startswith("task:"):
            yield from self._from_task(reference.removeprefix("task:"), 1.0)
            return
        for key, how in self._named_by.get(reference, ()):
            yield f"task:{key}", Near(how, SAME)
            yield from ((other, near) for other, near in self._from_task(key, how) if near.why == TABLE)
        yield from ((other, Near(how, SHARED)) for other, how in self._shared(reference).items())

    def _from_task(self, key: str, share: float) -> Iterator[tuple[str, Near]]:
        task = self._tasks.get(key)
        if task is None:
            return
        for uri, how in self._concepts(key):
            yield uri, Near(share * how, SAME)
        for other, how in task.close.items():
            yield f"task:{other}", Near(share * how, TABLE)
            yield from ((uri, Near(share * how * own, TABLE)) for uri, own in self._concepts(other))
        if task.occupations:
            yield from ((uri, Near(share * how, SHARED)) for uri, how in self._shared(task.occupations[0]).items())

    def _concepts(self, key: str) -> Iterator[tuple[str, float]]:
        """The concepts that a task names, the first of each kind as the task itself."""
        task = self._tasks.get(key)
        for uris in (task.skills, task.occupations) if task else ():
            for place, uri in enumerate(uris):
                yield uri, 1.0 if place == 0 else OF_FURTHER
