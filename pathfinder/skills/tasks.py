"""Everyday tasks in plain words, in every language: our own vocabulary of what people can do.

`packs/shared/skills/tasks.yaml` in English, `texts/LANG.yaml` beside it; each task points at ESCO concepts and an ISCO-08 unit group.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from pathfinder.languages.localized_text import LocalizedText, localized
from rulebook.load import parsed_files
from rulebook.texts import MachineText, ReviewedText

LANGUAGE = "en"  # in which tasks are written first


@dataclass(frozen=True)
class Task:
    id: str
    area: str
    isco: str  # unit group of ISCO-08
    skills: tuple[str, ...]  # addresses of ESCO skills, the one that fits best first
    occupations: tuple[str, ...]
    picture: str  # an icon of `pictures.py`
    close: Mapping[str, float]  # other tasks, and how near they are
    labels: Mapping[str, str]  # by language
    phrases: Mapping[str, tuple[str, ...]]  # what people say who did it

    @property
    def reference(self) -> str:
        """How a document names it."""
        return f"task:{self.id}"


def tasks() -> Mapping[str, Task]:
    """All tasks by their id, in the order in which they are shown. Read once per process."""
    return load_tasks(settings.PACKS_DIR, settings.VAR_DIR / "parsed")


def label_of(task: Task, language: str) -> LocalizedText:
    return localized(task.labels, language)


def areas() -> Mapping[str, tuple[Task, ...]]:
    """The tasks of each area, both in the order in which they are shown."""
    found: dict[str, list[Task]] = {}
    for task in tasks().values():
        found.setdefault(task.area, []).append(task)
    return {area: tuple(those) for area, those in found.items()}


@lru_cache(maxsize=2)
def load_tasks(packs: Path, kept_in: Path | None = None) -> Mapping[str, Task]:
    """The tasks of a folder of packs; none where it has none. Cost: over a second, much less once `kept_in` has them."""
    documents = read_documents(packs, kept_in)
    translations = {language: document for language, document in documents.items() if language != LANGUAGE}
    return {data["id"]: _task(data, translations) for data in documents.get(LANGUAGE, [])}


def read_documents(packs: Path, kept_in: Path | None = None) -> dict[str, Any]:
    """The files as they are: English is the list of tasks, every other language the document of its texts."""
    folder = packs / "shared" / "skills"
    if not (folder / "tasks.yaml").exists():
        return {}
    files = parsed_files(kept_in)
    documents = {LANGUAGE: files.read("skills", folder / "tasks.yaml") or []}
    for path in sorted((folder / "texts").glob("*.yaml")):
        documents[path.stem] = files.read("skills", path) or {}
    files.keep()
    return documents


def _task(data: Mapping[str, Any], translations: Mapping[str, Mapping[str, Any]]) -> Task:
    labels = {LANGUAGE: data["label"]}
    phrases = {LANGUAGE: tuple(data["phrases"])}
    for language, document in translations.items():
        said = (document.get("tasks") or {}).get(data["id"])
        if said:
            state = MachineText if document.get("state", "machine") == "machine" else ReviewedText
            labels[language] = state(said["label"])
            phrases[language] = tuple(said["phrases"])
    return Task(
        id=data["id"],
        area=data["area"],
        isco=data["isco"],
        skills=tuple(data["skills"]),
        occupations=tuple(data["occupations"]),
        picture=data["picture"],
        close={other["task"]: float(other["how"]) for other in data["close"]},
        labels=labels,
        phrases=phrases,
    )
