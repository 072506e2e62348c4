"""What a typed query means: words, concepts of the vocabulary, and spellings that were mended."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pathfinder.search.vocabulary import COMPOUNDING, Meaning, Vocabulary, split_compound
from pathfinder.search.words import stem, words_of

LONGEST_QUERY = 300  # letters that are read; the rest of a pasted letter is left
MOST_WORDS = 24
_ELIDED = re.compile(r"[ld](?=[aeiouh]\w{4})")  # a letter of French or Italian whose apostrophe was left out


@dataclass(frozen=True)
class Understood:
    """A query, read."""

    typed: str
    words: tuple[str, ...]  # folded, those that carry meaning
    meanings: tuple[Meaning, ...] = ()
    mended: dict[str, str] = field(default_factory=dict)  # typed word to the one that was probably meant
    is_cut: bool = False

    @property
    def suggestion(self) -> str:
        """The query with its spelling mended, or nothing."""
        if not self.mended:
            return ""
        return " ".join(self.mended.get(word, word) for word in words_of(self.typed))


def understand(
    typed: str, language: str, vocabulary: Vocabulary, *, is_indexed: Callable[[str], bool],
    countries: frozenset[str] = frozenset(),
) -> Understood:  # fmt: skip
    """Never raises: any text is a query. `is_indexed` says whether a stem stands in some record."""
    all_words = words_of(typed[:LONGEST_QUERY])[:MOST_WORDS]
    words = [word for word in all_words if not vocabulary.is_small(word, language)] or all_words
    mended: dict[str, str] = {}
    meant: list[str] = []
    for word in dict.fromkeys(all_words):
        if word not in words or word in vocabulary.words or vocabulary.knows(word, language):
            meant.append(word)
        elif vocabulary.knows(word):  # as a form of a word in another language, or by chance
            meant.append(word)
            if not is_indexed(word) and (better := vocabulary.mend(word)):
                mended[word] = better
                meant.append(better)
        elif parts := _parts(word, vocabulary) or _without_apostrophe(word, vocabulary):
            meant += parts
        elif not (is_indexed(word) or is_indexed(stem(word, language))) and (better := vocabulary.mend(word)):
            mended[word] = better
            meant.append(better)
    meanings = vocabulary.meanings(meant, language, countries) if meant else []
    return Understood(
        typed=typed,
        words=tuple(dict.fromkeys(words)),
        meanings=tuple(meanings),
        mended=mended,
        is_cut=len(typed) > LONGEST_QUERY or len(words_of(typed[: LONGEST_QUERY * 2])) > MOST_WORDS,
    )


def _without_apostrophe(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """“limpiego” and “demploi” are typed for “l'impiego” and “d'emploi”."""
    rest = word[1:]
    is_known = _ELIDED.match(word) and any(vocabulary.knows(rest, code) for code in ("fr", "it"))
    return (rest,) if is_known else ()


def _parts(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The two known words that a typed one is made of, in a language that makes such words."""
    for language in COMPOUNDING:
        if parts := split_compound(word, language, vocabulary.knows):
            return parts
    return ()
