"""Sharing something with the library, and the page behind the link in each letter. No cookie, no account is needed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.accounts.queries import User, roles_of
from pathfinder.checking.actions import Allowance, network_address, new_stamp, refusal
from pathfinder.editing.queries import told
from pathfinder.library.models import Submission
from pathfinder.library.models.submission import DRAFT, PUBLISHED, TAKEN_BACK, WAITING
from pathfinder.library.pages import page_of
from pathfinder.library.sharing import actions
from pathfinder.library.sharing.checks import checked_document, consent_of, form_of
from pathfinder.library.sharing.form_page import Sent, page_context, read_form
from pathfinder.library.sharing.forms import ShareForm
from pathfinder.library.sharing.kept import KEPT_DAYS, UNOPENED_DAYS
from pathfinder.library.sharing.queries import submission_with
from pathfinder.library.sharing.shown import course_of, last_question, state_words

allowance = Allowance(each=5, together=200)
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


# csrf_exempt: a visitor has no session that another site could use, and needs no cookie; the stamp of the form does the rest
@csrf_exempt
@never_cache
@read_or_send
def share(request: HttpRequest, language: str) -> HttpResponse:
    """What somebody wants to share, and where the letter with the link goes. Who works at the desk needs no letter."""
    now, user = timezone.now(), _who_works_here(request)
    first = {"language": language, "kind": request.GET.get("kind", ""), "country": request.GET.get("country", "")}
    form = ShareForm(request.POST if request.method == "POST" else None, initial=first, is_signed_in=user is not None)
    said, status = "", 200
    if form.is_bound:
        said, status, mark = refusal(request, allowance, now) if form.is_valid() else ("", 422, "")
        if mark:
            allowance.use(network_address(request))
            return _begun(request, language, form, user, mark, now)
    context = {"form": form, "refusal": said, "stamp": new_stamp(now), "user": user, "kept_days": KEPT_DAYS}
    return render(request, "library/sharing/share.html", context, status=status)


def _begun(
    request: HttpRequest, language: str, form: ShareForm, user: User | None, mark: str, now: dt.datetime
) -> HttpResponse:
    site = request.build_absolute_uri("/").removesuffix("/")
    if user:
        secret = actions.begin_as(user, form.begun, site=site, form=mark, at=now)
        return redirect(f"{reverse('library:share-draft', args=[language])}?key={secret}")
    actions.begin(form.begun, site=site, form=mark, at=now)
    return redirect("library:share-sent", language=language)


def _who_works_here(request: HttpRequest) -> User | None:
    """Somebody who is signed in and holds a role. Without the cookie of the desk no session is looked for."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not roles_of(request.user):
        return None
    return request.user if isinstance(request.user, User) else None


@require_safe
@never_cache
def sent(request: HttpRequest, language: str) -> HttpResponse:
    return render(request, "library/sharing/sent.html", {"days": UNOPENED_DAYS})


# behind the link


@csrf_exempt  # the secret in the link is what allows; a program that looks at links sends no form
@never_cache
@read_or_send
def draft(request: HttpRequest, language: str) -> HttpResponse:
    """The form while the author can change it, and its course. Everything that is sent is kept, however wrong."""
    secret = request.POST.get("key", "") if request.method == "POST" else request.GET.get("key", "")
    one = submission_with(secret)
    if one is None:
        return render(request, "library/sharing/gone.html", status=410)
    if request.method == "POST":
        return _sent(request, language, one, secret)
    return _page(request, language, one, secret)


def _sent(request: HttpRequest, language: str, one: Submission, secret: str) -> HttpResponse:
    now, here = timezone.now(), f"{reverse('library:share-draft', args=[language])}?key={secret}"
    if "take_back" in request.POST:
        try:
            actions.take_back(one.pk, at=now)
        except actions.NotNow:
            return redirect(here)
        return render(request, "library/sharing/erased.html") if one.state == DRAFT else redirect(here)
    if not one.is_open:  # sent twice, or decided meanwhile
        return redirect(here)
    read = read_form(request.POST, one, is_for_editor=False)
    try:
        if not read.is_button and "send" in request.POST and _is_ready(one, read, now):
            actions.send(one.pk, read.typed, at=now)
            return redirect(here)
        kept = actions.keep(one.pk, read.typed, at=now)
    except actions.NotNow:
        return redirect(here)
    except actions.ChangedMeanwhile:
        return _page(request, language, one, secret, read=read, is_behind=True, status=409)
    is_wrong = "send" in request.POST and not read.is_button
    kept.author = one.author
    return _page(request, language, kept, secret, read=read, is_kept=True, status=422 if is_wrong else 200)


def _is_ready(one: Submission, read: Sent, now: dt.datetime) -> bool:
    """Whether nothing is missing or wrong; else the form says where."""
    today = timezone.localdate(now)
    checked_document(read.form, one.country, today)
    read.consent = consent_of(read.as_kept(one), today)
    return not read.form.problems and (read.consent is None or read.consent.is_valid())


def _page(
    request: HttpRequest, language: str, one: Submission, secret: str, *, read: Sent | None = None, is_kept: bool = False,
    is_behind: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    if is_behind:
        one.refresh_from_db(fields=["version", "state"])
    context: dict[str, Any] = {
        "one": one,
        "secret": secret,
        "state": state_words(one),
        "course": course_of(one, for_desk=False),
        "question": last_question(one) if one.is_open else "",
        "is_kept": is_kept,
        "is_behind": is_behind,
        "page": page_of(one.kind, one.record_key, language) if one.state == PUBLISHED else "",
        "publish_at": timezone.localtime(one.publish_at) if one.publish_at else None,
        "may_take_back": one.state not in (PUBLISHED, TAKEN_BACK, "declined"),
        "waits": one.state == WAITING,
        "kept_days": KEPT_DAYS,
    }
    if one.is_open:
        context |= page_context(one, read, is_for_editor=False, today=timezone.localdate())
    else:
        context |= {"told": _told(one)}
    return render(request, "library/sharing/draft.html", context, status=status)


def _told(one: Submission) -> Any:
    form = form_of(one, is_for_editor=False)
    return told(one.kind, form.changes({}, one.languages[0]))
