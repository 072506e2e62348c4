"""Words of a page that are not in its language and do not say so: found from the page alone, not from what wrote it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

NO_LATIN = frozenset({"ar", "fa", "ps", "uk", "ru", "ti"})  # scripts in which any run of Latin words is foreign
IN_A_ROW = 4  # a name of an office has three words; four that nobody marked are a sentence
# The little words that nothing is said without, and that the other languages here do not have
LITTLE_WORDS = {
    "en": frozenset({"the", "and", "you", "your", "for", "who", "with", "not", "this", "that", "from", "are", "have", "how", "what", "which", "when", "they", "their", "has", "if", "by", "these", "must", "may", "since", "about"}),
    "nl": frozenset({"het", "een", "en", "van", "voor", "dat", "niet", "zijn", "bij", "ook", "naar", "wie", "uw", "je", "jij", "hun", "wordt", "deze", "dit", "als", "moet", "kunt", "met", "op", "wat", "of", "waar", "geen", "maar"}),
    "fr": frozenset({"le", "les", "des", "du", "et", "vous", "votre", "pour", "avec", "qui", "dans", "sur", "est", "une", "au", "aux", "ne", "pas", "ou", "par"}),
    "de": frozenset({"der", "die", "das", "und", "sie", "ihr", "ihre", "für", "mit", "nicht", "ist", "ein", "eine", "auf", "den", "dem", "wer", "oder", "wird", "bei"}),
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")  # the apostrophe that is printed
OTHER = " \u0439 "  # a word in another script
_OTHER_COMMA = re.compile("[\u060c\u061b\u1361-\u1368]")  # a list of names, each by itself
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
        "circle",
        "rect",
        "line",
        "use",
    ]
)
_NOT_WORDS = frozenset({"script", "style", "code", "kbd", "samp", "bdi", "address", "textarea", "svg"})
LONGEST_NAME = 24  # words in a row, of a law; what is longer says what language it is in, also in <bdi>
_ENDS_BY_ITSELF = frozenset({"p", "li", "option", "dt", "dd", "tr", "td", "th"})
_SAID_ALOUD = ("title", "alt", "aria-label", "placeholder", "data-label", "label")


@dataclass(frozen=True, slots=True)
class Foreign:
    """Unmarked words, and the element they stand in."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"<{self.where}> {self.words}"


def foreign_words(page: str, language: str) -> list[Foreign]:
    """Every text of the page, and every attribute that is said aloud, that is unmarked and in another language."""
    reader = _Reader(language)
    reader.feed(page)
    reader.close()
    found = [Foreign(where, run) for where, words in reader.said for run in _foreign(words, language)]
    plain = [(where, words) for where, words in reader.plain if not _is_begun_in(language, words)]
    return found + [Foreign(where, run) for where, words in plain for run in _foreign(words, language)]


def _is_begun_in(language: str, words: str) -> bool:
    """Where no markup can stand, "Notes: Huis van het Nederlands" is honest, as its first words are the page's."""
    if language in NO_LATIN:
        return not all(_is_latin(word) for word in _WORD.findall(words))
    begin, colon, _rest = words.partition(": ")
    return bool(colon) and not list(_other_sentences(begin, language))


def _foreign(words: str, language: str) -> Iterator[str]:
    yield from _latin_runs(words) if language in NO_LATIN else _other_sentences(words, language)


def _latin_runs(words: str) -> Iterator[str]:
    """Runs of Latin words without a word in the page's own script between them."""
    run: list[str] = []
    for word in _WORD.findall(_OTHER_COMMA.sub(OTHER, words) + OTHER):
        if _is_latin(word):
            run.append(word)
            continue
        if len(run) >= IN_A_ROW:
            yield " ".join(run)
        run = []


def _is_latin(word: str) -> bool:
    return unicodedata.name(word[0], "").startswith("LATIN")


def _other_sentences(words: str, language: str) -> Iterator[str]:
    """A sentence with more little words of another language than of its own; a script that is not Latin is foreign too."""
    for sentence in re.split(r"(?<=[.!?:;])\s+", words):
        found = [word.casefold() for word in _WORD.findall(sentence)]
        own = sum(word in LITTLE_WORDS[language] for word in found)
        other = max(sum(word in known - LITTLE_WORDS[language] for word in found) for known in LITTLE_WORDS.values())
        other_script = sum(not _is_latin(word) for word in found)
        if (len(found) >= IN_A_ROW and other >= 2 and other > own) or other_script >= IN_A_ROW:
            yield sentence.strip()


class _Reader(HTMLParser):
    """Collects what stands in the page's own language, by what the page claims."""

    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language = language
        self.open: list[tuple[str, str]] = [("", "")]  # each element, and what excuses its words
        self.said: list[tuple[str, str]] = []
        self.plain: list[tuple[str, str]] = []  # where no markup can stand

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag in _ENDS_BY_ITSELF and self.open[-1][0] == tag:
            self.open.pop()
        excused = self.open[-1][1] or (tag if tag in _NOT_WORDS else "")
        if said := given.get("lang"):
            # a field says in which language to write, and may hold a name to be translated
            own = tag if tag == "textarea" else ""
            excused = "lang" if said.partition("-")[0] != self.language else own
        if not excused:
            self.plain += [(f"{tag} {name}", value) for name in _SAID_ALOUD if (value := given.get(name))]
            if tag == "meta" and given.get("name") == "description":
                self.plain.append(("meta", given.get("content") or ""))
        if tag not in _VOID:
            self.open.append((tag, excused))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _excused in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        tag, excused = self.open[-1]
        is_name = excused in ("bdi", "address") and len(data.split()) <= LONGEST_NAME
        if data.strip() and not is_name and excused in ("", "bdi", "address"):
            held = self.plain if tag in ("title", "option") else self.said
            held.append((" ".join(name for name, _ in self.open[-3:]), data))
