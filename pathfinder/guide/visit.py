"""The gate of the guide: who asks, in which language, about which country, by the law of which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import override

from pathfinder.guide.calendar_file import dates_of
from pathfinder.guide.pathway import Pathway, compose
from pathfinder.languages.localized_text import localized
from pathfinder.languages.names import EASY, LANGUAGES_WITH_EASY_WORDS, comma, country_name
from pathfinder.rulebooks.answers import (
    Answers,
    AnswersLost,
    erase_answers,
    keep_answers,
    read_answers,
    readable_person,
)
from pathfinder.rulebooks.law_days import date_of_law
from pathfinder.rulebooks.loaded import countries, rulebook_of
from rulebook.facts import Person
from rulebook.law import Law, Rulebook
from rulebook.places import Place
from rulebook.questions import Interview, interview


@lru_cache(maxsize=256)
def addresses(language: str, country: str) -> dict[str, str]:
    """Where the pages lie. A page has dozens of links, and looking each one up takes longer than deciding the law."""
    names = (
        "start",
        "open",
        "erase",
        "answers",
        "take-along",
        "way",
        "not-for-you",
        "law",
        "compare",
        "keep",
        "pdf",
        "calendar",
        "summary",
    )
    kwargs = {"language": language, "country": country}
    found = {name.replace("-", "_"): reverse(f"guide:{name}", kwargs=kwargs) for name in names}
    record = reverse("directory:record", kwargs={"language": language, "key": "x"}).removesuffix("x/")
    return {**found, "step": f"{found['way']}step/", "question": found["start"], "record": record}


@dataclass
class Visit:
    """One request of one person."""

    request: HttpRequest
    language: str
    country: str
    rulebook: Rulebook
    today: dt.date
    on: dt.date
    answers: Answers
    are_answers_lost: bool = False
    on_typed: str = ""  # what was typed as the date of the law, when it could not be read
    forgotten: list[str] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """The form came without its token: show it again with what was typed, and change nothing."""
        return getattr(self.request, "is_form_refused", False)

    @property
    def is_post(self) -> bool:
        return self.request.method == "POST" and not self.is_refused

    @cached_property
    def law(self) -> Law:
        return self.rulebook.on(self.on)

    @cached_property
    def person(self) -> Person:
        person, self.forgotten = readable_person(self.answers, self.rulebook, self.today, self.on)
        return person

    @cached_property
    def interview(self) -> Interview:
        return interview(self.law, self.person, self.answers.declined, [self.asked_for] if self.asked_for else None)

    @cached_property
    def asked_for(self) -> str:
        """The step whose questions alone are asked, when the page of its record sent the person here; or nothing."""
        step_id = self.request.GET.get("for", "")
        return step_id if step_id in self.rulebook.steps else ""

    @property
    def name_of_asked_for(self) -> SafeString:
        return localized(self.rulebook.steps[self.asked_for].title, self.said_in).as_name()

    def page_of(self, step_id: str) -> str:
        """The record of a step that is a service; of a rule, its page in the guide."""
        if self.rulebook.steps[step_id].service:
            return f"{self.at['record']}{step_id}/#for-you"
        return f"{self.at['step']}{step_id}/{self.query}"

    def in_place(self, typed: str) -> Visit:
        """The same visit as if the person lived elsewhere; nothing of it is kept. Raises PersonError."""
        elsewhere = replace(self, answers=self.answers.with_answer("place", typed), forgotten=[])
        elsewhere.answers.person(self.rulebook, self.today, self.on)
        return elsewhere

    @cached_property
    def pathway(self) -> Pathway:
        return compose(self.law, self.person)

    @cached_property
    def about_the_person(self) -> Answers:
        """What was told for other countries and can count here too."""
        return self.answers.about_the_person(self.rulebook, self.today, self.on)

    @property
    def has_begun_elsewhere(self) -> bool:
        """Whether this guide is opened for the first time, with answers for another country in the browser."""
        return bool(self.answers.elsewhere) and not self.answers.country

    @property
    def countries_elsewhere(self) -> str:
        names = [country_name(code.upper(), self.language) for code in self.answers.elsewhere]
        return comma(self.language).join(names)

    @property
    def facts_to_take_along(self) -> SafeString:
        """Their labels, as one part of a sentence."""
        labels = [self.rulebook.facts[name].texts["label"] for name in self.about_the_person.order]
        named = ((localized(label, self.said_in).as_name(),) for label in labels)
        return format_html_join(comma(self.language), "{}", named)

    @property
    def place_name(self) -> str:
        """Where the person lives, by its name in the reader's language."""
        place = self.person.values.get("place")
        if not isinstance(place, Place):
            return ""
        return place.id if place.is_shared else localized(place.names, self.said_in).words

    @property
    def has_dates(self) -> bool:
        """Whether a calendar file would hold anything."""
        return any(dates_of(self.pathway))

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @cached_property
    def query(self) -> str:
        """What links carry on: the date of the law when it is not today, the second language, and easy words."""
        parts = [] if self.is_today else [f"on={self.on.isoformat()}"]
        if self.second:
            parts.append(f"second={self.second}")
        if self.is_easy:
            parts.append("easy=1")
        return "?" + "&".join(parts) if parts else ""

    @property
    def is_easy(self) -> bool:
        """Whether easy words are asked for, and this language has some."""
        return self.has_easy and "easy" in self.request.GET

    @property
    def has_easy(self) -> bool:
        return self.language in LANGUAGES_WITH_EASY_WORDS

    @property
    def said_in(self) -> str:
        """The language of the words; `language` is that of the addresses."""
        return self.language + EASY if self.is_easy else self.language

    @property
    def in_other_words(self) -> str:
        """The address of this page in easy words, or in the usual ones again: nobody loses their place."""
        asked = self.request.GET.copy()
        asked.pop("easy", None)
        if not self.is_easy:
            asked["easy"] = "1"
        return f"{self.request.path}?{asked.urlencode()}".removesuffix("?")

    @property
    def query_after_another(self) -> str:
        return self.query.replace("?", "&")

    @property
    def second(self) -> str:
        """The second language of the desk, or nothing."""
        asked = self.request.GET.get("second", "")
        return asked if asked in dict(settings.LANGUAGES) and asked != self.language else ""

    @property
    def at(self) -> dict[str, str]:
        """`visit.at.way`; a question lies at `visit.at.question` and its fact, a step at `visit.at.step` and its id."""
        return addresses(self.language, self.country)

    def render(self, template: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
        self.person  # noqa: B018  # read before the page is made, so that it can say what was forgotten
        return render(self.request, template, {"visit": self, **(context or {})}, status=status)


def guide_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view a `Visit`, and gives the browser its answers back."""

    @wraps(view)
    def page(request: HttpRequest, language: str, country: str, **kwargs: Any) -> HttpResponse:
        if country not in countries():
            return render(request, "guide/no_pack.html", {"country": country, "countries": countries()}, status=404)
        visit = _visit(request, language, country)
        with override(visit.said_in):
            response = view(request, visit, **kwargs)
        response.headers.setdefault("Content-Language", visit.said_in)
        if visit.answers.is_changed and not visit.is_refused:
            visit.answers.country = country
            keep_answers(response, visit.answers)
        elif visit.are_answers_lost:
            erase_answers(response)
        # After "erase", the back button of a shared computer shows nothing.
        patch_cache_control(response, private=True, no_store=True)
        return response

    return page


def _visit(request: HttpRequest, language: str, country: str) -> Visit:
    today = timezone.localdate()
    on, typed = date_of_law(request.GET.get("on", ""), today)
    try:
        answers, lost = read_answers(request).for_country(country), False
    except AnswersLost:
        answers, lost = Answers(), True
    return Visit(request, language, country, rulebook_of(country), today, on, answers, lost, typed)
