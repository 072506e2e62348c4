"""What a phone needs to keep a country for offline: the worker, the manifest, the desks, and the page for everything else.

All of it is the same for everybody. Only the phone itself knows what is kept, and what a person answered.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, override
from django.views.decorators.http import require_safe

from pathfinder.directory.queries import desks_of
from pathfinder.languages.names import country_name, direction
from pathfinder.phone.documents import written
from pathfinder.rulebooks.loaded import countries

WORKER = Path(__file__).with_name("worker.js")
PAPER, DEEP = "#fdfcf8", "#0b5a66"  # as in ui/pathfinder.css
ICONS = (("icon.svg", "any", "any"), ("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any maskable"))
ASK_AGAIN = "no-cache"


@lru_cache(maxsize=1)
def _worker() -> bytes:
    return WORKER.read_bytes()


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """At the root, so that it may answer for every page. Never kept: a browser compares it byte by byte."""
    return HttpResponse(_worker(), content_type="text/javascript", headers={"Cache-Control": ASK_AGAIN})


@require_safe
def manifest(request: HttpRequest, language: str, country: str) -> JsonResponse:
    """The guide of one country in one language as something that can be put beside a phone's other programs."""
    _find(country)
    start = reverse("phone:guide", kwargs={"language": language, "country": country})
    told = {
        "id": f"/phone/{country}/",
        "name": f"Pathfinder: {country_name(country.upper(), language)}",
        "short_name": "Pathfinder",
        "description": _("Find your way to work"),
        "lang": language,
        "dir": direction(language),
        "start_url": start,
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": DEEP,
        "icons": [
            {"src": static(f"phone/{name}"), "sizes": sizes, "purpose": purpose,
             "type": "image/svg+xml" if name.endswith("svg") else "image/png"}
            for name, sizes, purpose in ICONS
        ],
    }  # fmt: skip
    return JsonResponse(
        told,
        json_dumps_params={"ensure_ascii": False},
        content_type="application/manifest+json",
        headers={"Cache-Control": ASK_AGAIN},
    )


@require_safe
def desks(request: HttpRequest, country: str, language: str) -> HttpResponse:
    """Services and desks of the whole country: which part of it a person lives in is chosen on the phone."""
    _find(country)
    with override(language):  # the address begins with no language
        content = written(desks_of(country, language, timezone.localdate())).content
    return HttpResponse(content, content_type="application/json", headers={"Cache-Control": ASK_AGAIN})


@require_safe
def offline_page(request: HttpRequest, language: str) -> HttpResponse:
    """What the worker shows in place of a page that is not kept."""
    return render(request, "phone/offline.html")


@require_safe
def leave(request: HttpRequest, language: str) -> HttpResponse:
    """Away from the phone pages, and with whatever this browser still holds of this site: cookies, files, storage.

    Another site may send people here too; then nothing is erased.
    """
    response = HttpResponseRedirect(reverse("directory:find", kwargs={"language": language}))
    response["Cache-Control"] = "no-store"
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _find(country: str) -> None:
    if country not in countries():
        raise Http404
