"""Whether the vocabulary of tasks is sound: for whoever writes or translates it (`manage.py check_tasks`), and for the tests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pathfinder.skills.tasks import LANGUAGE

NEAREST = 0.9  # nearer than that would be the same task
FARTHEST = 0.2
MOST_PHRASES = 8
FEWEST_PHRASES, FEWEST_TRANSLATED = 5, 4
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ISCO = re.compile(r"\d{4}")
_ADDRESS = r"http://data\.europa\.eu/esco/{}/[A-Za-z0-9.-]{{1,80}}"
_SKILL = re.compile(_ADDRESS.format("skill"))
_OCCUPATION = re.compile(_ADDRESS.format("occupation"))


def check_tasks(documents: Mapping[str, Any], pictures: frozenset[str]) -> list[str]:
    """Every problem of the vocabulary, each in a sentence that says where; nothing when it is sound."""
    written = documents.get(LANGUAGE, [])
    by_id = {str(data.get("id")): data for data in written}
    problems = [
        f"{task}: is told {count} times." for task, count in Counter(str(data.get("id")) for data in written).items()
        if count > 1
    ]  # fmt: skip
    for task, data in by_id.items():
        problems += [f"{task}: {what}" for what in _problems_of(task, data, by_id, pictures)]
    said = {LANGUAGE: {task: _texts(data) for task, data in by_id.items()}}
    for language, document in documents.items():
        if language != LANGUAGE:
            said[language] = {task: _texts(data) for task, data in (document.get("tasks") or {}).items()}
    for language, texts in said.items():
        fewest = FEWEST_PHRASES if language == LANGUAGE else FEWEST_TRANSLATED
        problems += [f"{language}: {what}" for what in _problems_of_texts(texts, by_id, fewest)]
    return problems


def _problems_of(
    task: str, data: Mapping[str, Any], by_id: Mapping[str, Any], pictures: frozenset[str]
) -> Iterator[str]:
    if not _ID.fullmatch(task) or len(task) > 60:
        yield "an id is made of small letters, digits and hyphens."
    if not data.get("area"):
        yield "has no area."
    if not isinstance(data.get("isco"), str) or not _ISCO.fullmatch(data["isco"]):
        yield f'isco is four digits between quotes, such as "7531", and not {data.get("isco")!r}.'
    if data.get("picture") not in pictures:
        yield f"there is no picture {data.get('picture')!r}."
    for name, pattern, fewest in (("skills", _SKILL, 1), ("occupations", _OCCUPATION, 0)):
        addresses = data.get(name) or []
        if not fewest <= len(addresses) <= 3:
            yield f"has {fewest} to three {name}, and not {len(addresses)}."
        yield from (f"{one} is no address of ESCO's {name}." for one in addresses if not pattern.fullmatch(str(one)))
    close = {other.get("task"): other.get("how") for other in data.get("close") or []}
    if not 2 <= len(close) <= 5:
        yield f"has two to five close tasks, and not {len(close)}."
    for other, how in close.items():
        back = {one.get("task"): one.get("how") for one in by_id.get(other, {}).get("close") or []}
        if other not in by_id or other == task:
            yield f"is close to {other}, which is no other task."
        elif back.get(task) != how:
            yield f"is close to {other} by {how}, but {other} to it by {back.get(task)}."
        elif not isinstance(how, (int, float)) or not FARTHEST <= how <= NEAREST:
            yield f"how close it is to {other} is a figure from {FARTHEST} to {NEAREST}, and not {how}."


def _texts(data: Any) -> tuple[str, Sequence[str]]:
    """What is no text, such as a phrase with a colon and no quotes, counts as missing."""
    if not isinstance(data, Mapping):
        return "", []
    told = (data.get("label"), *(data.get("phrases") or []))
    label, *phrases = [one.strip() if isinstance(one, str) else "" for one in told]
    return label, phrases


def _problems_of_texts(
    texts: Mapping[str, tuple[str, Sequence[str]]], by_id: Mapping[str, Any], fewest: int
) -> Iterator[str]:
    """Of one language: everything said, nothing twice."""
    yield from (f"{task} is missing." for task in by_id if task not in texts)
    yield from (f"{task} is no task." for task in texts if task not in by_id)
    first: dict[str, str] = {}
    for task, (label, phrases) in texts.items():
        if not label:
            yield f"{task} has no label."
        if not fewest <= len(phrases) <= MOST_PHRASES or not all(phrases):
            yield f"{task} has {fewest} to {MOST_PHRASES} phrases, and not {len([one for one in phrases if one])}."
        for phrase in phrases:
            other = first.setdefault(phrase.casefold(), task)
            if other != task:
                yield f"“{phrase}” stands in {other} and in {task}."
    for label, count in Counter(label for label, _ in texts.values()).items():
        if count > 1:
            yield f"“{label}” is the label of {count} tasks."
