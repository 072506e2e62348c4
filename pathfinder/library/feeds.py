"""What is on a shelf, for feed readers: the newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from pathfinder.library.content import Item
from pathfinder.rulebooks.loaded import countries, rulebook_of
from rulebook.dates import parse_partial_date

ATOM = "application/atom+xml; charset=utf-8"


def feed_of(
    request: HttpRequest, language: str, found: Iterable[Item], told: Callable[[Item], tuple[str, str, str]], *,
    name: str, title: str, shelf: str, about: str = "",
) -> HttpResponse:  # fmt: skip
    """`told` gives title, path and words of an item; `name` is part of the ids, `shelf` the name of the shelf's page."""
    atom = Atom1Feed(
        title=title, link=request.build_absolute_uri(reverse(f"library:{shelf}", args=[language])), description=about or title,
        language=language, feed_url=request.build_absolute_uri(),
    )  # fmt: skip
    country = request.GET.get("country", "")
    wanted = [item for item in found if item.country == country or country not in countries()]
    for item in sorted(wanted, key=lambda one: (moment_of(one), one.id), reverse=True):
        words, path, more = told(item)
        atom.add_item(
            title=words, link=request.build_absolute_uri(path), description=more, categories=[item.country],
            unique_id=f"tag:pathfinder,2026:{name}:{item.id}", pubdate=moment_of(item), updateddate=moment_of(item),
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type=ATOM)


def moment_of(item: Item) -> dt.datetime:
    """The first day that the dates of its sources may mean; where they have none, the day that the pack tells of."""
    dates = [source.date for source in item.sources if source.date]
    told = min(dates) if dates else rulebook_of(item.country).pack["as_of"]
    return dt.datetime.combine(parse_partial_date(told).first, dt.time(), dt.UTC)
