"""The ladder from words to skills: three rungs, each with its reason; what they find is merged, the surest first.

1. What somebody wrote has every word of a phrase of our vocabulary, or of a name in ESCO.
2. It shares rare words with one.
3. It means nearly the same as one (`meaning.py`, where it is installed and reads the language).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pathfinder.search.queries import LANGUAGES_WITH_SMALL_WORDS, is_stopword, words_of
from pathfinder.skills.esco.index import EscoIndex, Name
from pathfinder.skills.ladder import meaning
from pathfinder.skills.ladder.clauses import Clauses, clauses_of
from pathfinder.skills.ladder.fit import UNKNOWN, fit, read_stems
from pathfinder.skills.ladder.meaning import Known, Vectors
from pathfinder.skills.ladder.phrases import PhraseBook
from pathfinder.skills.tasks import Task

WHOLE, WORDS, MEANING = RUNGS = 1, 2, 3
SURE_ENOUGH = {WHOLE: 0.42, WORDS: 0.24, MEANING: meaning.THRESHOLD}  # below, nothing is suggested
FROM_OTHER_LANGUAGES = 0.8  # how much a fit in another language than the person's counts
LEADS = (
    0.5  # from here on the surest thing that a piece of the text tells of comes before the second ones of other pieces
)
NOTHING_SURE = 0.38  # best score below which other languages are asked too
MOST_ENCODED = 16  # clauses of one text
LONGEST_NAME = 6  # stems of a name in ESCO that is looked up whole
SOME_WORDS_OF_A_NAME = (
    0.3  # the same for the second rung of ESCO: there are a hundred times as many names to fit by chance
)
OF_ESCO = 0.86  # a name of the classification counts a little less than everyday words of the same fit
SMALL_WORDS = 2  # of a language that tell a text is in it
SCRIPTS = {"\u0600": ("ar", "fa", "ps"), "\u0400": ("uk", "ru"), "\u1200": ("ti",)}  # first letter of a block
BLOCKS = {"\u0600": "\u06ff", "\u0400": "\u04ff", "\u1200": "\u137f"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something is suggested: on which rung, how surely, and through what."""

    rung: int
    score: float
    words: tuple[str, ...] = ()  # that were written
    phrase: str = ""  # that they fit
    language: str = ""  # of the phrase


@dataclass
class Found:
    """One thing that a text may tell of, with what speaks for it on each rung."""

    of: str  # id of a task, or address of a concept
    evidence: dict[int, Evidence] = field(default_factory=dict)
    concept: Name | None = None  # where it is one of ESCO
    pieces: dict[str, dict[int, float]] = field(default_factory=dict)  # of the text that tell of it, how surely by rung

    def add(self, new: Evidence, piece: str = "") -> None:
        scores = self.pieces.setdefault(piece, {})
        scores[new.rung] = max(new.score, scores.get(new.rung, 0.0))
        old = self.evidence.get(new.rung)
        if old is None or new.score > old.score:
            self.evidence[new.rung] = new

    @property
    def best(self) -> Evidence:
        return self.evidence[min(self.evidence)]

    @property
    def score(self) -> float:
        return _together(one.score for one in self.evidence.values())


def _together(scores: Iterable[float]) -> float:
    """Rungs that agree make each other surer."""
    return 1.0 - math.prod(1.0 - min(score, 0.99) for score in scores)


@dataclass(frozen=True)
class Read:
    """What a text tells of, the surest first."""

    found: tuple[Found, ...]
    is_cut: bool = False


