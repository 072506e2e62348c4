"""One import from beginning to end: a file is read piece by piece, checked, written in batches, and told in a report."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from pathfinder.directory.queries import Unusable, json_lines, json_objects, organizations_to_choose
from pathfinder.rulebooks.loaded import countries
from pathfinder.vacancies.actions import Taken, say_changed, take_over
from pathfinder.vacancies.check import Wish, checked
from pathfinder.vacancies.postings_in import GRAPH, is_container, postings_in, told_by, unknown_fields
from pathfinder.vacancies.table_in import rows_in
from pathfinder.vacancies.told import Refused, ToldVacancy

FORMS = ("json", "ndjson", "csv")
LARGEST_FILE = 50_000_000  # bytes
BATCH = 500
MOST_ORGANIZATIONS = 1_000_000
_SOURCE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Say = Callable[[str], None]


@dataclass
class Report:
    """What came of an import."""

    taken: Taken = field(default_factory=Taken)
    read: int = 0
    refused: int = 0
    notes: int = 0
    repeated: int = 0  # the same identifier twice in the file: the last one counts
    suggested: int = 0  # skills whose reference a machine suggested
    without_reference: int = 0  # skills that are words only
    unknown: Counter[str] = field(default_factory=Counter)  # fields that nobody reads, with how often


def run_import(path: Path, form: str, wish: Wish, *, at: dt.datetime, say: Say, is_dry: bool = False) -> Report:
    """Take a file over; the same file again changes nothing. Raises Unusable for the whole file, says the rest one by one."""
    if not _SOURCE.fullmatch(wish.source) or len(wish.source) > 40:
        raise Unusable(f"--source {wish.source}: expected a short name of small letters and digits, such as job-board")
    if wish.country and wish.country not in countries():
        raise Unusable(f"--country {wish.country}: expected one of {', '.join(countries())}")
    if path.stat().st_size > LARGEST_FILE:
        raise Unusable(
            f"{path}: larger than {LARGEST_FILE // 1_000_000} MB. Split it, or give it as lines (ndjson) in parts."
        )
    known = {
        str(words).casefold(): key
        for key, name in organizations_to_choose(MOST_ORGANIZATIONS)
        for words in name.values()
    }
    wish = replace(wish, organizations=known)
    report = Report()
    batch: dict[str, dict[str, Any]] = {}
    seen: set[str] = set()

    def write() -> None:
        if batch and not is_dry:
            with transaction.atomic():
                taken = take_over(list(batch.values()), source=wish.source, at=at, on=wish.on)
                report.taken.add(taken)
        batch.clear()

    with path.open("rb") as file:
        for where, told in _told_in(file, form, report):
            report.read += 1
            values = _checked(where, told, wish, report, say)
            if values is None:
                continue
            report.repeated += values["identifier"] in seen
            seen.add(values["identifier"])
            batch[values["identifier"]] = values
            if len(batch) >= BATCH:
                write()
        write()
    say_changed(report.taken.keys, at)
    return report


def _checked(where: str, told: ToldVacancy | str, wish: Wish, report: Report, say: Say) -> dict[str, Any] | None:
    try:
        if isinstance(told, str):
            raise Refused(told)
        values = checked(told, wish)
    except Refused as refusal:
        report.refused += 1
        say(f"{where}: {refusal}")
        return None
    for note in told.notes:
        report.notes += 1
        say(f"{where}: {note} (note)")
    report.suggested += sum(one["is_suggested"] for one in values["skills"])
    report.without_reference += sum(not one["what"] for one in values["skills"])
    return values


def _told_in(file: BinaryIO, form: str, report: Report) -> Iterator[tuple[str, ToldVacancy | str]]:
    if form == "csv":
        unknown, rows = rows_in(file)
        report.unknown.update(unknown)
        yield from rows
        return
    for read in json_lines(file) if form == "ndjson" else json_objects(file, is_container):
        if read.problem:
            yield read.where, read.problem
            continue
        if read.section not in ("", GRAPH):
            continue  # the context of a graph, for example
        for posting in postings_in(read.value):
            report.unknown.update(unknown_fields(posting))
            try:
                yield read.where, told_by(posting)
            except Refused as refusal:
                yield read.where, str(refusal)
