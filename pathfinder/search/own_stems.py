"""Stems of Somali and Tigrinya, which Snowball does not know and endings alone do not reach."""

import re

_DOUBLE = re.compile(r"([bdfgklmnrst])\1")  # luqadda, luqada
_ARTICLES = (
    "kaygii",
    "gaygii",
    "haygii",
    "daydii",
    "taydii",
    "shaydii",
    "kayga",
    "gayga",
    "hayga",
    "keyga",
    "geyga",
    "heyga",
    "dayda",
    "tayda",
    "shayda",
    "deyda",
    "teyda",
    "sheyda",
    "kaaga",
    "gaaga",
    "haaga",
    "daada",
    "taada",
    "kiisa",
    "giisa",
    "hiisa",
    "diisa",
    "tiisa",
    "keeda",
    "geeda",
    "heeda",
    "deeda",
    "teeda",
    "keena",
    "geena",
    "heena",
    "deena",
    "teena",
    "shii",
    "kii",
    "gii",
    "hii",
    "dii",
    "tii",
    "ka",
    "ga",
    "ha",
    "da",
    "ta",
    "ku",
    "gu",
    "hu",
    "du",
    "tu",
)
_PLURALS = ("ooyin", "oyin", "yaal", "yo", "ya", "o", "a")


def somali(word: str) -> str:
    """Without article, possessive and plural: shaqada, shaqooyinka and shaqo meet."""
    word = _DOUBLE.sub(r"\1", word)
    for endings in (_ARTICLES, _PLURALS):
        word = next((word[: -len(e)] for e in endings if word.endswith(e) and len(word) - len(e) >= 3), word)
    if word.endswith("i") and len(word) >= 6:
        word = word[:-1]
    if word.endswith("ad") and len(word) >= 5:
        word = word[:-2]
    return word.replace("ay", "ey")


def tigrinya(word: str) -> str:
    """Without plural, possessive and “for” or “with”; the vowel after the last letter does not matter."""
    if len(word) >= 4:
        if word.endswith("ታት"):
            word = word[:-2]
        elif (word.endswith("ት") and (ord(word[-2]) - 0x1200) % 8 == 3) or word[-1] in "ይካና":  # ሰነድ, ሰነዳት
            word = word[:-1]
    if len(word) >= 4 and word[0] in "ንብ":  # “for”, “with”
        word = word[1:]
    last = ord(word[-1])
    if len(word) >= 2 and 0x1200 <= last < 0x1358:  # the vowel after the last letter changes: ፍቓድ, ፍቓደይ
        word = word[:-1] + chr(last - (last - 0x1200) % 8 + 5)
    return word
