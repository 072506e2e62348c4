"""`pathfinder vacancies import` and the vacancies of `pathfinder demo-data`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

FORMS = {".json": "json", ".jsonld": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv"}
MOST_SHOWN = 50  # problems told one by one
MOST_MADE_UP = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    taking = commands.add_parser(
        "import", help="take over vacancies of another system: JobPosting (JSON-LD, ndjson) or CSV"
    )
    taking.add_argument("file", type=Path, metavar="FILE")
    taking.add_argument("--source", required=True, metavar="NAME", help="short name of the system they come from")
    taking.add_argument(
        "--format", choices=sorted(set(FORMS.values())), default=None, help="default: by the file's name"
    )
    taking.add_argument("--country", default="", metavar="CC", help="of vacancies that name none, such as be")
    taking.add_argument(
        "--lang", default="en", metavar="TAG", help="language of the texts, where they name none (default: en)"
    )
    taking.add_argument("--dry-run", action="store_true", help="read and check everything, write nothing")


def add_demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--vacancies", type=int, default=0, metavar="N", help="how many made-up vacancies too (default: none)"
    )


def vacancies_at_the_terminal(arguments: argparse.Namespace) -> int:
    """0 when every vacancy was taken, 1 when some were refused, 2 when the file or what was typed cannot be used."""
    form = arguments.format or FORMS.get(arguments.file.suffix.lower())
    if form is None:
        print(
            f"{arguments.file}: say what it is with --format: {', '.join(sorted(set(FORMS.values())))}", file=sys.stderr
        )
        return 2
    _set_up()
    from django.utils import timezone

    from pathfinder.directory.queries import Unusable
    from pathfinder.vacancies.check import Wish
    from pathfinder.vacancies.importing import run_import

    telling = _Telling()
    wish = Wish(arguments.source, timezone.localdate(), arguments.lang, arguments.country.lower())
    try:
        report = run_import(arguments.file, form, wish, at=timezone.now(), say=telling.say, is_dry=arguments.dry_run)
    except Unusable as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{arguments.file}: {error.strerror}", file=sys.stderr)
        return 2
    telling.end()
    _bring_the_search_up_to_date()
    print(_in_words(report, is_dry=arguments.dry_run))
    return 1 if report.refused else 0


def demo_vacancies_at_the_terminal(arguments: argparse.Namespace) -> int:
    """After the directory's demo data, which said already whether this site may have any."""
    if not 0 <= arguments.vacancies <= MOST_MADE_UP:
        print(f"--vacancies {arguments.vacancies}: expected a number from 0 to {MOST_MADE_UP:,}", file=sys.stderr)
        return 2
    _set_up()
    from django.utils import timezone

    from pathfinder.vacancies.actions import remove_made_up
    from pathfinder.vacancies.demo import make_up

    if arguments.remove:
        print(f"Removed {remove_made_up(at=timezone.now()):,} made-up vacancies.")
        _bring_the_search_up_to_date()
    elif arguments.vacancies:
        taken = make_up(arguments.vacancies, arguments.seed, at=timezone.now(), on=timezone.localdate())
        _bring_the_search_up_to_date()
        print(f"Made up: {taken.created:,} vacancies new, {taken.changed:,} changed, {taken.unchanged:,} unchanged.")
    return 0


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import DatabaseError

    from pathfinder.vacancies.models import Vacancy

    try:
        Vacancy.objects.exists()
    except DatabaseError:  # a fresh clone
        call_command("migrate", verbosity=0)


def _bring_the_search_up_to_date() -> None:
    """Here and now: no visitor waits for it."""
    from pathfinder.search.actions import bring_up_to_date

    bring_up_to_date()


class _Telling:
    """Problems on the error output; of very many, the first."""

    def __init__(self) -> None:
        self.count = 0

    def say(self, sentence: str) -> None:
        self.count += 1
        if self.count <= MOST_SHOWN:
            print("".join(c if c.isprintable() else "?" for c in sentence[:500]), file=sys.stderr)

    def end(self) -> None:
        if self.count > MOST_SHOWN:
            print(f"… and {self.count - MOST_SHOWN:,} more.", file=sys.stderr)


def _in_words(report: Any, *, is_dry: bool) -> str:
    taken = report.taken
    lines = [f"read {report.read:,}, refused {report.refused:,}, notes {report.notes:,}"]
    if report.repeated:
        lines.append(f"told twice in the file: {report.repeated:,}; the last one counts")
    lines.append(f"skills: {report.suggested:,} suggested by machine, {report.without_reference:,} kept as words only")
    if report.unknown:
        lines.append(
            "fields that are not read: " + ", ".join(f"{name} ({n:,})" for name, n in report.unknown.most_common(30))
        )
    if is_dry:
        return "\n".join([*lines, "Nothing was written."])
    return "\n".join([*lines, f"created {taken.created:,}, changed {taken.changed:,}, unchanged {taken.unchanged:,}"])
