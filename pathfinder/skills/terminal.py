"""`pathfinder esco import` and `pathfinder skills` at the terminal."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

MOST = 50  # suggestions for one text
LONGEST_LINE = 400_000  # letters; 50,000 of a text, each perhaps written as \\uXXXX, and what is around
SECONDS_BETWEEN = 2  # two lines of progress, where they cannot replace each other
EXPECTED = 'expected {"text": "what I did", "lang": "ar"} in one line of JSON'


def add_esco_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="WHAT")
    taking = what.add_parser("import", help="take over the official CSV files, of any version and languages")
    taking.add_argument("path", nargs="+", type=Path, metavar="PATH", help="a folder, a zip file, or CSV files")
    taking.add_argument("--version", default="", metavar="1.2.0", help="of ESCO, where no name of a file says it")
    taking.add_argument("--lang", default="", metavar="TAG", help="of the words, where no name of a file says it")
    taking.set_defaults(run=_import)
    what.add_parser("ready", help="make index and vectors on this machine, where they are missing").set_defaults(
        run=_ready
    )
    what.add_parser("show", help="what was imported").set_defaults(run=_show)
    what.add_parser("remove", help="take all of ESCO out again").set_defaults(run=_remove)


def add_skills_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "text", nargs="?", metavar="TEXT", help="what somebody did, in their words; left out with --lines"
    )
    parser.add_argument(
        "--lang", default="en", metavar="TAG", help="language of the text and of the answer (default: en)"
    )
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="at most so many suggestions (default: 10)")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument(
        "--lines", action="store_true", help='read one {"text", "lang"} a line, answer one JSON document a line'
    )
    parser.add_argument("--rungs", default="123", metavar="123", help="of the ladder: 1 phrases, 2 words, 3 meaning")
    parser.set_defaults(run=skills_at_the_terminal)


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


def skills_at_the_terminal(arguments: argparse.Namespace) -> int:
    """0 when all was answered, 2 when what was typed cannot be used; a bad line is answered with its reason."""
    if not arguments.lines and not (arguments.text or "").strip():
        print('skills: expected a TEXT, such as: pathfinder skills "I repaired phones"', file=sys.stderr)
        return 2
    if not 1 <= arguments.limit <= MOST:
        print(f"--limit {arguments.limit}: expected a number from 1 to {MOST}", file=sys.stderr)
        return 2
    if not arguments.rungs or set(arguments.rungs) - set("123"):
        print(f"--rungs {arguments.rungs}: expected some of the digits 1, 2 and 3", file=sys.stderr)
        return 2
    problem = _problem_of_language(arguments.lang)
    if problem:
        print(f"--lang {problem}", file=sys.stderr)
        return 2
    _start_django()
    from pathfinder.skills.actions import make_vectors

    progress = Progress()
    make_vectors(progress)
    progress.end()
    if arguments.lines:
        for answer in _answers(sys.stdin, arguments):
            print(json.dumps(answer, ensure_ascii=False), flush=True)
        return 0
    answer = _answer(arguments.text, arguments.lang, arguments)
    print(json.dumps(answer, ensure_ascii=False) if arguments.json else _readable(answer))
    return 0


def _answers(lines: Iterable[str], arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        problem, text, language = f"line {number}: {EXPECTED}", "", ""
        try:
            asked: Any = json.loads(line) if len(line) <= LONGEST_LINE else None
            text, language = asked["text"], asked.get("lang") or arguments.lang
            if isinstance(text, str):
                told = _problem_of_language(language)
                problem = f'line {number}, "lang": {told}' if told else ""
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            pass
        if len(line) > LONGEST_LINE:
            problem = f"line {number}: it has {len(line):,} characters, at most {LONGEST_LINE:,} are read"
        yield {"error": problem, "suggestions": []} if problem else _answer(text, language, arguments)


def _problem_of_language(language: object) -> str:
    if not isinstance(language, str) or not language.replace("-", "").isalnum() or not 2 <= len(language) <= 35:
        return f"{str(language)[:40]}: expected a BCP 47 tag, such as ar"
    return ""


def _answer(text: str, language: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """The document of one text. A task stands in it with each of its concepts, the occupation first."""
    from pathfinder.skills.ladder import Concept, answer

    told = answer(text, language, arguments.limit, rungs=tuple(map(int, arguments.rungs)))
    lines = [
        {
            "uri": concept.uri, "kind": concept.kind, "isco": concept.isco, "label": one.label, "score": one.score,
            "rung": one.rung, "because": one.because, **({"task": one.task} if one.task else {}),
        }
        for one in told.suggestions
        for concept in one.concepts or (Concept(one.uri, one.kind, one.isco),)
    ]  # fmt: skip
    document: dict[str, Any] = {"suggestions": lines[: arguments.limit]}
    if told.notes:
        document["notes"] = told.notes
    if told.personal:
        document["personal"] = [{"kind": one.kind, "words": one.words} for one in told.personal]
    return document


def _readable(answer: dict[str, Any]) -> str:
    lines = [
        f"{one['score']:.2f}  {one['label']}\n      {one['kind']} {one['isco']}  {one['uri']}\n      {one['because']}"
        for one in answer["suggestions"]
    ]
    if not lines:
        lines = ["None of what we know fits. Try other words, or one job at a time."]
    return "\n".join([*lines, *answer.get("notes", [])])


def _import(arguments: argparse.Namespace) -> int:
    """0 when all was read, 2 when what was given cannot be used."""
    _start_django()
    from django.core.management import call_command
    from django.db import DatabaseError

    from pathfinder.skills.actions import Unusable, take_over

    call_command("migrate", verbosity=0)
    progress = Progress()
    begun = time.monotonic()
    try:
        report = take_over(
            arguments.path,
            at=dt.datetime.now(dt.UTC),
            version=arguments.version,
            language=arguments.lang,
            progress=progress,
        )
    except Unusable as refusal:
        progress.end()
        print(refusal, file=sys.stderr)
        return 2
    except (DatabaseError, OSError) as error:
        progress.end()
        print(f"The import stopped ({error}). What was written is whole; the same command goes on from there.", file=sys.stderr)  # fmt: skip
        return 2
    except KeyboardInterrupt:
        progress.end()
        print("Stopped. What was written is whole; the same command goes on from there.", file=sys.stderr)
        return 130
    _make_ready()
    progress.end()
    print(_in_words(report, time.monotonic() - begun))
    return _show(arguments)


def _make_ready() -> None:
    """In a process of its own: the encoder and what an import needs are not held in memory together."""
    subprocess.run([sys.executable, "-m", "pathfinder.cli", "esco", "ready"], check=False)  # ourselves


def _ready(_arguments: argparse.Namespace) -> int:
    _start_django()
    from pathfinder.skills.actions import make_vectors

    progress = Progress()
    make_vectors(progress)
    progress.end()
    return 0


def _show(_arguments: argparse.Namespace) -> int:
    _start_django()
    from pathfinder.skills.queries import esco_shown

    shown = esco_shown()
    if shown is None:
        print("ESCO was not imported. Pathfinder works with its own vocabulary.")
    else:
        print(f"ESCO {', '.join(shown.versions)}, in {', '.join(shown.languages)}. {shown.acknowledgement}")
    return 0


def _remove(_arguments: argparse.Namespace) -> int:
    _start_django()
    from pathfinder.skills.actions import forget_esco

    forget_esco()
    print("ESCO was taken out.")
    return 0


def _in_words(report: Any, seconds: float) -> str:
    lines = [f"{'file':<40} {'language':<9} {'version':<8} {'rows':>8} {'changed':>8}  skipped"]
    for one in report.files:
        skipped = "; ".join(f"{count:,} {reason}" for reason, count in sorted(one.skipped.items()))
        if one.was_known:
            skipped = "read before, not again"
        lines.append(
            f"{one.name[:40]:<40} {one.language or '–':<9} {one.version or '–':<8} {one.rows:>8,} {one.changed:>8,}  {skipped}"
        )
    if report.left:
        lines.append(f"Not needed, because others say the same: {', '.join(report.left)}.")
    if not report.files:
        lines.append("There is no file of ESCO in it. Expected files such as occupations_en.csv and skills_en.csv.")
    lines.append(f"{report.changed:,} rows new or changed, in {seconds:.0f} s.")
    return "\n".join(lines)


class Progress:
    """How far it is, on the error output."""

    def __init__(self) -> None:
        self._is_screen = sys.stderr.isatty()
        self._last = time.monotonic()

    def __call__(self, what: str, done: int) -> None:
        now = time.monotonic()
        if now - self._last >= (0.2 if self._is_screen else SECONDS_BETWEEN):
            self._last = now
            told = f"{what}: {done:,}"
            print(f"\r\033[K{told}" if self._is_screen else told, end="" if self._is_screen else "\n", file=sys.stderr, flush=True)  # fmt: skip

    def end(self) -> None:
        if self._is_screen:
            print("\r\033[K", end="", file=sys.stderr)
