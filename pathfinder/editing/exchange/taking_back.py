"""Takes a translator's file back: each text is compared with what is there now, and what may be written is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from pathfinder.accounts.queries import User
from pathfinder.editing.actions import Translation, save_translations
from pathfinder.editing.exchange.catalogue import interface_wordings, keep_in_catalogue
from pathfinder.editing.exchange.folders import Folders
from pathfinder.editing.exchange.pack_files import keep_in_pack
from pathfinder.editing.exchange.pack_texts import pack_wordings, places
from pathfinder.editing.exchange.record_texts import wording_of
from pathfinder.editing.exchange.returned import Returned, ReturnedFile
from pathfinder.editing.exchange.wording import INTERFACE, LONGEST_TEXT, RECORD, Wording, places_lost
from pathfinder.editing.plain_text import plain_text
from pathfinder.editing.queries import RecordAt, record_at
from pathfinder.editing.texts import REVIEWED, SOURCE, Path as PathInRecord, texts_of


@dataclass
class TakenBack:
    """What became of a file."""

    taken: list[Wording] = field(default_factory=list)
    unchanged: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)  # id and sentence
    files: list[Path] = field(default_factory=list)


def take_back(
    file: ReturnedFile, folders: Folders, *, by: User | None, at: dt.datetime, is_trial: bool = False
) -> TakenBack:  # fmt: skip
    """Write what a person translated or read. What cannot be stays as it is and is told. Raises CannotWrite, OSError."""
    outcome = TakenBack()
    known = {one.id: one for one in _known(file, folders)}
    seen: set[str] = set()
    for returned in file.texts:
        now = known.get(returned.id)
        words = plain_text(returned.words)
        if not words:
            continue
        if problem := _problem(returned, words, now, seen):
            outcome.problems.append((returned.id, problem))
        elif now is None or (words == plain_text(now.words) and (not returned.is_read or now.state == REVIEWED)):
            outcome.unchanged += 1
        else:
            outcome.taken.append(replace(now, words=words, state=REVIEWED))
        seen.add(returned.id)
    if not is_trial:
        _write(outcome, known, folders, by, at)
    return outcome


def _problem(returned: Returned, words: str, now: Wording | None, seen: set[str]) -> str:
    """Why a translation cannot be taken, in a sentence; else nothing."""
    if now is None:
        return "there is no such text"
    if returned.id in seen:
        return "it stands in the file twice; the first was looked at"
    if plain_text(returned.original) != plain_text(now.original):
        return "the original has changed since the file was made"
    if words == plain_text(now.words):
        return ""
    if now.state == SOURCE:
        return "these are the source's own words; nobody translates them"
    if returned.mark and returned.mark != now.mark:
        return f"somebody changed the translation meanwhile; it says now: {now.words}"
    if returned.is_unfinished:
        return "it changed and is still marked as begun (“initial”, “fuzzy”); mark it as done"
    if len(words) > LONGEST_TEXT:
        return f"it is too long; use at most {LONGEST_TEXT} letters"
    if lost := places_lost(now.original, words):
        return f"what is filled in must stay as in the original: {', '.join(lost)}"
    return ""


def _known(file: ReturnedFile, folders: Folders) -> Iterator[Wording]:
    """What is there now, of the places that the file names."""
    language = file.language
    named = {returned.id.partition(":")[0] for returned in file.texts}
    for place in named & set(places(folders.packs)):
        yield from pack_wordings(folders.packs, place, language)
    if INTERFACE in named:
        yield from interface_wordings(folders.locale, language)
    keys = {returned.id.split(":")[1] for returned in file.texts if returned.id.startswith(f"{RECORD}:")}
    for key in sorted(keys):
        if record := record_at(key):
            for text in texts_of(record.kind, record.document):
                yield wording_of(key, text, language)


def _write(
    outcome: TakenBack, known: dict[str, Wording], folders: Folders, by: User | None, at: dt.datetime
) -> None:  # fmt: skip
    by_place = groupby(sorted(outcome.taken, key=lambda one: one.place), key=lambda one: one.place)
    for place, ours in by_place:
        texts = list(ours)
        if place == RECORD:
            _write_records(outcome, texts, known, by, at)
        elif place == INTERFACE:
            outcome.files += keep_in_catalogue(folders.locale, texts[0].language, texts)
        else:
            outcome.files += keep_in_pack(folders.packs, texts)


def _write_records(
    outcome: TakenBack, texts: Iterable[Wording], known: dict[str, Wording], by: User | None, at: dt.datetime
) -> None:  # fmt: skip
    for key, ours in groupby(sorted(texts, key=lambda one: one.item), key=lambda one: one.item):
        if record := record_at(key):
            wanted = list(ours)
            moved = keep_in_record(record, wanted, [known[one.id] for one in wanted], by=by, at=at)
            outcome.problems += [(one.id, "somebody changed it just now") for one in moved]
            outcome.taken = [one for one in outcome.taken if one not in moved]


def keep_in_record(
    record: RecordAt, wanted: Sequence[Wording], seen: Sequence[Wording], *, by: User | None, at: dt.datetime
) -> list[Wording]:  # fmt: skip
    """Save translations of one record as read by a person; gives those where somebody changed the text meanwhile."""
    paths = {".".join(map(str, text.path)): text.path for text in texts_of(record.kind, record.document)}
    gone: PathInRecord = ()
    sent = [
        Translation(paths.get(one.path, gone), one.words, was.original, was.words)
        for one, was in zip(wanted, seen, strict=True)
    ]
    moved = save_translations(record, wanted[0].language, sent, by=by, at=at)
    return [one for one in wanted if paths.get(one.path, gone) in moved]
