"""Part (h): from words to skills. How often the ladder finds what somebody meant, each rung alone and together, and at what cost.

The sentences, their accepted answers and their two halves: bench/skills/README.md. ESCO's files are not ours to ship: where
they lie is said by BENCH_ESCO; without them its part is left out. Everything runs in processes of its own.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.measure import percentile, shown, table

ROOT = Path(__file__).parents[1]
SENTENCES = ROOT / "bench" / "skills" / "sentences.yaml"
ESCO = Path(os.environ.get("BENCH_ESCO") or ROOT.parent / "shared" / "esco" / "v1.1.1")
TOP = 5
LADDERS = {"1": (1,), "2": (2,), "3": (3,), "1 and 2": (1, 2), "all": (1, 2, 3)}
NOT_READ = frozenset({"so", "ti", "ps", "hu", "sk", "sl"})  # by the encoder
MEGA = 1024  # kilobytes


@dataclass(frozen=True)
class Sentence:
    text: str
    language: str
    half: str
    occupations: frozenset[str]  # unit groups of ISCO-08
    skills: frozenset[str]  # addresses in ESCO
    tasks: frozenset[str]

    def accepts(self, suggestion: Any) -> bool:
        """Whether a suggestion is one of the accepted answers, as a task, an occupation or a skill."""
        uris = {concept.uri for concept in suggestion.concepts}
        is_work = suggestion.task is not None or suggestion.kind == "occupation"
        return bool(
            (is_work and suggestion.isco in self.occupations) or uris & self.skills or suggestion.task in self.tasks
        )


def sentences() -> list[Sentence]:
    """All of them, both halves."""
    data = yaml.load(SENTENCES.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return [
        Sentence(
            one["text"], one["lang"], one["half"], frozenset(map(str, one["occupations"])), frozenset(one["skills"]),
            frozenset(one.get("tasks") or ()),
        )
        for one in data["sentences"]
    ]  # fmt: skip


def run() -> tuple[str, dict[str, Any]]:
    """The whole part: Markdown and figures. Cost: some minutes, most of them for PostgreSQL."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="pathfinder-bench-") as folder:
        environment = {"PATHFINDER_VAR": str(Path(folder) / "own")}
        figures["own"] = _in_a_process(["measure"], environment)
        if ESCO.is_dir():
            environment = {"PATHFINDER_VAR": str(Path(folder) / "esco")}
            figures["import_sqlite"] = _in_a_process(["import"], environment)
            figures["esco"] = _in_a_process(["measure"], environment)
            figures["import_postgresql"] = _in_a_process(
                ["import"], {"PATHFINDER_VAR": str(Path(folder) / "pg")}, ["tests/postgres.sh"]
            )
    return _told(figures), figures


