"""The multilingual vocabulary: concepts of the field with their words in every language, after SKOS.

`packs/shared/vocabulary/*.yaml`; `label` is a prefLabel, `other` are altLabels, `records` what is about the concept.
"""

from __future__ import annotations

import math
import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pathfinder.search.stopwords import is_stopword
from pathfinder.search.words import languages_of, stem, words_of
from rulebook.load import as_items, parse_yaml

OTHER_SCRIPTS = ("ar", "fa", "ps", "ru", "uk", "ti")  # “CV”, “B1” and “60” stand in their words too
COVERED = 0.4  # of a label's weight that must be typed for the label to be meant
SHORTEST_TO_MEND = 4  # letters; shorter words have too many neighbours
KEPT_CONCEPTS = 8
FOR_WHOM = frozenset({"audiences", "statuses"})  # schemes: “refugee” says for whom something is, not what it is
_WORDS = re.compile(r"\w+")
LONGEST_ENDING = 2  # letters that a term of one word may have more: “permits”
LONGEST_SHORT_FORM = 6  # letters of an abbreviation


@dataclass(frozen=True)
class Concept:
    id: str
    scheme: str
    label: Mapping[str, str]
    other: Mapping[str, tuple[str, ...]]
    definition: Mapping[str, str]
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    records: tuple[str, ...] = ()

    @property
    def is_for_whom(self) -> bool:
        return self.scheme in FOR_WHOM

    def words(self, language: str) -> Iterator[str]:
        if language in self.label:
            yield self.label[language]
        yield from self.other.get(language, ())

    def all_words(self) -> Iterator[tuple[str, str]]:
        """(language, word), labels first."""
        for language in self.label:
            for word in self.words(language):
                yield language, word


