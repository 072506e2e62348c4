"""The tasks of our vocabulary, as a case names them."""

from __future__ import annotations

from pathfinder.skills.queries import Task, tasks


def task_of(reference: str) -> Task | None:
    """The task of a reference (`task:sew-clothes`); nothing for what is none, or one that nobody knows."""
    return tasks().get(reference.removeprefix("task:")) if reference.startswith("task:") else None
