"""The questionnaire in the terminal: the same questions in the same order as on the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from pathfinder.guide.pathway import NEWCOMER
from pathfinder.languages.interface import words_in
from rulebook.facts import LEVELS, Fact, Person, PersonError
from rulebook.law import Rulebook
from rulebook.questions import interview
from rulebook.sentences import Speaker


def ask(
    rulebook: Rulebook,
    on: dt.date,
    today: dt.date,
    language: str,
    read: Callable[[str], str],
    write: Callable[[str], Any],
) -> Person:
    """Ask until nothing is open or the person stops. What cannot be read is asked again, with the reason."""
    law = rulebook.on(on)
    speaker = Speaker(law, language)
    _ = words_in(language)
    prompt = _("answer, ? for I do not know, ! to stop")
    given: dict[str, Any] = {"role": NEWCOMER}
    declined: set[str] = set()
    person = rulebook.person(given, today, on)
    while fact := interview(law, person, declined).next:
        for line in _question(fact, speaker):
            write(line)
        try:
            typed = read(f"  ({prompt}) > ").strip()
        except EOFError:
            typed = "!"
        if typed == "!":
            break
        if typed in ("?", ""):
            declined.add(fact.id)
            continue
        with_answer = {**given, fact.id: _typed(fact, typed)}
        try:
            person = rulebook.person(with_answer, today, on)
        except PersonError as error:
            write(f"  {error.problems[0].message}")
        else:
            given = with_answer
    return person


def _question(fact: Fact, speaker: Speaker) -> list[str]:
    lines = ["", speaker.text(fact.texts.get("question")) or speaker.label(fact)]
    lines += [f"  {speaker.text(fact.texts[part])}" for part in ("help", "why") if part in fact.texts]
    if fact.type == "code" and fact.values:
        lines += [f"  {number}. {speaker.text(label)}" for number, label in enumerate(fact.values.values(), 1)]
    if fact.type == "level":
        lines.append(f"  {', '.join(LEVELS)}")
    return lines


def _typed(fact: Fact, typed: str) -> Any:
    """A number of the list means that answer; several codes are parted by commas."""
    codes = list(fact.values)
    if fact.type == "code" and typed.isdecimal() and typed not in codes and 1 <= int(typed) <= len(codes):
        return codes[int(typed) - 1]
    return [part.strip() for part in typed.split(",")] if fact.type == "codes" else typed
