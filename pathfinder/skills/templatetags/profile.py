"""Words of the profile's pages: in two languages side by side, and the names of what a document only has as codes."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from pathfinder.languages.localized_text import LocalizedText
from pathfinder.languages.names import direction, language_name
from pathfinder.skills.codes import ISCED
from pathfinder.skills.profile import names, said
from pathfinder.skills.profile.naming import area_name, is_driving, licence_name, reference_name

register = template.Library()
CHOICES = {
    "kinds": lambda: said.KINDS, "papers": lambda: said.PAPERS, "recognition": lambda: said.RECOGNITION,
    "aims": lambda: said.AIMS, "hours": lambda: said.HOURS, "levels": ISCED.choices, "fields": said.fields_of_education,
    "quick": said.quick_levels, "proofs": said.proofs,
}  # fmt: skip


@register.tag
def both(parser: Any, token: Any) -> template.Node:
    """`{% both %}…{% endboth %}`: everything inside, and beside it the same in the language `second` when the page has one.

    `{% both plain %}` is for where no markup can stand, such as in an option.
    """
    is_plain = token.split_contents()[1:] == ["plain"]
    nodes = parser.parse(("endboth",))
    parser.delete_first_token()
    return _Both(nodes, is_plain)


class _Both(template.Node):
    def __init__(self, nodelist: Any, is_plain: bool) -> None:
        self.nodelist = nodelist
        self.is_plain = is_plain

    def render(self, context: Any) -> str:
        first = self.nodelist.render(context)
        second = context.get("second")
        if not second:
            return str(first)
        with override(second), context.push():
            other = self.nodelist.render(context)
        if self.is_plain:
            return names.in_two(first, other)
        if strip_tags(first) == strip_tags(other):  # a name, somebody's own words, or not translated
            return str(first)
        return format_html(
            '<span class="both"><span>{}</span><span lang="{}" dir="{}">{}</span></span>',
            first, second, direction(second), other,
        )  # fmt: skip


@register.filter
def called(reference: str) -> SafeString:
    """The name of a card or of a concept of ESCO, in the language that is read."""
    return reference_name(reference, get_language()).as_marked


@register.filter
def called_plainly(reference: str) -> str:
    return reference_name(reference, get_language()).words


@register.filter
def area(name: str) -> str:
    return area_name(name)


@register.filter
def said_as(code: Any, choices: str) -> str:
    """A code in words: `{{ one.papers|said_as:"papers" }}`."""
    return str(dict(CHOICES[choices]()).get(str(code), ""))


@register.filter
def spoken(code: str) -> str:
    """The name of a language as the reader calls it."""
    return language_name(code, get_language())


@register.filter
def driving(what: str) -> bool:
    return is_driving(what)


@register.filter
def licence(what: str) -> str:
    return licence_name(what)


@register.simple_tag(takes_context=True)
def country_options(context: Any, chosen: str, among: frozenset[str] = frozenset()) -> SafeString:
    return _chosen(names.country_options(among, get_language(), context.get("second") or ""), chosen)


@register.simple_tag(takes_context=True)
def language_options(context: Any, chosen: str) -> SafeString:
    return _chosen(names.language_options(get_language(), context.get("second") or ""), chosen)


def _chosen(options: SafeString, code: str) -> SafeString:
    marked = options.replace(f'value="{code}"', f'value="{code}" selected', 1) if code.isalnum() else options
    return mark_safe(marked)  # noqa: S308  # options are escaped where they are made


@register.simple_tag(takes_context=True)
def own(context: Any, words: str) -> SafeString:
    """A person's own words, in the language in which they wrote them."""
    told = LocalizedText(words, context["profile"].lang, is_fallback=context["profile"].lang != get_language())
    return format_html("<bdi>{}</bdi>", told.as_name())
