"""The desk: who agreed to what and until when, and taking it back. Observers look, editors act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.accounts.actions import record_event
from pathfinder.accounts.queries import EDITOR, OBSERVER, desk_page, is_editor, signed_in_name
from pathfinder.library.consents import actions, queries
from pathfinder.library.consents.forms import GivenForm, ReasonForm
from pathfinder.library.consents.shown import how_in_words, item_with
from pathfinder.library.models import Consent
from pathfinder.library.pages import url_of

SOON_DAYS = 60
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page(EDITOR, OBSERVER)
@never_cache
def consents(request: HttpRequest, language: str) -> HttpResponse:
    """Those that end soon first; stories without any; what was taken back."""
    context = {
        "rows": [_row(one, language) for one in queries.consents_that_count()],
        "without": [(key, item_with(key)) for key in queries.stories_without_consent()],
        "gone": queries.taken_back(),
    }
    return render(request, "library/consents/desk.html", context)


@read_or_send
@desk_page(EDITOR, OBSERVER)
@never_cache
def consents_of(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """What was agreed about one record: recording more, and taking it back with a reason."""
    item = item_with(key)
    found = list(queries.consents_of(key))
    gone = queries.taken_back().filter(key=key).first()
    if item is None and not found and gone is None:
        raise Http404
    if request.method == "POST" and not is_editor(request.user):
        raise Http404
    now = timezone.now()
    given, why, secret = GivenForm(None, today=timezone.localdate(now)), ReasonForm(None), ""
    if "give" in request.POST and gone is None:
        given = GivenForm(request.POST, today=timezone.localdate(now))
        if given.is_valid():
            secret = _given(request, key, given, now)
            found = list(queries.consents_of(key))
            given = GivenForm(None, today=timezone.localdate(now))
    elif "take_back" in request.POST:
        why = ReasonForm(request.POST)
        if why.is_valid():
            _taken_back(request, key, request.POST["take_back"], why.cleaned_data["reason"])
            return redirect("library:consents-of", language=language, key=key)
    context = {
        "key": key, "item": item, "url": url_of(item, language) if item else "", "gone": gone,
        "rows": [_row(one, language) for one in found], "given": given, "why": why,
        "may_act": is_editor(request.user) and gone is None,
        "link": request.build_absolute_uri(queries.consent_path(secret, language)) if secret else "",
    }  # fmt: skip
    return render(
        request, "library/consents/desk_record.html", context, status=422 if given.errors or why.errors else 200
    )


def _given(request: HttpRequest, key: str, form: GivenForm, now: Any) -> str:
    told = form.cleaned_data
    secret = actions.give_consent(
        key, given_on=told["given_on"], how=told["how"], ends_on=told["ends_on"], by=signed_in_name(request.user), at=now,
        what=told["what"],
    )  # fmt: skip
    record_event("consent_given", by=request.user, at=now, on=f"record:{key}", detail={"what": told["what"]})
    return secret


def _taken_back(request: HttpRequest, key: str, which: str, reason: str) -> None:
    """One consent, or everything of the record."""
    now = timezone.now()
    if which == "all":
        actions.take_record_back(key, at=now, by=request.user, reason=reason)
    else:
        one = queries.consents_of(key).filter(pk=int(which)).first() if which.isdecimal() else None
        if one is None:
            raise Http404
        actions.take_consent_back(one, at=now, by=request.user, reason=reason)
    messages.success(request, _("Taken back. It is gone from all pages."))


def _row(one: Consent, language: str) -> dict[str, Any]:
    item = item_with(one.key)
    today = timezone.localdate()
    return {
        "consent": one,
        "what": _(queries.WHAT[one.what]),
        "how": how_in_words(one),
        "title": item.title if item else None,
        "ends_soon": one.ends_on is not None and (one.ends_on - today).days <= SOON_DAYS and one.withdrawn_at is None,
    }
