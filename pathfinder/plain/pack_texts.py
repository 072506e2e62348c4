"""The texts of packs as their files say them, each with the place where an editor finds it. Knows no Django."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulebook.parsed_files import ParsedFiles

# What no reader meets as a sentence: citations of laws, and words that are only searched for
NOT_FOR_READERS = frozenset({"legal_basis", "source", "sources", "locator", "alternate_names", "texts_of"})
NOT_READ = frozenset({"sources.yaml", "municipalities.yaml", "situations", "vocabulary", "places"})
OF_A_SOURCE_FILE = "en"  # packs are written in English; other languages stand in texts/


@dataclass(frozen=True)
class Text:
    """Words in one language. `room` is a pack, the interface or the records; `place` is where they are changed."""

    words: str
    language: str
    room: str
    place: str
    record: str = ""  # key of a record of the directory


def texts_of_pack(files: ParsedFiles, pack: Path) -> Iterator[Text]:
    """Every text of a pack in every language. Raises yaml.YAMLError."""
    for path in sorted(pack.rglob("*.yaml")):
        inside = path.relative_to(pack)
        if NOT_READ & set(inside.parts):
            continue
        data = files.read(pack.name, path)
        name = f"packs/{pack.name}/{inside.as_posix()}"
        if inside.parts[0] == "texts":
            language = path.stem.partition(".")[0]
            texts = data.get("texts") if isinstance(data, Mapping) else None
            for words, place in _leaves(texts, ""):
                yield Text(words, language, pack.name, f"{name}, {place}")
        else:
            for told, place in _told(data, ""):
                for language, words in told.items():
                    yield Text(words, language, pack.name, f"{name}, {place}")


def _told(data: Any, place: str) -> Iterator[tuple[Mapping[str, str], str]]:
    """Every mapping of languages to words."""
    if isinstance(data, Mapping):
        if OF_A_SOURCE_FILE in data and all(isinstance(words, str) for words in data.values()):
            yield data, place
            return
        place = _inside(place, data.get("id", ""))
        for key, inner in data.items():
            if key not in NOT_FOR_READERS:
                yield from _told(inner, _inside(place, key))
    elif isinstance(data, list):
        for inner in data:
            yield from _told(inner, place)


def _leaves(data: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield data, place
    elif isinstance(data, Mapping):
        for key, inner in data.items():
            if key not in NOT_FOR_READERS:
                yield from _leaves(inner, _inside(place, key))
    elif isinstance(data, list):
        for inner in data:
            yield from _leaves(inner, place)


def _inside(place: str, key: Any) -> str:
    return f"{place} {key}".strip() if key not in (None, "") else place
