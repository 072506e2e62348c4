"""Reads the conformance set: one rulebook of all its rules, and the cases of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulebook.law import Rulebook
from rulebook.load import load_rulebook, parse_person_file
from rulebook.tests.conftest import LAW, write_pack

SET = Path(__file__).parents[1] / "conformance"
DAY, TODAY = dt.date(2030, 6, 15), dt.date(2031, 1, 1)
DATES = {"birth_date", "since", "here_since", "starts_on"}
OF_A_PROVISION = ("when", "unless", "valid", "due")


@dataclass(frozen=True)
class Case:
    """One person, one day, one rule (`provision` and step have the same id), and what must come out."""

    provision: str
    says: str
    given: Mapping[str, Any]
    on: dt.date
    expected: Mapping[str, Any]  # expect, and perhaps open, exemption, due_on, from, until

    def __str__(self) -> str:
        return f"{self.provision} {self.given} on {self.on}"

    @property
    def row(self) -> dict[str, Any]:
        """What was given as the cells of a frame."""
        flat = {f"{name}.{key}" if key else name: value for name, key, value in _told(self.given)}
        return {name: dt.date.fromisoformat(value) if name in DATES else value for name, value in flat.items()}

    @property
    def fits_a_row(self) -> bool:
        """A column of dates holds whole ones."""
        return all(len(self.given[name]) == len("2030-06-15") for name in DATES & self.given.keys())


def rulebook_of_the_set(folder: Path) -> Rulebook:
    country = parse_person_file((SET / "country.yaml").read_text(encoding="utf-8"))
    provisions = [
        {"id": name, "kind": "duty", "title": {"en": rule["says"]}, **LAW}
        | {key: rule[key] for key in OF_A_PROVISION if key in rule}
        for name, rule in _rules()
    ]
    return load_rulebook(write_pack(folder, **country, organizations=[], provisions=provisions), "xx")


def cases() -> list[Case]:
    return [_case(name, rule["says"], data) for name, rule in _rules() for data in rule["cases"]]


def _told(given: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """`languages: {nl: A1}` is the fact `languages.nl`."""
    for name, value in given.items():
        yield from (
            ((name, key, inner) for key, inner in value.items()) if isinstance(value, Mapping) else [(name, "", value)]
        )


def _rules() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Dates stay as they are written: a month is no day."""
    for path in sorted(SET.glob("*.yaml")):
        if path.name != "country.yaml":
            for number, rule in enumerate(parse_person_file(path.read_text(encoding="utf-8")), 1):
                yield f"{path.stem}-{number}", rule


def _case(name: str, says: str, data: Mapping[str, Any]) -> Case:
    expected = {key: value for key, value in data.items() if key not in ("given", "day")}
    return Case(name, says, data["given"], dt.date.fromisoformat(data.get("day", DAY.isoformat())), expected)
