"""Text as it is kept: no signs that nobody sees, one kind of line break, no empty ends, no marks of a web page or of Word."""

import re
from html.parser import HTMLParser

# Control signs, except tab and line break, and the two that turn the reading direction of everything after them
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufeff]")
# What editors of text write around words. Anything else between < and > is somebody's own: “children < 12”
_MARKUP = re.compile(
    r"</?(?:p|span|div|br|b|i|u|strong|em|font|table|tbody|tr|td|th|ul|ol|li|h[1-6]|a|img|style|script|html|head|body|meta|link"
    r"|xml|[owmv]:\w+)(?:\s[^<>]*)?/?>|<!--",
    re.IGNORECASE,
)
_BLOCKS = frozenset({"p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
_NOT_WORDS = frozenset({"style", "script", "head", "xml"})


def plain_text(typed: str) -> str:
    text = _UNSEEN.sub("", typed.replace("\r\n", "\n").replace("\r", "\n"))
    return (_words_of(text) if has_markup(text) else text).strip()


def has_markup(typed: str) -> bool:
    """Whether it was pasted with the marks of a web page or of Word."""
    return "<" in typed and _MARKUP.search(typed) is not None


def _words_of(markup: str) -> str:
    reader = _Words()
    reader.feed(markup)
    reader.close()
    lines = ("".join(reader.found)).split("\n")
    return "\n".join(line for part in lines if (line := " ".join(part.split())))


class _Words(HTMLParser):
    """The words of a piece of a page, a line for each of its parts; the address of a link stands behind its words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._left_out = 0
        self._not_words: list[str] = []
        self._address = ""

    def set_cdata_mode(self, elem: str, **_more: object) -> None:
        """Never: a style or a script that is not closed would swallow the rest."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.found.append("\n")
        if tag in _NOT_WORDS:
            self._left_out += 1
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith(("https://", "http://")):
            self._address = address

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.found.append("\n")
        if tag in _NOT_WORDS and self._left_out:
            self._left_out -= 1
            self._not_words.clear()
        if tag == "a" and self._address:
            self.found.append(f" ({self._address})")
            self._address = ""

    def handle_data(self, data: str) -> None:
        (self._not_words if self._left_out else self.found).append(" ".join(data.split("\n")))

    def close(self) -> None:
        super().close()
        if self._left_out:  # a mark that nobody closed would take everything after it away
            self.found += self._not_words
