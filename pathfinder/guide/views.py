"""The pages of the guide. Each reads the answers from the visit, and gives the browser back what changed."""

from __future__ import annotations

from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.guide.calendar_file import calendar_of
from pathfinder.guide.comparison import compare_days
from pathfinder.guide.link import LinkError, from_link, to_fragment
from pathfinder.guide.other_law import provisions_that_inform
from pathfinder.guide.pathway import SHOWN, STAGES, compose, one_step
from pathfinder.guide.pdf import pdf_of
from pathfinder.guide.road import road
from pathfinder.guide.shown import ShownStep, open_questions, shown
from pathfinder.guide.visit import Visit, guide_page
from pathfinder.languages.names import country_name
from pathfinder.rulebooks.answers import Answers, asked_facts, erase_answers, readable_person
from pathfinder.rulebooks.forms import QuestionForm, problem_in_words
from pathfinder.rulebooks.law_days import FIRST_DAY, date_of_law, last_day
from pathfinder.rulebooks.loaded import countries, rulebook_of, speaker_for
from rulebook.facts import PersonError
from rulebook.questions import interview

AT_A_GLANCE = 4  # choices of a stage that are shown at once

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    return redirect("guide:home", language=get_language())


PLACES_TO_BEGIN = {"": "start", "way": "way", "open": "open"}  # what a person came for


@require_safe
def home(request: HttpRequest, language: str) -> HttpResponse:
    chosen = request.GET.get("country")
    if chosen in countries():
        begin = PLACES_TO_BEGIN.get(request.GET.get("to", ""), "start")
        return redirect(f"guide:{begin}", language=language, country=chosen)
    rulebooks = [rulebook_of(country) for country in countries()]
    context = {
        "named": sorted((country_name(code.upper(), language), code) for code in countries()),
        "unknown_country": bool(chosen),
        "is_erased": "erased" in request.GET,
        "record_count": sum(
            len(r.provisions) + len(r.pack["services"]) + len(r.pack["organizations"]) for r in rulebooks
        ),
        "checked_on": min((str(r.pack.get("updates_checked", "")) for r in rulebooks), default=""),
    }
    return render(request, "guide/home.html", context, status=404 if chosen else 200)


@require_safe
@guide_page
def start(request: HttpRequest, visit: Visit) -> HttpResponse:
    """To the next question that can still change something; without one, to the way."""
    question = visit.interview.next
    return redirect(_question_url(visit, question.id) if question else visit.at["way"] + visit.query)


@require_safe
@guide_page
def ask_for_step(request: HttpRequest, visit: Visit, step_id: str) -> HttpResponse:
    """To the next question that this step needs; without one, back to the page of its record."""
    if step_id not in visit.rulebook.steps:
        raise Http404
    left = interview(visit.law, visit.person, visit.answers.declined, [step_id])
    return redirect(_question_url(visit, left.next.id, step_id) if left.next else visit.page_of(step_id))


@read_or_send
@guide_page
def question(request: HttpRequest, visit: Visit, fact: str) -> HttpResponse:
    asked = asked_facts(visit.rulebook).get(fact)
    if asked is None:
        raise Http404
    visit.person  # noqa: B018  # forgets what cannot be read, before the form looks at it
    form = QuestionForm.of(asked, visit.answers, visit.rulebook, visit.said_in)
    if request.method == "POST":
        form = QuestionForm.posted(asked, request.POST, visit.rulebook, visit.said_in)
    if visit.is_post:
        if how := request.POST.get("decline"):
            visit.answers.decline(fact, "private" if how == "private" else "unknown")
            return redirect(_after(visit))
        if "stop" in request.POST and form.is_empty:
            return redirect(_after(visit))
        if form.check(visit.answers, visit.today, visit.on):
            visit.answers.answer(fact, form.raw)
            return redirect(_after(visit))
    before = visit.answers.before(fact)
    context = {
        "form": form,
        "fact": asked,
        "declined": visit.answers.declined.get(fact),
        "answered_count": len(visit.answers.given) + len(visit.answers.declined),
        "left_count": len(visit.interview.questions),
        "stay_decided": _stay_decided(visit, fact),
        "back": _back(visit, before),
    }
    return visit.render("guide/question.html", context, status=422 if form.error else 200)


def _stay_decided(visit: Visit, fact: str) -> int:
    """How many answers do not need this one."""
    asked = visit.interview
    if fact in visit.answers.given:
        without = visit.answers.without(fact).person(visit.rulebook, visit.today, visit.on)
        asked = interview(visit.law, without, visit.answers.declined)
    return asked.total - asked.cost_of_declining(fact)


def _question_url(visit: Visit, fact: str, step_id: str = "") -> str:
    """`step_id`: ask only what this step needs, and come back to it."""
    asked_for = f"?for={step_id}{visit.query_after_another}" if step_id else visit.query
    return f"{visit.at['question']}{fact}/{asked_for}"