@dataclass
class Ladder:
    """The vocabulary and, where they are there, ESCO and the encoder's vectors of both."""

    tasks: Mapping[str, Task]
    esco: Callable[[], EscoIndex | None] = lambda: None
    task_vectors: Callable[[], Vectors | None] = lambda: None
    esco_vectors: Callable[[], Vectors | None] = lambda: None

    def __post_init__(self) -> None:
        self.book = cache(self._book)
        self.languages = sorted({language for task in self.tasks.values() for language in task.labels})

    def _book(self, language: str) -> PhraseBook:
        return PhraseBook(language, phrases_in(self.tasks, language))

    def get_ready(self) -> None:
        """Make the phrase books now; otherwise the first question in each language waits for its own."""
        for language in self.languages:
            self.book(language)

    def read(self, text: str, language: str, rungs: Iterable[int] = RUNGS) -> Read:
        """What a text in a language tells of. Never fails on what was written.

        Cost: under 5 ms for a few sentences, and with the third rung under 300 ms.
        """
        language = language_of(text, language.partition("-")[0].casefold())
        clauses = clauses_of(text, language)
        pieces = (*clauses.sentences, *clauses.parts)
        asked = frozenset(rungs)
        found: dict[str, Found] = {}
        if asked & {WHOLE, WORDS}:
            self._by_words(pieces, language, found)
            self._by_names(clauses.units, language, found)
        if MEANING in asked and meaning.is_read(language):
            self._by_meaning(clauses, language, found)
        if not found and asked & {WHOLE, WORDS}:
            self._in_other_languages(pieces, language, found)
        for one in found.values():
            one.evidence = {
                rung: e for rung, e in one.evidence.items() if rung in asked and e.score >= SURE_ENOUGH[rung]
            }
        kept = self._without_twins([one for one in found.values() if one.evidence])
        leading = _leading(kept)
        kept.sort(key=lambda one: (one.of not in leading, -round(one.score, 6), one.of))
        return Read(tuple(kept), clauses.is_cut)

    def _by_words(self, pieces: Sequence[str], language: str, found: dict[str, Found], worth: float = 1.0) -> None:
        book = self.book(language)
        for piece in pieces:
            for match in book.look_up(piece):
                score = match.score * worth
                rung = WHOLE if match.is_whole and score >= SURE_ENOUGH[WHOLE] else WORDS
                if score >= SURE_ENOUGH[rung]:
                    told = Evidence(rung, score, match.words, match.phrase, language)
                    found.setdefault(match.task, Found(match.task)).add(told, piece)

    def _in_other_languages(self, pieces: Sequence[str], language: str, found: dict[str, Found]) -> None:
        """What somebody wrote may be in another language than the page: English first, then those of the same script."""
        same = scripts_of(language)
        for other in (
            "en",
            *(code for code in self.languages if code not in ("en", language) and scripts_of(code) == same),
        ):
            self._by_words(pieces, other, found, FROM_OTHER_LANGUAGES)
            if any(one.score >= NOTHING_SURE for one in found.values()):
                return

    def _by_names(self, pieces: Sequence[str], language: str, found: dict[str, Found]) -> None:
        esco = self.esco()
        if esco is None or language not in esco.state.languages:
            return
        weight = cache(lambda one: esco.weight(one, language))
        rarest = esco.rarest
        for piece in pieces:
            stems = read_stems(piece, language, lambda one: esco.knows(one, language), lambda _one: None)
            if not stems:
                continue
            asked = dict.fromkeys(stems.told, 1.0)
            asked[""] = stems.unknown * UNKNOWN * rarest
            told = list(stems.told)
            keys = {
                " ".join(told[start:end])
                for start in range(len(told))
                for end in range(start + 1, min(len(told), start + LONGEST_NAME) + 1)
            }
            for name in (*esco.named(keys, language), *esco.like(told, language)):
                score, of_name = fit(asked, name.stems, weight)
                if name.is_about:
                    covered = sum(weight(one) for one in set(name.stems) if one in asked)
                    everything = sum(weight(one) for one in told) + asked[""]
                    score, of_name = 0.5 * covered / everything * covered / (covered + 4.0), 0.0
                score *= OF_ESCO
                rung = WHOLE if of_name > 0.99 and score >= SURE_ENOUGH[WHOLE] else WORDS
                if score >= (SURE_ENOUGH[WHOLE] if rung == WHOLE else SOME_WORDS_OF_A_NAME):
                    words = tuple(dict.fromkeys(stems.told[one] for one in name.stems if one in stems.told))
                    one = found.setdefault(name.uri, Found(name.uri, concept=name))
                    one.add(Evidence(rung, score, words, name.text, language), piece)

    def _by_meaning(self, clauses: Clauses, language: str, found: dict[str, Found]) -> None:
        ours, theirs = self.task_vectors(), self.esco_vectors()
        pieces = (*clauses.sentences, *clauses.parts)[:MOST_ENCODED]
        if not pieces or (ours is None and theirs is None):
            return
        asked = meaning.encode(pieces)
        if ours:
            for piece, near in zip(pieces, ours.nearest(asked, dict.fromkeys((language, "en"))), strict=True):
                for one in near:
                    told = Evidence(MEANING, meaning.worth(one.score, language), (), one.known.text, one.known.language)
                    found.setdefault(one.known.of, Found(one.known.of)).add(told, piece)
        if theirs:
            for piece, near in zip(pieces, theirs.nearest(asked, tuple(theirs.parts)), strict=True):
                for one in near:
                    uri, kind, isco = one.known.of.split(" ")
                    name = Name(uri, kind, isco, one.known.text, (), is_about=False)
                    score = meaning.worth(one.score, language) * OF_ESCO
                    told = Evidence(MEANING, score, (), one.known.text, one.known.language)
                    found.setdefault(uri, Found(uri, concept=name)).add(told, piece)

    def _without_twins(self, found: list[Found]) -> list[Found]:
        """A concept of ESCO that a suggested task stands for is not suggested twice; what speaks for it speaks for the task."""
        tasks = {uri: one for one in found if not one.concept for uri in self._uris(one.of)}
        kept = []
        for one in found:
            task = tasks.get(one.of) if one.concept else None
            if task is None:
                kept.append(one)
            else:
                for told in one.evidence.values():
                    task.add(told)
        return kept

    def _uris(self, task: str) -> tuple[str, ...]:
        one = self.tasks[task]
        return (*one.occupations[:1], *one.skills[:1])


