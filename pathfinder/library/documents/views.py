"""The bibliography as a page and as files, and the laws behind the rules."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pathfinder.library.content import Item, by_id, items
from pathfinder.library.documents.laws import documents_that_are_laws, laws_of
from pathfinder.library.documents.selection import Selection, languages, years
from pathfinder.library.documents.shown import ShownDocument
from pathfinder.library.feeds import feed_of
from pathfinder.rulebooks.loaded import countries
from pathfinder.ui.csv_file import csv_file

COLUMNS = ("id", "country", "kind", "title", "publisher", "year", "language", "about", "url", "sources")


@require_safe
def index(request: HttpRequest, language: str) -> HttpResponse:
    chosen = Selection.asked_for(request.GET)
    context = {
        "chosen": chosen,
        "groups": list(chosen.groups(language)),
        "countries": countries(),
        "years": years(),
        "languages": languages(language),
    }
    return render(request, "library/documents/index.html", context)


@require_safe
def as_bibtex(request: HttpRequest, language: str) -> HttpResponse:
    """Every document of the selection."""
    entries = (ShownDocument(item, language).bibtex for item in Selection.asked_for(request.GET).found)
    return _bibtex_file(entries, "pathfinder-documents.bib")


@require_safe
def one_as_bibtex(request: HttpRequest, language: str, key: str) -> HttpResponse:
    if key not in by_id("documents"):
        raise Http404
    return _bibtex_file([ShownDocument(by_id("documents")[key], language).bibtex], f"{key}.bib")


@require_safe
def as_csv(request: HttpRequest, language: str) -> HttpResponse:
    found = (ShownDocument(item, language) for item in Selection.asked_for(request.GET).found)
    return csv_file("pathfinder-documents.csv", [COLUMNS, *map(_row, found)])


@require_safe
def feed(request: HttpRequest, language: str) -> HttpResponse:
    def told(item: Item) -> tuple[str, str, str]:
        shown = ShownDocument(item, language)
        return shown.title.words, f"{reverse('library:documents', args=[language])}#{item.id}", shown.about.words

    return feed_of(
        request, language, items("documents"), told, name="document", title=_("Documents"), shelf="documents"
    )


@require_safe
def laws(request: HttpRequest, language: str) -> HttpResponse:
    asked = request.GET.get("country", "")
    country = asked if asked in countries() else ""
    found = [
        {"country": code, "laws": laws_of(code, language), "documents": documents_that_are_laws(code, language)}
        for code in ([country] if country else countries())
    ]
    return render(
        request, "library/documents/laws.html", {"found": found, "country": country, "countries": countries()}
    )


def _row(shown: ShownDocument) -> list[str]:
    return [
        shown.id, shown.country, "law" if shown.is_law else "", shown.cited.title, shown.publisher, shown.year,
        shown.language, shown.about.words, shown.url, " ".join(str(one) for one in shown.item.data.get("sources") or ()),
    ]  # fmt: skip


def _bibtex_file(entries: Iterable[str], name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse("\n".join(entries), content_type="application/x-bibtex; charset=utf-8", headers=headers)
