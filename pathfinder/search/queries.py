"""Finding: keys in the order of how well they fit, why each is there, and what results can be narrowed by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import tantivy

from pathfinder.search.actions import the_index
from pathfinder.search.entries import CURRENT, ENDED, FACETS, TOLD, Entry, EntrySource
from pathfinder.search.index import LEVELS, IndexIsBeingBuilt, SearchIndex, cells_around, comparable
from pathfinder.search.ranking import narrowed, preferring, query_for
from pathfinder.search.stopwords import LANGUAGES as LANGUAGES_WITH_SMALL_WORDS, is_stopword
from pathfinder.search.understanding import LONGEST_QUERY, Understood, understand
from pathfinder.search.vocabulary import COMPOUNDING, Concept, Meaning, Vocabulary, split_compound
from pathfinder.search.words import SHORTEST_STEM, stem, stems_in_any_language, words_of

__all__ = [
    "COMPOUNDING", "CURRENT", "ENDED", "FACETS", "LANGUAGES_WITH_SMALL_WORDS", "LONGEST_QUERY", "TOLD", "Asked", "Concept", "Entry", "EntrySource", "Found", "Hit",
    "IndexIsBeingBuilt", "Meaning", "Near", "Suggestion", "Vocabulary", "counts_of_everything", "find", "is_stopword", "meant_by", "split_compound", "stem",
    "suggest", "vocabulary", "words_found_in", "words_of",
]  # fmt: skip

CODES_A_FACET = 60
DEEPEST = 10_000  # results; nobody reads further, and a page number cannot cost more


@dataclass(frozen=True)
class Near:
    """Around a point, in degrees and kilometres."""

    latitude: float
    longitude: float
    km: float


@dataclass(frozen=True)
class Asked:
    """What somebody looks for."""

    words: str = ""
    language: str = "en"
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)  # facet to codes, any of which fits
    countries: frozenset[str] = frozenset()  # the reader's, for words that mean something else elsewhere
    preferred: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # facet to codes that come first
    near: Near | None = None
    offset: int = 0
    limit: int = 10
    counted: tuple[str, ...] = ()  # facets to count


@dataclass(frozen=True)
class Hit:
    """One result: how well it fits, and through which meanings of the query."""

    key: str
    score: float
    concepts: tuple[tuple[Meaning, str], ...] = ()  # the meaning, and the level of index.LEVELS


@dataclass(frozen=True)
class Found:
    understood: Understood
    hits: list[Hit]
    total: int
    counts: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Suggestion:
    """Something to search for while typing: a word of the vocabulary, or the name of a record."""

    words: str
    concept: str = ""
    language: str = ""


def vocabulary() -> Vocabulary:
    return the_index().vocabulary


def find(asked: Asked) -> Found:
    """Never fails on what was typed. Raises IndexIsBeingBuilt when there is nothing to search in yet.

    Cost: one or two milliseconds, also among 100,000 entries.
    """
    index = the_index()
    try:
        return _find(asked, index, index.searcher())
    except (OSError, ValueError, SystemError):  # the files are gone or damaged: build the index anew, then go on
        index.broken()
        return _find(asked, index, index.searcher())


def _find(asked: Asked, index: SearchIndex, searcher: tantivy.Searcher) -> Found:
    assert index.index is not None  # noqa: S101  # a searcher comes from an open index
    schema = index.index.schema
    understood = understand(
        asked.words, asked.language, index.vocabulary,
        is_indexed=lambda word: bool(searcher.doc_freq("name", word) or searcher.doc_freq("body", word)),
        countries=asked.countries,
    )  # fmt: skip
    query = preferring(query_for(understood, index.vocabulary, schema, searcher), asked.preferred, schema)
    query = narrowed(query, asked.filters, schema, _around(asked.near, schema))
    if _is_question(asked) or asked.offset:
        hits, total = _hits(searcher, query, asked, understood)
    else:
        hits, total = _first_of_everything(searcher, query, asked, understood)
    counts = _counts(searcher, query, asked) if asked.counted else {}
    return Found(understood, hits, total, counts)


def _is_question(asked: Asked) -> bool:
    return bool(asked.words.strip() or asked.filters or asked.preferred or asked.near)


def _hits(
    searcher: tantivy.Searcher, query: tantivy.Query, asked: Asked, understood: Understood
) -> tuple[list[Hit], int]:
    result = searcher.search(query, limit=asked.limit, offset=min(asked.offset, DEEPEST), weight_by_field="weight")
    return [_hit(searcher.doc(address), score, understood) for score, address in result.hits], result.count or 0


def _hit(document: tantivy.Document, score: float, understood: Understood) -> Hit:
    told = {name: set(document[name] or ()) for name in LEVELS}
    reasons = tuple(
        (meaning, name)
        for meaning in understood.meanings
        for name, concepts in told.items()
        if meaning.concept in concepts
    )
    return Hit(document["key"][0], round(score, 4), reasons)


def _counts(searcher: tantivy.Searcher, query: tantivy.Query, asked: Asked) -> dict[str, dict[str, int]]:
    if _is_question(asked):
        return _counted(searcher, query, asked.counted)
    return counts_of_everything(asked.counted)


def _first_of_everything(
    searcher: tantivy.Searcher, query: tantivy.Query, asked: Asked, understood: Understood
) -> tuple[list[Hit], int]:
    kept = _of_everything(searcher)
    found = kept.first.get(asked.limit)
    if found is None:
        found = _hits(searcher, query, asked, understood)
        kept.first = {asked.limit: found}  # one is enough: nearly everybody looks at the same page
    return found


def counts_of_everything(names: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """How many entries have each code of these facets, without a question: the same for everybody until a record changes.

    Raises IndexIsBeingBuilt.
    """
    searcher = the_index().searcher()
    counts = _of_everything(searcher).counts
    if names not in counts:
        counts[names] = _counted(searcher, tantivy.Query.all_query(), names)
    return counts[names]


@dataclass
class _Everything:
    """What there is without a question: looked up once for each view of the index, and the same for everybody."""

    counts: dict[tuple[str, ...], dict[str, dict[str, int]]] = field(default_factory=dict)
    first: dict[int, tuple[list[Hit], int]] = field(default_factory=dict)  # limit to hits, and of how many


@lru_cache(maxsize=1)
def _of_everything(_view: tantivy.Searcher) -> _Everything:
    return _Everything()


def _counted(searcher: tantivy.Searcher, query: tantivy.Query, names: Sequence[str]) -> dict[str, dict[str, int]]:
    wanted = {name: {"terms": {"field": name, "size": CODES_A_FACET}} for name in names}
    told = searcher.aggregate(query, wanted)
    return {name: {str(b["key"]): int(b["doc_count"]) for b in told[name]["buckets"]} for name in names}


WIDEST_KM = 300  # further away, “near” means nothing


def _around(near: Near | None, schema: tantivy.Schema) -> list[tantivy.Query]:
    """Squares around the point; who needs a circle measures the few that are left."""
    if near is None:
        return []
    cells = cells_around(near.latitude, near.longitude, min(near.km, WIDEST_KM))
    return [tantivy.Query.term_set_query(schema, "cell", cells)]


def suggest(typed: str, language: str, limit: int = 8) -> list[Suggestion]:
    """Words of the vocabulary in the reader's language first, then in any, then names of records, that begin so."""
    begun = comparable(typed[:LONGEST_QUERY])
    if len(begun) < 2:
        return []
    index = the_index()
    labels = index.vocabulary.labels_beginning(begun)
    labels.sort(key=lambda label: (label.language != language, not label.is_preferred, len(label.words), label.words))
    found: dict[str, Suggestion] = {}
    for label in labels:
        found.setdefault(label.concept, Suggestion(label.words, label.concept, label.language))
        if len(found) >= limit:
            break
    names = index.searcher().terms_with_prefix("title", begun, limit=limit) if len(found) < limit else []
    return [*found.values(), *[Suggestion(name) for name, _count in names]][:limit]


