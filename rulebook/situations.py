"""Situations and whole lives of a pack: made-up people, and what the law says to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulebook.conditions import WORDS
from rulebook.dates import parse_partial_date
from rulebook.facts import Person, PersonError
from rulebook.law import Rulebook
from rulebook.load import read_items


@dataclass(frozen=True)
class Situation:
    """One made-up person, one day, and what is expected: of a provision, or of steps of a whole life."""

    file: str
    data: Mapping[str, Any]

    @property
    def name(self) -> str:
        about = self.data.get("provision") or "life"
        return f"{about}: {self.data.get('name', self.data.get('expect'))}"

    def failures(self, rulebook: Rulebook) -> list[str]:
        """What differs from what is expected, each as a sentence; empty when all holds."""
        on = parse_partial_date(self.data["on"]).first
        try:
            person = rulebook.person(self.data.get("given") or self.data.get("person") or {}, dt.date.max, on)
        except PersonError as error:
            return [f"the person is not readable: {error}"]
        return list(
            self._provision(rulebook, on, person) if "provision" in self.data else self._life(rulebook, on, person)
        )

    def _provision(self, rulebook: Rulebook, on: dt.date, person: Person) -> Iterator[str]:
        provision = rulebook.provisions.get(str(self.data["provision"]))
        if provision is None:
            yield f"there is no provision {self.data['provision']}"
            return
        context = rulebook.on(on).context(person)
        got = WORDS[provision.value(context)]
        expected = WORDS.get(self.data["expect"], self.data["expect"])  # YAML reads yes and no as flags
        if got != expected:
            yield f"expected {expected}, got {got}"
        if "exemption" in self.data:
            applied = provision.exemption(context)
            name = applied.id if applied else None
            if name != self.data["exemption"]:
                yield f"expected the exemption {self.data['exemption']}, got {name}"
        if "open" in self.data:
            found = sorted(f for f in set(provision.open(context)) if f in rulebook.facts)
            if found != sorted(self.data["open"]):
                yield f"expected the open facts {sorted(self.data['open'])}, got {found}"

    def _life(self, rulebook: Rulebook, on: dt.date, person: Person) -> Iterator[str]:
        law = rulebook.on(on)
        for step_id, expected in self.data["expect"].items():
            if step_id not in rulebook.steps:
                yield f"there is no step {step_id}"
                continue
            wanted = WORDS.get(expected, expected)
            got = law.answer(step_id, person).verdict
            if got != wanted:
                yield f"{step_id}: expected {wanted}, got {got}"


def load_situations(packs: Path, country: str) -> list[Situation]:
    """All situations and lives of a pack, in the order of the files. Raises yaml.YAMLError."""
    found: list[Situation] = []
    for path in sorted((packs / country / "situations").glob("*.yaml")):
        # YAML 1.1 reads an unquoted key `on` as a flag
        found.extend(
            Situation(path.name, {"on" if k is True else k: v for k, v in item.items()}) for item in read_items(path)
        )
    return found
