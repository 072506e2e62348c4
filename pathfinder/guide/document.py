"""The answer as plain data: what other programs rely on, and the short reason that pages and the terminal share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from babel import Locale

from pathfinder.guide.pathway import SHOWN, Pathway, StepOnTheWay
from rulebook.conditions import WORDS
from rulebook.facts import LEVELS, Fact
from rulebook.places import Place
from rulebook.reasons import Window, explain
from rulebook.sentences import Speaker


@lru_cache(maxsize=2048)
def country_name(code: str, language: str) -> str:
    """By CLDR; the code where it has no name."""
    return str(Locale.parse(language).territories.get(code, code))


def as_document(pathway: Pathway, language: str = "en", explain_all: bool = False) -> dict[str, Any]:
    """The answer as other programs rely on it: plain data, every step, `no` and `unknown` included.

    `explain_all` adds the long reason to each step: `trees`, every provision with the value of every node, and `changes`,
    what told otherwise would change the verdict.
    """
    speaker = Speaker(pathway.law, language, country_name)
    steps = [_step_document(step, speaker) | (_long_reason(step) if explain_all else {}) for step in pathway.steps]
    return {
        "on": pathway.law.day.isoformat(),
        "country": pathway.law.rulebook.country,
        "rulebook": pathway.law.rulebook.version,
        "steps": steps,
        "open_facts": [{"fact": fact, "decides": waiting} for fact, waiting in pathway.open_facts.items()],
    }


def _step_document(step: StepOnTheWay, speaker: Speaker) -> dict[str, Any]:
    shown = step.verdict in SHOWN
    span = step.window if shown else Window(None, None)
    service = step.service
    return {
        "id": step.id,
        "duty": WORDS[step.answer.duty],
        "access": WORDS[step.answer.access],
        "verdict": step.verdict,
        "title": dict(step.title),
        "stage": step.stage if step.verdict in ("must", "may") else None,
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "from": str(span.start) if span.start else None,
        "until": str(span.end) if span.end else None,
        "because": list(because(step, speaker)),
        "exemption": step.exemption.id if step.exemption else None,
        "open_facts": [fact.id for fact in step.open_facts],
        "notes": [speaker.text(note.text) for note in step.notes],
        "desks": [organization["id"] for organization in step.desks.organizations] if shown else [],
        "bring": [speaker.text(thing) for thing in service.get("bring") or ()],
        "cost": speaker.text(service.get("cost")) or None,
        "duration": speaker.text(service.get("duration")) or None,
        "outcome": speaker.text(service.get("outcome")) or None,
        "sources": step.sources,
        "confidence": step.confidence,
    }


def _long_reason(step: StepOnTheWay) -> dict[str, Any]:
    context = step.answer.context
    changes = [
        {
            "fact": c.fact,
            "value": _told(step.law.rulebook.facts[c.fact], c.value),
            "verdict": c.verdict,
            "can_be_changed": c.can_be_changed,
        }
        for c in step.changes
    ]
    return {"trees": [explain(provision, context) for provision in step.answer.step.provisions], "changes": changes}


def because(step: StepOnTheWay, speaker: Speaker) -> Iterator[dict[str, Any]]:
    """The short reason: one line for each comparison that decided, with the person's own answer."""
    if step.answer.is_in_force is not True:  # the dates are the reason, or a part of it
        yield {
            "fact": "on",
            "value": step.law.day.isoformat(),
            "condition": _dates(step, speaker),
            "sources": step.sources,
        }
    facts, values = step.law.rulebook.facts, step.answer.context.values
    for leaf in step.answer.deciding:
        truth = leaf.value(step.answer.context)
        fact = facts.get(leaf.fact)
        value = values.get(leaf.fact)
        yield {
            "fact": leaf.fact,
            "value": None if fact is None or value is None else _plain(step, fact, value),
            "condition": speaker.leaf(leaf, negated=truth is False),
            "sources": step.leaf_sources(leaf),
        }


def _dates(step: StepOnTheWay, speaker: Speaker) -> str:
    validity = step.answer.step.validity
    if validity.holds_on(step.law.day) is not False and step.provision:
        validity = step.provision.validity
    return speaker.in_force(str(validity.start or "…"), str(validity.end or "…"))


def _plain(step: StepOnTheWay, fact: Fact, value: Any) -> Any:
    given = step.person.given.get(fact.id)
    if given is None and "." in fact.id:
        group, _, key = fact.id.partition(".")
        inner = step.person.given.get(group)
        given = inner.get(key) if isinstance(inner, Mapping) else None
    if given is not None:
        return given.isoformat() if isinstance(given, dt.date) else given
    return _told(fact, value)


def _told(fact: Fact, value: Any) -> Any:
    """A normalised value as a person file would have it."""
    if isinstance(value, Place):
        return value.id
    if isinstance(value, tuple):
        ends = [_end(fact, end) for end in value]
        return ends[0] if ends[0] == ends[1] else ends
    return sorted(value) if isinstance(value, frozenset) else value


def _end(fact: Fact, number: int) -> Any:
    if fact.type == "date":
        return dt.date.fromordinal(number).isoformat()
    return LEVELS[number] if fact.type == "level" else number
