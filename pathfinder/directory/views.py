"""Finding: the result page, suggestions, what was kept on the device, and the same results as files."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pathfinder.directory.finding import FindingPage, finding_page
from pathfinder.directory.queries import countries_of_the_directory
from pathfinder.directory.result_files import as_csv, as_geojson, as_json
from pathfinder.directory.wanted import DISTANCES_KM, read_wanted
from pathfinder.search.actions import say_nothing_was_found
from pathfinder.search.queries import IndexIsBeingBuilt, Suggestion, counts_of_everything, suggest

FILES = {"csv": as_csv, "json": as_json, "geojson": as_geojson}


@require_safe
def find(request: HttpRequest, language: str) -> HttpResponse:
    """Search box, filters and results; without a question, what there is."""
    try:
        countries = sorted(counts_of_everything(("country",))["country"])
    except IndexIsBeingBuilt:
        return render(request, "directory/being_built.html", status=503, headers={"Retry-After": "10"})
    wanted = read_wanted(request.GET, countries)
    context: dict[str, Any] = {
        "wanted": wanted,
        "countries": countries,
        "distances": DISTANCES_KM,
        "tiles": settings.MAP_TILES,
        "tiles_credit": settings.MAP_CREDIT,
    }
    try:
        page = finding_page(wanted, language, timezone.now())
    except IndexIsBeingBuilt:
        return render(request, "directory/being_built.html", context, status=503, headers={"Retry-After": "10"})
    _count_in_vain(request, page, language)
    context |= {"page": page, "suggestions": _other_words(wanted.words, language, page)}
    if wanted.is_empty:
        context["by_country"] = page.by_country
    return render(request, "directory/find.html", context)


def _count_in_vain(request: HttpRequest, page: FindingPage, language: str) -> None:
    """Words that found nothing anywhere in a country are counted, without who typed them. Programs name no language."""
    wanted = page.wanted
    is_narrowed = bool(wanted.codes.keys() - {"country"}) or wanted.place_typed or wanted.is_open_now
    if page.total or not wanted.words or is_narrowed or "Accept-Language" not in request.headers:
        return
    countries = wanted.codes.get("country", [])
    country = countries[0] if len(countries) == 1 else ""
    say_nothing_was_found(wanted.words, language, country, on=timezone.localdate())


FEW = 3  # results; with fewer and nothing understood, the page offers words that begin as what was typed


def _other_words(words: str, language: str, page: FindingPage) -> list[Suggestion]:
    return suggest(words, language) if words and page.total <= FEW and not page.meanings else []


@require_safe
def suggestions(request: HttpRequest, language: str) -> JsonResponse:
    """Words that begin so, for the box while typing."""
    try:
        found = suggest(request.GET.get("q", ""), language)
    except IndexIsBeingBuilt:
        found = []
    return JsonResponse({"suggestions": [one.words for one in found]}, json_dumps_params={"ensure_ascii": False})


@require_safe
def kept(request: HttpRequest, language: str) -> HttpResponse:
    """What the visitor kept: only the device knows, so a script fills the page."""
    return render(request, "directory/kept.html")


@require_safe
def results_file(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """All results of a search, up to result_files.MOST_IN_A_FILE, as CSV, JSON or GeoJSON."""
    wanted = read_wanted(request.GET, countries_of_the_directory())
    if wanted.problems:
        return HttpResponse("\n".join(wanted.problems) + "\n", status=400, content_type="text/plain; charset=utf-8")
    address = request.build_absolute_uri(reverse("directory:record", args=[language, "KEY"]))
    try:
        return FILES[form](wanted, language, timezone.now(), address)
    except IndexIsBeingBuilt:
        sentence = _("The search is being prepared. Please try again in a minute.")
        return HttpResponse(sentence + "\n", status=503, content_type="text/plain; charset=utf-8")
