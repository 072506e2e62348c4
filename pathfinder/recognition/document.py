"""A route as plain data, for other programs and the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from pathfinder.recognition.addresses import FIELDS
from pathfinder.recognition.route import Route
from pathfinder.recognition.shown import Line, Said, ShownRoute, ShownRouteStep


def as_document(route: Route, language: str) -> dict[str, Any]:
    """Every step with its verdict, `no` included, and what is not known."""
    shown, case = ShownRoute(route, language), route.real_case
    return {
        "country": route.country,
        "place": route.place,
        "on": route.on.isoformat(),
        "rulebook": route.rulebook.version,
        "case": {name: told for name, part in FIELDS.items() if (told := getattr(case, part))},
        "regulated": {"answer": shown.regulated.answer, "body": shown.regulated.body or None},
        "steps": [_step(step) for step in (*shown.way, *shown.not_for_you)],
        "other": [_step(step) for step in shown.other],
        "help": [_step(step) for step in shown.help],
        "meanwhile": [_line(line) for line in shown.meanwhile],
        "gaps": [_line(line) for line in shown.gaps],
    }


def _step(shown: ShownRouteStep) -> dict[str, Any]:
    return {
        "id": shown.id,
        "service": shown.service["id"],
        "title": shown.for_person.plain_title,
        "verdict": shown.verdict,
        "open_facts": [fact.id for fact in shown.for_person.open_questions],
        "offices": [body["id"] for body in shown.bodies],
        "papers": [words(paper) for paper in shown.papers],
        "says": [{"about": aspect.label, "said": [_said(said) for said in aspect.said]} for aspect in shown.aspects],
        "not_known": shown.not_known,
        "sources": [source.title for source in shown.sources],
    }


def _said(said: Said) -> dict[str, Any]:
    return {
        "words": words(said.words),
        "provision": said.provision.id if said.provision else None,
        "holds": {True: "yes", False: "no", None: "unknown"}[said.truth],
        "is_unsure": said.is_unsure,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "service": line.step.id if line.step else None,
        "said": [_said(said) for said in line.said],
        "ask": [organization["id"] for organization in line.ask],
    }


def words(html: str) -> str:
    return unescape(strip_tags(html))


def readable(document: dict[str, Any]) -> str:
    """The same for reading in the terminal."""
    return "\n".join(_lines(document))


def _lines(document: dict[str, Any]) -> Iterable[str]:
    yield f"{document['country']} {document['place']}, {document['on']} (profession regulated: {document['regulated']['answer']})"
    for step in document["steps"]:
        yield f"\n{step['verdict'].upper()}  {step['title']}  [{', '.join(step['offices'])}]"
        for aspect in step["says"]:
            yield f"  {aspect['about']}: {' / '.join(said['words'] for said in aspect['said'])}"
        yield from (f"  [ ] {paper}" for paper in step["papers"])
        if step["not_known"]:
            yield f"  ? {step['not_known']}"
    for heading in ("gaps", "meanwhile"):
        for line in document[heading]:
            yield f"\n{heading}: {' / '.join(said['words'] for said in line['said']) or line['service']}"
