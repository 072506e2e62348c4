"""Hard sentences of many texts, the hardest first. Knows no Django."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pathfinder.plain.pack_texts import Text
from pathfinder.plain.reading import Reading, Sentence, read


@dataclass(frozen=True)
class Hard:
    """A hard sentence and where it stands."""

    text: Text
    reading: Reading
    sentence: Sentence


@dataclass(frozen=True)
class Found:
    """Of one language: the hard sentences, how many texts were read, and how many of those long enough miss the aim."""

    language: str
    hard: tuple[Hard, ...]
    texts: int
    measured: int
    missing_the_aim: int


def hard_sentences(texts: Iterable[Text], language: str) -> Found:
    """The same sentence is told once, where it was met first."""
    found: dict[str, Hard] = {}
    count = measured = missing = 0
    for text in texts:
        if text.language != language:
            continue
        reading = read(text.words, language)
        count += 1
        measured += reading.score is not None
        missing += reading.misses_the_aim
        for sentence in reading.hard:
            found.setdefault(sentence.text, Hard(text, reading, sentence))
    hard = sorted(found.values(), key=lambda one: (-one.sentence.difficulty, one.sentence.text))
    return Found(language, tuple(hard), count, measured, missing)


def as_lines(found: Found, most: int) -> Iterator[str]:
    """For the terminal."""
    share = f", {found.missing_the_aim} of {found.measured} measured texts miss the aim" if found.measured else ""
    yield f"{found.language}: {len(found.hard)} hard sentences in {found.texts} texts{share}"
    for one in found.hard[:most]:
        long_words = f" ({', '.join(one.sentence.long_words)})" if one.sentence.long_words else ""
        yield f"  {one.text.place}: {one.sentence.words} words{long_words}"
        yield f"    {one.sentence.text}"
    if len(found.hard) > most:
        yield f"  and {len(found.hard) - most} more"
