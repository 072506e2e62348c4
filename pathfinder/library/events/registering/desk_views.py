"""The desk: how many registered for which event, and the list of an event as a file. Observers see the numbers alone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import EDITOR, OBSERVER, desk_page, is_editor
from pathfinder.languages.names import language_name
from pathfinder.library.content import by_id
from pathfinder.library.events.registering.opening import opening_of
from pathfinder.library.events.registering.queries import confirmed_of, counted_lists
from pathfinder.library.events.registering.rounds import KEPT_DAYS
from pathfinder.library.events.shown import ShownEvent
from pathfinder.library.models import EventList, Registration
from pathfinder.ui.csv_file import csv_file


@require_safe
@desk_page(EDITOR, OBSERVER)
@never_cache
def registrations(request: HttpRequest, language: str) -> HttpResponse:
    rows = []
    for counted in counted_lists(timezone.now()):
        item = by_id("events").get(counted.pk)
        event = ShownEvent(item, language) if item else None
        opening = opening_of(event) if event else None
        rows.append({"list": counted, "event": event, "places": opening.places if opening else None})
    context = {"rows": rows, "may_download": is_editor(request.user), "kept_days": KEPT_DAYS}
    return render(request, "library/events/registering/desk.html", context)


@require_safe
@desk_page(EDITOR)
@never_cache
def as_csv(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """Those who confirmed. Whoever downloads people's addresses is in the trail."""
    if not EventList.objects.filter(pk=key).exists():
        raise Http404
    people = list(confirmed_of(key))
    record_event(
        "registrations_downloaded",
        by=request.user,
        at=timezone.now(),
        on=f"event:{key}",
        detail={"people": len(people)},
    )
    columns = (_("State"), _("Name"), _("E-mail address"), _("Takes part"), _("Language needed"), _("Needs"))
    return csv_file(f"{key}.csv", [columns, *(_row(one, language) for one in people)])


def _row(one: Registration, language: str) -> tuple[str, ...]:
    return (
        _("waiting list") if one.waits else _("has a place"), one.name, one.email,
        _("online") if one.takes_part == Registration.ONLINE else _("on the spot"),
        language_name(one.event_language, language) if one.event_language else "", one.needs,
    )  # fmt: skip
