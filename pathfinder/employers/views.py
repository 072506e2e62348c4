"""The employer's way, page by page. What is told stays in the browser, as in the guide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pathfinder.employers.contradictions import contradictions
from pathfinder.employers.forms import HiringForm
from pathfinder.employers.hiring import CHECKS, HELP, PERMIT, REPORTS, Hiring
from pathfinder.employers.shown import ShownHiring
from pathfinder.languages.names import country_name
from pathfinder.rulebooks.answers import (
    EMPLOYER,
    Answers,
    AnswersLost,
    erase_answers,
    keep_answers,
    read_answers,
    readable_person,
)
from pathfinder.rulebooks.law_days import FIRST_DAY, date_of_law, last_day
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.rulebooks.words import sources_named

LEARNING = ("who", "pays", "length", "follows")  # what is compared, as far as the sources say it

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


def in_a_country(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 for a country without a law; nothing of what an employer told is kept by a shared computer."""

    @wraps(view)
    def page(request: HttpRequest, language: str, country: str) -> HttpResponse:
        if country not in countries():
            raise Http404
        response = view(request, language, country)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return page


@require_safe
def home(request: HttpRequest, language: str) -> HttpResponse:
    chosen = request.GET.get("country")
    if chosen in countries():
        return redirect("employers:hire", language=language, country=chosen)
    named = sorted((country_name(code.upper(), language), code) for code in countries())
    with_learning = [code for code in countries() if rulebook_of(code).pack["employers"]["workplace_learning"]]
    return render(request, "employers/home.html", {"named": named, "with_learning": with_learning})


@read_or_send
@in_a_country
def hire(request: HttpRequest, language: str, country: str) -> HttpResponse:
    rulebook, today = rulebook_of(country), timezone.localdate()
    form = HiringForm.of(_answers(request), rulebook, language)
    if request.method == "POST":
        form = HiringForm.posted(request.POST, rulebook, language)
        told = form.check(today, today)
        if told is not None:
            response = redirect("employers:answer", language=language, country=country)
            keep_answers(response, told)
            return response
    problems = any(field.error for field in form)
    context = {"form": form, "rulebook": rulebook, "country": country, "problems": problems}
    return render(request, "employers/hire.html", context, status=422 if problems else 200)


@require_safe
@in_a_country
def answer(request: HttpRequest, language: str, country: str) -> HttpResponse:
    rulebook, today = rulebook_of(country), timezone.localdate()
    on, typed = date_of_law(request.GET.get("on", ""), today)
    answers = _answers(request)
    if not answers.given:
        return redirect("employers:hire", language=language, country=country)
    # the place of the work decides about a firm as the home decides about a person
    if "employer_place" in answers.given and "place" not in answers.given:
        answers.given["place"] = answers.given["employer_place"]
    person, forgotten = readable_person(answers, rulebook, max(on, today), on)
    hiring = Hiring(rulebook, person, on)
    shown = ShownHiring(hiring, language)
    context: dict[str, Any] = {
        "country": country, "rulebook": rulebook, "hiring": hiring, "shown": shown, "forgotten": forgotten,
        "contradictions": shown.contradictions(contradictions(hiring.law, person)),
        "parts": [(question, shown.part(question)) for question in (CHECKS, REPORTS, PERMIT)],
        "help": shown.part(HELP), "more": shown.part("more"),
        "on": on, "typed_day": typed, "first_day": FIRST_DAY, "last_day": last_day(today), "today": today,
    }  # fmt: skip
    return render(request, "employers/answer.html", context, status=422 if typed else 200)


@require_POST
@in_a_country
def erase(request: HttpRequest, language: str, country: str) -> HttpResponse:
    response = redirect(reverse("employers:home", args=[language]))
    erase_answers(response, EMPLOYER)
    return response


@require_safe
@in_a_country
def papers(request: HttpRequest, language: str, country: str) -> HttpResponse:
    rulebook = rulebook_of(country)
    shown = ShownHiring(Hiring(rulebook, rulebook.person({"role": EMPLOYER}, _today()), _today()), language)
    return render(request, "employers/papers.html", {"country": country, "rulebook": rulebook, "papers": shown.papers})


@require_safe
@in_a_country
def learning(request: HttpRequest, language: str, country: str) -> HttpResponse:
    """Forms of learning at work side by side: who pays what, how long, what follows."""
    rulebook = rulebook_of(country)
    forms = [
        {
            **dict.fromkeys(LEARNING),
            **form,
            "service": service,
            "sources": sources_named(rulebook.pack, form.get("sources") or ()),
        }
        for form in rulebook.pack["employers"]["workplace_learning"]
        if (service := rulebook.pack["services"][form["id"]])
    ]
    return render(request, "employers/learning.html", {"country": country, "rulebook": rulebook, "forms": forms})


@require_safe
def diversity_plan(request: HttpRequest, language: str) -> HttpResponse:
    return render(request, "employers/diversity_plan.html")


def _answers(request: HttpRequest) -> Answers:
    try:
        return read_answers(request, EMPLOYER)
    except AnswersLost:
        return Answers(role=EMPLOYER)


def _today() -> dt.date:
    return timezone.localdate()
