"""Registering for an event, and the page behind the link in each letter. No cookie, no session, no account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.checking.actions import Allowance, network_address, new_stamp, refusal as refusal_of
from pathfinder.library.content import by_id
from pathfinder.library.events.registering import actions
from pathfinder.library.events.registering.forms import RegistrationForm
from pathfinder.library.events.registering.opening import ELSEWHERE, Opening, opening_of
from pathfinder.library.events.registering.queries import number_in_line, registration_with, what_is_kept
from pathfinder.library.events.registering.rounds import KEPT_DAYS
from pathfinder.library.events.registering.shown import not_open
from pathfinder.library.events.shown import ShownEvent
from pathfinder.library.models import Registration
from pathfinder.library.models.registration import LONGEST_NAME, LONGEST_NEEDS

allowance = Allowance(each=20, together=300)  # a class at a counsellor’s registers from one network
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


# csrf_exempt: a visitor has no session that another site could use, and needs no cookie; the stamp of the form does the rest
@csrf_exempt
@never_cache
@read_or_send
def register(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """Whatever is not right with the form, what was typed stands in it again. The answer never tells who is registered."""
    now = timezone.now()
    event, opening = _event(key, language)
    if opening.state(timezone.localdate(now)) == ELSEWHERE:
        return redirect("library:event", language=language, key=key)
    form = RegistrationForm(
        request.POST if request.method == "POST" else None, initial={"language": language},
        is_online_too=opening.is_online_too, spoken=event.item.data.get("languages") or (),
    )  # fmt: skip
    closed = not_open(opening, timezone.localdate(now), language)
    is_full = actions.free_places(opening, now) == 0
    refusal, status, mark = closed, 422 if closed and form.is_bound else 200, ""
    if form.is_bound and not closed:
        status = 422
        if form.is_valid() and not _became_full(request, form, opening, is_full=is_full):
            refusal, status, mark = refusal_of(request, allowance, now)
    if mark:
        site = request.build_absolute_uri("/").removesuffix("/")
        actions.register(opening, form.typed, site=site, form=mark, at=now)
        allowance.use(network_address(request))
        return redirect("library:registration-sent", language=language, key=key)
    context = {
        "event": event, "opening": opening, "form": form, "refusal": refusal, "is_open": not closed, "is_full": is_full,
        "stamp": new_stamp(now), "longest_name": LONGEST_NAME, "longest_needs": LONGEST_NEEDS, "kept_days": KEPT_DAYS,
        "held_hours": actions.HELD_HOURS,
    }  # fmt: skip
    return render(request, "library/events/registering/register.html", context, status=status)


def _became_full(request: HttpRequest, form: RegistrationForm, opening: Opening, *, is_full: bool) -> bool:
    """The last place went while the form was open: the person is asked before being put on a waiting list."""
    if (
        not is_full
        or request.POST.get("may_wait")
        or (opening.is_online_too and form.typed.takes_part == Registration.ONLINE)
    ):
        return False
    told = _("The last place was taken in the meantime. Send it again if you want to be on the waiting list.")
    form.add_error("takes_part", told)
    return True


@require_safe
@never_cache
def sent(request: HttpRequest, language: str, key: str) -> HttpResponse:
    event, _opening = _event(key, language)
    context = {"event": event, "held_hours": actions.HELD_HOURS}
    return render(request, "library/events/registering/sent.html", context)


# behind the link


@csrf_exempt  # the secret in the link is what allows; a program that looks at links sends no form
@never_cache
@read_or_send
def mine(request: HttpRequest, language: str) -> HttpResponse:
    """What we keep of a person: to confirm it, to take it along, to erase it."""
    secret = request.POST.get("key", "") if request.method == "POST" else request.GET.get("key", "")
    one = registration_with(secret)
    if one is None:
        return _gone(request)
    now = timezone.now()
    item = by_id("events").get(one.event_id)
    event = ShownEvent(item, language) if item else None
    opening = opening_of(event) if event else None
    if "erase" in request.POST:
        actions.erase(one.pk, opening, at=now)
        return render(request, "library/events/registering/erased.html", {"event": event})
    is_past = event is None or event.is_past(timezone.localdate(now))
    if "confirm" in request.POST and not is_past:
        try:
            actions.confirm(one.pk, opening, at=now)
        except actions.RegistrationGone:
            return _gone(request)
        return redirect(f"{reverse('library:registration', args=[language])}?key={secret}")
    context = {
        "event": event, "one": one, "secret": secret, "is_past": is_past, "kept_days": KEPT_DAYS,
        "number": number_in_line(one) if one.waits else 0,
        "registered_on": timezone.localdate(one.registered_at),
        "held_until": timezone.localtime(one.held_until) if one.held_until else None,
    }  # fmt: skip
    return render(request, "library/events/registering/mine.html", context)


@require_safe
@never_cache
def my_data(request: HttpRequest, language: str) -> HttpResponse:
    one = registration_with(request.GET.get("key", ""))
    if one is None:
        return _gone(request)
    return JsonResponse(
        what_is_kept(one),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": 'attachment; filename="pathfinder-registration.json"'},
    )


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "library/events/registering/gone.html", status=410)


def _event(key: str, language: str) -> tuple[ShownEvent, Opening]:
    """Raises Http404 also for an event that one cannot register for."""
    if key not in by_id("events"):
        raise Http404
    event = ShownEvent(by_id("events")[key], language)
    opening = opening_of(event)
    if opening is None:
        raise Http404
    return event, opening
