"""The cards of everyday tasks a person picks from: those of an area, or those that fit a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pathfinder.skills.tasks import Task, areas, tasks

MOST_FOUND = 24
TASK = "task:"


@dataclass
class Cards:
    """`chosen` stand first, then those of `area` or those found by `word`."""

    language: str
    chosen: list[str] = field(default_factory=list)
    area: str = ""
    word: str = ""

    @property
    def of_chosen(self) -> list[Task]:
        return [task for name in self.chosen if (task := task_of(name))]

    @property
    def offered(self) -> list[Task]:
        found = find(self.word, self.language) if self.word else areas().get(self.area, ())
        return [task for task in found if task.reference not in self.chosen]


def task_of(reference: str) -> Task | None:
    """Nothing for a concept of ESCO, or a card that a later version took away."""
    return tasks().get(reference.removeprefix(TASK)) if reference.startswith(TASK) else None


def known(references: Iterable[str]) -> list[str]:
    """Of what a form sent, each card that there is, once."""
    return [name for name in dict.fromkeys(references) if task_of(name)]


def find(word: str, language: str) -> list[Task]:
    """Cards whose label or phrases, in the reader's language or in English, have every word; labels come first."""
    wanted = word.casefold().split()
    in_label, in_phrase = [], []
    for task in tasks().values():
        labels = " ".join(filter(None, (task.labels.get(language), task.labels.get("en")))).casefold()
        if all(one in labels for one in wanted):
            in_label.append(task)
        elif all(one in " ".join((labels, *task.phrases.get(language, ()))).casefold() for one in wanted):
            in_phrase.append(task)
    return [*in_label, *in_phrase][:MOST_FOUND]
