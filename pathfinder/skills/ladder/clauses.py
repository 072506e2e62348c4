"""A text as pieces that each tell of one thing: sentences, and the parts of those that list several."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_CLAUSES = 40  # that are read of one text
MOST_WORDS = 40  # of one clause
LONGEST_TEXT = 50_000  # letters; what is beyond is not looked at
_SENTENCE = re.compile(r"(?<!\d)[.](?!\d)|[.](?=\s)|[!?;؟؛。።፧!\n\r\u2022]+|\s[-–—*]\s|^\s*[-–—*]\s", re.MULTILINE)
_LIST = re.compile(r"[,،፣፡、/()]+")
# Words that join what one did; in Arabic one letter does, which is also the first one of many words
_AND = {
    "en": "and then also", "nl": "en ook daarna", "fr": "et puis aussi", "de": "und auch dann", "es": "y e también luego",
    "it": "e ed anche poi", "hu": "és meg is", "sk": "a aj potom", "sl": "in ter tudi", "ar": "و ثم وايضا وأيضا وكذلك",
    "uk": "і й та також потім", "fa": "و همچنین", "ps": "او هم", "ti": "ከምኡውን ድማ", "tr": "ve ayrıca", "so": "iyo oo", "ru": "и также потом",
}  # fmt: skip
_JOINED = {
    language: re.compile(
        rf"\s(?:{'|'.join(map(re.escape, words.split()))})\s" + (r"|\s(?=و\w{3})" if language == "ar" else ""),
        re.IGNORECASE,
    )
    for language, words in _AND.items()
}
SHORTEST = 2  # words of a part that stands alone


@dataclass(frozen=True)
class Clauses:
    """The pieces of a text, sentences before their parts."""

    sentences: tuple[str, ...]
    parts: tuple[str, ...]  # of the sentences that have several
    units: tuple[str, ...]  # parts, and sentences that have none
    is_cut: bool  # more was told than is read


def clauses_of(text: str, language: str) -> Clauses:
    """Never fails: any text is a list of clauses, perhaps an empty one."""
    sentences: list[str] = []
    parts: list[str] = []
    units: list[str] = []
    is_cut = len(text) > LONGEST_TEXT
    for sentence in _SENTENCE.split(text[:LONGEST_TEXT]):
        words = sentence.split()
        if not words:
            continue
        if len(sentences) == MOST_CLAUSES:
            is_cut = True
            break
        told = [" ".join(words[start : start + MOST_WORDS]) for start in range(0, len(words), MOST_WORDS)]
        is_cut = is_cut or len(told) > MOST_CLAUSES - len(sentences)
        for one in told[: MOST_CLAUSES - len(sentences)]:
            sentences.append(one)
            own = _parts_of(one, language)
            parts += own
            units += own or [one]
    parts, units = list(dict.fromkeys(parts)), list(dict.fromkeys(units))
    is_cut = is_cut or len(units) > MOST_CLAUSES
    return Clauses(tuple(dict.fromkeys(sentences)), tuple(parts[:MOST_CLAUSES]), tuple(units[:MOST_CLAUSES]), is_cut)


def _parts_of(sentence: str, language: str) -> list[str]:
    joined = _JOINED.get(language)
    listed = [part.strip() for part in _LIST.split(sentence) if part.strip()]
    parts = [piece.strip() for part in listed for piece in (joined.split(part) if joined else [part]) if piece.strip()]
    return parts if len(parts) > 1 else []
