"""ESCO's names as an index on this machine, made from the database: several processes read it, one makes it.

A document is one name of a concept in one language, with its stems marked by the language, so that the rarity of a word is
that of its own language. `state.json` says which folder is in use and of which import it was made.
"""

from __future__ import annotations

import json
import math
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import tantivy
from django.db import DatabaseError

from pathfinder.search.actions import one_writer
from pathfinder.skills.esco.names import forms_of, names_in
from pathfinder.skills.models import EscoConcept, EscoFile, EscoText

FORM = 1  # raise when what is written changes: every index is then made anew
WRITER_BYTES = 32_000_000
LOOK_EVERY_SECONDS = 20.0  # how often a process asks whether another import came
STEMS_OF_DESCRIPTION = 40
FEWEST = 100_000  # names that the rarity of a word is told by: among fewer no word would be rare
Analyse = Callable[[str, str], list[str]]  # (text, language) to its stems that carry meaning
Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class State:
    """What an index was made of."""

    mark: str
    folder: str
    languages: tuple[str, ...]
    names: int


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a concept, found in the index; `is_about` where it is the description that was found."""

    uri: str
    kind: str
    isco: str
    text: str
    stems: tuple[str, ...]
    is_about: bool


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("uri_of", "key"):  # `language uri`, `language stems in order`
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("stems", "about"):
        builder.add_text_field(name, stored=True, tokenizer_name="whitespace", index_option="freq")
    for name in ("uri", "kind", "isco", "text"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


class EscoIndex:
    """ESCO's names, open for reading."""

    def __init__(self, folder: Path, state: State) -> None:
        self.folder, self.state = folder / state.folder, state
        self.index = tantivy.Index.open(str(self.folder))
        _with_words(self.index)
        self.searcher = self.index.searcher()
        self.weights: dict[str, float] = {}

    def knows(self, one: str, language: str) -> bool:
        return self.searcher.doc_freq("stems", f"{language}:{one}") > 0

    def weight(self, one: str, language: str) -> float:
        """How rare a stem is among the names of its language, on the scale of the logarithm."""
        term = f"{language}:{one}"
        if term not in self.weights:
            if len(self.weights) > 50_000:
                self.weights.clear()
            self.weights[term] = self._weight(self.searcher.doc_freq("stems", term))
        return self.weights[term]

    @property
    def rarest(self) -> float:
        """The weight of a stem that one name alone has."""
        return self._weight(1)

    def _weight(self, many: int) -> float:
        return math.log((max(self.state.names, FEWEST) + 1) / (many + 1)) * 0.6 + 0.1

    def named(self, keys: Iterable[str], language: str) -> list[Name]:
        """Concepts of which one name is exactly these stems."""
        terms = [f"{language} {key}" for key in keys]
        if not terms:
            return []
        return self._found(tantivy.Query.term_set_query(self.index.schema, "key", terms), 60)

    def like(self, stems: Iterable[str], language: str, limit: int = 40) -> list[Name]:
        """Names and descriptions that have some of these stems, by BM25."""
        terms = [f"{language}:{one}" for one in stems]
        if not terms:
            return []
        any_of = [
            (tantivy.Occur.Should, query)
            for term in terms
            for query in (
                tantivy.Query.term_query(self.index.schema, "stems", term),
                tantivy.Query.boost_query(tantivy.Query.term_query(self.index.schema, "about", term), 0.4),
            )
        ]
        return self._found(tantivy.Query.boolean_query(any_of), limit)

    def label(self, uri: str, languages: Iterable[str]) -> tuple[str, str] | None:
        """(preferred name, language) in the first of these languages that has one."""
        for language in languages:
            query = tantivy.Query.term_query(self.index.schema, "uri_of", f"{language} {uri}")
            hits = self.searcher.search(query, limit=1, count=False).hits
            if hits:
                return str(self.searcher.doc(hits[0][1])["text"][0]), language
        return None

    def _found(self, query: tantivy.Query, limit: int) -> list[Name]:
        return [
            self._name(self.searcher.doc(address)) for _score, address in self.searcher.search(query, limit=limit, count=False).hits
        ]  # fmt: skip

    def _name(self, document: tantivy.Document) -> Name:
        about = document["about"]
        told = (about or document["stems"])[0].split()
        stems = tuple(one.partition(":")[2] for one in told)
        return Name(
            document["uri"][0],
            document["kind"][0],
            (document["isco"] or [""])[0],
            document["text"][0],
            stems,
            bool(about),
        )


