"""The page of the desk that lists hard sentences."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pathfinder.accounts.queries import EDITOR, OBSERVER, TRANSLATOR, desk_page
from pathfinder.languages.names import country_name
from pathfinder.plain.hard_sentences import hard_sentences
from pathfinder.plain.reading import FORMULAS
from pathfinder.plain.site_texts import INTERFACE, RECORDS_ROOM, SHARED, rooms, texts_of_room

A_PAGE = 50


@require_safe
@desk_page(EDITOR, OBSERVER, TRANSLATOR)
def words(request: HttpRequest, language: str) -> HttpResponse:
    """Of one language and one room; of the guide's own words where nothing is asked."""
    into = request.GET.get("in", "") if request.GET.get("in") in dict(settings.LANGUAGES) else language
    room = request.GET.get("from", "") if request.GET.get("from") in rooms() else SHARED
    found = hard_sentences(texts_of_room(room), into)
    context = {
        "found": found,
        "formula": FORMULAS.get(into),
        "page": Paginator(found.hard, A_PAGE).get_page(request.GET.get("page")),
        "into": into,
        "room": room,
        "rooms": [(code, _room_words(code, language)) for code in rooms()],
        "asked": urlencode({"in": into, "from": room}),
    }
    return render(request, "plain/words.html", context)


def _room_words(room: str, language: str) -> str:
    named = {
        SHARED: _("What all countries share"),
        INTERFACE: _("The interface"),
        RECORDS_ROOM: _("The newest records"),
    }
    return named.get(room) or country_name(room.upper(), language)
