"""The index of one machine: built from the database, refreshed when records change, shared by its processes.

`folder/state.json` says which generation is in use and up to which change it has read. One process writes at a time,
holding a lock on `folder/lock`; the others go on with what they have and see the new state within a second. A folder
that is gone, broken or of an older form is built anew beside the old one, so that nobody searches half an index.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
import os
import shutil
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tantivy

from pathfinder.search.entries import CURRENT, ENDED, FACETS, TOLD, Entry, EntrySource
from pathfinder.search.one_writer import one_writer
from pathfinder.search.vocabulary import Vocabulary
from pathfinder.search.words import indexed_words, words_of

logger = logging.getLogger(__name__)

FORM = 8  # raise when the fields or their content change: every index is then built anew
WRITER_BYTES = 64_000_000
WEIGHTS = {CURRENT: 7.0, ENDED: 2.0, TOLD: 1.0}  # tantivy multiplies a score by log2(2 + weight): by 3.2, 2 and 1.6
WRITER_THREADS = (
    1  # each leaves a piece of its own, and a search goes through every piece; what it writes takes longer to make
)
LOOK_EVERY_SECONDS = 0.5  # how often a process asks whether something changed
WAIT_FOR_FIRST_SECONDS = 20
LATE_CHANGES = 1_000  # a transaction that took its number earlier may finish later: so far back we look again
EVERYTHING = "*"  # the key of a change that touches all entries

# How surely an entry is about a concept: the vocabulary names it among the first for its country, or later; its own name
# says so; by what it runs, by who runs it, by its text
FIRST, SECOND, NAMED, RUNS, RUN_BY, MENTIONED = LEVELS = (
    "about_first",
    "about",
    "named",
    "runs",
    "run_by",
    "mentioned",
)


class IndexIsBeingBuilt(Exception):
    """There is no index yet and another process is building it."""


@dataclass
class State:
    """What `state.json` says."""

    generation: str
    form: str
    marks: dict[str, str] = field(default_factory=dict)  # source to what it said when it was read
    seen: dict[str, list[int]] = field(default_factory=dict)  # the changes that were read, the last ones only


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", tokenizer_name="raw", index_option="basic")
    for name in ("name", "body"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in LEVELS:
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_float_field("weight", fast=True)
    builder.add_text_field("cell", tokenizer_name="raw", index_option="basic")
    return builder.build()


class SearchIndex:
    """Open for reading in every process; whoever notices a change first writes it down for all."""

    def __init__(self, folder: Path, sources: dict[str, EntrySource], vocabulary: Vocabulary) -> None:
        self.folder = folder
        self.sources = sources
        self.vocabulary = vocabulary
        self.form = f"{FORM}-{tantivy.__version__}-{_fingerprint(vocabulary)}"
        self.lock = threading.Lock()
        self.state: State | None = None
        self.index: tantivy.Index | None = None
        self.searcher_now: tantivy.Searcher | None = None
        self.looked_at = 0.0
        self.state_mark: tuple[int, int] | None = None

    # reading

    def searcher(self) -> tantivy.Searcher:
        """An up-to-date view. Raises IndexIsBeingBuilt when there is none and another process makes one."""
        if self.searcher_now is None or time.monotonic() - self.looked_at > LOOK_EVERY_SECONDS:
            with self.lock:
                if self.searcher_now is None or time.monotonic() - self.looked_at > LOOK_EVERY_SECONDS:
                    self.refresh()
                    self.looked_at = time.monotonic()
        assert self.searcher_now is not None  # noqa: S101  # refresh opens one or raises
        return self.searcher_now

    def broken(self) -> None:
        """A search failed on this index: forget it, so that the next look builds it anew."""
        with self.lock:
            self.searcher_now = self.index = self.state = None
            with suppress(OSError):
                (self.folder / "state.json").unlink()

    def refresh(self) -> None:
        """See what other processes wrote; read what changed in the database, if nobody else is at it."""
        self._open()
        if self.index is None:
            self._build_or_wait()
        elif self._is_behind():
            with one_writer(self.folder, wait=False) as mine:
                if mine:
                    self._open()
                    self._catch_up()

    def rebuild(self) -> int:
        """Build everything anew; gives the number of entries."""
        with one_writer(self.folder, wait=True):
            return self._build()

    # opening

    def _open(self) -> None:
        """Open the generation that `state.json` names, or look again at the one that is open."""
        path = self.folder / "state.json"
        try:
            stat = path.stat()
            mark = (stat.st_mtime_ns, stat.st_ino)
            if mark == self.state_mark and self.index is not None:
                return
            state = State(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            self.index = self.state = self.searcher_now = None
            return
        if state.form != self.form:
            self.index = self.state = self.searcher_now = None
            return
        try:
            if self.index is None or self.state is None or self.state.generation != state.generation:
                self.index = _opened(self.folder / state.generation)
            self.index.reload()
            self.searcher_now = self.index.searcher()
        except Exception:  # tantivy raises plain ValueError and OSError, and panics on a damaged file
            logger.warning("The search index is damaged; it is built anew.")
            self.index = self.state = self.searcher_now = None
            return
        self.state, self.state_mark = state, mark

    def _build_or_wait(self) -> None:
        end = time.monotonic() + WAIT_FOR_FIRST_SECONDS
        while self.index is None:
            with one_writer(self.folder, wait=False) as mine:
                if mine:
                    self._open()
                    if self.index is None:
                        self._build()
                    return
            if time.monotonic() > end:
                raise IndexIsBeingBuilt
            time.sleep(0.1)
            self._open()

    # writing

    def _is_behind(self) -> bool:
        assert self.state is not None  # noqa: S101  # open
        return any(source.mark() != self.state.marks.get(name) for name, source in self.sources.items())

    def _build(self) -> int:
        state = State(generation=f"g{time.time_ns():x}", form=self.form)
        for name, source in self.sources.items():  # before reading, so that what changes meanwhile is read again
            state.marks[name] = source.mark()
            state.seen[name] = _last(n for n, _ in source.changes_since(0, last=LATE_CHANGES))
        path = self.folder / state.generation
        path.mkdir(parents=True)
        index = tantivy.Index(schema(), path=str(path))
        _with_words(index)
        writer = index.writer(WRITER_BYTES, WRITER_THREADS)
        count = 0
        for source in self.sources.values():
            for entry in source.all_entries():
                writer.add_document(self.document(entry))
                count += 1
        writer.commit()
        writer.wait_merging_threads()
        self.index = None
        self._keep(state)
        self._open()
        for old in self.folder.glob("g*"):
            if old.name != state.generation:
                shutil.rmtree(old, ignore_errors=True)
        return count

    def _catch_up(self) -> None:
        if self.index is None or self.state is None:
            self._build()
            return
        state = State(self.state.generation, self.form, dict(self.state.marks), dict(self.state.seen))
        keys: dict[str, list[str]] = {}
        for name, source in self.sources.items():
            state.marks[name] = source.mark()
            seen = set(state.seen.get(name, ()))
            changes = source.changes_since(min(seen, default=0), last=None)
            keys[name] = sorted({key for number, key in changes if number not in seen})
            state.seen[name] = _last(seen | {number for number, _ in changes})
        if any(EVERYTHING in changed for changed in keys.values()):
            self._build()
            return
        writer = self.index.writer(WRITER_BYTES, WRITER_THREADS)
        for name, changed in keys.items():
            for key in changed:
                writer.delete_documents_by_term("key", key)
            for entry in self.sources[name].entries(changed):
                writer.add_document(self.document(entry))
        writer.commit()
        writer.wait_merging_threads()
        self._keep(state)
        self._open()

    def _keep(self, state: State) -> None:
        """Whole or not at all: a reader never sees half a file."""
        draft = self.folder / f"state.{os.getpid()}"
        draft.write_text(json.dumps(state.__dict__), encoding="utf-8")
        draft.replace(self.folder / "state.json")

    def document(self, entry: Entry) -> tantivy.Document:
        """What is written for one entry."""
        found = self._concepts(entry)
        fields: dict[str, Any] = {
            "key": [entry.key],
            "title": sorted({comparable(name) for name in entry.names.values()}),
            "name": [" ".join(w for lang, name in entry.names.items() for w in indexed_words(name, lang))],
            "body": [" ".join(w for lang, text in entry.texts for w in indexed_words(text, lang))],
            "weight": [WEIGHTS[entry.standing]],
            **{name: sorted(ids) for name, ids in found.items() if ids},
            **{name: list(dict.fromkeys(codes)) for name, codes in entry.facets.items() if codes},
        }
        if entry.points:
            fields["cell"] = sorted({cell_of(*point) for point in entry.points})
        return tantivy.Document(**fields)

    def _concepts(self, entry: Entry) -> dict[str, set[str]]:
        """Which concepts an entry is about, by how surely."""
        told = self.vocabulary.concepts_of_record
        places = dict(told.get(entry.key, ()))
        found = {
            FIRST: {concept for concept, place in places.items() if place <= 2},
            SECOND: {*places, *entry.concepts},
            NAMED: {c for lang, name in entry.names.items() for c in self.vocabulary.concepts_in(name, lang)},
            RUNS: {concept for key in entry.runs for concept, _place in told.get(key, ())},
            RUN_BY: {concept for concept, _place in told.get(entry.run_by, ())},
            MENTIONED: {c for lang, text in entry.texts for c in self.vocabulary.concepts_in(text, lang)},
        }
        surer: set[str] = set()
        for name in LEVELS:  # each concept once, where it is surest
            found[name] = found[name] - surer
            surer |= found[name]
        return found


def _last(numbers: Iterable[int]) -> list[int]:
    """The highest numbers: a transaction that began earlier may still add one between them."""
    return sorted(numbers)[-LATE_CHANGES:]


def _opened(path: Path) -> tantivy.Index:
    if not tantivy.Index.exists(str(path)):
        raise ValueError("no index here")
    index = tantivy.Index.open(str(path))
    _with_words(index)
    return index


def _with_words(index: tantivy.Index) -> None:
    index.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def _fingerprint(vocabulary: Vocabulary) -> str:
    digest = hashlib.sha256()
    for concept in vocabulary.concepts.values():
        digest.update(repr(concept).encode())
    return digest.hexdigest()[:12]


CELLS_A_DEGREE = 10  # a cell is 11 km high and, in these countries, 5 to 9 km wide


def cell_of(latitude: float, longitude: float) -> str:
    """The square of a grid in which a point lies."""
    return f"{math.floor(latitude * CELLS_A_DEGREE)}:{math.floor(longitude * CELLS_A_DEGREE)}"


def cells_around(latitude: float, longitude: float, km: float) -> list[str]:
    """All squares that a circle touches, and some in the corners."""
    high = km / 111.2
    wide = high / max(0.1, math.cos(math.radians(latitude)))
    rows = range(math.floor((latitude - high) * CELLS_A_DEGREE), math.floor((latitude + high) * CELLS_A_DEGREE) + 1)
    columns = range(
        math.floor((longitude - wide) * CELLS_A_DEGREE), math.floor((longitude + wide) * CELLS_A_DEGREE) + 1
    )
    return [f"{row}:{column}" for row in rows for column in columns]


def comparable(text: str) -> str:
    """As `title` holds it."""
    return " ".join(words_of(text))
