"""Words made comparable: letters folded, endings cut off. The same for what is indexed and for what is typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

from pathfinder.search.own_stems import somali, tigrinya

LONGEST_WORD = 40  # letters; a longer one is no word

# Arabic script: spellings of alef, ya, kaf, ha and hamza that people use for one another
_ARABIC = str.maketrans(
    {**dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ىیېۍئۓے", "ي"), **dict.fromkeys("کګ", "ك"), **dict.fromkeys("ةۀەۂ", "ه"), "ؤ": "و", "ء": None, "ـ": None,
     "\u200c": " ", "ګ": "گ"}
)  # fmt: skip
# Letters that do not come apart into a plain one and a sign
_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ґ": "г"})
_APOSTROPHES = str.maketrans(dict.fromkeys("'’ʼ`´‘ʻ", None))
# Ethiopic rows that sound alike, each of seven or eight letters
_ETHIOPIC = {
    source + n: target + n
    for source, target in (
        (0x1210, 0x1200),
        (0x1280, 0x1200),
        (0x1220, 0x1230),
        (0x12D0, 0x12A0),
        (0x1340, 0x1338),
        (0x1250, 0x1240),
        (0x12B8, 0x12A8),
    )
    for n in range(8)
}
# Single letters that sound alike: አ and ኣ, ሀ and ሃ, and those said with rounded lips
_ETHIOPIC |= {
    0x12A0: 0x12A3, 0x12D0: 0x12A3, 0x1200: 0x1203, 0x1210: 0x1203, 0x1280: 0x1203, 0x1248: 0x1246, 0x124A: 0x1241,
    0x124D: 0x1241, 0x1258: 0x1246, 0x125A: 0x1241, 0x12B0: 0x12AE, 0x12B2: 0x12A9, 0x12B5: 0x12A9, 0x12C0: 0x12AE,
    0x12C2: 0x12A9, 0x1310: 0x130E, 0x1312: 0x1309, 0x1315: 0x1309, 0x1288: 0x1206,
}  # fmt: skip
_WORD = re.compile(r"\w+")
# French and Italian join a small word to the next one: “d’emploi” is “emploi”
_ELISION = re.compile(
    r"(?<!\w)(l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|un|all|dall|dell|nell|sull|quest|com|cos|dov)['’ʼ`´‘](?=\w)",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x1f]")
_INVISIBLE = re.compile(r"[\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f]")

SNOWBALL = {
    "ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nl": "dutch", "ru": "russian", "tr": "turkish",
}  # fmt: skip
# Endings of languages that Snowball does not know, the longest first, folded as the words are
ENDINGS = {
    "sk": ["ovania", "ovanie", "eniach", "eniami", "ostiam", "ostiach", "nictva", "nictvo", "eniam", "enie", "enia", "ovej", "ovych", "ovym", "ami", "ach", "och", "eho", "emu", "ych", "ymi", "iam", "iach", "ov", "om", "ej", "ou", "am", "ie", "ia", "iu", "y", "i", "a", "e", "o", "u"],
    "sl": ["ovanja", "ovanje", "anjem", "anja", "anje", "enja", "enje", "ostjo", "osti", "nega", "nemu", "nih", "nim", "ami", "ama", "ega", "emu", "jem", "ih", "im", "om", "em", "ov", "ev", "ah", "eh", "i", "a", "e", "o", "u"],
    "uk": ["уванням", "ування", "ення", "еннями", "еннях", "анням", "ання", "ами", "ями", "ього", "ому", "ої", "ий", "ія", "ії", "ію", "ів", "ям", "ах", "ях", "ою", "ею", "ом", "ем", "єм", "им", "их", "у", "ю", "а", "я", "и", "і", "о", "е", "ь"],
    "fa": ["هايشان", "هايمان", "هايتان", "هايم", "هايي", "هاي", "ها", "تان", "مان", "شان", "ام", "ات", "اش", "م", "ش", "ي"],
    "ps": ["ونو", "ونه", "انو", "ان", "ې", "و", "ي", "ه"],
}  # fmt: skip
SHORTEST_STEM = 3
SHORTEST_SNOWBALL = 4  # shorter stems of different words meet by chance; but Arabic roots have three letters

_stemmers = {language: Stemmer.Stemmer(name, 0) for language, name in SNOWBALL.items()}  # 0: `stem` keeps them
OWN = {"so": somali, "ti": tigrinya}
LANGUAGES_WITH_STEMS = (*SNOWBALL, *ENDINGS, *OWN)


def fold(text: str) -> str:
    """Lower case without diacritics; letters that readers of a script take for one another become one letter."""
    text = _ELISION.sub(r"\1 ", text)
    if text.isascii():  # most words are: nothing of what follows would touch them
        return _CONTROL.sub(" ", text).lower().translate(_APOSTROPHES)
    text = text.replace("\u200c\u0648", " \u0648 ")  # Persian writes “and” joined by a mark that nobody types
    text = _INVISIBLE.sub(lambda found: " " if found.group() < "\x20" else "", text)
    text = unicodedata.normalize("NFKD", text.translate(_ARABIC)).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return text.translate(_ARABIC).translate(_LATIN).translate(_APOSTROPHES).translate(_ETHIOPIC)


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return [word for word in _WORD.findall(fold(text)) if len(word) <= LONGEST_WORD]


@lru_cache(maxsize=8_192)  # 2 MB when full
def stem(word: str, language: str) -> str:
    """The part of a folded word that stays the same in its other forms; the word itself in an unknown language."""
    if language in _stemmers:
        return _stem_again_and_again(word, language)
    if language in OWN:
        return OWN[language](word)
    for ending in ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _stem_again_and_again(word: str, language: str) -> str:
    """Snowball takes one ending at a time from some words: “tanfolyamok” and “tanfolyam” meet in the second round."""
    for _round in range(3):
        shorter = _stemmers[language].stemWord(word)
        if not shorter.isascii():  # Turkish makes a ç of a c
            shorter = fold(shorter)
        if shorter == word or len(shorter) < (SHORTEST_STEM if language == "ar" else SHORTEST_SNOWBALL):
            break
        word = shorter
    return word


@lru_cache(maxsize=4_096)  # 4 MB when full
def stems_in_any_language(word: str) -> frozenset[str]:
    """What is typed may be in any language: the word and each stem it could have."""
    return frozenset({word, *(stem(word, language) for language in languages_of(word))})


def languages_of(word: str) -> tuple[str, ...]:
    """Languages whose script the word is in."""
    first = word[:1]
    if "؀" <= first <= "ۿ":
        return ("ar", "fa", "ps")
    if "Ѐ" <= first <= "ӿ":
        return ("ru", "uk")
    if "ሀ" <= first <= "፿":
        return ("ti",)
    return _LATIN_LANGUAGES


_LATIN_LANGUAGES = tuple(
    language for language in LANGUAGES_WITH_STEMS if language not in {"ar", "fa", "ps", "ru", "uk", "ti"}
)


def indexed_words(text: str, language: str) -> list[str]:
    """What stands in the index for a text: each word, and its stem where that differs."""
    found = []
    for word in words_of(text):
        found.append(word)
        if (short := stem(word, language)) != word:
            found.append(short)
    return found
