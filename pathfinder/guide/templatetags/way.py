"""The line of a step, made once for everybody who has the same one."""

from collections import OrderedDict
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pathfinder.guide.shown import ShownStep
from pathfinder.guide.visit import Visit

register = template.Library()

MOST_LINES = 5_000
_lines: OrderedDict[tuple[Any, ...], SafeString] = OrderedDict()


@register.simple_tag
def step_line(visit: Visit, step: ShownStep) -> SafeString:
    """A way has dozens of lines, and most people share most of them. A line with a person's own date is never kept."""
    if step.step.due_on:
        return _rendered(visit, step)
    desks = step.step.desks
    key = (
        id(step.step.answer.step),  # of the rulebook, which stays for the life of the process
        step.verdict,
        step.language,
        step.provision.id if step.provision else "",
        tuple(organization["id"] for organization in desks.organizations),
        desks.is_sure,
        visit.at["step"],
        visit.query,
    )
    line = _lines.get(key)
    if line is None:
        line = _lines[key] = _rendered(visit, step)
        if len(_lines) > MOST_LINES:
            _lines.popitem(last=False)
    return line


@register.simple_tag
def step_link(visit: Visit, step: ShownStep) -> SafeString:
    return format_html('<a href="{}{}/{}">{}</a>', visit.at["step"], step.id, mark_safe(visit.query), step.title)  # noqa: S308  # a checked date and language


def _rendered(visit: Visit, step: ShownStep) -> SafeString:
    return get_template("guide/step_line.html").render({"visit": visit, "step": step})
