"""A person offers a profile to employers: an account, the consent, what was asked, and the list of who saw what."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pathfinder.accounts.actions import LetterNotSentError, open_account, send_letter
from pathfinder.accounts.queries import account_with
from pathfinder.checking.actions import Allowance, network_address, new_stamp, refusal
from pathfinder.directory.queries import names_of_organizations
from pathfinder.languages.localized_text import localized
from pathfinder.matching import actions
from pathfinder.matching.codes import FIELDS, HAPPENED, STATES, USUAL_DAYS
from pathfinder.matching.forms import AccountForm, AddressForm, OfferForm
from pathfinder.matching.letters import letter_of_known, letter_with_link
from pathfinder.matching.models import FieldRequest, OfferedProfile, OfferEvent
from pathfinder.rulebooks.loaded import countries
from pathfinder.skills.queries import Profile, ProfileError, profile_of

allowance = Allowance(each=5, together=200)
LINK_SECONDS = 7 * 24 * 3600
MOST_EVENTS = 1_000  # that a page shows; the file of own data has all
_SALT = "pathfinder.matching.account"
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


# offering


@read_or_send
@never_cache
def keep(request: HttpRequest, language: str) -> HttpResponse:
    """With an account the consent, without one the way to it. The document stays in the form until it is agreed to."""
    try:
        profile = profile_of(request)
    except ProfileError:
        return render(request, "matching/no_profile.html", {"is_unread": True}, status=422)
    if not request.user.is_authenticated:
        return _without_account(request, language, profile)
    now, today = timezone.now(), timezone.localdate()
    kept = OfferedProfile.objects.filter(user=request.user).first()
    sent = request.POST if "offer" in request.POST else None
    form = OfferForm(sent, today=today, initial=_as_before(kept, profile, today))
    if profile is not None and form.is_valid():
        told = form.cleaned_data
        actions.offer(request.user, profile, countries=told["countries"], until=told["until"], at=now)
        messages.success(request, _("Employers can find your skills now. You see here who looks."))
        return redirect("matching:offered", language=language)
    context = {
        "form": form,
        "profile": profile,
        "kept": kept,
        "today": today,
        "fields": _words(FIELDS),
        "wrong": form.first_wrong,
    }
    return render(request, "matching/keep.html", context, status=422 if form.errors else 200)


def _as_before(kept: OfferedProfile | None, profile: Profile | None, today: dt.date) -> dict[str, Any]:
    if kept:
        return {"countries": kept.countries, "until": kept.until.isoformat()}
    wished = profile.wishes.country.lower() if profile else ""
    usual = today + dt.timedelta(days=USUAL_DAYS)
    return {"countries": [wished] if wished in countries() else [], "until": usual.isoformat()}


def _without_account(request: HttpRequest, language: str, profile: Profile | None) -> HttpResponse:
    now = timezone.now()
    form = AddressForm(request.POST if "letter" in request.POST else None)
    said, status, is_sent = "", 422 if form.errors else 200, False
    if form.is_valid():
        said, status, mark = refusal(request, allowance, now)
        if mark:
            allowance.use(network_address(request))
            said, status, is_sent = _send_link(request, form.cleaned_data["email"], language)
    context = {
        "form": form, "profile": profile, "refusal": said, "is_sent": is_sent, "stamp": new_stamp(now),
        "sign_in": _sign_in(language), "fields": _words(FIELDS),
    }  # fmt: skip
    return render(request, "matching/account_first.html", context, status=status)


def _send_link(request: HttpRequest, email: str, language: str) -> tuple[str, int, bool]:
    """The page never tells whether an address has an account; the letter does, to whoever reads it."""
    known = account_with(email)
    if known:
        letter = letter_of_known(request.build_absolute_uri(_sign_in(known.language)), known.language)
    else:
        token = signing.dumps([email, language], salt=_SALT)
        link = reverse("matching:account", kwargs={"language": language, "token": token})
        letter = letter_with_link(request.build_absolute_uri(link), language)
    try:
        send_letter(letter, email)
    except LetterNotSentError:
        return (
            _("The letter could not be sent. Your words are still here: send them again in a few minutes."),
            503,
            False,
        )
    return "", 200, True


def _sign_in(language: str) -> str:
    return f"{resolve_url('account_login')}?{urlencode({'next': reverse('matching:offered', args=[language])})}"


@read_or_send
@never_cache
@sensitive_post_parameters("password")
def account(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """A letter's link. It confirms the address; who has an account by now signs in."""
    try:
        email, written_in = signing.loads(token, salt=_SALT, max_age=LINK_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        email = ""
    if not email or account_with(email):
        return render(request, "matching/account_over.html", {"sign_in": _sign_in(language)}, status=410)
    form = AccountForm(request.POST or None, email=email, initial={"language": written_in})
    if request.method == "POST" and form.is_valid():
        open_account(email, **form.cleaned_data)
        messages.success(request, _("Your account is ready. Sign in with your e-mail address and your password."))
        return redirect(_sign_in(language))
    return render(request, "matching/account.html", {"form": form, "email": email}, status=422 if form.errors else 200)


# what is offered


@read_or_send
@login_required
@never_cache
def offered(request: HttpRequest, language: str) -> HttpResponse:
    """What employers can see, what they asked, and who saw what. Answers are changed here at any time."""
    user = request.user
    if request.method == "POST":
        _answered(request)
        return redirect("matching:offered", language=language)
    kept = OfferedProfile.objects.standing_on(timezone.localdate()).filter(user=user).first()
    asked = list(FieldRequest.objects.filter(user=user))
    events = list(OfferEvent.objects.filter(user=user)[:MOST_EVENTS])
    keys = {one.organization_key for one in (*asked, *events)}
    names = {key: localized(name, language) for key, name in names_of_organizations(keys).items()}
    context = {
        "kept": kept,
        "asked": [
            {"one": one, "field": _(FIELDS[one.field]), "state": _(STATES[one.state]), "employer": names.get(one.organization_key), "on": timezone.localdate(one.asked_at)}
            for one in asked
        ],
        "events": _by_day(events, names),
    }  # fmt: skip
    return render(request, "matching/offered.html", context)


def _answered(request: HttpRequest) -> None:
    now = timezone.now()
    if "withdraw" in request.POST:
        actions.withdraw(request.user, at=now)
        messages.success(
            request, _("Taken back. Your profile is deleted here, and nobody sees anything of it any more.")
        )
        return
    is_agreed = "agree" in request.POST
    try:
        request_id = UUID(request.POST.get("agree", "") or request.POST.get("no", ""))
        actions.answer(request.user, request_id, is_agreed=is_agreed, at=now)
    except (ValueError, actions.NothingToAnswer) as error:
        raise Http404 from error
    messages.success(
        request,
        _("The employer sees this from now on, until you take it back.") if is_agreed else _("The employer does not see this."),
    )  # fmt: skip


def _by_day(events: list[OfferEvent], names: Any) -> list[dict[str, Any]]:
    """The newest first. The same thing several times on a day is one line, with the number."""

    def same(one: OfferEvent) -> tuple[Any, ...]:
        return timezone.localdate(one.at), one.what, one.organization_key, one.field

    return [
        {
            "day": day, "first": these[-1].at, "last": these[0].at, "count": len(these), "what": _(HAPPENED[what]),
            "field": _(FIELDS[field]) if field else "", "employer": names.get(key) if key else None, "key": key,
        }
        for (day, what, key, field), group in groupby(events, same)
        if (these := list(group))
    ]  # fmt: skip


def _words(of: dict[str, str]) -> list[str]:
    return [_(words) for words in of.values()]
