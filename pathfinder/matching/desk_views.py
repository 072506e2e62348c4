"""The desk of an employer: who brings what a vacancy asks for, without a name, and asking the person to see more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.accounts.actions import LetterNotSentError, send_letter
from pathfinder.accounts.queries import PROVIDER, desk_page, organizations_of
from pathfinder.directory.queries import names_of_organizations
from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import country_name, language_name
from pathfinder.matching import actions
from pathfinder.matching.at_hand import closeness_at_hand
from pathfinder.matching.candidates import (
    Candidate,
    Wanted,
    candidate as candidate_with,
    candidates_for,
    open_vacancies_of,
    wanted_by,
    wanted_skills,
)
from pathfinder.matching.codes import AGREED, CV, FIELDS, STATES
from pathfinder.matching.forms import AskForm
from pathfinder.matching.letters import letter_of_asking
from pathfinder.matching.models import FieldRequest, OfferedProfile
from pathfinder.matching.rules import level_of
from pathfinder.matching.seen import for_cv, what_is_told
from pathfinder.matching.shown import ShownMatch, labels_of
from pathfinder.skills.queries import (
    PROOFS,
    cv_pdf,
    licence_name,
    proof_in_words,
    read_profile,
    reference_name,
    suggest,
)
from pathfinder.vacancies.queries import ShownVacancy, Vacancy, vacancy

MOST, MOST_SKILLS, MOST_OFFERED = 20, 12, 6
LONGEST_WORDS = 200
REFERENCE = re.compile(r"task:[a-z0-9-]{1,60}|http://data\.europa\.eu/esco/(skill|occupation)/[A-Za-z0-9.-]{1,80}")
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page(PROVIDER)
@never_cache
def candidates(request: HttpRequest, language: str) -> HttpResponse:
    """For an own vacancy, or for skills that were chosen. Every line that is shown is written down for its person."""
    today = timezone.localdate()
    vacancies = open_vacancies_of(request.user, today)
    wanted = _wanted(request, vacancies)
    opened, closed = candidates_for(wanted, closeness_at_hand(), today, limit=MOST) if wanted else ([], [])
    if wanted:
        _saw([*opened, *closed], "line", wanted, request)
    asked = list(
        FieldRequest.objects.filter(organization_key__in=organizations_of(request.user)).select_related("offer")
    )
    words = request.GET.get("q", "")[:LONGEST_WORDS]
    context = {
        "wanted": wanted,
        "vacancies": [ShownVacancy(one, language, today) for one in vacancies],
        "countries": sorted({(country_name(one.country.upper(), language), one.country) for one in vacancies}),
        "words": words,
        "choices": _choices(request, words, language),
        "opened": [_shown(one, wanted, language) for one in opened],
        "closed": [_shown(one, wanted, language) for one in closed],
        "query": _query(wanted),
        "asked": [{"one": one, "field": _(FIELDS[one.field]), "state": _(STATES[one.state])} for one in asked],
    }
    return render(request, "matching/candidates.html", context)


@read_or_send
@desk_page(PROVIDER)
@never_cache
def candidate(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    """One of them: skills with their proof, what was asked, and what the person agreed to show."""
    now, today = timezone.now(), timezone.localdate()
    wanted, found = _found(request, id_)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = actions.ask(
            found.offer, fields=form.cleaned_data["asked"], reason=form.cleaned_data["reason"],
            organization_key=wanted.organization_key, vacancy_key=wanted.vacancy_key, by=request.user, at=now,
        )  # fmt: skip
        _send_asking(request, found.offer, new)
        return redirect(f"{reverse('matching:candidate', args=[language, id_])}?{_query(wanted)}")
    asked = {one.field: one for one in _requests(found.offer, wanted)}
    agreed = [field for field, one in asked.items() if one.state == AGREED]
    _saw([found], "page", wanted, request)
    _saw([found], "field", wanted, request, [field for field in agreed if field != CV])
    told = read_profile(found.offer.document)
    context = {
        "form": form,
        "candidate": _shown(found, wanted, language),
        "id": id_,
        "wanted": wanted,
        "vacancy": ShownVacancy(wanted.vacancy, language, today) if wanted.vacancy else None,
        "query": _query(wanted),
        "shown": [
            (field, _(FIELDS[field]), what_is_told(told, field, language)) for field in FIELDS if field in agreed
        ],
        "answers": [(_(FIELDS[one.field]), _(STATES[one.state])) for one in asked.values() if one.state != AGREED],
        "to_ask": [(field, _(words), field in form.chosen) for field, words in FIELDS.items() if field not in asked],
    }
    return render(request, "matching/candidate.html", context, status=422 if form.errors else 200)


@require_safe
@desk_page(PROVIDER)
@never_cache
def cv(request: HttpRequest, language: str, id_: UUID) -> HttpResponse:
    """404 unless the person agreed, and since the moment they took it back."""
    wanted, found = _found(request, id_)
    agreed = {one.field for one in _requests(found.offer, wanted) if one.state == AGREED}
    if CV not in agreed:
        raise Http404
    _saw([found], "field", wanted, request, [CV])
    pdf = cv_pdf(for_cv(read_profile(found.offer.document), agreed), language, timezone.localdate())
    headers = {"Content-Disposition": f'attachment; filename="cv-{found.number}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


# who looks for what


def _wanted(request: HttpRequest, vacancies: Iterable[Vacancy]) -> Wanted | None:
    """What the address says, as far as it is about own open vacancies; else nothing."""
    by_key = {one.key: one for one in vacancies}
    if chosen := by_key.get(request.GET.get("vacancy", "")):
        return wanted_by(chosen)
    references = [what for what in dict.fromkeys(request.GET.getlist("what")) if REFERENCE.fullmatch(what)]
    hiring = {one.country: one.organization_key for one in by_key.values()}
    country = request.GET.get("country", "")
    if references and country in hiring:
        return wanted_skills(references[:MOST_SKILLS], country, hiring[country])
    return None


def _found(request: HttpRequest, id_: UUID) -> tuple[Wanted, Candidate]:
    """The candidate, seen from what the address says, else from an own open vacancy in a country of the offer, else, where
    the person agreed to something, from the vacancy it was about."""
    today = timezone.localdate()
    vacancies = open_vacancies_of(request.user, today)
    wanted = _wanted(request, vacancies)
    if wanted is None:
        offered_in = (
            OfferedProfile.objects.standing_on(today).filter(pk=id_).values_list("countries", flat=True).first()
        )
        wanted = next((wanted_by(one) for one in vacancies if one.country in (offered_in or ())), None)
    if wanted is None:
        own = FieldRequest.objects.filter(
            offer_id=id_, organization_key__in=organizations_of(request.user), state=AGREED
        )
        keys = own.exclude(vacancy_key="").values_list("vacancy_key", flat=True)
        wanted = next((wanted_by(one) for key in keys if (one := vacancy(key))), None)
    if wanted is None:
        raise Http404
    return wanted, candidate_with(id_, wanted, closeness_at_hand(), today)


def _query(wanted: Wanted | None) -> str:
    if wanted is None:
        return ""
    if wanted.vacancy:
        return urlencode({"vacancy": wanted.vacancy_key})
    return urlencode({"what": [what for what, _how in wanted.row.skills], "country": wanted.country}, doseq=True)


def _requests(one: OfferedProfile, wanted: Wanted) -> Iterable[FieldRequest]:
    return one.requests.filter(organization_key=wanted.organization_key).order_by("field")


def _saw(
    those: Iterable[Candidate], what: str, wanted: Wanted, request: HttpRequest, fields: Iterable[str] = ()
) -> None:
    actions.saw(
        [one.offer for one in those], what, organization_key=wanted.organization_key, vacancy_key=wanted.vacancy_key,
        by=request.user, at=timezone.now(), fields=fields,
    )  # fmt: skip


def _send_asking(request: HttpRequest, one: OfferedProfile, new: list[FieldRequest]) -> None:
    if not new:
        return
    language = one.user.language
    name = localized(names_of_organizations([new[0].organization_key]).get(new[0].organization_key), language).words
    link = request.build_absolute_uri(reverse("matching:offered", args=[language]))
    letter = letter_of_asking(name, [asked.field for asked in new], new[0].reason, link, language)
    try:
        send_letter(letter, one.user.email)
    except LetterNotSentError:
        messages.warning(
            request, _("The request is kept and stands on the person's page. The letter about it could not be sent.")
        )
    else:
        messages.success(request, _("The person got a letter, and decides. You see the answer here."))


# how they are shown


def _shown(one: Candidate, wanted: Wanted | None, language: str) -> Mapping[str, Any]:
    labels = labels_of(wanted.vacancy, language) if wanted and wanted.vacancy else {}
    spoken = sorted((language_name(code, language), level_of(told)) for code, told in one.profile.languages.items())
    skills = sorted(one.profile.skills, key=lambda skill: -PROOFS.index(skill.proof))
    return {
        "id": one.offer.pk,
        "number": one.number,
        "match": ShownMatch(one.match, language, labels=labels),
        "skills": [(reference_name(skill.what, language), _proof(skill.proof)) for skill in skills],
        "languages": [f"{name} {level}" for name, level in spoken if level and level != "none"],
        "licences": [licence_name(licence.what) for licence in one.profile.licences],
    }


def _proof(code: str) -> str:
    return _("Said, not proved") if code == "claimed" else proof_in_words(code)


def _choices(request: HttpRequest, words: str, language: str) -> list[tuple[str, Any, bool]]:
    """Skills that are chosen, then what the words may mean."""
    chosen = [what for what in request.GET.getlist("what") if REFERENCE.fullmatch(what)][:MOST_SKILLS]
    found = [one.reference for one in suggest(words, language, MOST_OFFERED)] if words.strip() else []
    return [(what, reference_name(what, language), what in chosen) for what in dict.fromkeys([*chosen, *found])]
