"""Texts of a pack in the reader's language, with an honest fallback."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pathfinder.languages.fields import Texts
from pathfinder.languages.names import country_name, direction
from rulebook.law import Law
from rulebook.sentences import Speaker
from rulebook.texts import MachineText

# Private-use characters that travel through a generated sentence and become markup afterwards.
FALLBACK, MACHINE, WORDS, END = "\ue000", "\ue001", "\ue002", "\ue003"
_MARKS = re.compile(f"([{FALLBACK}{MACHINE}][^{FALLBACK}{MACHINE}{WORDS}{END}]*{WORDS}|{END})")


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """Words, the language they are really in, and whether a machine translated them."""

    words: str
    language: str
    is_machine: bool = False
    is_fallback: bool = False

    def __str__(self) -> str:
        return self.words

    def __html__(self) -> SafeString:
        return self._markup("fb")

    @property
    def as_marked(self) -> SafeString:
        """For templates, which do not look for `__html__`."""
        return self._markup("fb")

    @property
    def without_stop(self) -> SafeString:
        """As one part of a line: "Free of charge", not "Free of charge."."""
        return replace(self, words=self.words.rstrip(".")).as_marked

    def as_name(self) -> SafeString:
        """A name of an organization or a place is not "untranslated"; only its language is said."""
        return self._markup("")

    def _markup(self, mark: str) -> SafeString:
        words = escape(self.words)
        if self.is_machine:
            return mark_safe(f'<span class="mt">{words}</span>')  # noqa: S308  # escaped above
        if not self.is_fallback:
            return words
        attribute = f' class="{mark}"' if mark else ""
        tag = escape(self.language)
        return mark_safe(f'<span{attribute} lang="{tag}" dir="{direction(tag)}">{words}</span>')  # noqa: S308  # escaped


NOTHING = LocalizedText("", "und")
_KEPT = 20_000  # texts of a few packs in a few languages; a guard, not a limit that is met
_kept: dict[tuple[int, str], tuple[Mapping[str, str], LocalizedText]] = {}


def localized(text: Mapping[str, str] | None, language: str) -> LocalizedText:
    """The text in `language`, else in English, else in the first language it has."""
    if not text:
        return NOTHING
    if isinstance(text, Texts):  # from the database: it may change, and may be gone tomorrow
        return _shown(text, language)
    key = (id(text), language)
    kept = _kept.get(key)
    if kept is not None:
        return kept[1]
    shown = _shown(text, language)
    if len(_kept) >= _KEPT:
        _kept.clear()
    _kept[key] = (text, shown)  # the text is kept too, so that its id stays its own
    return shown


def _shown(text: Mapping[str, str], language: str) -> LocalizedText:
    found = next((code for code in (language, "en") if text.get(code)), None) or next(iter(text))
    words = text[found]
    return LocalizedText(str(words), found, isinstance(words, MachineText), found != language)


class HonestSpeaker(Speaker):
    """A speaker whose sentences remember which of their words fell back or came from a machine."""

    def __init__(self, law: Law, language: str) -> None:
        super().__init__(law, language, country_name)

    def text(self, text: Mapping[str, str] | None) -> str:
        shown = localized(text, self.language)
        if shown.is_machine:
            return f"{MACHINE}{WORDS}{shown.words}{END}"
        if shown.is_fallback and shown.words:
            return f"{FALLBACK}{shown.language}{WORDS}{shown.words}{END}"
        return shown.words


def sentence_as_html(sentence: str) -> SafeString:
    """A sentence of an `HonestSpeaker` with its marks as markup."""
    if WORDS not in sentence:
        return escape(sentence)
    return mark_safe("".join(_pieces(sentence, html=True)))  # noqa: S308  # every piece is escaped


def sentence_as_text(sentence: str) -> str:
    """A sentence of an `HonestSpeaker` without its marks."""
    return "".join(_pieces(sentence, html=False)) if WORDS in sentence else sentence


def _pieces(sentence: str, *, html: bool) -> Iterator[str]:
    """Marks become tags, or nothing. A stray one, which a visitor may have typed, opens and closes nothing."""
    say = escape if html else str
    open_count = 0
    for number, piece in enumerate(_MARKS.split(sentence)):
        if number % 2 == 0:
            yield say(piece)
        elif piece == END:
            if open_count:
                open_count -= 1
                yield "</span>" if html else ""
        else:
            open_count += 1
            yield _opening(piece) if html else ""
    if html:
        yield "</span>" * open_count


def _opening(mark: str) -> str:
    if mark[0] == MACHINE:
        return '<span class="mt">'
    language = mark[1:-1]
    return f'<span class="fb" lang="{escape(language)}" dir="{direction(language)}">'
