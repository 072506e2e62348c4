"""How well what somebody wrote fits a phrase: by the stems they share, each as heavy as it is rare."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pathfinder.search.queries import COMPOUNDING, is_stopword, split_compound, stem, words_of

# What people say around what they did, in the words of the search's own list and beyond it
_AROUND = {
    "en": "year month day week time country experience experienced good well used work worked working job people home",
    "nl": "jaar jaren maand dag tijd land ervaring goed werk werkte gewerkt werken baan mensen",
    "fr": "an ans annee annees mois jour temps pays experience bien travail travaille travailler emploi gens",
    "de": "jahr jahre jahren monat tag zeit land erfahrung gut arbeit arbeitete gearbeitet arbeiten leute",
    "es": "ano anos mes dia tiempo pais experiencia bien trabajo trabaje trabajar trabajaba gente",
    "it": "anno anni mese giorno tempo paese esperienza bene lavoro lavorato lavorare lavoravo gente",
    "hu": "ev evig honap nap ido orszag tapasztalat jol munka dolgoztam dolgozom emberek",
    "sk": "rok roky rokov mesiac den cas krajina skusenosti dobre praca pracoval pracovala robil robila ludia",
    "sl": "leto let leta mesec dan cas drzava izkusnje dobro delo delal delala ljudje",
    "uk": "рік роки років місяць день час країна досвід добре робота працював працювала робив робила люди",
    "ru": "год года лет месяц день время страна опыт хорошо работа работал работала делал делала люди",
    "ar": "سنة سنوات سنين شهر يوم وقت بلد بلدي خبرة جيد عمل عملت اعمل اشتغلت شغل ناس كنت",
    "fa": "سال سالها ماه روز وقت کشور تجربه خوب کار کردم میکردم مردم",
    "ps": "کال کلونه میاشت ورځ وخت هیواد تجربه ښه کار کاوه خلک",
    "ti": "ዓመት ወርሒ መዓልቲ ግዜ ሃገር ተመክሮ ጽቡቕ ስራሕ ሰሪሐ ሰብ",
    "tr": "yil yillar ay gun zaman ulke tecrube deneyim iyi is calistim calisiyordum calismak insan",
    "so": "sano sanad bil maalin wakhti dal waayo aragnimo fiican shaqo shaqeeyay shaqayn dad",
}
_AROUND_STEMS = {
    language: frozenset(stem(word, language) for word in words_of(words)) for language, words in _AROUND.items()
}
AROUND = 0.25  # what such a word weighs beside one that says what was done
UNKNOWN = 0.3  # weight of a word that nothing knows, in parts of a rare one
SPECIFIC = 3.0  # weight of stems at which a fit is half as sure as it can be


@dataclass(frozen=True, slots=True)
class Stems:
    """The stems of a text, each with the word it comes from."""

    told: Mapping[str, str]
    mended: frozenset[str] = frozenset()  # those that were written otherwise
    unknown: int = 0  # words that nothing knows

    def __bool__(self) -> bool:
        return bool(self.told)


@lru_cache(maxsize=512)
def content_stems(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """(stem, word) of the words that carry meaning, each stem once, in order; of all words where none would be left."""
    words = words_of(text)
    told = [word for word in words if not is_stopword(word, language)] or words
    return tuple({stem(word, language): word for word in reversed(told)}.items())[::-1]


def says_little(one: str, language: str) -> bool:
    """Whether a stem only stands around what somebody did: “worked for years”."""
    return one in _AROUND_STEMS.get(language, ())


def read_stems(text: str, language: str, knows: Callable[[str], bool], mend: Callable[[str], str | None]) -> Stems:
    """The stems of what somebody wrote, those that are known: long words taken apart, typing errors mended."""
    told: dict[str, str] = {}
    mended: set[str] = set()
    unknown = 0
    for one, word in content_stems(text, language):
        if knows(one):
            told.setdefault(one, word)
        elif parts := _parts(word, language, knows):
            for part in parts:
                told.setdefault(part, word)
        elif better := mend(one):
            if better not in told:
                told[better] = word
                mended.add(better)
        elif not says_little(one, language):
            unknown += 1
    return Stems(told, frozenset(mended), unknown)


def _parts(word: str, language: str, knows: Callable[[str], bool]) -> tuple[str, ...]:
    if language not in COMPOUNDING:
        return ()
    parts = split_compound(word, language, lambda part, code: knows(stem(part, code)))
    return tuple(stem(part, language) for part in parts)


def fit(asked: Mapping[str, float], phrase: Collection[str], weight: Callable[[str], float]) -> tuple[float, float]:
    """(how well, how much of the phrase): both 0 to 1.

    `asked` are the stems that were written, with how surely each was meant; their unknown words count in `asked[""]`.
    """
    covered = sum(weight(one) * asked[one] for one in phrase if one in asked)
    if not covered:
        return 0.0, 0.0
    of_text = sum(weight(one) * sure for one, sure in asked.items() if one) + asked.get("", 0.0)
    return fit_of(covered, sum(weight(one) for one in phrase), of_text)


def fit_of(covered: float, phrase: float, text: float) -> tuple[float, float]:
    """The same from the weights of what both share, of the phrase, and of what was written."""
    of_phrase = covered / phrase
    specific = covered / (covered + SPECIFIC)
    return specific * of_phrase**0.7 * (0.4 + 0.6 * min(1.0, covered / text)), of_phrase
