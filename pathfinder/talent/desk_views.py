"""The desk: candidates abroad, jobs and the cases between them. Editors see all, others their organizations'; strangers 404."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pathfinder.accounts.actions import LetterNotSentError, send_letter
from pathfinder.accounts.queries import EDITOR, PROVIDER, desk_page, people_by_signature
from pathfinder.editing.queries import with_names
from pathfinder.rulebooks.law_days import date_of_law
from pathfinder.skills.queries import read_profile, reference_name
from pathfinder.talent import actions, moving, queries
from pathfinder.talent.checks import Asked, DestinationCheck
from pathfinder.talent.erasing import erase
from pathfinder.talent.exporting import export as exported
from pathfinder.talent.forms import BulkForm, CandidateForm, CaseForm, ExportForm, JobForm, destination_choices
from pathfinder.talent.keeping import erased_soon
from pathfinder.talent.letters import link_letter
from pathfinder.talent.likeness import Known
from pathfinder.talent.models import Candidate, CandidateForJob, JobOpportunity
from pathfinder.talent.queries import Team
from pathfinder.talent.shown import (
    CaseForTeam,
    hints,
    history_of,
    history_of_job,
    stage_choices,
    stage_words,
)
from pathfinder.talent.stages import ORDER, STAGES, for_team

A_PAGE, MOST_DUE = 50, 20
LONGEST_SEARCH = 100
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
@desk_page(EDITOR, PROVIDER)
def desk(request: HttpRequest, language: str) -> HttpResponse:
    """What is due and who wrote first, then candidates, jobs and figures."""
    team, asked = Team(request.user), _filters(request.GET)
    page = Paginator(queries.find(team, **asked), A_PAGE).get_page(request.GET.get("page"))
    context = {
        **asked,
        "asked": urlencode(asked),
        "due": [CaseForTeam(case) for case in queries.due_first(team, MOST_DUE)],
        "erased_soon": erased_soon(team.candidates(), timezone.now()),
        "page": page,
        "jobs": [(job, stage_words(job)) for job in team.jobs()[:A_PAGE]],
        "figures": [(code, for_team(stage_), count) for code, stage_, count in queries.figures(team)],
        "fewest": queries.FEWEST,
        "stages": stage_choices(),
        "countries": destination_choices(),
        "today": timezone.localdate(),
    }
    return render(request, "talent/desk.html", context)


def _filters(data: QueryDict) -> dict[str, str]:
    stage, destination = data.get("stage", ""), data.get("destination", "")
    return {
        "words": data.get("words", "").strip()[:LONGEST_SEARCH],
        "destination": destination if destination in dict(destination_choices()) else "",
        "stage": stage if stage in STAGES else "",
    }


# candidates


@read_or_send
@desk_page(EDITOR, PROVIDER)
def new_candidate(request: HttpRequest, language: str) -> HttpResponse:
    form = _candidate_form(request, None)
    alike = queries.Alike((), is_elsewhere=False)
    if form.is_bound and form.is_valid():
        alike = queries.alike(Team(request.user), _known(form, None))
        if not alike or "distinct" in request.POST:
            made = actions.enter_candidate(form.values(), by=request.user, at=timezone.now())
            return redirect("talent:candidate", language=language, id_=made.pk)
    return _candidate_page(request, form, None, alike)


@read_or_send
@desk_page(EDITOR, PROVIDER)
def candidate(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    """The record with its cases; a new case is made here too."""
    team, now = Team(request.user), timezone.now()
    one = team.candidate(id_)
    if request.method == "POST" and "propose" in request.POST:
        job_ = team.job(_uuid(request.POST.get("job", "")))
        made = actions.propose(one, job_, by=request.user, at=now)
        return redirect("talent:case", language=language, id_=made.pk)
    form = _candidate_form(request, one)
    if form.is_bound and form.is_valid():
        actions.change_candidate(one.pk, form.values(), by=request.user, at=now)
        messages.success(request, _("Saved."))
        return redirect("talent:candidate", language=language, id_=one.pk)
    alike = queries.alike(team, Known(one.pk, one.name, one.email, one.phone, one.birth_year))
    return _candidate_page(request, form, one, alike)


def _candidate_form(request: HttpRequest, one: Candidate | None) -> CandidateForm:
    data = request.POST if request.method == "POST" else None
    team = Team(request.user)
    own = [] if team.sees_all else team.organizations
    return CandidateForm(data, request.FILES or None, own=own, today=timezone.localdate(), one=one)


def _known(form: CandidateForm, id_: UUID | None) -> Known:
    told = form.cleaned_data
    return Known(id_, told["name"], told["email"], told["phone"], told["birth_year"])


def _candidate_page(
    request: HttpRequest, form: CandidateForm, one: Candidate | None, alike: queries.Alike
) -> HttpResponse:  # fmt: skip
    team = Team(request.user)
    cases = team.cases().filter(candidate=one) if one else team.cases().none()
    taken = [case.job_id for case in cases]
    is_wrong = form.is_bound and (bool(form.errors) or bool(alike))
    context: dict[str, Any] = {
        "form": form,
        "one": one,
        "alike": alike,
        "is_wrong": is_wrong and bool(form.errors),
        "cases": [CaseForTeam(case) for case in cases],
        "jobs": team.jobs().filter(closed="").exclude(pk__in=taken) if one else [],
        "skills": _skills(one) if one else [],
        "hints": hints(one, timezone.localdate()) if one else [],
        "erased_soon": erased_soon(team.candidates().filter(pk=one.pk), timezone.now()) if one else [],
    }
    return render(request, "talent/candidate.html", context, status=422 if is_wrong else 200)


def _skills(one: Candidate) -> list[Any]:
    """Of the profile, named in the language of the page."""
    if not one.profile:
        return []
    profile = read_profile(json.dumps(one.profile))
    return [reference_name(skill.what, get_language()) for skill in profile.skills]


@require_POST
@desk_page(EDITOR, PROVIDER)
def link(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    """A new link: shown once, to be printed or copied, and sent by e-mail where the person agreed to be contacted."""
    one = Team(request.user).candidate(id_)
    secret = actions.make_link(one, by=request.user, at=timezone.now())
    address = request.build_absolute_uri(f"{reverse('talent:mine', args=[one.language])}?key={secret}")
    letter, is_sent, is_refused = link_letter(one, address), False, False
    if "send" in request.POST and one.email and one.contact_consent_on:
        try:
            send_letter(letter, one.email)
            is_sent = True
        except LetterNotSentError:
            is_refused = True
    context = {"one": one, "letter": letter, "is_sent": is_sent, "is_refused": is_refused}
    return render(request, "talent/link.html", context)


@read_or_send
@desk_page(EDITOR, PROVIDER)
def erase_candidate(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    """Asks first, says what goes; then names the files that were taken along with this person in them."""
    one = Team(request.user).candidate(id_)
    if request.method != "POST" or "sure" not in request.POST:
        context = {"one": one, "cases": one.cases.count(), "is_wrong": request.method == "POST"}
        return render(request, "talent/erase.html", context, status=422 if request.method == "POST" else 200)
    files = erase(one, by=request.user, at=timezone.now())
    names = people_by_signature()
    told = [(file.at, with_names(file.by, names)) for file in files]
    return render(request, "talent/erase_done.html", {"files": told})


# jobs


@read_or_send
@desk_page(EDITOR, PROVIDER)
def new_job(request: HttpRequest, language: str) -> HttpResponse:
    form = _job_form(request, None)
    if form.is_bound and form.is_valid():
        made = actions.enter_job(form.values(), by=request.user, at=timezone.now())
        return redirect("talent:job", language=language, id_=made.pk)
    return _job_page(request, form, None)


@read_or_send
@desk_page(EDITOR, PROVIDER)
def job(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    one = Team(request.user).job(id_)
    form = _job_form(request, one)
    if form.is_bound and form.is_valid():
        actions.change_job(one.pk, form.values(), form.cleaned_data["words"], by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("talent:job", language=language, id_=one.pk)
    return _job_page(request, form, one)


def _job_form(request: HttpRequest, one: JobOpportunity | None) -> JobForm:
    team = Team(request.user)
    own = [] if team.sees_all else team.organizations
    return JobForm(request.POST if request.method == "POST" else None, own=own, one=one)


def _job_page(
    request: HttpRequest, form: JobForm, one: JobOpportunity | None, *, bulk: BulkForm | None = None, status: int = 200
) -> HttpResponse:  # fmt: skip
    cases = Team(request.user).cases().filter(job=one) if one else []
    is_wrong = form.is_bound and bool(form.errors)
    context: dict[str, Any] = {
        "form": form,
        "one": one,
        "is_wrong": is_wrong,
        "cases": [CaseForTeam(case) for case in cases],
        "chosen": request.POST.getlist("case") if bulk else [],
        "bulk": bulk or BulkForm(None),
        "history": history_of_job(one) if one else [],
        "last": queries.last_bulk_step(one, timezone.now()) if one else None,
    }
    return render(request, "talent/job.html", context, status=422 if is_wrong else status)


# several cases


@require_POST
@desk_page(EDITOR, PROVIDER)
def several(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    """First whom it touches and whom not; then, sent again from that page, the step itself."""
    team, now = Team(request.user), timezone.now()
    one = team.job(id_)
    wanted = dict(filter(None, map(_versioned, request.POST.getlist("case"))))
    form = BulkForm(request.POST)
    own = team.cases().filter(job=one, pk__in=wanted)
    if not form.is_valid() or not own:
        if not own:
            form.add_error(None, _("Choose at least one candidate."))
        return _job_page(request, JobForm(None, own=[], one=one), one, bulk=form, status=422)
    if "do" in request.POST:
        versions = {case.pk: wanted[case.pk] for case in own}
        step, plan = moving.move_all(one, versions, form.change(), by=request.user, at=now)
        return render(request, "talent/several_done.html", {"one": one, "step": step, "plan": plan})
    plan = moving.plan(own, form.change())
    context = {"one": one, "plan": plan, "form": form, "change": _change_in_words(form)}
    return render(request, "talent/several.html", context)


def _change_in_words(form: BulkForm) -> list[str]:
    told = form.cleaned_data
    named = [dict(form.fields[name].choices)[told[name]] for name in ("stage", "closed", "next_step") if told[name]]
    return [str(words) for words in named]


def _versioned(typed: str) -> tuple[UUID, int] | None:
    """A box of the list: a case, and the version that was shown."""
    id_, _colon, version = typed.partition(":")
    try:
        return UUID(id_), int(version)
    except ValueError:
        return None


@require_POST
@desk_page(EDITOR, PROVIDER)
def undo(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    step = Team(request.user).bulk_step(id_)
    try:
        restored, left = moving.undo(step.pk, by=request.user, at=timezone.now())
    except moving.CannotUndo:
        messages.error(request, _("This cannot be undone any more: it was undone already, or a day has passed."))
        return redirect("talent:job", language=language, id_=step.job_id)
    return render(request, "talent/undone.html", {"one": step.job, "restored": restored, "left": left})


# one case


@read_or_send
@desk_page(EDITOR, PROVIDER)
def case(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    """The stage, the next step, what the candidate reads, what the destination asks by the law of a day, the history."""
    one, today = Team(request.user).case(id_), timezone.localdate()
    form = CaseForm(request.POST if request.method == "POST" else None, one)
    is_behind = False
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            moving.move(
                one.pk, form.change(), told["words"], version=told["version"], by=request.user, at=timezone.now()
            )
        except moving.ChangedMeanwhile:
            is_behind = True
        else:
            messages.success(request, _("Saved."))
            return redirect("talent:case", language=language, id_=one.pk)
    on, typed = date_of_law(request.GET.get("on", ""), today)
    context: dict[str, Any] = {
        "one": one,
        "shown": CaseForTeam(one),
        "form": form,
        "version": one.version,
        "is_behind": is_behind,
        "is_wrong": form.is_bound and bool(form.errors),
        "check": DestinationCheck(_asked(one, on), language, today),
        "on": on,
        "typed_day": typed,
        "hints": hints(one.candidate, today),
        "history": history_of(one),
    }
    return render(
        request, "talent/case.html", context, status=409 if is_behind else 422 if context["is_wrong"] else 200
    )


def _asked(one: CandidateForJob, on: dt.date) -> Asked:
    """What is known of the candidate, as facts. This room is for people who were displaced."""
    who = one.candidate
    given: dict[str, Any] = {"displaced": True, "job_offer": ORDER.index(one.stage) >= ORDER.index("offer")}
    given |= {"now_in": who.stay} if who.stay else {}
    given |= {"nationality": [who.nationality]} if who.nationality else {}
    given |= {"birth_date": str(who.birth_year)} if who.birth_year else {}
    family = tuple({str(row["relation"]) for row in who.dependants})
    return Asked(one.job.destination, on, given, one.job.isco, family, who.passport, who.passport_until)


# files


@read_or_send
@desk_page(EDITOR, PROVIDER)
def export(request: HttpRequest, language: str) -> HttpResponse:
    """The cases as CSV: with a reason, without names unless they are asked for. What was taken along is listed."""
    team, now = Team(request.user), timezone.now()
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        text = exported(
            team.cases(), reason=form.cleaned_data["reason"], with_names=form.cleaned_data["with_names"],
            organization_key="" if team.sees_all else team.organizations[0], by=request.user, at=now,
        )  # fmt: skip
        headers = {"Content-Disposition": 'attachment; filename="candidates-abroad.csv"'}
        return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
    names = people_by_signature()
    taken = [(one, with_names(one.by, names)) for one in team.exports()[:A_PAGE]]
    context = {"form": form, "taken": taken, "is_wrong": form.is_bound}
    return render(request, "talent/export.html", context, status=422 if form.is_bound else 200)


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        return UUID(int=0)
