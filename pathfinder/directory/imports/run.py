"""One import from beginning to end: read, check, stage, write; and what is to be said when one was stopped half-way."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pathfinder.directory.actions import Foreseen, Outcome, rebuild_index_soon
from pathfinder.directory.imports.checking import Door, clean_term
from pathfinder.directory.imports.code_words import country_code, language_code
from pathfinder.directory.imports.formats import Source, open_source
from pathfinder.directory.imports.staging import KINDS_IN_ORDER, Staging
from pathfinder.directory.imports.terms import Terms
from pathfinder.directory.imports.told import Problem, Refused, Say, Told, Unusable, shortened
from pathfinder.directory.imports.writing import FEW, Origin, Writer, Written

DEFAULT_LANGUAGE = "en"
OURS = frozenset({"pack", "editor", "demo"})  # origins that are not other systems
_SOURCE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SOURCE, LONGEST_LICENCE = 40, 120

Progress = Callable[[str, int, int], None]  # what is done ("read" or "written"), how many, of how many (0: not known)


@dataclass(frozen=True)
class Wish:
    """What somebody asks to be imported, and how."""

    path: Path
    source: str
    licence: str
    format: str | None = None
    mapping: Path | None = None
    country: str | None = None
    language: str | None = None
    is_dry: bool = False


@dataclass
class Report:
    """What came of an import."""

    format: str
    told: dict[str, int] = field(default_factory=dict)  # records that passed the door, by kind
    outcomes: dict[str, Outcome] = field(default_factory=lambda: {kind: Outcome() for kind in KINDS_IN_ORDER})
    refused: int = 0
    notes: int = 0
    new_terms: int = 0  # of taxonomies
    terms_changed: int = 0  # records whose terms differ
    foreseen: list[tuple[str, Foreseen]] = field(default_factory=list)  # of a dry run: what would not stay as it is
    was_stopped: str = ""  # what an earlier run, stopped half-way, had done

    @property
    def changes(self) -> int:
        return sum(o.created + o.changed for o in self.outcomes.values()) + self.terms_changed


REMEMBERED = 10_000  # notes, so that none is told twice
MOST_FORESEEN = 200  # told one by one in a dry run


def run_import(wish: Wish, folder: Path, *, at: dt.datetime, say: Say, progress: Progress) -> Report:
    """Take a file over. Problems of single records are said as they come; raises Unusable for the whole file.

    Memory does not grow with the file. Every batch is one transaction: a run that is stopped leaves whole records, and
    the next one goes on from there.
    """
    source = open_source(wish.path, wish.format, wish.mapping, wish.language)
    origin, language = _checked(wish, source, at)
    report = Report(source.format)

    noted: OrderedDict[tuple[str, str], None] = OrderedDict()  # one place may be told inside a thousand services

    def count_and_say(problem: Problem) -> None:
        key = (problem.what, problem.reason)
        if not problem.is_refusal and key in noted:
            return
        noted[key] = None
        if len(noted) > REMEMBERED:
            noted.popitem(last=False)
        report.refused += problem.is_refusal
        report.notes += not problem.is_refusal
        say(problem)

    with _alone(folder, wish.source) as state:
        report.was_stopped = state.left_behind()
        staging = Staging(folder / f"{wish.source}.staging")
        try:
            _read(source, staging, Door(language), folder / f"{wish.source}.tables", count_and_say, progress)
            staging.settle()
            report.told = staging.counts()
            _write(staging, origin, language, wish, report, state, count_and_say, progress)
        finally:
            staging.close()
    return report


def _read(source: Source, staging: Staging, door: Door, own: Path, say: Say, progress: Progress) -> None:
    number = 0
    for one in source.read(own):
        number += 1
        progress("read", number, 0)
        if one.problem:
            say(Problem(one.where, one.section, one.problem, is_refusal=True))
            continue
        try:
            for told in source.converter.records(one.section, one.value, one.where):
                _keep(told, staging, door, say)
        except Refused as refusal:
            say(Problem(one.where, _named(one.section, one.value), str(refusal), is_refusal=True))
        except RecursionError:
            say(Problem(one.where, _named(one.section, one.value), "nested too deeply to be a record", is_refusal=True))
        staging.keep_terms(map(clean_term, source.converter.terms))
        source.converter.terms.clear()


def _keep(told: Told, staging: Staging, door: Door, say: Say) -> None:
    try:
        document, terms = door.document(told)
        staging.keep(told, document, terms)
    except Refused as refusal:
        say(Problem(told.where, told.what, str(refusal), is_refusal=True))
        return
    for note in told.notes:
        say(Problem(told.where, told.what, note, is_refusal=False))


def _named(section: str, value: Any) -> str:
    told = value.get("id") if isinstance(value, dict) else None
    return " ".join(part for part in (section, shortened(str(told)) if told else "") if part)


def _write(
    staging: Staging,
    origin: Origin,
    language: str,
    wish: Wish,
    report: Report,
    state: _State,
    say: Say,
    progress: Progress,
) -> None:
    for where, service in staging.places_without_service():
        reason = f"its service {shortened(service)} is not in the file, or was refused"
        say(Problem(where, "service_at_location", reason, is_refusal=True))
    writer = Writer(staging, origin, Terms(staging, wish.source, language), say, is_dry=wish.is_dry)
    total, done = sum(report.told.values()), 0
    if not wish.is_dry:
        state.begin(wish.path, origin.at, total)
    for written in writer.write():
        done += _add(written, report)
        progress("compared" if wish.is_dry else "written", done, total)
        if not wish.is_dry:
            state.written(done)
    report.new_terms = writer.new_terms
    if wish.is_dry:
        return
    if (report.changes and total > FEW) or report.was_stopped:
        rebuild_index_soon(origin.at)
    state.end()


def _add(written: Written, report: Report) -> int:
    report.outcomes[written.kind].add(written.outcome)
    report.terms_changed += written.terms_changed
    room = MOST_FORESEEN - len(report.foreseen)
    noted = [one for one in written.foreseen if one.what != "unchanged" or one.conflicts]
    report.foreseen += [(written.kind, one) for one in noted[: max(room, 0)]]
    outcome = written.outcome
    return outcome.created + outcome.changed + outcome.unchanged + written.refused


def _checked(wish: Wish, source: Source, at: dt.datetime) -> tuple[Origin, str]:
    """What was asked for, checked once. Raises Unusable with every problem at once."""
    problems = []
    if not _SOURCE.fullmatch(wish.source) or len(wish.source) > LONGEST_SOURCE:
        problems.append(
            f"--source {shortened(wish.source)}: expected a short name in small letters, digits and dashes, such as open-help."
        )
    elif wish.source in OURS:
        problems.append(
            f"--source {wish.source}: this name is kept for records of our own. Expected the other system's."
        )
    licence = wish.licence.strip()
    if not licence or len(licence) > LONGEST_LICENCE or not licence.isprintable():
        problems.append(f"--licence: expected its name in at most {LONGEST_LICENCE} letters, such as “CC BY 4.0”.")
    told_country = wish.country or source.country
    country = country_code(told_country) if told_country else ""
    if country is None:
        problems.append(f"--country {shortened(told_country)}: expected two letters, such as be.")
    told_language = wish.language or source.language or DEFAULT_LANGUAGE
    language = language_code(told_language)
    if language is None:
        problems.append(f"--lang {shortened(told_language)}: expected a language tag, such as nl.")
    if problems:
        raise Unusable("\n".join(problems))
    return Origin(wish.source, licence, at, country or ""), language or DEFAULT_LANGUAGE


class _State:
    """A small file beside the database that is there while records are written, and gone when all are."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._told: dict[str, Any] = {}

    def left_behind(self) -> str:
        """What an import that was stopped half-way had done; empty when the last one came to its end."""
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            return (
                f"The import of {told['file']} that began on {told['began']} was stopped after "
                f"{told['written']:,} of {told['total']:,} records. Each of those is whole."
            )
        except FileNotFoundError:
            return ""
        except (OSError, ValueError, KeyError, TypeError):
            return "An earlier import was stopped half-way. What it had written is whole."

    def begin(self, path: Path, at: dt.datetime, total: int) -> None:
        self._told = {"file": path.name, "began": at.strftime("%Y-%m-%d %H:%M UTC"), "written": 0, "total": total}
        self._save()

    def written(self, count: int) -> None:
        self._told["written"] = count
        self._save()

    def _save(self) -> None:
        draft = self._path.with_suffix(".draft")
        draft.write_text(json.dumps(self._told), encoding="utf-8")
        draft.replace(self._path)

    def end(self) -> None:
        self._path.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path, source: str) -> Iterator[_State]:
    """One import of a source at a time on this machine; the lock goes with the process, however it ends."""
    if not _SOURCE.fullmatch(source):
        raise Unusable(f"--source {shortened(source)}: expected a short name in small letters, digits and dashes.")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{source}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Unusable(f"Another import from {source} is running. Wait until it has come to its end.") from None
        yield _State(folder / f"{source}.json")