class EscoStore:
    """The folder of this machine, with the index that fits what was imported last."""

    def __init__(self, folder: Path, analyse: Analyse) -> None:
        self.folder, self.analyse = folder, analyse
        self.lock = threading.Lock()
        self.open: EscoIndex | None = None
        self.looked_at = -LOOK_EVERY_SECONDS

    def current(self) -> EscoIndex | None:
        """The index, or None where nothing was imported. Made here when another machine imported; then it takes seconds."""
        if time.monotonic() - self.looked_at > LOOK_EVERY_SECONDS:
            with self.lock:
                if time.monotonic() - self.looked_at > LOOK_EVERY_SECONDS:
                    self._look()
                    self.looked_at = time.monotonic()
        return self.open

    def _look(self) -> None:
        mark = mark_of_imports()
        if not mark:
            self.open = None
            return
        if self.open is None or self.open.state.mark != mark:
            self._reopen(mark)
        if self.open is None or self.open.state.mark != mark:
            with one_writer(self.folder, wait=False) as mine:
                if mine:
                    self.make()
                    self._reopen(mark)

    def _reopen(self, mark: str) -> None:
        state = self._state()
        if state and (state.mark == mark or self.open is None):
            with suppress(OSError, ValueError):
                self.open = EscoIndex(self.folder, state)

    def _state(self) -> State | None:
        try:
            told = json.loads((self.folder / "state.json").read_text(encoding="utf-8"))
            return State(**{**told, "languages": tuple(told["languages"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def bring_up_to_date(self, progress: Progress = lambda _what, _done: None) -> EscoIndex | None:
        """Make the index anew, where it is not that of the last import; None where nothing was imported."""
        mark = mark_of_imports()
        if mark:
            with one_writer(self.folder, wait=True):
                state = self._state()
                if state is None or state.mark != mark or not (self.folder / state.folder).exists():
                    self.make(progress)
        with self.lock:
            self.open, self.looked_at = None, -LOOK_EVERY_SECONDS
        return self.current()

    def make(self, progress: Progress = lambda _what, _done: None) -> None:
        """Write the index of what is in the database, beside the old one, then use it. Only while holding the lock."""
        mark = mark_of_imports()
        name = f"g{time.time_ns():x}"
        path = self.folder / name
        path.mkdir(parents=True)
        index = tantivy.Index(_schema(), path=str(path))
        _with_words(index)
        writer = index.writer(WRITER_BYTES, 1)
        count = 0
        languages = set()
        for text in _texts():
            languages.add(text.language)
            for document in self._documents(text):
                writer.add_document(document)
                count += 1
            if count % 1_000 < 5:
                progress("names indexed", count)
        writer.commit()
        writer.wait_merging_threads()
        state = State(mark, name, tuple(sorted(languages)), count)
        fresh = self.folder / "state.new"
        fresh.write_text(json.dumps(asdict(state)), encoding="utf-8")
        fresh.replace(self.folder / "state.json")
        for old in self.folder.glob("g*"):
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)

    def _documents(self, text: EscoText) -> Iterator[tantivy.Document]:
        concept, language = text.concept, text.language
        same = {
            "uri": [concept.uri],
            "kind": [concept.kind],
            "isco": [concept.code] if concept.kind == "occupation" else [],
        }
        seen = set()
        for number, name in enumerate((text.label, *names_in(text.others))):
            for form in forms_of(name):
                stems = self.analyse(form, language)
                key = " ".join(stems)
                if not stems or key in seen:
                    continue
                seen.add(key)
                yield tantivy.Document(
                    **same, text=[text.label if number == 0 else form], key=[f"{language} {key}"],
                    uri_of=[f"{language} {concept.uri}"] if number == 0 and len(seen) == 1 else [],
                    stems=[" ".join(f"{language}:{one}" for one in stems)],
                )  # fmt: skip
        if text.description:
            about = self.analyse(text.description, language)[:STEMS_OF_DESCRIPTION]
            yield tantivy.Document(**same, text=[text.label], about=[" ".join(f"{language}:{one}" for one in about)])


def _texts() -> Iterator[EscoText]:
    kinds = (EscoConcept.Kind.OCCUPATION, EscoConcept.Kind.SKILL)
    texts = EscoText.objects.filter(concept__kind__in=kinds).select_related("concept").order_by("language", "pk")
    return texts.defer("digest", "modified").iterator(chunk_size=2_000)


def mark_of_imports() -> str:
    """Words that differ after every import; empty where nothing was imported, or there is no database yet."""
    try:
        last = EscoFile.objects.order_by("-read_at", "-pk").values_list("pk", "read_at").first()
        return f"{FORM}-{tantivy.__version__}-{last[0]}-{last[1].isoformat()}" if last else ""
    except DatabaseError:
        return ""


def _with_words(index: tantivy.Index) -> None:
    index.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
