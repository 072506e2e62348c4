"""Template words of this room: texts of a pack, names, dates, and blocks in a second language."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from pathfinder.languages import names
from pathfinder.languages.localized_text import (
    LocalizedText,
    localized as localized_text,
    named_language,
    sentence_as_html,
)

register = template.Library()


@register.filter
def localized(text: Mapping[str, str] | None) -> Any:
    """A text of a pack as HTML, with `lang` and a quiet mark where it fell back or came from a machine."""
    return localized_text(text, get_language()).__html__()


@register.filter
def name(text: Mapping[str, str] | None) -> Any:
    """A name of a pack as HTML: its own language is said, without the mark of an untranslated text."""
    return localized_text(text, get_language()).as_name()


@register.filter
def plain(text: Mapping[str, str] | None) -> str:
    """The words alone, for where no markup can stand, such as a title or an option."""
    return localized_text(text, get_language()).words


@register.filter
def unmarked(text: Mapping[str, str] | None) -> Any:
    """As HTML, where the same words stand with their mark beside it: only their language is said."""
    return localized_text(text, get_language()).unmarked


@register.filter
def in_its_language(text: Mapping[str, str] | None) -> Any:
    """`lang` and `dir` for an element that holds these words and no markup, such as the title of a page."""
    return localized_text(text, get_language()).in_its_language


@register.filter
def sentence(text: str) -> Any:
    """A sentence of an HonestSpeaker as HTML."""
    return sentence_as_html(text)


@register.filter
def day(value: dt.date | str | None) -> str:
    """A date, also a partial one, as people say it."""
    if not value:
        return ""
    language = get_language()
    return (
        names.date_in_words(value, language)
        if isinstance(value, dt.date)
        else names.partial_date_in_words(str(value), language)
    )


@register.filter
def distance(km: float) -> str:
    """Kilometres as people say them."""
    return names.distance_in_words(km)


@register.filter
def deadline(value: dt.date) -> str:
    """A date with its day of the week."""
    return names.full_date_in_words(value, get_language())


@register.filter
def how_far(value: dt.date, today: dt.date) -> str:
    """“in 3 weeks”."""
    return names.how_far_in_words(value, today, get_language())


@register.filter
def hours(value: str) -> str:
    return names.hours_in_words(value, get_language())


@register.filter
def direction(language: str) -> str:
    return names.direction(language)


@register.filter
def listed(words: Iterable[object]) -> Any:
    """Several things in one line, with the comma of the reader's language. Each keeps its own direction."""
    each = (f"<bdi>{conditional_escape(one)}</bdi>" for one in words)
    return mark_safe(names.comma(get_language()).join(each))  # noqa: S308  # escaped above


@register.simple_tag
def comma() -> str:
    return names.comma(get_language())


@register.simple_tag
def semicolon() -> str:
    return names.semicolon(get_language())


@register.simple_tag
def back_arrow() -> str:
    """Points to where a line begins, which is the right in Arabic: no browser turns this sign by itself."""
    return "→" if names.direction(get_language()) == "rtl" else "←"


@register.simple_tag
def next_arrow() -> str:
    """Points to where a line ends."""
    return "←" if names.direction(get_language()) == "rtl" else "→"


@register.filter
def language_name(code: str) -> Any:
    """The name of a language as HTML: in itself when it is one of the interface, else in the reader's language."""
    code = names.base_language(code)
    own = dict(settings.LANGUAGES).get(code)
    if own:
        return LocalizedText(own, code, is_fallback=code != names.base_language(get_language())).as_name()
    return named_language(code, get_language()).as_name()


@register.filter
def country(code: str) -> str:
    return names.country_name(code.upper(), get_language())


@register.simple_tag
def same_page_in_each(request: HttpRequest) -> SafeString:
    """This page in every language, as lines of a list: nobody loses their place. It stands on every page of the house."""
    path, query = request.path, request.META.get("QUERY_STRING", "")
    first = path.removeprefix("/").partition("/")[0]
    rest = f"{path[len(first) + 1 :]}{'?' if query else ''}{query}" if first in dict(settings.LANGUAGES) else "/"
    here = address_language()
    lines = []
    for code, name in settings.LANGUAGES:
        is_here = ' aria-current="true"' if code == here else ""
        said = f'lang="{code}" dir="{names.direction(code)}" hreflang="{code}"{is_here}'
        lines.append(f'<li><a href="/{code}{escape(rest)}" {said}>{escape(name)}</a></li>')
    return mark_safe("\n".join(lines))  # noqa: S308  # escaped above


@register.filter
def own_name(code: str) -> str:
    """The name of an interface language, in itself."""
    return dict(settings.LANGUAGES).get(code, code)


@register.simple_tag
def address_language() -> str:
    """The language that an address begins with: that of the page, also of one in easy words."""
    return names.base_language(get_language())


@register.simple_tag
def interface_languages() -> list[tuple[str, str]]:
    return list(settings.LANGUAGES)


@register.tag
def inlanguage(parser: Any, token: Any) -> template.Node:
    """`{% inlanguage code %}…{% endinlanguage %}`: everything inside is said in that language."""
    _, code = token.split_contents()
    nodes = parser.parse(("endinlanguage",))
    parser.delete_first_token()
    return _InLanguage(parser.compile_filter(code), nodes)


class _InLanguage(template.Node):
    def __init__(self, code: Any, nodelist: Any) -> None:
        self.code = code
        self.nodelist = nodelist

    def render(self, context: Any) -> str:
        with override(self.code.resolve(context)):
            return self.nodelist.render(context)