@dataclass(slots=True, eq=False)
class Label:
    """One word or phrase of a concept, and the stems that carry its meaning, each once.

    There are 60,000: short tuples, which labels share, take a fifth of the memory of sets.
    """

    concept: str
    words: str
    language: str
    stems: tuple[str, ...]
    is_preferred: bool
    small_words: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    weight: float = 0.0  # of all its stems together; told by the vocabulary when it knows all labels

    def compared(self) -> str:
        """As one text, for the order of labels."""
        return " ".join(self.folded)

    @property
    def is_one_word_of_a_phrase(self) -> bool:
        """“May I work” comes down to “work”, which says much less."""
        return len(self.stems) == 1 and bool(self.small_words)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A concept that typed words mean, through which word of which language, and how surely (0 to 1)."""

    concept: str
    words: str
    language: str
    weight: float
    typed: tuple[str, ...]  # the typed words that it took


class _Term(NamedTuple):
    """A word or phrase of a concept as it stands in a text."""

    stems: tuple[str, ...]
    word: str  # the first one, folded
    concept: str


Stem = tuple[str, str]  # language, stem: a word is compared with a language by that language's rules


@dataclass
class Vocabulary:
    concepts: Mapping[str, Concept]
    labels: list[Label] = field(init=False, repr=False)
    by_stem: Mapping[Stem, tuple[Label, ...]] = field(init=False, repr=False)  # the labels that have it
    weight_of_stem: Mapping[Stem, float] = field(init=False, repr=False)
    _terms_by_language: dict[str, Mapping[str, list[_Term]]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        once = _Once()
        self.labels = [label for concept in self.concepts.values() for label in _labels_of(concept, once)]
        self.by_stem = _by_stem(self.labels)  # of whole words alone: only those make up others
        self.labels += [apart for label in self.labels if (apart := self._taken_apart(label, once))]
        self.by_stem = _by_stem(self.labels)
        self.weight_of_stem = self._weights()
        for label in self.labels:
            label.weight = sum(self.weight_of_stem[label.language, one] for one in label.stems)

    def _taken_apart(self, label: Label, once: _Once) -> Label | None:
        """“Sprachkurs” is also “Sprache” and “Kurs”: a label whose long word is made of two that others use alone."""
        if label.language not in COMPOUNDING:
            return None
        parts = [
            part
            for word in content_words(label.words, label.language)
            for part in split_compound(word, label.language, self.knows) or (word,)
        ]
        stems = once(stem(part, label.language) for part in parts)
        if set(stems) == set(label.stems):
            return None
        return replace(label, stems=stems, is_preferred=False)

    def _weights(self) -> dict[Stem, float]:
        """Rare words mean more: the logarithm of how few concepts use a stem."""
        total = len(self.concepts) + 1
        return {
            one: math.log(total / len({label.concept for label in labels})) + 0.3
            for one, labels in self.by_stem.items()
        }

    def rarity(self, word: str) -> float:
        """How much a typed word says (0 to 1): what many concepts use, in some language, says little in a text too."""
        known = [weight for code in languages_of(word) if (weight := self.weight_of_stem.get((code, stem(word, code))))]
        return min(known, default=self.most) / self.most

    @cached_property
    def most(self) -> float:
        """The weight of a stem that one concept alone uses."""
        return max(self.weight_of_stem.values(), default=1.0)

    def get_ready(self) -> None:
        """Work out now what the first search would otherwise wait for."""
        for ready in (self.words, self.spellings, self.labels_in_order, self.stems_for_whom):
            len(ready)

    def knows(self, word: str, language: str = "") -> bool:
        """Whether a folded word, in any of its forms, stands in a label of this language, or of any."""
        languages = (language,) if language else languages_of(word)
        return any((code, stem(word, code)) in self.by_stem for code in languages)

    def is_small(self, word: str, language: str) -> bool:
        """Whether a typed word carries no meaning for a reader of this language: “is” does in Turkish."""
        return is_stopword(word, language) or (is_stopword(word) and not self.knows(word, language))

    @cached_property
    def by_rarest_stem(self) -> dict[Stem, tuple[Label, ...]]:
        """Each label once, under the stem that fewest concepts use: the quickest way to see whether a text has it."""
        rarest = {
            one: tuple(label for label in labels if self._rarest(label) == one[1])
            for one, labels in self.by_stem.items()
        }
        return {one: labels for one, labels in rarest.items() if labels}

    def _rarest(self, label: Label) -> str:
        return max(label.stems, key=lambda one: (self.weight_of_stem[label.language, one], one))

    def concepts_in(self, text: str, language: str) -> set[str]:
        """The concepts that a text in one language names with all words of a label."""
        stems = frozenset(stem(word, language) for word in content_words(text, language))
        return {
            label.concept
            for one in stems
            for label in self.by_rarest_stem.get((language, one), ())
            if stems.issuperset(label.stems) and not label.is_one_word_of_a_phrase
        }

    def terms_in(self, text: str, language: str) -> list[Concept]:
        """The concepts that a text names word for word, in its order; of two that begin at one word, the longer.

        Words of a phrase may have any ending. A word alone stands as it is or gets a short one: “foreign” is no foreigner.
        """
        words = words_of(text)
        stems = tuple(stem(word, language) for word in words)
        begins = self._terms(language)
        found: dict[str, Concept] = {}
        place = 0
        while place < len(words):
            here = [
                term for term in begins.get(stems[place], ())
                if stems[place : place + len(term.stems)] == term.stems
                and (len(term.stems) > 1 or 0 <= len(words[place]) - len(term.word) <= LONGEST_ENDING)
            ]  # fmt: skip
            if longest := max(here, key=lambda term: len(term.stems), default=None):
                found.setdefault(longest.concept, self.concepts[longest.concept])
            place += len(longest.stems) if longest else 1
        return list(found.values())

    def _terms(self, language: str) -> Mapping[str, list[_Term]]:
        """The terms by the stem of their first word, labels before other words; worked out when first asked for."""
        if language not in self._terms_by_language:
            begins: dict[str, list[_Term]] = {}
            told = [(words, concept.id) for concept in self.concepts.values() for words in concept.words(language)]
            labels = {(concept.label.get(language, ""), concept.id) for concept in self.concepts.values()}
            for words, id_ in sorted(told, key=lambda one: one not in labels):
                if folded := words_of(words):
                    stems = tuple(stem(word, language) for word in folded)
                    begins.setdefault(stems[0], []).append(_Term(stems, folded[0], id_))
            self._terms_by_language[language] = begins
        return self._terms_by_language[language]

    @cached_property
    def stems_for_whom(self) -> frozenset[Stem]:
        """Stems that are a whole word for a group of people or for their status."""
        return frozenset(
            (label.language, *label.stems)
            for label in self.labels
            if len(label.stems) == 1 and not label.small_words and self.concepts[label.concept].is_for_whom
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """All folded words of all labels."""
        return frozenset(word for label in self.labels for word in label.folded)

    @cached_property
    def spellings(self) -> dict[tuple[int, str, int], list[str]]:
        """Words by (place, letter, length): where to look for what was probably meant."""
        found: dict[tuple[int, str, int], list[str]] = {}
        for word in sorted(self.words):
            if len(word) >= SHORTEST_TO_MEND:
                for place in (0, 1):
                    found.setdefault((place, word[place], len(word)), []).append(word)
        return found

    @cached_property
    def concepts_of_record(self) -> dict[str, list[tuple[str, int]]]:
        """Record to the concepts that name it, with its place among the records of the concept in its country."""
        found: dict[str, list[tuple[str, int]]] = {}
        for concept in self.concepts.values():
            places: dict[str, int] = {}
            for record in concept.records:
                country = record.partition("-")[0]
                places[country] = places.get(country, 0) + 1
                found.setdefault(record, []).append((concept.id, places[country]))
        return found

    @cached_property
    def labels_in_order(self) -> list[Label]:
        """Every label in the order of how it is compared, for suggestions while typing."""
        return sorted(self.labels, key=Label.compared)

    def labels_beginning(self, begun: str) -> list[Label]:
        """Labels that, folded, begin so."""
        labels = self.labels_in_order
        first = bisect_left(labels, begun, key=Label.compared)
        return list(takewhile(lambda label: label.compared().startswith(begun), islice(labels, first, None)))

    def mend(self, word: str) -> str | None:
        """The word of the vocabulary that was probably meant by one that nobody knows."""
        length = len(word)
        if length < SHORTEST_TO_MEND or word.isdigit():
            return None
        most = 1 if length < 7 else 2
        near = [w for n in range(length - most, length + most + 1) for w in self.spellings.get((0, word[0], n), ())]
        best = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=most)
        if best is None and length > SHORTEST_TO_MEND:
            best = process.extractOne(word, self._with_another_first(word), scorer=OSA.distance, score_cutoff=1)
        return best[0] if best else None

    def _with_another_first(self, word: str) -> list[str]:
        """Words that differ in the first letter: another one, one too many, one missing, or two swapped."""
        places = [(1, word[1], 0), (0, word[1], -1), (1, word[0], 1), (0, word[1], 0)]
        return [w for place, letter, more in places for w in self.spellings.get((place, letter, len(word) + more), ())]

    def meanings(self, typed: Iterable[str], language: str, countries: frozenset[str] = frozenset()) -> list[Meaning]:
        """The concepts that the words of a query mean, the surest first; words in any order and of any language."""
        words = sorted(typed, key=lambda word: not is_stopword(word))  # words with meaning come over small ones
        said = frozenset(words)
        forms = {
            (code, stem(word, code)): word for word in words for code in languages_of(word)
        }  # fmt: skip
        forms |= {(code, word): word for word in words if word[0] < "\u0250" for code in OTHER_SCRIPTS}
        likely = self._likely_languages(forms, language)
        best: dict[str, Meaning] = {}
        for label in self._nearly_covered(forms):
            meaning = self._meaning(label, forms, said, likely, countries)
            if meaning and (label.concept not in best or _says_more(meaning, best[label.concept])):
                best[label.concept] = meaning
        return _without_parts(sorted(best.values(), key=_rank))[:KEPT_CONCEPTS]

    def _nearly_covered(self, forms: Iterable[tuple[str, str]]) -> list[Label]:
        """Labels of which the words may say enough, in the order of the words. Most labels with a word in common fall out here."""
        said: dict[Label, float] = {}
        for one in forms:
            if labels := self.by_stem.get(one):
                weight = self.weight_of_stem[one]
                for label in labels:
                    said[label] = said.get(label, 0.0) + weight
        return [label for label, weight in said.items() if weight >= COVERED * label.weight - 1e-9]

    def _likely_languages(self, forms: Mapping[tuple[str, str], str], language: str) -> dict[str, float]:
        """How likely the words are in a language: by how many of them it knows; the reader's own comes first."""
        known: dict[str, set[str]] = {}
        for (code, short), word in forms.items():
            if (code, short) in self.by_stem and not is_stopword(word):
                known.setdefault(code, set()).add(word)
        most = max(map(len, known.values()), default=1)
        return {
            code: (0.7 + 0.3 * len(words) / most) * (1.0 if code == language else 0.94) for code, words in known.items()
        }

    def _meaning(
        self, label: Label, forms: Mapping[tuple[str, str], str], said: frozenset[str], likely: Mapping[str, float],
        countries: frozenset[str],
    ) -> Meaning | None:  # fmt: skip
        matched = [one for one in label.stems if self._is_meant(label, forms.get((label.language, one)))]
        took = {forms[label.language, one] for one in matched}
        if len(matched) < len(label.stems) and self._says_nothing_alone(took, label.language):
            return None
        weights = self.weight_of_stem
        covered = sum(weights[label.language, one] for one in matched) / label.weight
        if covered < COVERED:
            return None
        # A longer phrase that fits says more than one word of it.
        weight = covered**1.7 * min(1.0, 0.55 + 0.15 * len(matched) + 0.06 * label.weight)
        weight *= 1.0 if label.is_preferred else 0.96
        # “Diploma not recognised” is not what “recognise diploma” means, and “may I work” not what “work” means.
        small_ones_said = sum(word in said for word in label.small_words)
        weight *= (0.8 if len(label.stems) == 1 else 0.98) ** (len(label.small_words) - small_ones_said)
        weight *= 1.04 ** min(2, small_ones_said)
        weight *= likely.get(label.language, 0.66)
        concept = self.concepts[label.concept]
        if concept.countries and countries and not countries & set(concept.countries):
            weight *= 0.5
        return Meaning(label.concept, label.words, label.language, weight, tuple(sorted(took)))

    def _says_nothing_alone(self, typed: Iterable[str], language: str) -> bool:
        """Small words, and those that only say for whom: “refugees” is not half of “courses for refugees”."""
        return all(is_stopword(word) or (language, stem(word, language)) in self.stems_for_whom for word in typed)

    def _is_meant(self, label: Label, word: str | None) -> bool:
        """A small word stands for itself only: “for” is not Le Forem."""
        return word is not None and (not is_stopword(word) or word in label.folded)


