"""The pages: the short form, the route, the file and its letters. Nothing that is told here is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.guide.queries import visitor
from pathfinder.recognition.addresses import query_of, route_url
from pathfinder.recognition.forms import RouteForm
from pathfinder.recognition.from_profile import items_of
from pathfinder.recognition.letters import letter_pdf
from pathfinder.recognition.route import Route, places
from pathfinder.recognition.shown import ShownRoute
from pathfinder.rulebooks.law_days import FIRST_DAY, date_of_law, last_day
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.skills.queries import Profile, ProfileError, profile_of

MOST_LETTERS = 80  # of one field of the address


def read_or_send(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What is sent here is shown and forgotten. So no form needs a token, and none is lost for want of one."""
    answer: Callable[..., HttpResponse] = csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(view))
    return answer


@read_or_send
def home(request: HttpRequest, language: str) -> HttpResponse:
    """The form; sent a place, on to the route. Sent a profile, each diploma and skill of it with its own route."""
    form = RouteForm(_sent(request.GET), language)
    if request.method == "POST":
        return _for_profile(request, language)
    if form.place and not form.problems and "change" not in request.GET:
        return redirect(route_url(language, form.place[:2], form.place, form.case))
    return render(request, "recognition/home.html", {"form": form}, status=422 if form.problems else 200)


def _for_profile(request: HttpRequest, language: str) -> HttpResponse:
    try:
        profile = profile_of(request)
    except ProfileError:
        profile = None
    if profile is None:
        return render(
            request, "recognition/home.html", {"form": RouteForm({}, language), "is_unread": True}, status=422
        )
    place = request.POST.get("where", "") or _wished_place(profile)
    form = RouteForm({"where": place}, language)
    items = items_of(profile, language)
    if place and not form.problems:
        routes = [(item, route_url(language, place[:2], place, item.case)) for item in items]
    else:
        routes = [(item, "") for item in items]
    context = {"form": form, "profile": profile, "routes": routes}
    return render(request, "recognition/for_profile.html", context, status=422 if form.problems else 200)


def _wished_place(profile: Profile) -> str:
    """Where the person wants to work, as far as routes differ by it."""
    country = profile.wishes.country.lower()
    if country not in countries():
        return ""
    rulebook = rulebook_of(country)
    wished = rulebook.gazetteer.find(profile.wishes.place) if profile.wishes.place else None
    around = wished.surely if wished else frozenset()
    return next((place for place in places(rulebook) if place in around), country)


@read_or_send
def route(request: HttpRequest, language: str, country: str) -> HttpResponse:
    """The route; sent the boxes of the file, which papers are still missing."""
    if country not in countries():
        raise Http404
    form = _form(request, language, country)
    if form.problems:
        return render(request, "recognition/home.html", {"form": form}, status=422)
    today = timezone.localdate()
    on, typed_day = date_of_law(request.GET.get("on", ""), today)
    found = Route(rulebook_of(country), form.place, form.case, on, visitor(request, country), today)
    shown = ShownRoute(found, language)
    second = _second(request, language)
    other = ShownRoute(found, second) if second else None
    ticked = {name for name in request.POST.getlist("have") if len(name) < 100}
    context: dict[str, Any] = {
        "country": country, "form": form, "route": found, "shown": shown, "second": second,
        "pairs": list(zip(shown.way, other.way, strict=True)) if other else [(step, None) for step in shown.way],
        "papers": [(name, words, name in ticked) for name, words in shown.papers],
        "is_file_sent": "file" in request.POST,
        "missing_count": sum(name not in ticked for name, _words in shown.papers),
        "query": query_of(found.case, where=form.place, on=_carried(on, today)),
        "on": on, "typed_day": typed_day, "first_day": FIRST_DAY, "last_day": last_day(today),
        "profile": _carried_profile(request),
    }  # fmt: skip
    response = render(request, "recognition/route.html", context, status=422 if typed_day else 200)
    patch_cache_control(response, private=True, no_store=True)  # the answers of the guide sharpen it
    return response


@require_safe
def letter(request: HttpRequest, language: str, country: str, kind: str) -> HttpResponse:
    if country not in countries():
        raise Http404
    form = _form(request, language, country)
    if form.problems:
        return render(request, "recognition/home.html", {"form": form}, status=422)
    found = Route(rulebook_of(country), form.place, form.case, timezone.localdate())
    step = found.step(request.GET.get("step", ""))
    if step is None and kind != "copy":
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{kind}.pdf"'}
    return HttpResponse(letter_pdf(kind, found, step, language), content_type="application/pdf", headers=headers)


def _form(request: HttpRequest, language: str, country: str) -> RouteForm:
    """The form of an address below a country: a place elsewhere is none of its places."""
    sent = _sent(request.GET)
    allowed = places(rulebook_of(country))
    if sent.get("where") not in allowed:
        sent["where"] = allowed[0] if len(allowed) == 1 else country
    return RouteForm(sent, language)


def _sent(query: Mapping[str, str]) -> dict[str, str]:
    return {name: query[name].strip()[:MOST_LETTERS] for name in query}


def _carried_profile(request: HttpRequest) -> Profile | None:
    """What the page passes on; a document that cannot be read stays where it came from."""
    try:
        return profile_of(request)
    except ProfileError:
        return None


def _second(request: HttpRequest, language: str) -> str:
    asked = request.GET.get("second", "")
    return asked if asked in dict(settings.LANGUAGES) and asked != language else ""


def _carried(on: dt.date, today: dt.date) -> str:
    return "" if on == today else on.isoformat()
