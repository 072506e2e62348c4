"""Events past and to come: a list, a page for each, calendar files and a feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pathfinder.library.cards.views import shared_as
from pathfinder.library.content import by_id, items
from pathfinder.library.events.calendar_file import calendar_of
from pathfinder.library.events.registering.shown import registration_box
from pathfinder.library.events.shown import ShownEvent, events_of
from pathfinder.library.events.structured_data import structured_data
from pathfinder.library.missing import missing
from pathfinder.library.pictures.shown import shown_pictures
from pathfinder.rulebooks.loaded import countries

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def index(request: HttpRequest, language: str) -> HttpResponse:
    country = _country(request)
    today = timezone.localdate()
    events = events_of(country, language)
    with_events = {item.country for item in items("events")}
    context = {
        "to_come": _by_country(event for event in reversed(events) if not event.is_past(today)),
        "past": _by_country(event for event in events if event.is_past(today)),
        "country": country,
        "countries": [code for code in countries() if code in with_events],
        "query": f"?country={country}" if country else "",
    }
    return render(request, "library/events/index.html", context)


@require_safe
def event(request: HttpRequest, language: str, key: str) -> HttpResponse:
    if key not in by_id("events"):
        return missing(request, key)
    shown = _event(key, language)
    today = timezone.localdate()
    context = {
        "pictures": shown_pictures(key, language, today),
        "card": shared_as(request, shown.item, language),
        "event": shown,
        "is_past": shown.is_past(today),
        "contact": shown.contact(today),
        "stream": shown.stream(today),
        "registration": registration_box(shown, timezone.now(), language),
        "structured_data": structured_data(shown, request.build_absolute_uri(shown.url)),
    }
    return render(request, "library/events/event.html", context)


@require_safe
def event_calendar(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """One event for the reader's own calendar; not found where only its month is known."""
    shown = _event(key, language)
    if not shown.has_exact_days:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{shown.id}.ics"'}
    return HttpResponse(_calendar(request, [shown]), content_type=CALENDAR, headers=headers)


@require_safe
def calendar(request: HttpRequest, language: str) -> HttpResponse:
    """All events, for a calendar that asks again from time to time."""
    return HttpResponse(_calendar(request, events_of(_country(request), language)), content_type=CALENDAR)


@require_safe
def feed(request: HttpRequest, language: str) -> HttpResponse:
    title = _("Events")
    home = request.build_absolute_uri(reverse("library:events", args=[language]))
    atom = Atom1Feed(
        title=title, link=home, description=title, language=language, feed_url=request.build_absolute_uri()
    )
    for shown in events_of(_country(request), language):
        moment = dt.datetime.combine(shown.starts.first, dt.time(), dt.UTC)
        words = [shown.when, shown.venue.words, shown.about.words, *(one.words for one in shown.programme)]
        atom.add_item(
            title=shown.title.words, link=request.build_absolute_uri(shown.url),
            description="\n".join(one for one in words if one), unique_id=f"tag:pathfinder,2026:{shown.id}",
            pubdate=moment, updateddate=moment, categories=[shown.country],
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _event(key: str, language: str) -> ShownEvent:
    if key not in by_id("events"):
        raise Http404
    return ShownEvent(by_id("events")[key], language)


def _country(request: HttpRequest) -> str:
    """The country that the address asks for; a country that nobody knows asks for all."""
    country = request.GET.get("country", "")
    return country if country in countries() else ""


def _by_country(events: Iterable[ShownEvent]) -> list[dict[str, Any]]:
    order = countries()
    ordered = sorted(events, key=lambda event: order.index(event.country))
    return [{"country": code, "events": list(some)} for code, some in groupby(ordered, lambda event: event.country)]


def _calendar(request: HttpRequest, events: list[ShownEvent]) -> bytes:
    addresses = {event.id: request.build_absolute_uri(event.url) for event in events}
    return calendar_of(events, addresses, timezone.now())
