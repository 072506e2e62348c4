"""What a law and its steps say in one language, as plain data for the device.

Sentences are those of the pages, made here once: for every comparison what it says when it holds and when it does not,
for each time in which the law had another figure. Words that fell back to another language or come from a machine carry
the marks of `languages.localized_text`, so that the device can mark them as the pages do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pathfinder.languages.localized_text import HonestSpeaker
from pathfinder.languages.names import country_names
from pathfinder.phone.law import LawExport, without_empty
from pathfinder.rulebooks.law_days import FIRST_DAY
from rulebook.conditions import Leaf, Param
from rulebook.facts import Fact
from rulebook.provisions import Provision, Step

OF_A_FACT = ("label", "question", "help", "why")
OF_A_PROVISION = ("says", "legal_basis", "ask_a_counsellor", "because_not_evaluable")
OF_A_SERVICE = ("description", "access_text", "cost", "duration", "outcome")
LISTS_OF_A_SERVICE = ("steps", "bring")
OF_A_LOCATION = ("address", "phone", "email", "url", "hours", "languages", "seen", "confidence")
OF_A_SOURCE = ("title", "publisher", "date", "url")


def texts_document(export: LawExport, language: str) -> dict[str, Any]:
    """`export` has written its document: its comparisons are numbered."""
    rulebook = export.rulebook
    speaker_on = lru_cache(lambda day: HonestSpeaker(rulebook.on(day), language))
    say = _Saying(speaker_on(FIRST_DAY))  # a text is the same on any day
    pack = rulebook.pack
    steps = rulebook.steps.values()
    desks = {step: lines for step, lines in pack["desks"].items() if step in rulebook.steps}
    organizations = {name for lines in desks.values() for line in lines for name in line["organizations"]}
    organizations |= {str(step.service["organization"]) for step in steps if step.service}
    organizations |= {name for provision in rulebook.provisions.values() for name in provision.ask}
    return {
        "country": rulebook.country,
        "language": language,
        "facts": {fact.id: say.fact(fact) for fact in rulebook.facts.values()},
        "countries": dict(country_names(language, rulebook.reader.countries)),
        "tests": [None if leaf is None else list(_sentences(export, leaf, speaker_on)) for leaf in export.leaves],
        "provisions": {p.id: say.provision(p) for p in rulebook.provisions.values()},
        "steps": {step.id: say.step(step) for step in steps},
        "desks": {
            step: [say.text(line.get("note")) for line in lines]
            for step, lines in desks.items()
            if any(line.get("note") for line in lines)
        },
        "ambiguities": {a["id"]: say.text(a["text"]) for a in pack["library"].get("ambiguities", ())},
        "organizations": {
            name: say.organization(data) for name, data in pack["organizations"].items() if name in organizations
        },
        "sources": {
            name: without_empty({key: _plain(data.get(key)) for key in OF_A_SOURCE}) for name, data in pack["sources"].items()
        },
    }  # fmt: skip


class _Saying:
    """Every kind of thing with its words in one language; what has no words is left out."""

    def __init__(self, speaker: HonestSpeaker) -> None:
        self.text = speaker.text

    def texts(self, names: tuple[str, ...], of: Mapping[str, Any]) -> dict[str, str]:
        return {name: self.text(of[name]) for name in names if of.get(name)}

    def fact(self, fact: Fact) -> dict[str, Any]:
        values = {code: self.text(label) for code, label in fact.values.items()}
        return without_empty({**self.texts(OF_A_FACT, fact.texts), "values": values})

    def provision(self, provision: Provision) -> dict[str, Any]:
        return without_empty({
            "title": self.text(provision.title),
            **{name: self.text(getattr(provision, name)) for name in OF_A_PROVISION},
            "unless": [self.text(exemption.label) for exemption in provision.unless],
            "notes": [self.text(note.text) for note in provision.notes],
        })  # fmt: skip

    def step(self, step: Step) -> dict[str, Any]:
        service = step.service or {}
        lists = {name: [self.text(line) for line in service.get(name) or ()] for name in LISTS_OF_A_SERVICE}
        return without_empty({"title": self.text(step.title), **self.texts(OF_A_SERVICE, service), **lists})

    def organization(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return without_empty({
            "name": self.text(data["name"]),
            "phone": data.get("phone"),
            "url": data.get("url"),
            "languages": data.get("languages"),
            "locations": [self._location(place) for place in data.get("locations") or ()],
        })  # fmt: skip

    def _location(self, place: Mapping[str, Any]) -> dict[str, Any]:
        plain = {name: _plain(place.get(name)) for name in OF_A_LOCATION}
        return without_empty({**self.texts(("name", "note"), place), **plain})


def _sentences(export: LawExport, leaf: Leaf, speaker_on: Callable[[dt.date], HonestSpeaker]) -> Iterator[list[Any]]:
    """`[from this day on, what it says when it holds, what it says when it does not]`, from old to new."""
    before: list[str] = []
    for day in _days_of_change(export, leaf):
        speaker = speaker_on(day)
        said = [speaker.leaf(leaf), speaker.leaf(leaf, negated=True)]
        if said != before:
            yield [day.toordinal(), *said]
        before = said


def _days_of_change(export: LawExport, leaf: Leaf) -> list[dt.date]:
    """The days on which a comparison may get another figure."""
    operands = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
    figures = [export.rulebook.parameters[operand.id] for operand in operands if isinstance(operand, Param)]
    days = {day for figure in figures for period in figure.periods for day in period.validity.turning_days()}
    return sorted({FIRST_DAY} | {day for day in days if day > FIRST_DAY})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
