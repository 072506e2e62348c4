from __future__ import annotations

from typing import Any, cast, get_args

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pathfinder.library.cards.card import COUNTRIES, HEIGHT, WIDTH, Card, card_of, card_of_country
from pathfinder.library.content import Item, Shelf, by_id
from pathfinder.library.kept_shortly import SHARED_SECONDS
from pathfinder.library.missing import missing
from pathfinder.rulebooks.loaded import countries

A_YEAR = 365 * 24 * 3600


@require_safe
def card(request: HttpRequest, language: str, shelf: str, key: str) -> HttpResponse:
    """The picture; with its mark in the address a browser keeps it for good, a cache in front asks again each minute."""
    found = _card(shelf, key, language)
    if found is None:
        return missing(request, key)
    response = HttpResponse(found.png(), content_type="image/png")
    is_named = request.GET.get("v") == found.mark
    kept = (
        f"max-age={A_YEAR}, s-maxage={SHARED_SECONDS}, immutable"
        if is_named
        else f"max-age=0, s-maxage={SHARED_SECONDS}"
    )
    response["Cache-Control"] = f"public, {kept}"
    response["ETag"] = f'"{found.mark}"'
    return response


def _card(shelf: str, key: str, language: str) -> Card | None:
    if shelf == COUNTRIES:
        if key not in countries():
            raise Http404
        return card_of_country(key, language)
    if shelf not in get_args(Shelf):
        raise Http404
    item = by_id(cast(Shelf, shelf)).get(key)
    return card_of(item, language) if item else None


def shared_as(request: HttpRequest, item: Item | str, language: str) -> dict[str, Any]:
    """What the template library/card.html needs to know of an item, or of a country by its code."""
    found = card_of_country(item, language) if isinstance(item, str) else card_of(item, language)
    return {
        "title": found.title.words, "description": found.description, "told_in": found.told_in, "locale": found.locale, "kind": found.kind,
        "url": request.build_absolute_uri(request.path), "image": request.build_absolute_uri(found.path),
        "width": WIDTH, "height": HEIGHT,
    }  # fmt: skip
