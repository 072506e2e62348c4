"""A provision with its history, and the changes of nine laws as a page and as feeds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pathfinder.languages.localized_text import localized
from pathfinder.law.changes import Change, changes_of, history_of
from pathfinder.law.conditions import lines_of
from pathfinder.law.differences import differences
from pathfinder.law.queries import provision_url
from pathfinder.law.shown import ShownChange
from pathfinder.rulebooks.loaded import countries, rulebook_of, speaker_for
from pathfinder.rulebooks.words import dates_in_words, sources_named
from rulebook.law import Rulebook
from rulebook.provisions import Provision

ON_A_PAGE = 40
IN_A_FEED = 60


@require_safe
def provision(request: HttpRequest, language: str, country: str, provision_id: str) -> HttpResponse:
    if country not in countries() or provision_id not in rulebook_of(country).provisions:
        raise Http404
    rulebook = rulebook_of(country)
    found = rulebook.provisions[provision_id]
    day = _telling_day(found, timezone.localdate())
    law = rulebook.on(day)
    speaker = speaker_for(law, language)
    context = {
        "provision": found,
        "country": country,
        "rulebook": rulebook,
        "dates": dates_in_words(found.validity, language),
        "is_in_force": found.validity.holds_on(timezone.localdate()),
        "conditions": lines_of(found, speaker),
        "sources": sources_named(rulebook.pack, found.sources),
        "ask": [rulebook.pack["organizations"][name] for name in found.ask],
        "services": [rulebook.pack["services"][name] for name in found.services],
        "history": _history(rulebook, found, language),
        "territory": rulebook.territories[found.territory].names if found.territory in rulebook.territories else {},
    }
    return render(request, "law/provision.html", context)


def _telling_day(found: Provision, today: dt.date) -> dt.date:
    """A day on which the provision was in force, for its figures: today where it is, else its last or first day."""
    if found.validity.holds_on(today) is not False:
        return today
    end, start = found.validity.end, found.validity.start
    if end and end.last < today:
        return end.first
    return start.last if start else today


def _history(rulebook: Rulebook, found: Provision, language: str) -> list[dict[str, Any]]:
    """Each provision of the chain, with what its words changed in those of the one before."""
    chain = history_of(rulebook, found)
    if len(chain) == 1:
        return []
    return [
        {
            "provision": one,
            "dates": dates_in_words(one.validity, language),
            "is_this": one is found,
            "url": provision_url(one, rulebook.country, language),
            "words": _changed_words(rulebook, one, language),
        }
        for one in chain
    ]


def _changed_words(rulebook: Rulebook, one: Provision, language: str) -> Any:
    """In the language that both texts have, else English: two languages have no common words."""
    before = rulebook.provisions.get(one.follows or "")
    if before is None:
        return localized(one.says, language).__html__()
    both = language if one.says.get(language) and before.says.get(language) else "en"
    says = replace(localized(one.says, both), is_fallback=both != language)
    return says.around(differences(localized(before.says, both).words, says.words))


@require_safe
def changes(request: HttpRequest, language: str) -> HttpResponse:
    country = request.GET.get("country", "")
    year = request.GET.get("year", "")
    wanted = _changes(country)
    years = sorted({change.day.first.year for change in wanted}, reverse=True)
    if year.isascii() and year.isdigit() and len(year) == 4:
        wanted = [change for change in wanted if change.day.first.year <= int(year) <= change.day.last.year]
    else:
        year = ""
    page = Paginator(wanted, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "changes": [ShownChange(change, language) for change in page],
        "countries": countries(),
        "country": country if country in countries() else "",
        "years": years,
        "year": year,
        "today": timezone.localdate(),
    }
    return render(request, "law/changes.html", context)


@require_safe
def feed(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """The newest changes for a feed reader: what has begun, and what is announced."""
    country = request.GET.get("country", "")
    shown = [ShownChange(change, language) for change in _changes(country)[:IN_A_FEED]]
    title = _("What changed in the law")
    home = request.build_absolute_uri(reverse("law:changes", args=[language]))
    if form == "json":
        items = [_json_item(request, one) for one in shown]
        document = {
            "version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": home,
            "feed_url": request.build_absolute_uri(), "language": language, "items": items,
        }  # fmt: skip
        return JsonResponse(document, json_dumps_params={"ensure_ascii": False}, content_type="application/feed+json")
    atom = Atom1Feed(
        title=title, link=home, description=title, language=language, feed_url=request.build_absolute_uri()
    )
    for one in shown:
        atom.add_item(
            title=_headline(one), link=_address(request, one), description=one.says.words or one.figures,
            unique_id=f"tag:pathfinder,2026:{one.change.key}", pubdate=_moment(one.change), updateddate=_moment(one.change),
            categories=[one.change.country],
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _json_item(request: HttpRequest, one: ShownChange) -> dict[str, Any]:
    return {
        "id": one.change.key,
        "url": _address(request, one),
        "title": _headline(one),
        "content_text": one.says.words or one.figures or one.title.words,
        "date_published": _moment(one.change).isoformat(),
        "tags": [one.change.country, one.change.kind],
    }


def _headline(one: ShownChange) -> str:
    return f"{one.country_name}: {one.what}. {one.title.words}"


def _address(request: HttpRequest, one: ShownChange) -> str:
    return request.build_absolute_uri(one.url or reverse("law:changes", args=[one.language]))


def _moment(change: Change) -> dt.datetime:
    return dt.datetime.combine(change.day.first, dt.time(), dt.UTC)


def _changes(country: str) -> Sequence[Change]:
    chosen = [country] if country in countries() else countries()
    found = [change for name in chosen for change in changes_of(rulebook_of(name))]
    return sorted(found, key=lambda c: (c.day.first, c.country, c.id), reverse=True)