def meant_by(typed: str, language: str) -> Understood:
    """What a query means, for rooms that look through something of their own."""
    return understand(typed, language, the_index().vocabulary, is_indexed=lambda _word: False)


def words_found_in(words: Sequence[str], texts: Mapping[str, str]) -> list[str]:
    """Those of a query's words that stand, in any form, in texts by language."""
    if not words:
        return []
    there = [(_folded(str(text)), language) for language, text in texts.items()]
    return [word for word in words if _stands_in_any(word, there)]


@lru_cache(maxsize=1_024)  # 6 MB when full
def _folded(text: str) -> str:
    """The words of a record's name or description, a space before each; those that many people find are asked for again and again."""
    return "".join(f" {word}" for word in words_of(text))


def _stands_in_any(word: str, texts: Sequence[tuple[str, str]]) -> bool:
    """Only words that begin alike are taken apart: the others cannot have the same stem."""
    forms = stems_in_any_language(word)
    beginnings = {f" {form[:SHORTEST_STEM]}" for form in forms}
    return any(
        one in forms or stem(one, language) in forms
        for there, language in texts for begun in beginnings if begun in there
        for one in _beginning(begun, there)
    )  # fmt: skip


def _beginning(begun: str, there: str) -> Iterator[str]:
    """The words of a folded text that begin so."""
    at = there.find(begun)
    while at >= 0:
        end = there.find(" ", at + 1)
        yield there[at + 1 : end if end >= 0 else None]
        at = there.find(begun, at + 1)
