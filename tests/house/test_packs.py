"""Nothing in a pack is said without a source."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.the_house import ROOT, name

pytestmark = pytest.mark.pure

PACKS = sorted(path.parent for path in ROOT.glob("packs/*/sources.yaml"))
SOURCED = ("organizations.yaml", "services.yaml", "derived.yaml", "provisions/*.yaml", "library.yaml")
SOURCED_BY_VALUE = "parameters.yaml"


def items(path: Path) -> list[dict[str, Any]]:
    """The items of a file, whether it is one list, or lists or items by id under headings."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found = []
    for part in data.values() if isinstance(data, dict) else [data]:
        by_id = part.items() if isinstance(part, dict) else ()
        found += [{"id": key, **item} for key, item in by_id if isinstance(item, dict)]
        found += [item for item in part if isinstance(item, dict)] if isinstance(part, list) else []
    return found


def known_sources(pack: Path) -> set[str]:
    return {
        str(item["id"])
        for folder in {pack, ROOT / "packs/shared"}
        for path in folder.glob("sources.yaml")
        for item in items(path)
    }


def citations(node: Any) -> Iterator[str]:
    """Every source named in an item, however deep."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"source", "sources"}:
                yield from [value] if isinstance(value, str) else value or ()
            else:
                yield from citations(value)
    elif isinstance(node, list):
        for part in node:
            yield from citations(part)


@pytest.mark.parametrize("pack", PACKS, ids=name)
def test_every_item_has_a_source(pack: Path) -> None:
    unsourced = [
        f"{name(path)}: {item.get('id')}"
        for pattern in SOURCED
        for path in sorted(pack.glob(pattern))
        for item in items(path)
        if not item.get("sources")
    ]

    assert unsourced == []


@pytest.mark.parametrize("pack", PACKS, ids=name)
def test_every_figure_of_law_has_a_source(pack: Path) -> None:
    unsourced = [
        f"{name(path)}: {item.get('id')} from {value.get('from')}"
        for path in pack.glob(SOURCED_BY_VALUE)
        for item in items(path)
        for value in item["values"]
        if not value.get("sources") and not item.get("sources")
    ]

    assert unsourced == []


@pytest.mark.parametrize("pack", PACKS, ids=name)
def test_every_source_that_is_cited_is_listed(pack: Path) -> None:
    known = known_sources(pack)

    missing = [
        f"{name(path)}: {item.get('id')} cites {citation}"
        for path in sorted(pack.rglob("*.yaml"))
        for item in items(path)
        for citation in citations(item)
        if citation.partition("#")[0] not in known
    ]

    assert missing == []


@pytest.mark.parametrize("pack", PACKS, ids=name)
def test_every_listed_source_says_what_it_is_and_who_published_it(pack: Path) -> None:
    vague = [
        f"{item['id']}: no {field}"
        for item in items(pack / "sources.yaml")
        for field in ("title", "publisher")
        if not item.get(field)
    ]

    assert vague == []


@pytest.mark.parametrize("pack", PACKS, ids=name)
def test_languages_of_a_desk_or_service_are_tags_and_not_sentences(pack: Path) -> None:
    told = [
        (item["id"], language)
        for kind in ("services", "organizations")
        if (pack / f"{kind}.yaml").exists()
        for item in items(pack / f"{kind}.yaml")
        for part in [item, *(item.get("locations") or [])]
        for language in part.get("languages") or []
    ]

    assert [
        (key, language) for key, language in told if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language)
    ] == []


def test_no_file_of_texts_says_the_words_of_an_item_twice() -> None:
    """YAML takes the last of two without a word, and the first is lost."""
    item = re.compile(r"^  ([\w.-]+):", re.MULTILINE)
    said = {path: item.findall(path.read_text(encoding="utf-8")) for path in ROOT.glob("packs/*/texts/*.yaml")}
    twice = {name(path): sorted({key for key in keys if keys.count(key) > 1}) for path, keys in said.items()}

    assert {path: keys for path, keys in twice.items() if keys} == {}
