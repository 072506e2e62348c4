"""The tables of docs/seeds.md: what the first five texts state, and on which page it is found.

`python -m tests.packs.seeds` writes them anew from the Belgian pack, whose items name the place in a text that they rest on.
What stands outside the marks in that file is written by hand and is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rulebook.load import load_rulebook

ROOT = Path(__file__).parents[2]
LIST = ROOT / "docs" / "seeds.md"
SEEDS = {  # the source as the pack names it, and what it is
    "emn-be-2018": "The study of the Belgian contact point of the European Migration Network (September 2018)",
    "emn-be-conf-2016": "The conference of the Belgian contact point (8 November 2016)",
    "iom-s2w-be": "Skills2Work in Belgium (2017)",
    "iom-s2w-closing": "The closing event of Skills2Work (29 and 30 November 2017)",
    "iom-dt4e-conf": "The conference Displaced Talent for Europe (11 and 12 September 2024)",
}
COUNTRY = "/en/library/countries/be/"
SHELVES = {  # in the pack, in the list, and the address of one
    "practices": ("Practices", "/en/library/practices/{}/"),
    "stories": ("Stories", "/en/library/stories/{}/"),
    "events": ("Events", "/en/library/events/{}/"),
    "documents": ("Documents", "/en/library/documents/?country=be#{}"),
    "indicators": ("Figures", "/en/library/figures/{}/"),
    "monitoring_instruments": ("Instruments of monitoring", COUNTRY),
    "policies": ("Policies", COUNTRY),
    "challenges": ("Challenges", COUNTRY),
    "organizations": ("Actors", "/en/record/{}/"),
    "services": ("Services and measures", "/en/record/{}/"),
}
BEGIN, END = "<!-- tables: python -m tests.packs.seeds -->", "<!-- end of the tables -->"
ADDRESS = re.compile(r"`(/en/[^`]+)`")


def with_tables(text: str) -> str:
    """The list with its tables made anew."""
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return "\n".join([f"{before}{BEGIN}", "", *_tables(), f"{END}{after}"])


def addresses(text: str) -> list[str]:
    """Every address in the list, each once."""
    return list(dict.fromkeys(ADDRESS.findall(text)))


def _tables() -> Iterator[str]:
    for seed, what in SEEDS.items():
        yield from (f"## {what}", "")
        for shelf, (heading, address) in SHELVES.items():
            if rows := [row for item in _items(shelf) if (row := _row(item, seed, address))]:
                yield from (f"### {heading} ({len(rows)})", "", "| in the text | where | page |", "|---|---|---|")
                yield from rows
                yield ""


def _row(item: Mapping[str, Any], seed: str, address: str) -> str:
    told = [str(source).partition("#") for source in item.get("sources") or ()]
    places = [place.replace("-", " ") or "throughout" for source, _hash, place in told if source == seed]
    name = _english(item.get("title") or item.get("name") or item.get("first_name") or item["text"])
    return f"| {name.replace('|', '/')} | {', '.join(places)} | `{address.format(item['id'])}` |" if places else ""


def _english(told: Any) -> str:
    words = str(told.get("en") or next(iter(told.values()))) if isinstance(told, Mapping) else str(told)
    return " ".join(words.split())


def _items(shelf: str) -> list[Mapping[str, Any]]:
    pack = _pack()
    by_id = pack[shelf] if shelf in ("organizations", "services") else {}
    return list(by_id.values()) or list(pack["library"].get(shelf) or ())


@cache
def _pack() -> Mapping[str, Any]:
    return load_rulebook(ROOT / "packs", "be").pack


if __name__ == "__main__":
    LIST.write_text(with_tables(LIST.read_text(encoding="utf-8")), encoding="utf-8")
