"""Template words of the desk: its menu, who is signed in, and what was just done."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from pathfinder.accounts.desk import has_passed_second_step, roles_of
from pathfinder.accounts.desk_places import places_for
from pathfinder.accounts.roles import NEED_SECOND_STEP, ROLES

register = template.Library()


@register.simple_tag
def desk_places(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """Address, words, whether it is here: for somebody who may open them now."""
    held = roles_of(request.user)
    if not held or (held & NEED_SECOND_STEP and not has_passed_second_step(request)):
        return []
    found = places_for(held, get_language())
    here = max((url for url, _words in found if request.path.startswith(url)), key=len, default="")
    return [(url, words, url == here) for url, words in found]


@register.simple_tag
def just_done(request: HttpRequest) -> Any:
    """Sentences about what was just done, each shown once."""
    return get_messages(request)


@register.filter
def role(code: str) -> str:
    return gettext(ROLES[code]) if code in ROLES else code


@register.filter
def shown_as(field: Any, kind: str) -> SafeString:
    """A form's field as an input of this type, with its hints for the browser and its error for a screen reader."""
    attributes = {"type": kind} if kind else {}
    for name in ("placeholder",):
        field.field.widget.attrs.pop(name, None)  # a label says it; grey words in a field look like an answer
    if kind == "password":
        attributes["spellcheck"] = "false"
    return field.as_widget(attrs=attributes)
