"""For everybody: what a destination asks; and behind the secret link, a candidate's own page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.editing.queries import plain_text
from pathfinder.languages.names import country_name
from pathfinder.rulebooks.loaded import countries
from pathfinder.talent import actions, queries
from pathfinder.talent.check_form import CheckForm
from pathfinder.talent.erasing import erase
from pathfinder.talent.models import Candidate
from pathfinder.talent.shown import CaseForCandidate

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def check(request: HttpRequest, language: str) -> HttpResponse:
    """A country, a day and what somebody tells of themselves: what is asked, what is met, what is not known. Kept nowhere."""
    form = CheckForm(request.GET, language, timezone.localdate())
    named = sorted((country_name(code.upper(), language), code) for code in countries())
    context = {"form": form, "check": form.check, "countries": named}
    response = render(request, "talent/check.html", context, status=200 if form.is_sound else 422)
    patch_cache_control(response, private=True, no_store=True)  # the back button of a shared computer shows nothing
    return response


@csrf_exempt  # the secret in the link is what allows; a program that looks at links sends no form
@never_cache
@read_or_send
def mine(request: HttpRequest, language: str) -> HttpResponse:
    """What happens now, what is next, by when, which papers are missing; and the candidate's answer."""
    secret = (request.POST if request.method == "POST" else request.GET).get("key", "")
    candidate = queries.candidate_with(secret)
    if candidate is None:
        return render(request, "talent/gone.html", status=410)
    if request.method == "POST":
        return _sent(request, language, candidate, secret)
    return _page(request, language, candidate, secret)


def _sent(request: HttpRequest, language: str, candidate: Candidate, secret: str) -> HttpResponse:
    now, here = timezone.now(), f"{reverse('talent:mine', args=[language])}?key={secret}"
    if "erase" in request.POST:
        if "sure" not in request.POST:
            said = _("Tick the box to erase everything.")
            return _page(request, language, candidate, secret, refused=said)
        erase(candidate, by=None, at=now)
        return render(request, "talent/erased.html")
    if "no_profile" in request.POST:
        actions.take_profile_back(candidate)
    elif "no_contact" in request.POST:
        actions.end_contact(candidate)
    elif case := next((c for c in queries.shown_cases(candidate) if str(c.pk) == request.POST.get("case")), None):
        words = plain_text(request.POST.get("words", ""))
        if not words:
            return _page(request, language, candidate, secret, refused=_("Write what you want to tell us."))
        if len(words) > actions.LONGEST_WORDS:
            said = _("This is too long. Use at most %(count)s letters.") % {"count": actions.LONGEST_WORDS}
            return _page(request, language, candidate, secret, refused=said)
        actions.answer_back(case, words, at=now)
    return redirect(here)


def _page(
    request: HttpRequest, language: str, candidate: Candidate, secret: str, *, refused: str = ""
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "candidate": candidate,
        "secret": secret,
        "cases": [CaseForCandidate(case, language) for case in queries.shown_cases(candidate)],
        "refused": refused,
        "refused_case": request.POST.get("case", ""),
        "typed": request.POST.get("words", ""),
        "today": timezone.localdate(),
    }
    return render(request, "talent/mine.html", context, status=422 if refused else 200)
