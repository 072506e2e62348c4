"""The procedures: all of them in all countries, and one in one country by the law of a day. And each country at a glance."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pathfinder.languages.names import country_name
from pathfinder.library.cards.views import shared_as
from pathfinder.library.procedures.country import Country
from pathfinder.library.procedures.kinds import KINDS
from pathfinder.library.procedures.linked_data import how_to
from pathfinder.library.procedures.procedure import Procedure
from pathfinder.rulebooks.law_days import FIRST_DAY, date_of_law, last_day
from pathfinder.rulebooks.loaded import countries, rulebook_of


@require_safe
def procedures(request: HttpRequest, language: str) -> HttpResponse:
    """Each procedure of each country, with how much our sources say of it."""
    day = _Day(request)
    named = _named(language)
    rows = [
        (kind.title(language), [Procedure(kind, rulebook_of(code), day.on, language) for _name, code in named])
        for kind in KINDS.values()
    ]
    context = {"rows": rows, "countries": [name for name, _code in named], **day.context}
    return render(request, "library/procedures/procedures.html", context, status=day.status)


@require_safe
def procedure(request: HttpRequest, language: str, country: str, name: str) -> HttpResponse:
    if country not in countries() or name not in KINDS:
        raise Http404
    day = _Day(request)
    found = Procedure(KINDS[name], rulebook_of(country), day.on, language)
    address = request.build_absolute_uri(request.path)
    context = {"procedure": found, "address": address, "how_to": how_to(found, address), **day.context}
    return render(request, "library/procedures/procedure.html", context, status=day.status)


@require_safe
def all_countries(request: HttpRequest, language: str) -> HttpResponse:
    """Every country, with how much the library has of it."""
    today = timezone.localdate()
    shown = [Country(rulebook_of(code), today, language) for _name, code in _named(language)]
    return render(request, "library/procedures/countries.html", {"countries": shown})


@require_safe
def country(request: HttpRequest, language: str, country: str) -> HttpResponse:
    if country not in countries():
        raise Http404
    day = _Day(request)
    card = shared_as(request, country, language)
    context = {"country": Country(rulebook_of(country), day.on, language), "card": card, **day.context}
    return render(request, "library/procedures/country.html", context, status=day.status)


def _named(language: str) -> list[tuple[str, str]]:
    """Name and code of each country, in the order of the names."""
    return sorted((country_name(code.upper(), language), code) for code in countries())


class _Day:
    """The day of the law that the address asks for. One that cannot be used is said beside its field."""

    def __init__(self, request: HttpRequest) -> None:
        self.today = timezone.localdate()
        self.on, self.typed = date_of_law(request.GET.get("on", ""), self.today)

    @property
    def status(self) -> int:
        return 422 if self.typed else 200

    @property
    def context(self) -> dict[str, Any]:
        return {
            "on": self.on,
            "typed_day": self.typed,
            "first_day": FIRST_DAY,
            "last_day": last_day(self.today),
            "query": "" if self.on == self.today else f"?on={self.on.isoformat()}",
        }
