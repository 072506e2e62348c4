"""A place means on the device what it means in Python."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.conf import settings

from pathfinder.phone.documents import Export, export_of
from pathfinder.phone.tests.conftest import seed_of
from pathfinder.rulebooks.loaded import countries

TOWNS = 250  # drawn for each country
TYPED_BADLY = ["", " ", "Atlantis", "99", "0", "12345678", "9000 Gent", "st", "ſt", "ß", "Ærø", "|"]


@pytest.mark.parametrize("country", countries())
def test_a_place_means_what_it_means_in_python(
    country: str, node: Callable[..., Any], pytestconfig: pytest.Config
) -> None:
    export = export_of(country)
    words = [
        *_words_of_territories(export),
        *_words_of_towns(country, Random(seed_of(pytestconfig))),
        *TYPED_BADLY,
    ]

    found = node("finding.mjs", given=json.dumps({"file": export.places.content.decode(), "words": words}))

    expected = [_kind(export, word) for word in words]
    assert [pair for pair in zip(words, found, expected, strict=True) if pair[1] != pair[2]] == []
    assert sum(kind is not None for kind in found) > len(words) / 2


def _words_of_territories(export: Export) -> list[str]:
    territories = export.rulebook.territories.values()
    return [word for t in territories for word in (t.id, *t.postcodes, *t.names.values(), t.id.upper())]


def _words_of_towns(country: str, random: Random) -> list[str]:
    """Names in every script, postcodes, and postcodes that nobody has."""
    with (settings.PACKS_DIR / "shared" / "places" / f"{country}.csv").open(encoding="utf-8", newline="") as file:
        rows = random.sample(list(csv.DictReader(file)), TOWNS)
    names = [name for row in rows for name in (row["name"], *row["other_names"].split("|"))]
    codes = [code for row in rows for code in row["postcodes"].split()]
    return [*names, *codes, *(f"{code[:-1]}7" for code in codes[:40]), *(f"{code[:3]} 1AA" for code in codes[:40])]


def _kind(export: Export, word: str) -> dict[str, list[str]] | None:
    place = export.rulebook.gazetteer.find(word)
    if place is None:
        return None
    surely = place.surely & export.compared_territories
    return {"surely": sorted(surely), "maybe": sorted((place.maybe & export.compared_territories) - surely)}
