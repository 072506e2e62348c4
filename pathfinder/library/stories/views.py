"""Stories of newcomers: all of them, one, a feed, and the booklet."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pathfinder.library.content import Item, by_id, items
from pathfinder.library.stories.booklet import (
    STORIES_A_PAGE,
    Wish,
    about_the_stories,
    booklet_of,
    first_wish,
    read_wish,
)
from pathfinder.library.stories.choosing import read_wanted
from pathfinder.library.stories.shown import ShownStory
from pathfinder.rulebooks.loaded import countries, rulebook_of
from rulebook.dates import parse_partial_date

ON_A_PAGE = 40


@require_safe
def stories(request: HttpRequest, language: str) -> HttpResponse:
    wanted = read_wanted(request.GET)
    found = wanted.stories(language)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    told = {"country": wanted.country, "q": wanted.word, "employer": "named" if wanted.with_employer else ""}
    context = {
        "page": page,
        "stories": [ShownStory(item, language) for item in page],
        "wanted": wanted,
        "query": urlencode({name: value for name, value in told.items() if value}),
        "countries": sorted({item.country for item in items("stories")}, key=countries().index),
        "booklet_query": "" if wanted.is_everything else urlencode([("story", item.id) for item in found]),
        "about": about_the_stories(),
    }
    return render(request, "library/stories/stories.html", context)


@require_safe
def story(request: HttpRequest, language: str, key: str) -> HttpResponse:
    shown = ShownStory(_story(key), language)
    return render(request, "library/stories/story.html", {"story": shown, "about": about_the_stories()})


@require_safe
def booklet(request: HttpRequest, language: str) -> HttpResponse:
    return _form(request, first_wish(request.GET, language))


@require_safe
def booklet_as_pdf(request: HttpRequest, language: str) -> HttpResponse:
    """The file; or the form again with what is wrong, and all that was chosen."""
    wish = read_wish(request.GET, language)
    if wish.problems:
        return _form(request, wish)
    made = booklet_of(wish.stories, wish.languages, wish.a_page, timezone.localdate())
    headers = {"Content-Disposition": 'attachment; filename="pathfinder-stories.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _form(request: HttpRequest, wish: Wish) -> HttpResponse:
    language = request.resolver_match.kwargs["language"] if request.resolver_match else wish.language
    context = {
        "wish": wish,
        "stories": [ShownStory(item, language) for item in items("stories")],
        "languages": settings.LANGUAGES,
        "a_page": STORIES_A_PAGE,
        "about": about_the_stories(),
    }
    return render(request, "library/stories/booklet.html", context, status=422 if wish.problems else 200)


@require_safe
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """Stories for a feed reader, the last published first."""
    country = request.GET.get("country", "")
    found = [item for item in items("stories") if item.country == country or country not in countries()]
    title = _("Stories of newcomers who found work")
    atom = Atom1Feed(
        title=title, link=request.build_absolute_uri(reverse("library:stories", args=[language])),
        description=about_the_stories(), language=language, feed_url=request.build_absolute_uri(),
    )  # fmt: skip
    for item in sorted(found, key=lambda one: (_moment(one), one.id), reverse=True):
        shown = ShownStory(item, language)
        atom.add_item(
            title=f"{shown.name} · {shown.country_name} · {shown.job.words}", link=request.build_absolute_uri(shown.url),
            description=shown.summary.words, unique_id=f"tag:pathfinder,2026:story:{item.id}",
            pubdate=_moment(item), updateddate=_moment(item), categories=[item.country],
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _moment(item: Item) -> dt.datetime:
    """The first day that the dates of its sources may mean; where they have none, the day that the pack tells of."""
    dates = [source.date for source in item.sources if source.date]
    told = min(dates) if dates else rulebook_of(item.country).pack["as_of"]
    return dt.datetime.combine(parse_partial_date(told).first, dt.time(), dt.UTC)


def _story(key: str) -> Item:
    if key not in by_id("stories"):
        raise Http404
    return by_id("stories")[key]