def _rank(meaning: Meaning) -> tuple[float, str]:
    """The surest first; equally sure ones by name, whatever the last digits of their sums are."""
    return -round(meaning.weight, 9), meaning.concept


def _says_more(new: Meaning, old: Meaning) -> bool:
    """Of the labels of a concept the one that took more of the words, where it fits nearly as well."""
    if set(new.typed) > set(old.typed):
        return new.weight > 0.9 * old.weight
    if set(new.typed) < set(old.typed):
        return 0.9 * new.weight >= old.weight
    return new.weight > old.weight


def _without_parts(meanings: list[Meaning]) -> list[Meaning]:
    """A meaning whose words are all part of a surer, longer one is weaker: “work permit” is not “work”. The surest first."""
    surest: dict[frozenset[str], float] = {}  # of the meanings that took these words
    for meaning in meanings:
        surest.setdefault(frozenset(meaning.typed), meaning.weight)
    kept: list[Meaning] = []
    for meaning in meanings:
        typed = frozenset(meaning.typed)
        longer = any(typed < other and weight >= meaning.weight for other, weight in surest.items())
        weight = meaning.weight * (0.35 if longer else 1.0)
        kept.append(Meaning(meaning.concept, meaning.words, meaning.language, weight, meaning.typed))
    return sorted(kept, key=_rank)


