"""`pathfinder import`: records of another system at the terminal."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import time
from pathlib import Path
from typing import Any

FORMATS = ("hsds-json", "hsds-ndjson", "hsds-csv", "data-inclusion", "csv")  # as in formats.py, without loading Django
MOST_SHOWN = 50  # problems told one by one at the terminal
GO_ON = "What was written is whole. The same command goes on from there: what is there already costs little."
SECONDS_BETWEEN = 2  # two lines of progress, where they cannot replace each other


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a file; for an HSDS data package also its folder")
    parser.add_argument("--source", required=True, metavar="NAME", help="short name of the system it comes from")
    parser.add_argument("--licence", required=True, metavar="TEXT", help="under which they may be shown: “CC BY 4.0”")
    parser.add_argument("--format", choices=FORMATS, default=None, help="what the file is (default: as it says itself)")
    parser.add_argument("--mapping", type=Path, default=None, metavar="FILE.yaml", help="what the columns of a CSV are")
    parser.add_argument("--country", default=None, metavar="CC", help="of records that name none, such as be")
    parser.add_argument("--lang", default=None, metavar="TAG", help="language of the texts (default: en)")
    parser.add_argument("--dry-run", action="store_true", help="show what would change; nothing is written")
    parser.add_argument("--problems", type=Path, default=None, metavar="FILE", help="write every problem to this file")


def import_at_the_terminal(arguments: argparse.Namespace) -> int:
    """0 when every record was taken, 1 when some were refused, 2 when the file or what was typed cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import DatabaseError

    from pathfinder.directory.imports.run import Wish, run_import
    from pathfinder.directory.imports.told import Unusable

    wish = Wish(
        arguments.file, arguments.source, arguments.licence, arguments.format, arguments.mapping, arguments.country,
        arguments.lang, arguments.dry_run,
    )  # fmt: skip
    try:
        telling = Telling(arguments.problems)
    except OSError as error:
        print(
            f"--problems {arguments.problems}: {error.strerror}. Expected a file that can be written.", file=sys.stderr
        )
        return 2
    prepare_database()
    try:
        report = run_import(
            wish,
            settings.VAR_DIR / "imports",
            at=dt.datetime.now(dt.UTC),
            say=telling.problem,
            progress=telling.progress,
        )
    except Unusable as refusal:
        telling.end()
        print(refusal, file=sys.stderr)
        return 2
    except DatabaseError as error:
        telling.end()
        print(f"The database stopped the import ({error}). {GO_ON}", file=sys.stderr)
        return 2
    except OSError as error:
        telling.end()
        print(f"{error.filename or arguments.file}: {error.strerror}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        telling.end()
        print(f"Stopped. {GO_ON}", file=sys.stderr)
        return 130
    telling.end()
    print(_in_words(report, is_dry=arguments.dry_run))
    return 1 if report.refused else 0


def prepare_database() -> None:
    """Where there are no tables yet, as in a fresh clone, make them."""
    from django.core.management import call_command
    from django.db import DatabaseError

    from pathfinder.directory.models import Change

    try:
        Change.objects.exists()
    except DatabaseError:
        call_command("migrate", verbosity=0)


def _in_words(report: Any, *, is_dry: bool) -> str:
    """The report as a small table, and what comes before and after it."""
    lines = []
    if report.was_stopped:
        lines += [
            report.was_stopped,
            "This run went on from there." if not is_dry else "The next run goes on from there.",
        ]
    for kind, one in report.foreseen:
        told = f": {', '.join(one.fields)}" if one.fields else ""
        lines.append(f"would be {one.what:<8} {kind} {one.key}{told}")
        lines += [f"    {name}: an editor has changed it, so it would stay" for name in one.conflicts]
    head = "would be created, changed, stay" if is_dry else "created, changed, unchanged"
    lines.append(f"{report.format}: {head}")
    for kind, outcome in report.outcomes.items():
        if outcome.created or outcome.changed or outcome.unchanged:
            lines.append(f"  {kind + 's':<14} {outcome.created:>8,} {outcome.changed:>8,} {outcome.unchanged:>8,}")
        lines += [
            f"    {key}, {name}: an editor has changed it; the editor's words stay, the difference is listed"
            for key, name in (outcome.conflicts[:MOST_SHOWN] if not is_dry else ())
        ]
    if report.new_terms:
        lines.append(f"  terms of taxonomies, new or changed: {report.new_terms:,}")
    if report.terms_changed:
        lines.append(f"  terms of {report.terms_changed:,} records changed")
    lines.append(f"  refused {report.refused:,}, notes {report.notes:,}")
    if is_dry:
        lines.append("Nothing was written.")
    return "\n".join(lines)


class Telling:
    """Problems and progress on the error output, as they come."""

    def __init__(self, path: Path | None) -> None:
        self._file = path.open("w", encoding="utf-8") if path else None
        self._path = path
        self._shown = self._hidden = 0
        self._is_screen = sys.stderr.isatty()
        self._last = time.monotonic()

    def problem(self, problem: Any) -> None:
        told = str(problem) if problem.is_refusal else f"{problem} (note)"
        if self._file:
            print(told, file=self._file)
        if self._shown < MOST_SHOWN:
            self._shown += 1
            print(f"{self._clear()}{told}", file=sys.stderr)
        else:
            self._hidden += 1

    def progress(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last < (0.2 if self._is_screen else SECONDS_BETWEEN):
            return
        self._last = now
        told = f"{what} {done:,}" + (f" of {total:,}" if total else "")
        print(f"{self._clear()}{told}", end="" if self._is_screen else "\n", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._hidden:
            where = f"all of them are in {self._path}" if self._file else "--problems FILE writes all of them"
            print(f"{self._clear()}… and {self._hidden:,} more; {where}.", file=sys.stderr)
        elif self._is_screen:
            print(self._clear(), end="", file=sys.stderr)
        if self._file:
            self._file.close()

    def _clear(self) -> str:
        return "\r\033[K" if self._is_screen else ""
