"""Lines of this room on the pages of others: what readers reported about a record, and what waits at the desk."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from pathfinder.checking.queries import how_much_waits, reports_of
from pathfinder.checking.reasons import REPORTED

register = template.Library()


@register.inclusion_tag("checking/reports_of_record.html")
def reports_of_record(key: str) -> dict[str, Any]:
    """Nothing when nobody reported anything. One query."""
    return {"courses": reports_of(key, get_language() or "en", timezone.localdate())}


@register.inclusion_tag("checking/what_waits.html")
def what_waits() -> dict[str, Any]:
    """For people who may open the queue. Two queries."""
    found = how_much_waits(timezone.localdate())
    return {"waiting_count": found.total, "reports_count": found.by_why[REPORTED]}