class _Once:
    """Gives words as a tuple in one order, and the same tuple for the same words: most labels share theirs with others."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def __call__(self, words: Iterable[str]) -> tuple[str, ...]:
        return self.in_order(sorted(set(words)))

    def in_order(self, words: Iterable[str]) -> tuple[str, ...]:
        """In the order they are given, with words that come twice."""
        told = tuple(map(sys.intern, words))
        return self._known.setdefault(told, told)


def _labels_of(concept: Concept, once: _Once) -> Iterator[Label]:
    seen = set()
    for language, words in concept.all_words():
        folded = once.in_order(words_of(words))
        stems = once(stem(word, language) for word in _with_meaning(folded, words, language))
        if stems and (frozenset(stems), language) not in seen:
            seen.add((frozenset(stems), language))
            small = once(word for word in folded if is_stopword(word, language))
            yield Label(concept.id, words, language, stems, words == concept.label.get(language), small, folded)


def _by_stem(labels: Iterable[Label]) -> dict[Stem, tuple[Label, ...]]:
    found: dict[Stem, list[Label]] = {}
    for label in labels:
        for one in label.stems:
            found.setdefault((label.language, one), []).append(label)
    return {one: tuple(having) for one, having in found.items()}


SHORTEST_PART = 4
COMPOUNDING = {"de": ("", "s", "n", "en", "es"), "nl": ("", "s", "en", "e"), "hu": ("",)}  # and the letters between


def split_compound(word: str, language: str, is_known: Callable[[str, str], bool]) -> tuple[str, ...]:
    """Two known words of one language that a word is made of; the longest second one. Nothing when there are none."""
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        tail = word[cut:]
        if not is_known(tail, language):
            continue
        for link in COMPOUNDING[language]:
            head = word[:cut].removesuffix(link) if link else word[:cut]
            if len(head) >= SHORTEST_PART and is_known(head, language):
                return head, tail
    return ()


def content_words(words: str, language: str) -> list[str]:
    """The words that carry meaning, folded; all of them where none would be left. “IT” is none of the small words."""
    return list(_with_meaning(words_of(words), words, language))


def _with_meaning(folded: Sequence[str], words: str, language: str) -> Sequence[str]:
    short_forms = {
        word.casefold()
        for word in _WORDS.findall(words)
        if len(word) <= LONGEST_SHORT_FORM and word.isupper() and word != "I"
    }
    return [word for word in folded if not is_stopword(word, language) or word in short_forms] or folded


@lru_cache(maxsize=2)
def load_vocabulary(packs: Path) -> Vocabulary:
    """All concepts. Cost: about a second, once a process. A missing folder is an empty vocabulary."""
    found: dict[str, Concept] = {}
    for path in sorted((packs / "shared" / "vocabulary").glob("*.yaml")):
        for data in as_items((parse_yaml(path.read_text(encoding="utf-8")) or {}).get("concepts")):
            concept = _concept(data)
            found[concept.id] = concept
    for path in sorted((packs / "shared" / "vocabulary" / "more").glob("*.yaml")):
        data = parse_yaml(path.read_text(encoding="utf-8")) or {}
        for concept_id, words in (data.get("other") or {}).items():
            found[concept_id] = _with_more(found[concept_id], str(data["language"]), words)
    return Vocabulary(found)


def _with_more(concept: Concept, language: str, words: Iterable[str]) -> Concept:
    known = concept.other.get(language, ())
    return replace(concept, other={**concept.other, language: (*known, *map(str, words))})


def _concept(data: Mapping[str, Any]) -> Concept:
    return Concept(
        id=str(data["id"]),
        scheme=str(data.get("scheme", "")),
        label={str(k): str(v) for k, v in (data.get("label") or {}).items()},
        other={str(k): tuple(map(str, v)) for k, v in (data.get("other") or {}).items() if v},
        definition=data.get("definition") or {},
        broader=tuple(data.get("broader") or ()),
        related=tuple(data.get("related") or ()),
        themes=tuple(data.get("themes") or ()),
        countries=tuple(data.get("countries") or ()),
        records=tuple(map(str, data.get("records") or ())),
    )
