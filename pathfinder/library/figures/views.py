"""The indicators of all countries, and each with its table, its picture and its file."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pathfinder.library.cards.views import shared_as
from pathfinder.library.content import by_id, items, of_country
from pathfinder.library.figures.shown import ShownIndicator
from pathfinder.rulebooks.loaded import countries
from pathfinder.ui.csv_file import csv_file


@require_safe
def index(request: HttpRequest, language: str) -> HttpResponse:
    asked = request.GET.get("country", "")
    country = asked if asked in countries() else ""
    shown = [ShownIndicator(item, language, {}) for item in of_country(items("indicators"), country)]
    groups = [{"country": code, "indicators": list(some)} for code, some in groupby(shown, lambda one: one.country)]
    context = {"groups": groups, "country": country, "countries": countries()}
    return render(request, "library/figures/index.html", context)


@require_safe
def figure(request: HttpRequest, language: str, key: str) -> HttpResponse:
    shown = _indicator(request, language, key)
    chosen = {shown.whole.columns[place]: value for place, value in shown.whole.asked_for(request.GET).items()}
    context = {
        "indicator": shown,
        "card": shared_as(request, shown.item, language),
        "query": f"?{urlencode(chosen)}" if chosen else "",
    }
    return render(request, "library/figures/figure.html", context)


@require_safe
def as_csv(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """The rows as the pack has them, for programs: codes, and numbers with a point."""
    shown = _indicator(request, language, key)
    unit = shown.item.text("unit", "en").words
    sources = " ".join(str(one) for one in shown.item.data["sources"])
    rows = ((*("" if cell is None else str(cell) for cell in row), unit, sources) for row in shown.table.rows)
    return csv_file(f"{key}.csv", [(*shown.table.columns, "unit", "sources"), *rows])


def _indicator(request: HttpRequest, language: str, key: str) -> ShownIndicator:
    if key not in by_id("indicators"):
        raise Http404
    return ShownIndicator(by_id("indicators")[key], language, request.GET.dict())
