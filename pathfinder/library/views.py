"""The entrance of the library, and looking for something in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pathfinder.library.content import as_texts, items
from pathfinder.library.finding import SHELVES, find_in_library
from pathfinder.library.pages import url_of
from pathfinder.rulebooks.loaded import countries

LONGEST_QUERY = 300  # letters


@require_safe
def home(request: HttpRequest, language: str) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    hits = [
        {
            "item": hit.item,
            "url": url_of(hit.item, language),
            "title": hit.item.title,
            "job": as_texts(hit.item.data.get("job")),
        }
        for hit in (find_in_library(typed, language) if typed else ())
    ]
    context = {
        "typed": typed,
        "hits": hits,
        "counts": {shelf: len(items(shelf)) for shelf in SHELVES},
        "countries": countries(),
    }
    return render(request, "library/home.html", context)
