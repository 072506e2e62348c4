"""The desk: what people shared, one of it with its form, its course and a decision, and how it would look in the library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.accounts.queries import EDITOR, OBSERVER, desk_page, is_editor
from pathfinder.editing.queries import WrongValue, moment_typed, plain_text, told
from pathfinder.library.models import Submission
from pathfinder.library.models.submission import PUBLISHED, SCHEDULED, WAITING
from pathfinder.library.pages import page_of, url_of
from pathfinder.library.preview import page_as_if
from pathfinder.library.sharing import actions
from pathfinder.library.sharing.checks import checked_document, consent_of, form_of
from pathfinder.library.sharing.form_page import Sent, page_context, read_form
from pathfinder.library.sharing.kinds import NAMES, title_of
from pathfinder.library.sharing.queries import similar_to, submission_at_the_desk, submissions_at_the_desk
from pathfinder.library.sharing.shown import course_of, state_words

ON_A_PAGE = 40
LONGEST_WORDS = 5_000  # letters of a question or a reason


@require_safe
@desk_page(EDITOR, OBSERVER)
@never_cache
def submissions(request: HttpRequest, language: str) -> HttpResponse:
    page = Paginator(submissions_at_the_desk(), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "one": one,
            "title": title_of(one.kind, one.typed),
            "kind": _(NAMES[one.kind]),
            "state": state_words(one),
            "sent_on": timezone.localdate(one.sent_at) if one.sent_at else None,
        }
        for one in page
    ]
    return render(request, "library/sharing/desk.html", {"rows": rows, "page": page, "asked": ""})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(EDITOR, OBSERVER)
@never_cache
def submission(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    """The author's form for an editor to mend, the course, and what can be decided."""
    one = submission_at_the_desk(id_)
    if request.method == "POST":
        if not is_editor(request.user):
            raise Http404
        return _sent(request, language, one)
    return _page(request, language, one)


def _sent(request: HttpRequest, language: str, one: Submission) -> HttpResponse:
    """Keep the editor's words, then do what the button says. Whatever cannot be done, what was typed stands there again."""
    by, now = request.user, timezone.now()
    here = redirect("library:submission", language=language, id_=one.pk)
    read = read_form(request.POST, one, is_for_editor=True)
    try:
        if "wait_again" in request.POST:
            actions.wait_again(one.pk, by=by, at=now)
            return here
        actions.mend(one.pk, read.typed, by=by, at=now)
        if read.is_button:
            one.refresh_from_db()
            return _page(request, language, one, read=read)
        said = _decided(request, one, now)
    except actions.NotNow:
        messages.info(request, _("Somebody else was quicker: it is at another step by now. Nothing of yours was done."))
        return here
    except actions.ChangedMeanwhile:
        one.refresh_from_db()
        said = _(
            "Somebody kept other words since you opened this page. Yours are still here: keep them to put them in place."
        )
        return _page(request, language, one, read=read, said=said, status=409)
    except actions.CannotPublish as problem:
        one.refresh_from_db()
        _mark(read, one, problem.problems, timezone.localdate(now))
        return _page(request, language, one, read=read, said=_("It cannot be published yet."), status=422)
    if said:
        one.refresh_from_db()
        return _page(request, language, one, read=read, said=said, status=422)
    return here


def _decided(request: HttpRequest, one: Submission, now: dt.datetime) -> str:
    """Do what the button says; gives a sentence when it cannot be done."""
    words = plain_text(request.POST.get("words", ""))[:LONGEST_WORDS]
    if "ask" in request.POST:
        if not words:
            return _("Write the question.")
        actions.ask(one.pk, words, by=request.user, at=now)
        messages.success(request, _("The question is on its way to the author."))
    elif "decline" in request.POST:
        if not words:
            return _("Write the reason: the author reads it.")
        actions.decline(one.pk, words, by=request.user, at=now)
        messages.success(request, _("Decided. The author gets a letter."))
    elif "publish" in request.POST:
        actions.publish(one.pk, by=request.user, at=now)
        messages.success(request, _("Published. Visitors see it now."))
    elif "schedule" in request.POST:
        try:
            moment = moment_typed(request.POST.get("publish_at", "").strip(), now)
        except WrongValue as wrong:
            return str(wrong)
        if moment is None:
            return _("Write the day and the time on which it shall be published.")
        actions.schedule(one.pk, moment, by=request.user, at=now)
        messages.success(request, _("It is published by itself on that day."))
    else:
        messages.success(request, _("Kept. Nobody but the desk and the author sees it."))
    return ""


def _mark(read: Sent, one: Submission, problems: Any, today: dt.date) -> None:
    """Put each problem beside its field."""
    checked_document(read.form, one.country, today)
    read.consent = consent_of(read.as_kept(one), today)
    for path, sentence in problems.items():
        if not path.startswith("consent_"):
            read.form.problems.setdefault(path, sentence)


def _page(
    request: HttpRequest, language: str, one: Submission, *, read: Sent | None = None, said: str = "", status: int = 200
) -> HttpResponse:
    may_change = is_editor(request.user) and one.state in (WAITING, SCHEDULED)
    context: dict[str, Any] = {
        "one": one,
        "title": title_of(one.kind, one.typed),
        "state": state_words(one),
        "course": course_of(one, for_desk=True),
        "similar": [(item.title, url_of(item, language)) for item in similar_to(one, language)],
        "languages": settings.LANGUAGES,
        "refused": said,
        "refused_at": "publish_at" if "schedule" in request.POST else "words",
        "words": request.POST.get("words", ""),
        "publish_at_typed": request.POST.get("publish_at", ""),
        "may_change": may_change,
        "may_unset": may_change and one.state == SCHEDULED,
        "publish_at": timezone.localtime(one.publish_at) if one.publish_at else None,
        "page": page_of(one.kind, one.record_key, language) if one.state == PUBLISHED else "",
        "kind_words": _(NAMES[one.kind]),
    }
    today = timezone.localdate()
    if may_change:
        context |= page_context(one, read, is_for_editor=True, today=today)
        context["is_consent_checked"] = True
    else:
        form = form_of(one, is_for_editor=True)
        context |= {"told": told(one.kind, form.changes({}, one.languages[0])), "problems": []}
    context["consent_told"] = list(_consent_told(one))
    return render(request, "library/sharing/desk_submission.html", context, status=status)


def _consent_told(one: Submission) -> Iterator[tuple[str, str]]:
    """The consent as it was typed, for who only reads."""
    labels = {"consent_yes": _("Over 18 and said yes"), "consent_how": _("How"), "consent_given_on": _("On which day"), "consent_ends_on": _("Until which day")}  # fmt: skip
    yield from ((words, str(one.beside[name])) for name, words in labels.items() if one.beside.get(name))


@require_safe
@desk_page(EDITOR, OBSERVER)
@never_cache
def preview(request: HttpRequest, language: str, id_: UUID, shown_in: str) -> HttpResponse:
    """The page of the library itself, in one of the interface's languages, as if it were published."""
    one = submission_at_the_desk(id_)
    form = form_of(one, is_for_editor=True)
    document = checked_document(form, one.country, timezone.localdate())
    key = one.record_key or f"{one.country}-preview"
    return page_as_if(request, one.kind, key, one.country, {"confidence": "medium", **document}, shown_in)
