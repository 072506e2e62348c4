"""What is being written, in the page of the library where it would stand, before anybody else sees it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pathfinder.accounts.queries import EDITOR, PROVIDER, desk_page, is_editor
from pathfinder.editing.queries import KnownRecords, RecordForm, known_for, main_language, may_change, record_for
from pathfinder.library.as_records import SHELF_OF, item_of
from pathfinder.library.content import Item, as_if_on_its_shelf, can_stand_on
from pathfinder.library.documents.views import index as documents_page
from pathfinder.library.events.views import event as event_page
from pathfinder.library.practices.views import practice as practice_page
from pathfinder.library.stories.views import story as story_page
from pathfinder.rulebooks.loaded import countries

PAGES = {"practices": practice_page, "stories": story_page, "events": event_page}


@require_POST
@desk_page(EDITOR, PROVIDER)
@never_cache
def record_preview(request: HttpRequest, language: str, kind: str) -> HttpResponse:
    """The form of a record as it is typed, in a language that the reader of the desk chooses. Nothing is saved."""
    if kind not in SHELF_OF:
        raise Http404
    for_editor, key = is_editor(request.user), request.GET.get("key", "")
    if key:
        record = record_for(request.user, key)
        if record.kind != kind or not may_change(request.user, record):
            raise Http404
        now, country, known = record.document, record.row.country, known_for(record, is_for_editor=for_editor)
    else:
        now, country = {}, request.POST.get("country", "")
        if not for_editor or country not in countries():
            raise Http404
        key, known = f"{country}-preview", KnownRecords(country, frozenset(), is_for_editor=True)
    form = RecordForm.posted(kind, request.POST, known, is_for_editor=for_editor)
    document = {**now, **form.changes(now, main_language(kind, now, form.languages[0]))}
    shown_in = request.POST.get("preview_in", "")
    return page_as_if(
        request, kind, key, country, document, shown_in if shown_in in dict(settings.LANGUAGES) else language
    )


def page_as_if(
    request: HttpRequest, kind: str, key: str, country: str, document: dict[str, Any], shown_in: str
) -> HttpResponse:
    """The page of the library with this document on its shelf; a sentence where too little is written for a page."""
    shelf: Any = SHELF_OF[kind]
    told = {name: value for name, value in document.items() if value is not None}
    item = Item(key, country, shelf, item_of(kind, key, told))
    if not can_stand_on(shelf, item.data):
        return render(request, "library/sharing/no_preview.html", {}, status=422)
    request.is_preview, request.method = True, "GET"  # the page itself is only read
    with as_if_on_its_shelf(item), override(shown_in):
        if shelf == "documents":
            request.GET = request.GET.copy()
            request.GET["country"] = country
            response = documents_page(request, language=shown_in)
        else:
            response = PAGES[shelf](request, language=shown_in, key=key)
    response["X-Robots-Tag"] = "noindex"
    return response
