"""The statement about accessibility, the state of the languages, and the style guide."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pathfinder.about.languages import states_of_languages
from pathfinder.about.tokens import pairs_of, read_tokens
from pathfinder.languages.localized_text import LocalizedText
from pathfinder.rulebooks.answers import Answers, asked_facts
from pathfinder.rulebooks.forms import QuestionForm
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.rulebooks.words import Source

LOOKED_AT = dt.date(2026, 11, 25)  # change it together with what the page says, after testing again


@require_safe
def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    """How far everybody can use Pathfinder, how we know, and how to tell us."""
    sender = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    context = {"looked_at": LOOKED_AT, "email": "" if sender.endswith("@localhost") else sender}
    return render(request, "about/accessibility.html", context)


@require_safe
def languages(request: HttpRequest, language: str) -> HttpResponse:
    """Each language with its honest state: what there is, what a machine made, and how to help."""
    return render(request, "about/languages.html", {"states": states_of_languages(language)})


@require_safe
def style_guide(request: HttpRequest, language: str) -> HttpResponse:
    """The parts of the real pages, with the real style sheet: what is changed there changes here."""
    tokens = read_tokens()
    context = {
        "themes": [(name, tokens.colours[name], pairs_of(tokens.colours[name])) for name in ("light", "dark")],
        "sizes": tokens.sizes,
        "questions": _questions(language),
        "in_error": _in_error(language),
        "machine": LocalizedText("Pathfinder", language, is_machine=True),
        "fallback": LocalizedText("Not translated yet", "en" if language != "en" else "nl", is_fallback=True),
        "sources": [Source("Act on integration", "Official journal", "2021-05-07", "art. 3", "https://law.example/")],
        "verdicts": ("must", "may", "unknown", "no"),
        "today": timezone.localdate(),
    }
    return render(request, "about/style_guide.html", context)


def _questions(language: str) -> list[QuestionForm]:
    """One of each widget, out of a real rulebook."""
    rulebook = rulebook_of(countries()[0])
    by_widget: dict[str, QuestionForm] = {}
    for fact in asked_facts(rulebook).values():
        form = QuestionForm.of(fact, Answers(), rulebook, language)
        form.names = f"{form.widget}-"
        by_widget.setdefault(form.widget, form)
    return list(by_widget.values())


def _in_error(language: str) -> QuestionForm:
    """A date that no calendar has, as somebody may type it."""
    rulebook = rulebook_of(countries()[0])
    fact = next(fact for fact in asked_facts(rulebook).values() if fact.type == "date")
    form = QuestionForm(
        fact, rulebook, language, {"value": "", "second": "", "day": "31", "month": "2", "year": "2026"}
    )
    form.names = "error-"
    today = timezone.localdate()
    form.check(Answers(), today, today)
    return form
