"""Part (c): how many questions it takes until everything is decided, beside asking all of them."""

import datetime as dt
import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.believable_people import make_people
from bench.compare_twelve import PACKS as TWELVE_PACKS
from bench.measure import table
from bench.population import as_rows, make_population
from bench.whole_rulebook import PACKS
from rulebook.law import Law, Rulebook
from rulebook.load import load_rulebook
from rulebook.questions import interview

PERSONS = 1_000
ON = dt.date(2018, 9, 15)


def run() -> tuple[str, dict[str, Any]]:
    """The whole part: Markdown and figures."""
    twelve, belgium = load_rulebook(TWELVE_PACKS, "x2"), load_rulebook(PACKS, "be")
    kinds = {
        "the twelve rules": (twelve, None, as_rows(make_population(PERSONS))),
        "Belgium, every step": (belgium, None, make_people(belgium, PERSONS, ON)),
        "Belgium, one duty at a time (mean over the duties)": (belgium, _duties(belgium), make_people(belgium, 50, ON)),
    }
    rows, figures = [], {}
    for kind, (rulebook, one_by_one, people) in kinds.items():
        law = rulebook.on(ON)
        counts = [
            questions_until_decided(law, person, steps)
            for person in people
            for steps in ([None] if one_by_one is None else [[step] for step in one_by_one])
        ]
        asked = [count for count, _ in counts]
        open_left = statistics.fmean(still_open for _, still_open in counts) if counts else 0.0
        all_facts = sum(fact.is_asked for fact in rulebook.facts.values())
        figures[kind] = {
            "persons": len(people),
            "mean": statistics.fmean(asked) if asked else 0.0,
            "max": max(asked, default=0),
            "all": all_facts,
            "steps_left_open": open_left,
        }
        mean, most = figures[kind]["mean"], figures[kind]["max"]
        rows.append([kind, f"{len(people):,}", f"{mean:.1f}", str(most), str(all_facts), f"{open_left:.2f}"])
    header = [
        "to decide",
        "persons",
        "questions, mean",
        "questions, most",
        "asking all",
        "steps nobody can decide, mean",
    ]
    text = f"""## Questions asked

Each made-up person answers the next question of the interview until none can change a verdict; law of {ON}. Some steps stay
open whatever is told, because the source is unclear or a counsellor decides: the last column.

{table(header, rows)}
"""
    return text, figures


def questions_until_decided(law: Law, told: Mapping[str, Any], steps: Iterable[str] | None = None) -> tuple[int, int]:
    """How many questions one person is asked who answers all of them, and how many steps stay open after that."""
    given: dict[str, Any] = {}
    declined: list[str] = []
    wanted: Sequence[str] | None = None if steps is None else list(steps)
    while True:
        now = interview(law, law.rulebook.person(given, law.day), declined, wanted)
        if now.next is None:
            return len(given) + len(declined), now.total - now.decided
        name = now.next.id
        if name in told:
            given[name] = told[name]
        else:
            declined.append(name)


def _duties(rulebook: Rulebook) -> list[str]:
    return [step.id for step in rulebook.steps.values() if step.duties]
