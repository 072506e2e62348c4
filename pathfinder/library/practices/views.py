"""The practices: the list, up to four side by side, one in full, and what it takes to do the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pathfinder.languages.names import comma
from pathfinder.library.cards.views import shared_as
from pathfinder.library.content import Item, by_id, items
from pathfinder.library.feeds import feed_of
from pathfinder.library.missing import missing
from pathfinder.library.pictures.shown import shown_pictures
from pathfinder.library.practices.beside import actors_of, employers_beside, guides_for, services_beside
from pathfinder.library.practices.figures import figures_of
from pathfinder.library.practices.shelf import Asked
from pathfinder.library.practices.shown import FIELDS, Line, ShownPractice
from pathfinder.ui.csv_file import csv_file

MOST = 4  # practices side by side: a fifth column cannot be read
LONGEST_ID = 60
COMPARED = tuple(name for name in FIELDS if name != "link")


@require_safe
def practices(request: HttpRequest, language: str) -> HttpResponse:
    asked = Asked.of(request.GET.dict())
    found = [ShownPractice(item, language) for item in asked.found(language)]
    known, _unknown = _chosen(request)
    here = {one.id for one in found}
    context = {
        "asked": asked,
        "facets": asked.facets(language),
        "practices": found,
        "chosen": {item.id for item in known},
        "chosen_elsewhere": [ShownPractice(item, language) for item in known if item.id not in here],
        "most": MOST,
        "query": urlencode({**asked.filters, **({"q": asked.words} if asked.words else {})}),
    }
    return render(request, "library/practices/list.html", context)


@require_safe
def as_csv(request: HttpRequest, language: str) -> HttpResponse:
    columns = ("id", "country", "title", *FIELDS, "confidence", "sources", "source_urls")
    found = (ShownPractice(item, language) for item in Asked.of(request.GET.dict()).found(language))
    return csv_file("pathfinder-practices.csv", [columns, *map(_row, found)])


def _row(shown: ShownPractice) -> list[str]:
    return [
        shown.id, shown.country, shown.title.words, *[shown.as_text(name) for name in FIELDS], shown.confidence,
        "; ".join(source.title for source in shown.sources),
        " ".join(source.url for source in shown.sources if source.url),
    ]  # fmt: skip


@require_safe
def feed(request: HttpRequest, language: str) -> HttpResponse:
    def told(item: Item) -> tuple[str, str, str]:
        shown = ShownPractice(item, language)
        return shown.title.words, reverse("library:practice", args=[language, item.id]), shown.need.words

    return feed_of(
        request, language, items("practices"), told, name="practice", title=_("Practices"), shelf="practices"
    )


@require_safe
def compare(request: HttpRequest, language: str) -> HttpResponse:
    if set(request.GET) - {"id"}:  # the filters of the list, which the same form sends
        query = urlencode({"id": request.GET.getlist("id")}, doseq=True)
        return HttpResponseRedirect(f"{reverse('library:practices-compare', args=[language])}?{query}")
    known, unknown = _chosen(request)
    shown = [ShownPractice(item, language) for item in known[:MOST]]
    context = {
        "practices": shown,
        "rows": _rows(shown),
        "problems": list(_problems(known, unknown, language)),
        "others": urlencode({"id": [one.id for one in shown]}, doseq=True),
    }
    return render(request, "library/practices/compare.html", context, status=422 if context["problems"] else 200)


def _chosen(request: HttpRequest) -> tuple[list[Item], list[str]]:
    """The practices that an address names, each once, and what it names that is none."""
    named = [one for one in dict.fromkeys(request.GET.getlist("id")) if one]
    known = by_id("practices")
    return [known[one] for one in named if one in known], [one[:LONGEST_ID] for one in named if one not in known]


def _problems(known: Sequence[Item], unknown: Sequence[str], language: str) -> list[str]:
    said = []
    if len(known) > MOST:
        left_out = comma(language).join(str(ShownPractice(item, language).title) for item in known[MOST:])
        said.append(
            _("Four practices fit side by side, and you chose %(count)s. Left out: %(titles)s.")
            % {"count": len(known), "titles": left_out}
        )
    if unknown:
        named = comma(language).join(f"“{one}”" for one in unknown[:MOST])
        said.append(_("We know no practice with the name %(names)s. Choose from the list.") % {"names": named})
    return said


def _rows(shown: Sequence[ShownPractice]) -> list[tuple[str, list[tuple[ShownPractice, Line]]]]:
    """A row for each field that at least one of them fills."""
    rows = [[(one, one.line(name)) for one in shown] for name in COMPARED]
    return [(row[0][1].label, row) for row in rows if any(line.texts or line.words for _one, line in row)]


@require_safe
def practice(request: HttpRequest, language: str, key: str) -> HttpResponse:
    item = by_id("practices").get(key)
    if item is None:
        return missing(request, key)
    context = {
        "pictures": shown_pictures(key, language, timezone.localdate()),
        "card": shared_as(request, item, language),
        "practice": ShownPractice(item, language),
        "actors": actors_of(item, language),
        "figures": figures_of(item.id, language),
    }
    return render(request, "library/practices/practice.html", context)


@require_safe
def use(request: HttpRequest, language: str, key: str) -> HttpResponse:
    item = _item(key)
    shown = ShownPractice(item, language)
    context: dict[str, Any] = {
        "practice": shown,
        "activities": shown.line("activities").texts,
        "actors": actors_of(item, language),
        "means": [line for name in ("budget", "funder") if (line := shown.line(name)).texts],
        "challenges": shown.line("challenges").texts,
        "also": [line for name in ("promotion", "evaluation") if (line := shown.line(name)).texts],
        "guides": guides_for(item),
        "services": services_beside(item),
        "employers": employers_beside(item),
    }
    return render(request, "library/practices/use.html", context)


def _item(key: str) -> Item:
    if key not in by_id("practices"):
        raise Http404
    return by_id("practices")[key]