def _leading(found: Iterable[Found]) -> frozenset[str]:
    """Of each piece of the text the surest, so that who tells of five things is not asked about the first one five times."""
    best: dict[str, tuple[float, str]] = {}
    for one in found:
        for piece, scores in one.pieces.items():
            if (score := _together(scores.values())) >= LEADS and (score, one.of) > best.get(piece, (0.0, "")):
                best[piece] = (score, one.of)
    return frozenset(of for _score, of in best.values())


def phrases_in(tasks: Mapping[str, Task], language: str) -> Iterator[tuple[str, str]]:
    """(task, phrase) in a language, labels among them."""
    for task in tasks.values():
        if language in task.labels:
            yield task.id, task.labels[language]
        for phrase in task.phrases.get(language, ()):
            yield task.id, phrase


def known_texts(tasks: Mapping[str, Task]) -> list[Known]:
    """What the encoder reads of our vocabulary: every language that it can."""
    languages = sorted({language for task in tasks.values() for language in task.labels if meaning.is_read(language)})
    return [Known(language, task, text) for language in languages for task, text in phrases_in(tasks, language)]


def scripts_of(language: str) -> tuple[str, ...]:
    """The languages that share a script other than Latin with this one; none for those in Latin letters."""
    return next((those for those in SCRIPTS.values() if language in those), ())


def language_of(text: str, told: str) -> str:
    """The language to read a text in: the one that was told, unless its letters or its small words are another's."""
    counts = dict.fromkeys(BLOCKS, 0)
    letters = 0
    for letter in text[:400]:
        if letter.isalpha():
            letters += 1
            for first, last in BLOCKS.items():
                if first <= letter <= last:
                    counts[first] += 1
    most = max(counts, key=lambda first: counts[first])
    if letters and counts[most] * 2 > letters and told not in SCRIPTS[most]:
        told = SCRIPTS[most][0]
    elif letters and not any(counts.values()) and scripts_of(told):
        told = "en"  # in Latin letters; the other languages that have them come next
    words = words_of(text[:400])
    small = {code: sum(is_stopword(word, code) for word in words) for code in (told, *LANGUAGES_WITH_SMALL_WORDS)}
    likely = max(small, key=lambda code: small[code])
    return likely if small[likely] >= SMALL_WORDS and small[likely] > 2 * small[told] else told


__all__ = ["MEANING", "RUNGS", "WHOLE", "WORDS", "Evidence", "Found", "Ladder", "Read", "known_texts"]
