"""For a person: the vacancies that fit, with the reasons. The profile comes with the form, and nothing of it is kept."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pathfinder.matching.learning import steps_closer
from pathfinder.matching.matches import Match
from pathfinder.matching.queries import matches_for, situation_of
from pathfinder.matching.shown import shown_matches
from pathfinder.rulebooks.answers import Answers, AnswersLost, read_answers
from pathfinder.rulebooks.loaded import countries
from pathfinder.skills.queries import ProfileError, esco_shown, profile_of
from pathfinder.vacancies.queries import shown_rows

MOST = 20  # vacancies of the list


# csrf_exempt: what is sent here is shown and forgotten, so no form is lost for want of a token
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def for_me(request: HttpRequest, language: str) -> HttpResponse:
    try:
        profile, is_unread = profile_of(request), False
    except ProfileError:
        profile, is_unread = None, True
    if profile is None:
        return render(request, "matching/no_profile.html", {"is_unread": is_unread}, status=422 if is_unread else 200)
    today = timezone.localdate()
    opened, closed = matches_for(profile, situation_of(profile, today, _answers(request)), MOST)
    keys = [match.vacancy.key for match in (*opened, *closed)]
    vacancies = {shown.key: shown for shown in shown_rows(keys, language, today)}
    fitting = shown_matches(opened, vacancies, language)
    wished = profile.wishes.country.lower()
    country = wished or _most_frequent_country(opened)
    context = {
        "profile": profile, "matches": fitting, "closed": shown_matches(closed, vacancies, language), "wished": wished if wished in countries() else "",
        "steps": steps_closer(fitting, language, country), "has_skills": bool(profile.skills or profile.experiences), "esco": esco_shown(),
    }  # fmt: skip
    response = render(request, "matching/for_me.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _most_frequent_country(matches: list[Match]) -> str:
    counts = Counter(match.vacancy.country for match in matches)
    return counts.most_common(1)[0][0] if counts else ""


def _answers(request: HttpRequest) -> Answers:
    try:
        return read_answers(request)
    except AnswersLost:
        return Answers()
