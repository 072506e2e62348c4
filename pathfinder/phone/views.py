"""Gives the files out. They are the same for everybody, and an address with a version never changes what it gives."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from pathfinder.directory.queries import regions_of
from pathfinder.phone.documents import document_of
from pathfinder.phone.queries import addresses_of_files
from pathfinder.rulebooks.law_days import FIRST_DAY, last_day
from pathfinder.rulebooks.loaded import countries

# All that guide.js imports: loaded at once, and kept for offline by their names here
MODULES = tuple(
    f"phone/{name}.js"
    for name in ("answers", "desks", "files", "kept", "leave", "mine", "plan", "rulebook", "show", "this_phone", "way")
)
ASKED_FOR_LATER = ("phone/changes.js",)  # what guide.js imports when a person asks for it; kept for offline too
FOR_GOOD = "public, max-age=31536000, immutable"


@require_safe
def guide(request: HttpRequest, language: str, country: str) -> HttpResponse:
    """The guide as one page that a device fills by itself; nothing of the person is in it."""
    _find(country)
    today = timezone.localdate()
    context = {
        "country": country,
        "files": addresses_of_files(country, language),
        "today": today,
        "first": FIRST_DAY,
        "last": last_day(today),
        "modules": MODULES,
        "asked_for_later": ASKED_FOR_LATER,
        "regions": regions_of(country, language),
        "manifest": reverse("phone:manifest", kwargs={"language": language, "country": country}),
        "desks": reverse("phone:desks", kwargs={"language": language, "country": country}),
        "without_scripts": reverse("guide:start", kwargs={"language": language, "country": country}),
    }
    return render(request, "phone/guide.html", context)


@require_safe
def files(request: HttpRequest, country: str, language: str) -> HttpResponse:
    """Where the files of a country lie now: for a device that looks whether it has the newest."""
    _find(country)
    return JsonResponse(addresses_of_files(country, language), headers={"Cache-Control": "no-cache"})


@require_safe
def file(request: HttpRequest, country: str, name: str, version: str) -> HttpResponse:
    _find(country)
    kind, _dash, language = name.partition("-")
    document = document_of(country, kind, language)
    if version != document.version:
        raise Http404
    is_packed = "br" in _codings(request)
    headers = {"Cache-Control": FOR_GOOD} | ({"Content-Encoding": "br"} if is_packed else {})
    content = document.packed if is_packed else document.content
    response = HttpResponse(content, content_type="application/json", headers=headers)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _find(country: str) -> None:
    if country not in countries():
        raise Http404


def _codings(request: HttpRequest) -> set[str]:
    """The ways of compressing that the browser reads; one that it refuses has `q=0`."""
    offered = (part.replace(" ", "").partition(";") for part in request.headers.get("Accept-Encoding", "").split(","))
    return {coding for coding, _semicolon, quality in offered if quality not in ("q=0", "q=0.0")}