def _in_a_process(
    arguments: Sequence[str], environment: Mapping[str, str], before: Sequence[str] = ()
) -> dict[str, Any] | None:
    """What a part says in its last line; nothing where PostgreSQL is not installed."""
    own = {name: value for name, value in os.environ.items() if name != "PATHFINDER_DATABASE_URL"}
    done = subprocess.run(
        [*before, sys.executable, "-m", "bench.skills", *arguments],
        cwd=ROOT, env={**own, **environment}, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode and before and "not installed" in done.stderr:
        return None
    if done.returncode:
        raise RuntimeError(done.stderr[-1500:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


# in a process of its own


def main(arguments: Sequence[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    figures = _import() if arguments[0] == "import" else _measure()
    print(json.dumps(figures))


def _memory_mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGA


def _import() -> dict[str, Any]:
    """ESCO's files of all languages that lie there, into an empty database; then the vectors, in a process of their own."""
    import datetime as dt

    from django.core.management import call_command

    from pathfinder.skills.actions import take_over

    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    report = take_over([ESCO], at=dt.datetime.now(dt.UTC))
    taken = time.perf_counter() - begun
    subprocess.run([sys.executable, "-m", "pathfinder.cli", "esco", "ready"], cwd=ROOT, check=True, capture_output=True)
    return {
        "languages": sorted({one.language for one in report.files if one.language}),
        "rows": sum(one.rows for one in report.files),
        "import_s": taken,
        "vectors_s": time.perf_counter() - begun - taken,
        "memory_mib": _memory_mib(),
        "memory_of_vectors_mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // MEGA,
    }


def _measure() -> dict[str, Any]:
    """Every sentence asked of every ladder."""
    from pathfinder.skills.actions import make_vectors
    from pathfinder.skills.ladder import answer
    from pathfinder.skills.ladder.at_hand import the_ladder
    from pathfinder.skills.ladder.meaning import is_installed

    asked = sentences()
    figures: dict[str, Any] = {"has_encoder": is_installed(), "ladders": {}}
    the_ladder().get_ready()
    for words in {one.language for one in asked}:  # what is read once in a process is not a matter of the question
        answer("work", words, rungs=(1, 2))
    gc.collect()
    gc.freeze()  # as the server does
    figures["memory_without_mib"] = _memory_mib()
    if is_installed():
        make_vectors()
        answer("work", "en")
    for name, rungs in LADDERS.items():
        if 3 in rungs and not is_installed():
            continue
        told = []
        for one in asked:
            begun = time.perf_counter()
            found = answer(one.text, one.language, rungs=rungs).suggestions
            taken = (time.perf_counter() - begun) * 1000
            right = [one.accepts(suggestion) for suggestion in found[:TOP]]
            told.append((one, any(right[:1]), any(right), taken))
        figures["ladders"][name] = {
            "p50_ms": percentile([taken for *_, taken in told], 0.5),
            "p95_ms": percentile([taken for *_, taken in told], 0.95),
            "of": {group: _hits(those) for group, those in _groups(told).items()},
        }
    figures["memory_mib"] = _memory_mib()
    return figures


def _groups(told: Sequence[tuple[Sentence, bool, bool, float]]) -> dict[str, list[tuple[bool, bool]]]:
    groups: dict[str, list[tuple[bool, bool]]] = {}
    for one, first, five, _taken in told:
        names = ["all", f"half {one.half}", one.language]
        if one.language not in NOT_READ:
            names += ["supported", f"supported, half {one.half}"]
        for name in names:
            groups.setdefault(name, []).append((first, five))
    return groups


def _hits(those: Iterable[tuple[bool, bool]]) -> dict[str, float]:
    those = list(those)
    return {
        "sentences": len(those),
        "hit_at_1": sum(first for first, _five in those) / len(those),
        "hit_at_5": sum(five for _first, five in those) / len(those),
    }


def _told(figures: Mapping[str, Any]) -> str:
    parts = [
        "## From words to skills",
        "Sentences that people could say of their work, twelve in each of twelve languages, with accepted answers that were chosen before\n"
        "any was asked (bench/skills). A cell is hit@1 / hit@5: the share of sentences with an accepted answer first, and among the first\n"
        "five. Rung 1 is a whole phrase, 2 some of its words, 3 its meaning by the encoder, which does not read Somali. Half A was looked\n"
        "at while the ladder was made, half B was not.",
        f"### With our own vocabulary alone\n\n{_table(figures['own'])}",
    ]
    if figures.get("esco"):
        parts.append(
            f"### With ESCO imported in {', '.join(figures['import_sqlite']['languages'])}\n\n{_table(figures['esco'])}"
        )
        rows = [
            [name, one["import_s"], one["vectors_s"], one["memory_mib"], one["memory_of_vectors_mib"]]
            for name, one in (("SQLite", figures["import_sqlite"]), ("PostgreSQL", figures["import_postgresql"]))
            if one
        ]
        parts.append(
            f"### Importing ESCO\n\n{figures['import_sqlite']['rows']:,} rows, index included. The vectors of the encoder are made once, afterwards.\n\n"
            + table(
                ["database", "import, s", "vectors, s", "memory of the import, MiB", "of the vectors, MiB"],
                [[name, *map(shown, values)] for name, *values in rows],
            )
        )
    return "\n\n".join(parts)


def _table(one: Mapping[str, Any]) -> str:
    ladders = one["ladders"]
    groups = next(iter(ladders.values()))["of"]
    order = sorted(groups, key=lambda group: (len(group) != 2, group))
    rows = [
        [group, groups[group]["sentences"], *(f"{told['of'][group]['hit_at_1']:.2f} / {told['of'][group]['hit_at_5']:.2f}" for told in ladders.values())]
        for group in order
    ]  # fmt: skip
    rows.append(
        ["p50 / p95, ms", "", *(f"{shown(told['p50_ms'])} / {shown(told['p95_ms'])}" for told in ladders.values())]
    )
    head = ["sentences", "", *(name if name == "all" else f"rung {name}" for name in ladders)]
    memory = f"Memory: {one['memory_without_mib']} MiB without the encoder, {one['memory_mib']} MiB with it."
    return f"{table(head, rows)}\n\n{memory}"


if __name__ == "__main__":
    main(sys.argv[1:])
