"""Nine rulebooks: how long and how much memory their loading takes, one person in nine countries, the pages that compare."""

import datetime as dt
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.believable_people import forget, make_people
from bench.measure import shown, table
from bench.pages import KILO, Visitor, measure_page, serving, weigh

PACKS = Path(__file__).parents[1] / "packs"
DAY = dt.date(2026, 11, 25)
PEOPLE = 20
RUNS = 15
ADDRESSES = (
    "/en/compare/applicant-work/",
    "/en/compare/diploma-recognition/",
    "/en/compare/this-person/",
    "/en/changes/",
    "/en/nl/law/nl-rule-applicant-work-2023/",
    "/en/employers/",
)


def run() -> tuple[str, dict[str, Any]]:
    """The whole part: Markdown and figures."""
    with tempfile.TemporaryDirectory() as folder:
        first, again = (_loading(folder) for _ in range(2))
    people_ms = _one_person_in_nine()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as (port, _pid):
        visitor = Visitor(port)
        pages = {address: measure_page(visitor, address) | weigh(visitor, address) for address in ADDRESSES}
    figures = {"first": first, "again": again, "nine_countries_ms": people_ms, "pages": pages}
    rows = [
        [name, shown(loaded["ms"]), shown(loaded["mib"])]
        for name, loaded in (("files parsed for the first time", first), ("files parsed before", again))
    ]
    spread = [min(people_ms), statistics.median(people_ms), max(people_ms)]
    page_rows = [
        [
            f"`{address}`",
            shown(page["p50_ms"]),
            shown(page["p95_ms"]),
            shown(page["per_second"]),
            shown(page["page_bytes"] / KILO),
        ]
        for address, page in pages.items()
    ]
    text = f"""## Nine rulebooks

All nine in a process of its own: {first["provisions"]:,} provisions, {first["steps"]:,} steps.

{table(["loading", "ms", "memory, MiB"], rows)}

One person through the questions of a newcomer in nine countries, with verdicts and what decided them; {PEOPLE} made-up
persons, half of whom left out two answers in five; the median of {RUNS} runs for each: fastest {shown(spread[0])} ms, median
{shown(spread[1])} ms, slowest {shown(spread[2])} ms.

{table(["page", "p50, ms", "p95, ms", "requests/s", "page, kB"], page_rows)}
"""
    return text, figures


def _loading(folder: str) -> dict[str, Any]:
    """In a new process: milliseconds and memory beyond that of the engine itself."""
    program = [sys.executable, "-m", "bench.nine_countries", folder]
    words = subprocess.run(program, check=True, capture_output=True, text=True).stdout.split()
    ms, mib, provisions, steps = map(float, words)
    return {"ms": ms, "mib": mib, "provisions": int(provisions), "steps": int(steps)}


def load_all(folder: str) -> None:
    """The program of `_loading`."""
    from rulebook.load import countries_with_a_pack, load_rulebook, parsed_files

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    files = parsed_files(Path(folder))
    rulebooks = [load_rulebook(PACKS, country, files=files) for country in countries_with_a_pack(PACKS)]
    spent = (time.perf_counter() - start) * 1e3
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    files.keep()
    print(spent, grown, sum(len(r.provisions) for r in rulebooks), sum(len(r.steps) for r in rulebooks))


def _one_person_in_nine() -> list[float]:
    from pathfinder.compare.answers import answers_of, questions_of
    from rulebook.load import countries_with_a_pack, load_rulebook

    rulebooks = [load_rulebook(PACKS, country) for country in countries_with_a_pack(PACKS)]
    asked = [q for q in questions_of(rulebooks[0]) if q.example.get("role") == "newcomer"]
    complete = make_people(load_rulebook(PACKS, "be"), PEOPLE, DAY)
    complete = [{k: v for k, v in person.items() if k != "place"} for person in complete]
    people = [*complete[: PEOPLE // 2], *forget(complete[PEOPLE // 2 :], 0.4)]
    return [_median_ms(lambda given=given: _nine(rulebooks, asked, given, answers_of)) for given in people]


def _nine(rulebooks: Any, asked: Any, given: Any, answers_of: Any) -> list[str]:
    return [answer.verdict for r in rulebooks for answer in answers_of(r, asked, given, DAY, DAY)]


def _median_ms(work: Any) -> float:
    readings = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        readings.append((time.perf_counter() - start) * 1e3)
    return statistics.median(readings)


if __name__ == "__main__":
    load_all(sys.argv[1])
