"""A pathway as plain text for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from typing import TypeAlias

from pathfinder.guide.document import because, country_name
from pathfinder.guide.pathway import Pathway, StepOnTheWay
from pathfinder.languages.interface import words_in
from rulebook.sentences import Speaker

Say: TypeAlias = Callable[[str], str]

MARKS = {"must": "●", "may": "○", "unknown": "◐", "no": "–"}
INDENT = "     "
SEMICOLONS = {"fr": " ; ", "ar": "؛ ", "fa": "؛ ", "ps": "؛ "}


def readable(pathway: Pathway, language: str) -> str:
    """The way as a person reads it: now, next, later, not sure yet; every step with why, where and until when."""
    return "\n".join(_lines(pathway, Speaker(pathway.law, language, country_name), words_in(language)))


def _lines(pathway: Pathway, speaker: Speaker, _: Say) -> Iterator[str]:
    way = _("Your way to work by the law of {day}").format(day=speaker.date(pathway.law.day))
    yield f"{way}  ({pathway.law.rulebook.version})"
    for stage, heading in (("now", _("Now")), ("next", _("Next")), ("later", _("Later"))):
        steps = pathway.stage(stage)
        if steps:
            yield ""
            yield heading
        for step in steps:
            yield from _step(step, speaker, _)
    if pathway.unsure:
        yield ""
        yield _("Not sure yet")
    for step in pathway.unsure:
        yield from _step(step, speaker, _)
    if pathway.not_for_me:
        yield ""
        yield _("Not for you: {n} more. Ask for them with --json.").format(n=len(pathway.not_for_me))


def _step(step: StepOnTheWay, speaker: Speaker, _: Say) -> Iterator[str]:
    verb = {"must": _("You must"), "may": _("You may")}.get(step.verdict, "")
    yield f" {MARKS[step.verdict]} {verb}{': ' if verb else ''}{speaker.text(step.title)}"
    if step.verdict == "must" and step.provision and step.provision.says:
        yield from _wrapped(speaker.text(step.provision.says))
    desks = ", ".join(speaker.text(o["name"]) for o in step.desks.organizations)
    if desks:
        where = _("at {desks}") if step.desks.is_sure else _("at one of: {desks}")
        yield INDENT + where.format(desks=desks)
    if step.due_on:
        yield INDENT + _("by {day}").format(day=speaker.date(step.due_on))
    if step.verdict == "unknown" and step.answer.is_in_force is None:  # a date of the law that is not known to the day
        yield from _wrapped(str(next(because(step, speaker))["condition"]))
    if step.verdict == "unknown" and step.open_facts:
        facts = str(speaker.patterns["comma"]).join(speaker.label(f) for f in step.open_facts)
        yield from _wrapped(_("tell us: {facts}").format(facts=facts))
    if step.verdict == "must":
        reasons = [str(line["condition"]) for line in because(step, speaker)]
        yield from _wrapped(_("because {reasons}").format(reasons=SEMICOLONS.get(speaker.language, "; ").join(reasons)))
        yield from _wrapped(_("source: {sources}").format(sources=", ".join(step.sources)))
        if step.window.end:
            yield INDENT + _("until {day}").format(day=speaker.partial_date(step.window.end))
    if step.exemption:
        yield from _wrapped(_("you are exempt: {reason}").format(reason=speaker.text(step.exemption.label)))
    if step.verdict == "must":
        for note in step.notes:
            yield from _wrapped(_("note: {note}").format(note=speaker.text(note.text)))


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 96, initial_indent=INDENT, subsequent_indent=f"{INDENT}  ")
