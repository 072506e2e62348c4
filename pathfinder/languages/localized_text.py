"""Texts of a pack in the reader's language, with an honest fallback."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pathfinder.languages.fields import Texts
from pathfinder.languages.names import (
    base_language,
    country_name,
    direction,
    is_easy,
    is_in_latin,
    language_name,
    locale_of,
)
from rulebook.law import Law
from rulebook.sentences import Speaker
from rulebook.texts import MachineText

# Private-use characters that travel through a generated sentence and become markup afterwards.
FALLBACK, MACHINE, WORDS, END = "\ue000", "\ue001", "\ue002", "\ue003"
_MARKS = re.compile(f"([{FALLBACK}{MACHINE}][^{FALLBACK}{MACHINE}{WORDS}{END}]*{WORDS}|{END})")

_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_NAME = re.compile(rf"([{_LATIN}][{_LATIN}0-9'’&/+.@–-]*(?:[,:;]? [{_LATIN}0-9'’&/+.@–-]+)+(?<![.–-]))")
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2c00-\ud7ff]")


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """Words, the language they are really in, and whether a machine translated them."""

    words: str
    language: str
    is_machine: bool = False
    is_fallback: bool = False
    is_name: bool = False  # which needs no translation
    is_not_easy: bool = False  # where easy words were asked for and there are none yet

    def __str__(self) -> str:
        return self.words

    def __html__(self) -> SafeString:
        return self.as_marked

    @property
    def as_marked(self) -> SafeString:
        """For templates, which do not look for `__html__`."""
        return self.around(self._escaped)

    @property
    def without_stop(self) -> SafeString:
        """As one part of a line: "Free of charge", not "Free of charge."."""
        return replace(self, words=self.words.rstrip(".")).as_marked

    def as_name(self) -> SafeString:
        """A name of an organization or a place is not "untranslated"; only its language is said."""
        return self._with(self._escaped, *self._machine)

    def around(self, html: SafeString) -> SafeString:
        """Markup made of these words, such as with what changed in them, with the marks that the words would have."""
        return self._with(html, *self._machine, *self._missing)

    @property
    def unmarked(self) -> SafeString:
        """Where the same words stand with their mark beside it, such as in a hidden label: only the language is said."""
        return self._with(self._escaped)

    @property
    def in_its_language(self) -> SafeString:
        """Attributes for an element that may hold no markup, such as the title of a page; nothing in the page's language."""
        if not self.is_fallback:
            return mark_safe("")
        tag = escape(self.language)
        return mark_safe(f' lang="{tag}" dir="{direction(tag)}"')  # noqa: S308  # escaped above

    @property
    def _escaped(self) -> SafeString:
        if self.is_fallback:
            return escape(self.words)
        apart = with_names_apart(self.words)
        return mark_safe(f"<bdi>{apart}</bdi>") if self.is_name else apart  # noqa: S308  # escaped above

    @property
    def _machine(self) -> tuple[str, ...]:
        return ("mt",) if self.is_machine else ()

    @property
    def _missing(self) -> tuple[str, ...]:
        if self.is_fallback and not self.is_name:
            return ("fb",)
        return ("ne",) if self.is_not_easy else ()

    def _with(self, html: SafeString, *marks: str) -> SafeString:
        if not marks and not self.is_fallback:
            return html
        said = f' class="{" ".join(marks)}"' if marks else ""
        return mark_safe(f"<span{said}{self.in_its_language}>{html}</span>")  # noqa: S308  # markup already


NOTHING = LocalizedText("", "und")
_KEPT = 20_000  # texts of a few packs in a few languages; a guard, not a limit that is met
_kept: dict[tuple[int, str], tuple[Mapping[str, str], LocalizedText]] = {}


def localized(text: Mapping[str, str] | None, language: str) -> LocalizedText:
    """The text in `language`, else in English, else in the first language it has. An easy variant (`nl-simple`) falls back
    to its language first."""
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
    base = base_language(language)
    found = next((code for code in (language, base, "en") if text.get(code)), None) or next(iter(text))
    words = text[found]
    if is_easy(language):
        return LocalizedText(
            str(words), found, isinstance(words, MachineText), found not in (language, base), is_not_easy=found == base
        )
    if found == language and not is_in_latin(language) and not _OTHER_SCRIPT.search(words):
        return _name_kept(text, language)
    return LocalizedText(str(words), found, isinstance(words, MachineText), found != language)


def named_language(code: str, language: str) -> LocalizedText:
    """The name of a language in the reader's, else in English, which the page then says."""
    said = language_name(code, language)
    is_known = said in locale_of(language).languages.values()
    return LocalizedText(said, language if is_known else "en", is_fallback=not is_known and language != "en")


def _name_kept(text: Mapping[str, str], language: str) -> LocalizedText:
    """A name that the translation left as it is, "Actiris" in Arabic: the language it is really in, and no missing one."""
    words = text[language]
    own = next((code for code, other in text.items() if code != language and other == words), language)
    return LocalizedText(str(words), own, own == language and isinstance(words, MachineText), own != language, True)


def with_names_apart(words: str) -> SafeString:
    """Words in another script as HTML, with each Latin name of several words in them in its own direction."""
    if words.isascii() or not _OTHER_SCRIPT.search(words):
        return escape(words)
    pieces = _NAME.split(words)
    apart = (f"<bdi>{escape(piece)}</bdi>" if number % 2 else escape(piece) for number, piece in enumerate(pieces))
    return mark_safe("".join(apart))  # noqa: S308  # every piece is escaped


class HonestSpeaker(Speaker):
    """A speaker whose sentences remember which of their words fell back or came from a machine."""

    def __init__(self, law: Law, language: str) -> None:
        super().__init__(law, language, country_name)

    def text(self, text: Mapping[str, str] | None) -> str:
        return with_marks(text, self.language)


def with_marks(text: Mapping[str, str] | None, language: str) -> str:
    """The text in the reader's language between the marks that say whether it fell back or came from a machine."""
    shown = localized(text, language)
    if shown.is_name:
        return shown.words
    if shown.is_fallback and shown.words:
        return f"{FALLBACK}{shown.language}{WORDS}{shown.words}{END}"
    if shown.is_machine:
        return f"{MACHINE}{WORDS}{shown.words}{END}"
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
    say = with_names_apart if html else str
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
