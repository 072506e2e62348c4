"""The desk: employers enter, change, copy and close their vacancies; editors publish what waits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pathfinder.accounts.queries import EDITOR, OBSERVER, PROVIDER, desk_page, is_editor, organizations_of, roles_of
from pathfinder.directory.queries import names_of_organizations
from pathfinder.editing.queries import plain_text
from pathfinder.vacancies import actions, codes, queries
from pathfinder.vacancies.forms import VacancyForm
from pathfinder.vacancies.models import Vacancy
from pathfinder.vacancies.shown import ShownVacancy

A_PAGE = 50
LONGEST_REASON = 2_000  # letters
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
@desk_page(EDITOR, OBSERVER, PROVIDER)
def desk(request: HttpRequest, language: str) -> HttpResponse:
    """What waits first, then the newest. Editors see here whose vacancies appear at once, and end that."""
    if request.method == "POST":
        if not is_editor(request.user):
            raise Http404
        actions.set_trust(request.POST.get("no_trust", "")[:120], is_trusted=False, by=request.user, at=timezone.now())
        return redirect("vacancies:desk", language=language)
    found, today = queries.at_the_desk(request.user, reads_all=_reads_all(request)), timezone.localdate()
    page = Paginator(found.filter(proposed={}).exclude(state=codes.WAITING), A_PAGE).get_page(request.GET.get("page"))
    trusted = queries.trusted() if _reads_all(request) else []
    context = {
        "waiting": [ShownVacancy(one, language, today) for one in queries.waiting(found)],
        "rows": [ShownVacancy(one, language, today) for one in page],
        "page": page,
        "may_enter": is_editor(request.user) or bool(organizations_of(request.user)),
        "trusted": [(key, names_of_organizations([key]).get(key, {"und": key})) for key in trusted],
        "is_editor": is_editor(request.user),
        "own": organizations_of(request.user),
    }
    return render(request, "vacancies/desk.html", context)


@read_or_send
@desk_page(EDITOR, PROVIDER)
def new(request: HttpRequest, language: str) -> HttpResponse:
    """An empty form, or a copy of another vacancy."""
    copied = request.GET.get("copy", "")
    one = queries.vacancy_at_the_desk(request.user, copied, reads_all=is_editor(request.user)) if copied else None
    form = _form(request, one)
    if request.method == "POST" and "look_up" not in request.POST and form.is_valid():
        now = timezone.now()
        made = actions.enter(form.values(), by=request.user, at=now, on=timezone.localdate(now))
        _say_saved(request, made)
        return redirect("vacancies:edit", language=language, key=made.key)
    return _form_page(request, language, form, None)


@read_or_send
@desk_page(EDITOR, OBSERVER, PROVIDER)
def edit(request: HttpRequest, language: str, key: str) -> HttpResponse:
    one = queries.vacancy_at_the_desk(request.user, key, reads_all=_reads_all(request))
    may_change = queries.may_change(request.user, one)
    here = redirect("vacancies:edit", language=language, key=key)
    if request.method != "POST":
        return _form_page(request, language, _form(request, actions.as_proposed(one)) if may_change else None, one)
    if not may_change and not is_editor(request.user):
        raise Http404
    refused = _decided(request, one)
    if refused is None:
        return here
    if refused or not may_change:
        return _form_page(request, language, _form(request, one) if may_change else None, one, refused=refused)
    form = _form(request, None)
    if "look_up" not in request.POST and form.is_valid():
        _say_saved(request, actions.change(key, form.values(), by=request.user, at=timezone.now()))
        return here
    return _form_page(request, language, form, one)


def _decided(request: HttpRequest, one: Vacancy) -> str | None:
    """Do what a button beside the form says: nothing when it is done, a sentence when it cannot be, "" for none of them."""
    user, now, site = request.user, timezone.now(), request.build_absolute_uri("/").removesuffix("/")
    try:
        if "close" in request.POST:
            actions.close(one.key, by=user, at=now, site=site)
            messages.success(request, _("Closed. Its page stays and says that it is no longer open."))
            return None
        if not is_editor(user) or not {"publish", "decline"} & request.POST.keys():
            return ""
        if "publish" in request.POST:
            seen = request.POST.get("seen", "")
            actions.publish(one.key, seen=seen, by=user, at=now, on=timezone.localdate(now), site=site)
            if "trust" in request.POST and one.organization_key:
                actions.set_trust(one.organization_key, is_trusted=True, by=user, at=now)
            messages.success(request, _("Published. Visitors see it now."))
            return None
        reason = plain_text(request.POST.get("reason", ""))[:LONGEST_REASON]
        if not reason:
            return _("Write why, so that the employer knows what to do.")
        actions.decline(one.key, reason, by=user, at=now, site=site)
        messages.success(request, _("Decided."))
    except actions.DecidedAlready:
        messages.info(
            request, _("It changed since you opened this page, or somebody decided already. Look at it again.")
        )
    return None


def _say_saved(request: HttpRequest, one: Vacancy) -> None:
    if one.is_waiting:
        messages.success(request, _("Saved. An editor looks at it before visitors see it."))
    else:
        messages.success(request, _("Published. Visitors see it now."))


def _reads_all(request: HttpRequest) -> bool:
    return bool({EDITOR, OBSERVER} & roles_of(request.user))


def _form(request: HttpRequest, one: Vacancy | None) -> VacancyForm:
    own = {} if is_editor(request.user) else names_of_organizations(organizations_of(request.user))
    return VacancyForm(request.POST if request.method == "POST" else None, own=own, today=timezone.localdate(), one=one)


def _form_page(
    request: HttpRequest, language: str, form: VacancyForm | None, one: Vacancy | None, *, refused: str = ""
) -> HttpResponse:  # fmt: skip
    is_wrong = bool(refused or (form and form.is_bound and "look_up" not in request.POST and form.errors))
    context: dict[str, Any] = {
        "form": form,
        "one": one,
        "shown": ShownVacancy(one, language, timezone.localdate()) if one else None,
        "seen": actions.version_of(one) if one else "",
        "refused": refused,
        "reason": request.POST.get("reason", ""),
        "is_wrong": is_wrong,
        "may_decide": bool(one and one.is_waiting and is_editor(request.user)),
        "is_trusted": bool(one and queries.is_trusted(one.organization_key)),
        "own": organizations_of(request.user),
    }
    return render(request, "vacancies/form.html", context, status=422 if is_wrong else 200)