def _back(visit: Visit, before: str | None) -> str:
    """The question before this one; else where the person came from."""
    if before in asked_facts(visit.rulebook):
        return _question_url(visit, str(before), visit.asked_for)
    return visit.page_of(visit.asked_for) if visit.asked_for else f"/{visit.language}/"


def _after(visit: Visit) -> str:
    """Where one goes on after an answer: where one came from, the way, or the next question."""
    if visit.asked_for:
        ask = f"{visit.at['step']}{visit.asked_for}/ask/{visit.query}"
        return visit.page_of(visit.asked_for) if "stop" in visit.request.POST else ask
    if "stop" in visit.request.POST or visit.request.GET.get("then") == "way":
        return visit.at["way"] + visit.query
    if visit.request.GET.get("then") == "answers":
        return visit.at["answers"] + visit.query
    return visit.at["start"] + visit.query


@read_or_send
@guide_page
def open_link(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Answers from a link. A script reads them from the fragment; without scripts a person pastes the link."""
    typed = request.POST.get("link", "")
    problem = False
    if visit.is_post:
        try:
            opened = from_link(typed)
            _person, forgotten = readable_person(opened, visit.rulebook, visit.today, visit.on)
        except LinkError:
            opened, forgotten = Answers(), []
        if opened:
            opened.elsewhere = visit.answers.elsewhere
            visit.answers = opened
            if not forgotten:
                return redirect(visit.at["way"] + visit.query)
            visit.person  # noqa: B018  # the page says which answers could not be read
            visit.forgotten = forgotten
            return visit.render("guide/answers.html", _answers_context(visit))
        problem = True
    return visit.render("guide/open.html", {"typed": typed, "problem": problem}, status=422 if problem else 200)


@read_or_send
@guide_page
def all_answers(request: HttpRequest, visit: Visit) -> HttpResponse:
    return visit.render("guide/answers.html", _answers_context(visit))


def _answers_context(visit: Visit) -> dict[str, Any]:
    person = visit.person
    facts = asked_facts(visit.rulebook)
    speaker = speaker_for(visit.law, visit.said_in)
    given = [
        {
            "fact": facts[name],
            "value": speaker.value(facts[name], person.values[name]),
            "form": QuestionForm.of(facts[name], visit.answers, visit.rulebook, visit.said_in),
        }
        for name in facts
        if name in visit.answers.given and name in person.values
    ]
    declined = [{"fact": facts[n], "how": how} for n, how in visit.answers.declined.items() if n in facts]
    return {"given": given, "declined": declined, "open": visit.interview.questions}


@read_or_send
@guide_page
def take_along(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Begins here with what was told for another country about the person, or with nothing. What is kept for there stays."""
    if not visit.is_post:
        return visit.render("guide/answers.html", _answers_context(visit))
    if "anew" not in request.POST:
        visit.answers.take_along(visit.about_the_person, visit.about_the_person.order)
    visit.answers.is_changed = True
    return redirect(_after(visit))


@read_or_send
@guide_page
def erase(request: HttpRequest, visit: Visit) -> HttpResponse:
    if not visit.is_post:
        return visit.render("guide/answers.html", _answers_context(visit))
    visit.answers = Answers()
    response = redirect(f"/{visit.language}/?erased=1")
    erase_answers(response)
    return response


@read_or_send
@guide_page
def way(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The person's way; sent a place, the way they would have there, without keeping it."""
    visit.person  # noqa: B018  # forgets what cannot be read before another place is tried
    visit, other_place = _in_another_place(visit)
    pathway = visit.pathway
    speaker = speaker_for(visit.law, visit.said_in)
    stages = [(stage, shown(pathway.stage(stage), speaker)) for stage in STAGES]
    context = {
        "stages": [(stage, *_at_a_glance(steps)) for stage, steps in stages if steps],
        "open_questions": open_questions(pathway, speaker),
        "road": road(pathway, speaker),
        "not_for_you_count": len(pathway.not_for_me),
        "law_form": _law_form(visit),
        "other_place": other_place,
    }
    status = 422 if other_place.get("problem") else _status(visit)
    if visit.second:
        return visit.render("guide/way_desk.html", context | _in_second_language(visit), status=status)
    return visit.render("guide/way.html", context, status=status)


def _in_another_place(visit: Visit) -> tuple[Visit, dict[str, Any]]:
    """The visit to show, and what stands in the field for another place."""
    typed = visit.request.POST.get("place", "").strip()[:100]
    if not visit.is_post or not typed:
        return visit, {"typed": typed}
    try:
        return visit.in_place(typed), {"typed": typed, "is_shown": True}
    except PersonError as error:
        problem = next((p for p in error.problems if p.field == "place"), error.problems[0])
        return visit, {"typed": typed, "problem": problem_in_words(problem, visit.today, visit.said_in)}


@require_safe
@guide_page
def summary(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One page for the file: what was told, and every verdict in a line."""
    speaker = speaker_for(visit.law, visit.said_in)
    verdicts = [(verdict, shown(visit.pathway.with_verdict(verdict), speaker)) for verdict in SHOWN]
    context = {**_answers_context(visit), "verdicts": [(verdict, steps) for verdict, steps in verdicts if steps]}
    return visit.render("guide/summary.html", context, status=_status(visit))


def _at_a_glance(steps: list[ShownStep]) -> tuple[list[ShownStep], list[ShownStep]]:
    """Every duty and the first few of what a person may do; and the rest, one tap away."""
    first = sum(step.verdict == "must" for step in steps) + AT_A_GLANCE
    return steps[:first], steps[first:]


def _in_second_language(visit: Visit) -> dict[str, Any]:
    """Each step twice, for the desk: in the reader's language and in the second one."""
    speakers = speaker_for(visit.law, visit.said_in), speaker_for(visit.law, visit.second)
    pairs = [
        (stage, [tuple(ShownStep(step, speaker) for speaker in speakers) for step in visit.pathway.stage(stage)])
        for stage in STAGES
    ]
    unsure = [tuple(ShownStep(step, speaker) for speaker in speakers) for step in visit.pathway.unsure]
    return {
        "pairs": [(stage, steps) for stage, steps in pairs if steps],
        "unsure_pairs": unsure,
        "second": visit.second,
    }


def _law_form(visit: Visit) -> dict[str, Any]:
    return {
        "typed": visit.on_typed or visit.on.isoformat(),
        "problem": bool(visit.on_typed),
        "first": FIRST_DAY,
        "last": last_day(visit.today),
    }


def _status(visit: Visit) -> int:
    return 422 if visit.on_typed else 200


@require_safe
@guide_page
def step(request: HttpRequest, visit: Visit, step_id: str) -> HttpResponse:
    found = one_step(visit.law, visit.person, step_id)
    if found is None:
        raise Http404
    context: dict[str, Any] = {"step": ShownStep(found, speaker_for(visit.law, visit.said_in))}
    if visit.second:
        context["other"] = ShownStep(found, speaker_for(visit.law, visit.second))
    return visit.render("guide/step.html", context, status=_status(visit))


@require_safe
@guide_page
def not_for_you(request: HttpRequest, visit: Visit) -> HttpResponse:
    speaker = speaker_for(visit.law, visit.said_in)
    steps = shown(visit.pathway.not_for_me, speaker)
    over = shown([s for s in visit.pathway.with_verdict("no") if s.is_over_or_not_yet], speaker)
    return visit.render("guide/not_for_you.html", {"steps": steps, "over": over})


@require_safe
@guide_page
def other_law(request: HttpRequest, visit: Visit) -> HttpResponse:
    return visit.render(
        "guide/other_law.html", {"provisions": provisions_that_inform(visit.law, visit.person, visit.said_in)}
    )


@require_safe
@guide_page
def compare(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What differs for this person between the law of two days."""
    typed = request.GET.get("from", "")
    before, wrong = date_of_law(typed, visit.today)
    context: dict[str, Any] = {"typed": typed, "problem": bool(wrong), "other_form": _law_form(visit), "before": before}
    if typed and not wrong:
        earlier = compose(visit.rulebook.on(before), visit.person)
        context["differences"] = compare_days(earlier, visit.pathway, visit.said_in)
    return visit.render("guide/compare.html", context, status=422 if wrong or visit.on_typed else 200)


@require_safe
@guide_page
def keep(request: HttpRequest, visit: Visit) -> HttpResponse:
    link = request.build_absolute_uri(visit.at["open"] + visit.query) + "#a=" + to_fragment(visit.answers)
    code = segno.make(link, error="l", micro=False)
    picture = code.svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
    return visit.render("guide/keep.html", {"link": link, "qr": mark_safe(picture)})  # noqa: S308  # made by segno


@require_safe
@guide_page
def way_as_pdf(request: HttpRequest, visit: Visit) -> HttpResponse:
    if visit.on_typed:
        return _ask_for_the_day(visit)
    languages = [visit.language, visit.second] if visit.second else [visit.language]
    made = pdf_of(visit.pathway, [speaker_for(visit.law, language) for language in languages])
    return HttpResponse(made, content_type="application/pdf", headers=_attachment("pathfinder.pdf"))


@require_safe
@guide_page
def dates_as_calendar(request: HttpRequest, visit: Visit) -> HttpResponse:
    if visit.on_typed:
        return _ask_for_the_day(visit)
    made = calendar_of(visit.pathway, speaker_for(visit.law, visit.language), timezone.now())
    return HttpResponse(made, content_type="text/calendar; charset=utf-8", headers=_attachment("pathfinder.ics"))


def _ask_for_the_day(visit: Visit) -> HttpResponse:
    """A file would say nothing of a day it could not read: the way says it, beside the field."""
    return redirect(f"{visit.at['way']}?{visit.request.GET.urlencode()}")


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The same page again with what was typed, and a sentence; nothing is changed."""
    request.is_form_refused = True  # type: ignore[attr-defined]  # read by Visit.is_refused
    match = request.resolver_match
    if match is None or match.app_name != "guide":
        return render(request, "403.html", status=403)
    response = match.func(request, *match.args, **match.kwargs)
    response.status_code = 403
    return response
