"""A made-up country with a small law, so that what the engine promises is tested apart from what Belgium says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from rulebook.law import Rulebook
from rulebook.load import load_rulebook

TODAY = dt.date(2030, 6, 15)

FACTS = [
    {"id": "place", "type": "place", "order": 1, "label": {"en": "where you live"}},
    {
        "id": "age",
        "type": "whole",
        "lowest": 0,
        "highest": 120,
        "asked": False,
        "asked_through": "birth_date",
        "label": {"en": "your age"},
    },
    {"id": "birth_date", "type": "date", "order": 2, "label": {"en": "when you were born"}},
    {
        "id": "ground",
        "type": "code",
        "order": 3,
        "values": {"refugee": {"en": "refugee"}, "worker": {"en": "worker"}, "family": {"en": "family"}},
        "label": {"en": "why you are here"},
    },
    {"id": "nationality", "type": "codes", "order": 4, "label": {"en": "your nationality"}},
    {"id": "since", "type": "date", "order": 5, "label": {"en": "since when you are here"}},
    {
        "id": "works",
        "type": "flag",
        "order": 6,
        "changeable": True,
        "label": {"en": "you work"},
        "says": {True: {"en": "you work"}, False: {"en": "you do not work"}},
    },
    {"id": "languages.nl", "type": "level", "order": 7, "changeable": True, "label": {"en": "your Dutch"}},
    {
        "id": "of_eu",
        "type": "flag",
        "order": 8,
        "label": {"en": "family of an EU citizen"},
        "implied": [{"value": False, "when": {"fact": "ground", "in": ["refugee", "worker"]}, "source": "act"}],
    },
]
TERRITORIES = [
    {"id": "xx", "name": {"en": "Exland"}},
    {"id": "xx-north", "name": {"en": "North"}, "parent": "xx", "as_answer_without": ["xx-isle"]},
    {"id": "xx-south", "name": {"en": "South"}, "parent": "xx"},
    {"id": "xx-isle", "name": {"en": "Isle"}, "parent": "xx-north"},
    {"id": "xx-1", "name": {"en": "Norton", "fr": "Norville"}, "parent": "xx-north", "postcodes": ["1000", "1500"]},
    {"id": "xx-2", "name": {"en": "Sutton"}, "parent": "xx-south", "postcodes": ["2000", "1500"]},
    {"id": "xx-3", "name": {"en": "Islet"}, "parent": "xx-isle", "postcodes": ["3000"]},
    {"id": "xx-4", "name": {"en": "Nordby"}, "parent": "xx-north", "postcodes": ["1000"]},
    {"id": "xx-coast", "name": {"en": "Coast"}, "members": ["xx-isle", "xx-south"], "except": ["xx-2"]},
]
LAW = {"sources": ["act"], "checked_on": "2030-01-01", "confidence": "high"}


def write_pack(folder: Path, **files: Any) -> Path:
    """A pack of the made-up country; keyword arguments replace whole files, `provisions=[…]` for example."""
    content: dict[str, Any] = {
        "pack": {"country": "xx", "version": "1", "as_of": "2030-01-01", "updates_checked": "2030-06-01"},
        "sources": [{"id": "act", "title": "The Act"}],
        "lists": [{"id": "iso_3166_1", "codes": ["SY", "BE", "FR", "TR", "NO"]}],
        "facts": FACTS,
        "territories": TERRITORIES,
        "organizations": [{"id": "desk", "name": {"en": "Desk"}, "territory": "xx", "sources": ["act"]}],
        **files,
    }
    for name, data in content.items():
        path = folder / "xx" / ("provisions/all.yaml" if name == "provisions" else f"{name}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    return folder


@pytest.fixture
def make_rulebook(tmp_path: Path) -> Callable[..., Rulebook]:
    def make(**files: Any) -> Rulebook:
        return load_rulebook(write_pack(tmp_path, **files), "xx")

    return make


@pytest.fixture
def rule(make_rulebook: Callable[..., Rulebook]) -> Callable[..., Rulebook]:
    """A rulebook with one duty, given its `when` and whatever else a provision has."""

    def make(when: Any, **more: Any) -> Rulebook:
        files = {name: more.pop(name) for name in ("parameters", "derived", "library") if name in more}
        duty = {"id": "duty", "kind": "duty", "title": {"en": "A duty"}, "when": when, **LAW, **more}
        return make_rulebook(provisions=[duty], **files)

    return make
