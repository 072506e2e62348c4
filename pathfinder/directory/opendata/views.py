"""The pages that explain the open data, the profile, and the whole files."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pathfinder.directory.opendata import parameters
from pathfinder.directory.opendata.answers import object_answer
from pathfinder.directory.opendata.bulk import FILES, kept_file, written
from pathfinder.directory.opendata.door import open_to_all
from pathfinder.directory.opendata.hsds.own_profile import OURS
from pathfinder.directory.opendata.hsds.standard import VERSION
from pathfinder.directory.opendata.objects import OBJECTS, profile_patch
from pathfinder.directory.opendata.openapi import PROFILE_VERSION
from pathfinder.directory.opendata.parameters import asked_of
from pathfinder.directory.opendata.state import state_of_the_data

OFFICIAL_SCHEMA = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/{}.json"
COST_OF_A_FILE = 20  # requests; a whole file is work


@require_safe
def open_data(request: HttpRequest, language: str) -> HttpResponse:
    context = {
        "examples": _examples(),
        "files": [(file, reverse("opendata:file", args=[file.name])) for file in FILES.values()],
        "parameters": _parameters(),
        "per_minute": settings.OPEN_DATA_PER_MINUTE,
        "licence": settings.OPEN_DATA_LICENCE,
        "licence_url": settings.OPEN_DATA_LICENCE_URL,
        "base": request.build_absolute_uri(reverse("opendata:about")),
        "version": VERSION,
    }
    return render(request, "opendata/open_data.html", context)


def _examples() -> list[str]:
    return [
        "/hsds/",
        "/hsds/services?per_page=5",
        "/hsds/services?search=inburgering&language=nl",
        "/hsds/services?country=be&full=true&per_page=1",
        f"/hsds/services?taxonomy_term_id={parameters.EXAMPLE_TERM}",
        "/hsds/services?minimal=true",
        "/hsds/organizations?search=gent&full_service=true",
        "/hsds/service_at_locations?postcode=1000&country=be&proximity=10000",
        f"/hsds/taxonomy_terms?taxonomy_id={parameters.EXAMPLE_TAXONOMY}",
        "/hsds/openapi.json",
    ]


def _parameters() -> list[parameters.Parameter]:
    """Each once, in the order of the lists."""
    lists = (parameters.OF_SERVICES, parameters.OF_ORGANIZATIONS, parameters.OF_SERVICE_AT_LOCATIONS)
    terms = (parameters.TOP_ONLY, parameters.PARENT_ID)
    return list({one.name: one for known in (*lists, terms) for one in known}.values())


@open_to_all("GET")
def profile(request: HttpRequest) -> HttpResponseBase:
    """The address that names our profile."""
    patches = [(name, OFFICIAL_SCHEMA.format(name)) for name in OBJECTS if profile_patch(name)]
    context = {"patches": patches, "version": PROFILE_VERSION, "hsds_version": VERSION, "ours": OURS}
    response = render(request, "opendata/profile.html", context)
    response.headers["Content-Language"] = get_language()
    return response


@open_to_all("GET")
def profile_index(request: HttpRequest) -> HttpResponseBase:
    asked_of(request, ())
    return object_answer(
        {
            "name": "Pathfinder",
            "version": PROFILE_VERSION,
            "hsds_version": VERSION,
            "patches": [
                {
                    "patch": request.build_absolute_uri(reverse("opendata:patch", args=[name])),
                    "applies_to": OFFICIAL_SCHEMA.format(name),
                }
                for name in OBJECTS
                if profile_patch(name)
            ],
        }
    )


@open_to_all("GET")
def patch(request: HttpRequest, name: str) -> HttpResponseBase:
    asked_of(request, ())
    found = profile_patch(name)
    if found is None:
        raise Http404
    return object_answer(found)


@open_to_all("GET")
def bulk(request: HttpRequest) -> HttpResponseBase:
    asked_of(request, ())
    files = [
        {
            "name": file.name,
            "media_type": file.media_type,
            "url": request.build_absolute_uri(reverse("opendata:file", args=[file.name])),
        }
        for file in FILES.values()
    ]
    licence = {"name": settings.OPEN_DATA_LICENCE, "url": settings.OPEN_DATA_LICENCE_URL}
    return object_answer({"licence": licence, "files": files})


@open_to_all("GET", cost=COST_OF_A_FILE)
def bulk_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A whole file: the kept one, or one that is written now."""
    asked_of(request, ())
    file = FILES.get(name)
    if file is None:
        raise Http404
    today = timezone.localdate()
    state = state_of_the_data(today).word
    response: Any
    if kept := kept_file(name, state):
        response = FileResponse(kept.open("rb"), content_type=file.media_type)
    else:
        pieces = written(file, state, today, lambda: state_of_the_data(today).word)
        response = StreamingHttpResponse(pieces, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if name.endswith(".zip"):
        request.META.pop("HTTP_ACCEPT_ENCODING", None)  # it is compressed: once more would only cost time
    return response
