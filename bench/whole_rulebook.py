"""Part (b): the whole Belgian rulebook for one person, with reasons."""

import datetime as dt
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.believable_people import forget, make_people
from bench.compare_twelve import with_reasons
from bench.measure import Timing, measure, shown, table
from rulebook.facts import Person
from rulebook.law import Law
from rulebook.load import load_rulebook
from rulebook.reasons import explain

PACKS = Path(__file__).parents[1] / "packs"
DAYS = (dt.date(2018, 9, 15), dt.date(2026, 11, 1))
BATCH = 5  # calls per reading of the watch


def run() -> tuple[str, dict[str, Any]]:
    """The whole part: Markdown and figures."""
    start = time.perf_counter()
    rulebook = load_rulebook(PACKS, "be")
    loading_ms = (time.perf_counter() - start) * 1e3
    rows: list[list[str]] = []
    figures: dict[str, Any] = {"loading_ms": loading_ms, "steps": len(rulebook.steps)}
    for day in DAYS:
        law = rulebook.on(day)
        complete = make_people(rulebook, 20, day)
        people = [*complete[:10], *forget(complete[10:], 0.4)]
        persons = [rulebook.person(given, day) for given in people]
        for kind, work in _kinds(law).items():
            per_person = _per_person(persons, work)
            rows.append([f"{day}", kind, *(shown(value) for value in _spread(per_person))])
            figures[f"{day} {kind}"] = dict(zip(("min", "median", "max"), _spread(per_person), strict=True))
    header = ["law of", "what", "fastest person, ms", "median person, ms", "slowest person, ms"]
    text = f"""## The whole Belgian rulebook for one person

{len(rulebook.steps)} steps, {len(rulebook.provisions)} provisions; 20 fixed made-up persons, ten who answered everything and
ten who left out two answers in five; the median of 15 runs for each person. Reading the pack takes {loading_ms:,.0f} ms, once.

{table(header, rows)}
"""
    return text, figures


def _kinds(law: Law) -> dict[str, Callable[[Person], object]]:
    return {
        "verdicts of all provisions, no reasons": lambda person: law.verdicts(law.prepare(person)),
        "all steps with short reasons": lambda person: with_reasons(law, person),
        "all steps with whole trees": lambda person: _whole_trees(law, person),
    }


def _whole_trees(law: Law, person: Person) -> list[dict[str, Any]]:
    context = law.context(person)
    return [explain(provision, context) for step in law.rulebook.steps.values() for provision in step.provisions]


def _per_person(persons: list[Person], work: Callable[[Person], object]) -> list[float]:
    return [_time_one(person, work).median for person in persons]


def _time_one(person: Person, work: Callable[[Person], object]) -> Timing:
    return measure({"one": lambda: [work(person) for _ in range(BATCH)]}, rounds=1, runs=15, each=BATCH)["one"]


def _spread(values: list[float]) -> tuple[float, float, float]:
    return min(values), statistics.median(values), max(values)
