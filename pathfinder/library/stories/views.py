"""Stories of newcomers: all of them, one, a feed, and the booklet."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pathfinder.library.cards.views import shared_as
from pathfinder.library.content import Item, by_id, items
from pathfinder.library.feeds import feed_of
from pathfinder.library.missing import missing
from pathfinder.library.pictures.shown import shown_pictures
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
from pathfinder.rulebooks.loaded import countries

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
    item = by_id("stories").get(key)
    if item is None:
        return missing(request, key)
    context = {
        "story": ShownStory(item, language),
        "about": about_the_stories(),
        "pictures": shown_pictures(key, language, timezone.localdate()),
        "card": shared_as(request, item, language),
    }
    return render(request, "library/stories/story.html", context)


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
    def told(item: Item) -> tuple[str, str, str]:
        shown = ShownStory(item, language)
        return f"{shown.name} · {shown.country_name} · {shown.job.words}", shown.url, shown.summary.words

    return feed_of(
        request, language, items("stories"), told, name="story", title=_("Stories of newcomers who found work"),
        shelf="stories", about=about_the_stories(),
    )  # fmt: skip
