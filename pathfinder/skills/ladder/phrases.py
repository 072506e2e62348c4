"""The phrases of our own vocabulary in one language, kept in memory: which tasks does a clause tell of?"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pathfinder.skills.ladder.fit import AROUND, UNKNOWN, Stems, content_stems, fit_of, read_stems, says_little

FEWEST = 300  # tasks that the rarity of a word is told by: in a smaller vocabulary no word would be rare
SHORTEST_TO_MEND = 4  # letters; shorter words have too many neighbours
SAME_BEGINNING = 5  # letters that two forms of one word share, where no rule of a stemmer says so
MENDED = 0.7  # how surely a mended word was meant
WIDE = 0.3  # how much all phrases of a task together count beside the one that fits best


@dataclass(frozen=True, slots=True)
class Phrase:
    task: str
    text: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A task that a clause may tell of."""

    task: str
    score: float
    is_whole: bool  # every word of one of its phrases was written
    phrase: str
    words: tuple[str, ...]  # that were written, and fit


class PhraseBook:
    """All phrases of one language."""

    def __init__(self, language: str, phrases: Iterable[tuple[str, str]]) -> None:
        """`phrases` are (task, text), the label of a task among them."""
        self.language = language
        self.phrases = [
            Phrase(task, text, tuple(sys.intern(one) for one, _word in content_stems(text, language)))
            for task, text in phrases
        ]
        having: dict[str, list[int]] = {}
        for number, phrase in enumerate(self.phrases):
            for one in phrase.stems:
                having.setdefault(one, []).append(number)
        # Tuples: there are 40,000 stems, most of one phrase alone, and sets of them would take 10 MB.
        self.having = {one: tuple(numbers) for one, numbers in having.items()}
        self.tasks_having = {
            one: tuple({self.phrases[number].task: None for number in numbers}) for one, numbers in having.items()
        }
        total = max(len({phrase.task for phrase in self.phrases}), FEWEST) + 1
        self.weights = {
            one: (math.log(total / len(tasks)) + 0.3) * (AROUND if says_little(one, language) else 1.0)
            for one, tasks in self.tasks_having.items()
        }
        self.weight_of_phrase = array("d", (sum(self.weights[one] for one in phrase.stems) for phrase in self.phrases))
        self.rarest = math.log(total) + 0.3
        self.by_letter: dict[str, list[str]] = {}
        for one in sorted(self.having):
            self.by_letter.setdefault(one[0], []).append(one)
        self.mend = lru_cache(maxsize=2_048)(self._mend)

    def read(self, clause: str) -> Stems:
        return read_stems(clause, self.language, self.having.__contains__, self.mend)

    def look_up(self, clause: str) -> list[Match]:
        """The tasks that a clause may tell of, the surest first. Cost: under a millisecond."""
        stems = self.read(clause)
        if not stems:
            return []
        asked = {one: self.weights[one] * (MENDED if one in stems.mended else 1.0) for one in stems.told}
        of_text = sum(asked.values()) + stems.unknown * UNKNOWN * self.rarest
        covered: dict[int, float] = {}
        for one, weight in asked.items():
            for number in self.having[one]:
                covered[number] = covered.get(number, 0.0) + weight
        best: dict[str, tuple[float, float, int]] = {}
        for number, shared in covered.items():
            task = self.phrases[number].task
            score, of_phrase = fit_of(shared, self.weight_of_phrase[number], of_text)
            if task not in best or score > best[task][0]:
                best[task] = (score, of_phrase, number)
        wide: dict[str, float] = {}
        for one, weight in asked.items():
            for task in self.tasks_having[one]:
                wide[task] = wide.get(task, 0.0) + weight
        found = []
        for task, (score, of_phrase, number) in best.items():
            told = self.phrases[number]
            broad = wide[task] / of_text * wide[task] / (wide[task] + 3.0)
            words = tuple(dict.fromkeys(stems.told[one] for one in told.stems if one in stems.told))
            is_whole = of_phrase > 0.99
            found.append(Match(task, (1 - WIDE) * score + WIDE * broad, is_whole, told.text, words))
        found.sort(key=lambda one: (-round(one.score, 6), one.task))
        return found

    def _mend(self, one: str) -> str | None:
        """The stem that was probably meant by one that nobody knows: another form of it, or a typing error."""
        if len(one) < SHORTEST_TO_MEND or one.isdigit():
            return None
        near = self.by_letter.get(one[0], ())
        most = 1 if len(one) < 7 else 2
        found = process.extractOne(one, near, scorer=OSA.distance, score_cutoff=most)
        if found:
            return str(found[0])
        for known in near:
            shared = min(len(known), len(one)) if known.startswith(one) or one.startswith(known) else 0
            if shared >= SAME_BEGINNING:
                return known
        return None
