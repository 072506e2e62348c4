"""The texts of packs: the originals where they stand, the translations in `texts/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pathfinder.editing.exchange.wording import SHARED, Wording
from pathfinder.editing.texts import MACHINE, MISSING, REVIEWED, SOURCE
from rulebook.load import as_items, parse_yaml

NAMES_ONLY = frozenset({"municipalities", "sources"})  # a place or a book is called as it is called
ROWS = ("locations", "sessions")  # they have no id: their place in the list stands for it
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COMMON = frozenset(
    {"en", "nl", "fr", "de", "es", "it", "hu", "sk", "sl", "ga"}
)  # sources of packs are written in these

Text = Mapping[str, str]
Place = tuple[str, str]  # item and path


class Original(NamedTuple):
    told: Text
    file: str  # the stem of the file that it stands in


class Kept(NamedTuple):
    """A translation in a file of `texts/`."""

    words: str
    state: str
    file: str


def pack_wordings(
    packs: Path, place: str, language: str, originals: Mapping[Place, Original] | None = None
) -> list[Wording]:
    """Every text of a pack in one language, in the order of the files."""
    kept = translations_of(packs, place, language)
    return [
        _wording(place, at, original, language, kept.get(at))
        for at, original in (originals or originals_of(packs, place)).items()
    ]


def _wording(place: str, at: Place, original: Original, language: str, kept: Kept | None) -> Wording:
    told = original.told
    source = "en" if "en" in told else next(iter(told))
    if language in told:  # the source itself says it: nothing to translate
        return Wording(place, *at, source, told[source], language, told[language], SOURCE)
    if kept is None:
        stem = language if place == SHARED else f"{language}.{original.file}"
        return Wording(place, *at, source, told[source], language, "", MISSING, f"{stem}.yaml")
    return Wording(place, *at, source, told[source], language, kept.words, kept.state, kept.file)


# originals


def originals_of(packs: Path, place: str) -> dict[Place, Original]:
    """Cost: a tenth of a second for Belgium."""
    found: dict[Place, Original] = {}
    for path in [*sorted((packs / place).glob("*.yaml")), *sorted((packs / place).glob("provisions/*.yaml"))]:
        if path.stem in NAMES_ONLY:
            continue
        file = "provisions" if path.parent.name == "provisions" else path.stem
        for item in _items(parse_yaml(path.read_text(encoding="utf-8"))):
            for at, told in _texts_in(item, str(item["id"])):
                found.setdefault(at, Original(told, file))
    return found


def _items(data: Any) -> Iterator[dict[str, Any]]:
    """The items of a file, whether it is one list or several under headings."""
    lists = [part for part in data.values() if isinstance(part, list)] if isinstance(data, Mapping) else []
    for items in lists if isinstance(data, Mapping) and len(data) > 1 else [as_items(data)]:
        yield from (item for item in items if isinstance(item, dict) and "id" in item)


def _texts_in(item: Mapping[str, Any], key: str) -> Iterator[tuple[Place, Text]]:
    """As `rulebook.load` lays translations over an item."""
    for name, value in item.items():
        if told := _text(value):
            yield (key, name), told
        elif isinstance(value, Mapping):
            for code, inner in value.items():
                if told := _text(inner):
                    yield (key, f"{name}.{_code(code)}"), told
        elif isinstance(value, list) and (name in ROWS or name == "unless"):
            for number, row in enumerate(value, 1):
                if isinstance(row, Mapping):
                    yield from _texts_in(row, f"{key}.{number if name in ROWS else row.get('id')}")
        elif isinstance(value, list):
            for number, inner in enumerate(value, 1):
                if told := _text(inner):
                    yield (key, f"{name}.{number}"), told


def _text(value: Any) -> Text | None:
    if isinstance(value, Mapping) and isinstance(value.get("text"), Mapping):  # a note
        value = value["text"]
    is_text = (
        isinstance(value, Mapping)
        and not _COMMON.isdisjoint(value)
        and all(isinstance(words, str) and _LANGUAGE.fullmatch(str(code)) for code, words in value.items())
    )
    return value if is_text else None


def _code(code: Any) -> str:
    return "none" if code is None else str(code)


# translations


def translations_of(packs: Path, place: str, language: str) -> dict[Place, Kept]:
    found: dict[Place, Kept] = {}
    for path in files_in(packs, place, language):
        data = parse_yaml(path.read_text(encoding="utf-8")) or {}
        reviewed = set(map(str, data.get("reviewed") or ()))
        is_machine = data.get("state", "machine") == "machine"
        for item, fields in (data.get("texts") or {}).items():
            for name, words in leaves(fields):
                is_read = not is_machine or str(item) in reviewed or f"{item} {name}" in reviewed
                found[str(item), name] = Kept(words, REVIEWED if is_read else MACHINE, path.name)
    return found


def files_in(packs: Path, place: str, language: str) -> list[Path]:
    folder = packs / place / "texts"
    return sorted(path for path in folder.glob(f"{language}*.yaml") if path.name.partition(".")[0] == language)


def leaves(fields: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Path and words of everything translated in an item; of a list, the first is 1."""
    if isinstance(fields, str):
        yield before.rstrip("."), fields
    elif isinstance(fields, Mapping):
        for name, value in fields.items():
            yield from leaves(value, f"{before}{_code(name)}.")
    elif isinstance(fields, list):
        for number, value in enumerate(fields, 1):
            yield from leaves(value, f"{before}{number}.")


def places(packs: Path) -> list[str]:
    """What is shared by all countries, then each country that has a pack."""
    return [SHARED, *sorted(path.parent.name for path in packs.glob("*/pack.yaml"))]
