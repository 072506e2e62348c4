"""Nine answers to one question, the same over time, and one person in nine countries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.compare.answers import LONGEST_WAIT, Question, answer_of, answers_of, questions_of
from pathfinder.compare.elsewhere import FACTS, ways_from_elsewhere
from pathfinder.compare.history import history_of
from pathfinder.compare.shown import ShownAnswer, ShownWay
from pathfinder.guide.queries import visitor
from pathfinder.languages.localized_text import localized
from pathfinder.rulebooks.answers import Answers
from pathfinder.rulebooks.forms import QuestionForm
from pathfinder.rulebooks.law_days import FIRST_DAY, date_of_law, last_day
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.ui.csv_file import csv_file

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def questions(request: HttpRequest, language: str) -> HttpResponse:
    return render(request, "compare/questions.html", {"questions": _questions()})


@require_safe
def question(request: HttpRequest, language: str, question_id: str) -> HttpResponse:
    asked = _question(question_id)
    view = _AskedFor(request, asked)
    context = {**view.context, "answers": view.answers(language), "question": asked}
    return render(request, "compare/question.html", context, status=422 if view.problems else 200)


@require_safe
def as_csv(request: HttpRequest, language: str, question_id: str) -> HttpResponse:
    asked = _question(question_id)
    view = _AskedFor(request, asked)
    rows = (_row(answer, asked, view.on) for answer in view.answers(language))
    return csv_file(f"pathfinder-{asked.id}.csv", [COLUMNS, *rows])


COLUMNS = (
    "question", "on", "country", "verdict", "answer", "says", "figures", "since", "until", "opens_on", "confidence",
    "not_known", "sources",
)  # fmt: skip


def _row(shown: ShownAnswer, asked: Question, on: dt.date) -> list[str]:
    first = shown.first
    validity = first.provision.validity if first and first.provision else None
    opens_on = first.part.opens_on if first else None
    return [
        asked.id, on.isoformat(), shown.country, shown.verdict,
        first.title.words if first else "", first.says.words if first else "",
        "; ".join(f"{f.label.words}: {f.value}" for f in shown.figures),
        str(validity.start or "") if validity else "", str(validity.end or "") if validity else "",
        opens_on.isoformat() if opens_on else "", shown.answer.confidence,
        localized(shown.answer.gap, shown.language).words, " ".join(shown.answer.sources),
    ]  # fmt: skip


@require_safe
def over_time(request: HttpRequest, language: str, question_id: str) -> HttpResponse:
    asked = _question(question_id)
    today = timezone.localdate()
    histories = [history_of(rulebook_of(country), asked, language, today) for country in countries()]
    return render(request, "compare/over_time.html", {"question": asked, "histories": histories})


@require_safe
def this_person(request: HttpRequest, language: str) -> HttpResponse:
    """The visitor's own answers, which their browser holds, read by every rulebook."""
    today = timezone.localdate()
    on, typed = date_of_law(request.GET.get("on", ""), today)
    told = visitor(request)
    person = {name: raw for name, raw in told.items() if name != "place"}  # every country has its own regions
    asked = [q for q in _questions() if q.example.get("role") == "newcomer" and "now_in" not in q.example]
    rows = [
        (country, [ShownAnswer(one, language) for one in answers_of(rulebook_of(country), asked, person, on, today)])
        for country in countries()
    ]
    context = {"rows": rows, "questions": asked, "person": person, **_law_form(on, typed, today)}
    response = render(request, "compare/this_person.html", context, status=422 if typed else 200)
    patch_cache_control(response, private=True, no_store=True)  # the back button of a shared computer shows nothing
    return response


@read_or_send
def elsewhere(request: HttpRequest, language: str) -> HttpResponse:
    """Where are you, where might you go. What is sent is read once and kept nowhere."""
    today = timezone.localdate()
    rulebook = rulebook_of(countries()[0])
    forms = [QuestionForm.posted(rulebook.facts[name], request.POST, rulebook, language, f"{name}-") for name in FACTS]
    told = [form for form in forms if not form.is_empty]
    is_sound = not [form for form in told if not form.check(Answers(), today, today)]
    given = {form.fact.id: form.raw for form in told} if is_sound else {}
    wanted = request.POST.get("to", "")
    ways = [
        ShownWay(way, language)
        for country in countries()
        for way in ways_from_elsewhere(rulebook_of(country), {"role": "newcomer", **given}, today, today)
    ]
    goals = sorted({way.way.goes_to for way in ways})
    shown = [way for way in ways if not wanted or way.way.goes_to == wanted]
    context = {
        "forms": forms, "goals": goals, "wanted": wanted, "is_asked": bool(given),
        "open_ways": [w for w in shown if not w.way.is_over], "past_ways": [w for w in shown if w.way.is_over],
    }  # fmt: skip
    response = render(request, "compare/elsewhere.html", context, status=200 if is_sound else 422)
    patch_cache_control(response, private=True, no_store=True)
    return response


class _AskedFor:
    """What the address asks: the day of the law and the months of waiting. What cannot be used is said beside its field."""

    def __init__(self, request: HttpRequest, question: Question) -> None:
        self.question = question
        self.today = timezone.localdate()
        self.on, self.typed_day = date_of_law(request.GET.get("on", ""), self.today)
        typed = request.GET.get("months", "").strip()
        is_number = typed.isascii() and typed.isdigit() and len(typed) < 4 and int(typed) <= LONGEST_WAIT
        self.months = int(typed) if is_number else question.months
        self.typed_months = "" if is_number or not typed else typed[:20]

    @property
    def problems(self) -> bool:
        return bool(self.typed_day or self.typed_months)

    def answers(self, language: str) -> list[ShownAnswer]:
        person = self.question.person(self.on, self.months)
        return [
            ShownAnswer(answer_of(rulebook_of(country), self.question, person, self.on, self.today), language)
            for country in countries()
        ]

    @property
    def context(self) -> dict[str, Any]:
        return {
            **_law_form(self.on, self.typed_day, self.today),
            "months": self.months,
            "typed_months": self.typed_months,
            "longest_wait": LONGEST_WAIT,
            "query": f"?on={self.on.isoformat()}" + (f"&months={self.months}" if self.question.waits_since else ""),
        }


def _law_form(on: dt.date, typed: str, today: dt.date) -> dict[str, Any]:
    return {"on": on, "typed_day": typed, "first_day": FIRST_DAY, "last_day": last_day(today), "today": today}


def _questions() -> list[Question]:
    """The same in every country's rulebook: they stand in the shared pack."""
    return questions_of(rulebook_of(countries()[0]))


def _question(question_id: str) -> Question:
    found = next((q for q in _questions() if q.id == question_id), None)
    if found is None:
        raise Http404
    return found
