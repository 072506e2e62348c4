"""How hard a text is to read. Knows no Django.

Each language has the formula that its own readers were studied for; a language without one has none here, and only its long
sentences are told. A formula counts words and syllables. It does not understand: a low number asks somebody to look.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

LONG_SENTENCE = (
    20  # words; “How to write clearly” of the European Commission asks for this on average, we ask it of each
)
LONG_WORD = 12  # letters, from which a word is shown to the editor
ENOUGH = 20  # words, below which a formula says nothing of a text
ENOUGH_IN_ONE = 10  # words, below which it says nothing of a sentence
OF_LIX = 6  # letters, above which LIX calls a word long

_END = re.compile(r"(?<=[.!?؟።…])[\"”»’)]*\s+|[\r\n]+|(?<=[;:؛])\s+(?=\S)")
_NO_END = re.compile(r"\b(?:[A-Za-z]|e\.g|i\.e|art|nr|no|ca|bv|bijv|z\.B|p\.ej|Mr|Dr|St|resp)\.$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?")
_PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}|https?://\S+|<[^>]+>")


@dataclass(frozen=True)
class Counted:
    """What formulas look at."""

    sentences: int
    words: int
    letters: int
    syllables: int
    one_syllable: int  # words
    three_syllables: int  # words with three or more
    over_six: int  # words of more than six letters


@dataclass(frozen=True)
class Formula:
    """`aim` is the score that we want a text to reach, `hard` the one where the authors say “very difficult”."""

    name: str
    score: Callable[[Counted], float]
    aim: float
    hard: float

    def difficulty(self, score: float) -> float:
        """0 at the aim, 1 where it is very difficult, whichever way the scale runs."""
        return (self.aim - score) / (self.aim - self.hard)


def _flesch(start: float, sentence: float, syllable: float) -> Callable[[Counted], float]:
    return lambda c: start - sentence * c.words / c.sentences - syllable * c.syllables / c.words


def _wiener(c: Counted) -> float:
    share = 100 / c.words
    return (
        0.1935 * c.three_syllables * share
        + 0.1672 * c.words / c.sentences
        + 0.1297 * c.over_six * share
        - 0.0327 * c.one_syllable * share
        - 0.875
    )


# On scales of the Flesch kind 60 begins “plain, standard”, which is as near to B1 as such a number comes; below 30 is “very
# difficult”. The Wiener Sachtextformel gives a school year: 8 is the last one that everybody attends in Austria.
FORMULAS = {
    "en": Formula("Flesch 1948", _flesch(206.835, 1.015, 84.6), 60, 30),
    "nl": Formula("Flesch-Douma 1960", _flesch(206.835, 0.93, 77), 60, 30),
    "fr": Formula("Kandel-Moles 1958", _flesch(207, 1.015, 73.6), 60, 30),
    "es": Formula("Szigriszt-Pazos 1993", _flesch(206.835, 1, 62.3), 60, 30),
    "ru": Formula("Oborneva 2006", _flesch(206.835, 1.3, 60.1), 60, 30),
    "de": Formula("Wiener Sachtextformel 1984", _wiener, 8, 13),
    # Lucisano and Piemontese 1988: under 60 is hard for people who left school at fourteen, under 40 for everybody
    "it": Formula("Gulpease 1988", lambda c: 89 + (300 * c.sentences - 10 * c.letters) / c.words, 60, 40),
}  # fmt: skip

# What is one syllable though it is several vowels; any other vowel is one by itself.
_TOGETHER = {
    "en": "[aeiouy]+",
    "nl": "aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouyàáâäèéêëìíîïòóôöùúûü]",
    "de": "ie|ei|ai|au|eu|äu|ey|ay|aa|ee|oo|[aeiouyäöüéèà]",
    "fr": "i?eau|[iy]?(?:œu|ou|oi|ai|ei|au|eu)i?|[iu](?=[aeoéèêàâô])[aeoéèêàâô]|ui|[aeiouyàâéèêëîïôùûüœ]",
    "es": "[iuü]?[aeoáéó](?:[iuy](?![aeoáéíóú]))?|[íú]|[iuü]+|y\\b",
    "ru": "[аеёиоуыэюя]",
}
_SYLLABLE = {language: re.compile(pattern, re.IGNORECASE) for language, pattern in _TOGETHER.items()}
_SILENT = {
    "en": re.compile(r"(?:[^aeiouyl]|[aeiouy]l)es?$|[^aeiouytd]ed$"),  # made, makes, asked; not table, started
    "fr": re.compile(r"[^aeiouyéèêà]es?$"),  # elle, listes
}
_SOUNDED = re.compile(r"(?:[sxz]|[cs]h|[cg])es$")  # classes, changes


@dataclass(frozen=True)
class Sentence:
    """One sentence that is hard to read, and what makes it so."""

    text: str
    words: int
    long_words: tuple[str, ...]
    difficulty: float  # the more, the harder: its length, and up to as much again for its words

    @property
    def is_long(self) -> bool:
        return self.words > LONG_SENTENCE


@dataclass(frozen=True)
class Reading:
    """How a text reads. `score` is None where it is too short to say, or its language has no formula."""

    formula: Formula | None
    score: float | None
    hard: tuple[Sentence, ...]

    @property
    def misses_the_aim(self) -> bool:
        return self.formula is not None and self.score is not None and self.formula.difficulty(self.score) > 0


@lru_cache(maxsize=20_000)
def read(text: str, language: str) -> Reading:
    """Measure a text; an easy variant (`nl-simple`) as its language."""
    code = language.partition("-")[0]
    formula = FORMULAS.get(code)
    sentences = sentences_of(text)
    hard = [found for sentence in sentences if (found := _hard(sentence, code, formula))]
    score = None
    if formula and (all_of_it := _count(sentences, code)) and all_of_it.words >= ENOUGH:
        score = round(formula.score(all_of_it), 1)
    return Reading(formula, score, tuple(sorted(hard, key=lambda one: -one.difficulty)))


def sentences_of(text: str) -> list[str]:
    """Split where a reader takes breath: at full stops, at line ends, at a colon or semicolon."""
    found: list[str] = []
    for piece in _END.split(_PLACEHOLDER.sub("X", text)):
        said = (piece or "").strip()
        if found and _NO_END.search(found[-1]):
            found[-1] += " " + said
        elif said:
            found.append(said)
    return found


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


@lru_cache(maxsize=50_000)
def syllables(word: str, language: str) -> int:
    """As one would clap them; a rule of thumb that is right for nine words in ten."""
    pattern = _SYLLABLE.get(language)
    if pattern is None:
        return 1
    small = word.lower()
    count = len(pattern.findall(small))
    silent = _SILENT.get(language)
    if count > 1 and silent and silent.search(small) and not (language == "en" and _SOUNDED.search(small)):
        count -= 1
    return max(1, count)


def _count(sentences: list[str], language: str) -> Counted | None:
    words = [word for sentence in sentences for word in words_of(sentence)]
    if not words:
        return None
    claps = [syllables(word, language) for word in words]
    return Counted(
        sentences=len(sentences),
        words=len(words),
        letters=sum(map(len, words)),
        syllables=sum(claps),
        one_syllable=claps.count(1),
        three_syllables=sum(count >= 3 for count in claps),
        over_six=sum(len(word) > OF_LIX for word in words),
    )


def _hard(sentence: str, language: str, formula: Formula | None) -> Sentence | None:
    """The sentence when it is long, or when the formula calls it very difficult."""
    words = words_of(sentence)
    by_length = len(words) / (LONG_SENTENCE + 1)
    by_formula = 0.0
    if formula and len(words) >= ENOUGH_IN_ONE and (counted := _count([sentence], language)):
        by_formula = formula.difficulty(formula.score(counted))
    if max(by_length, by_formula) < 1:
        return None
    long_words = tuple(dict.fromkeys(word for word in words if len(word) > LONG_WORD))
    return Sentence(sentence, len(words), long_words, round(by_length + min(max(by_formula, 0), 1), 2))
