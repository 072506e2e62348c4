"""The entrance of the library."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pathfinder.library.content import items
from pathfinder.rulebooks.loaded import countries


@require_safe
def home(request: HttpRequest, language: str) -> HttpResponse:
    counts = {shelf: len(items(shelf)) for shelf in ("practices", "stories", "events", "documents", "indicators")}
    return render(request, "library/home.html", {"counts": counts, "countries": countries()})
