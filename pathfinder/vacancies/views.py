"""Vacancies for everybody: the list with its filters, a page for each, the same as files and as a feed."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pathfinder.employers.queries import RightShown, right_to_work_shown
from pathfinder.languages.names import language_name
from pathfinder.rulebooks.answers import Answers, AnswersLost, read_answers, readable_person
from pathfinder.rulebooks.law_days import last_day
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.search.queries import IndexIsBeingBuilt
from pathfinder.ui.csv_cells import safe_cell
from pathfinder.vacancies import codes, queries
from pathfinder.vacancies.models import Vacancy
from pathfinder.vacancies.postings_out import as_data_block, posting_of
from pathfinder.vacancies.shown import ShownVacancy, shown_rows
from pathfinder.vacancies.wanted import DISTANCES_KM, PAGE_SIZE, read_wanted
from pathfinder.vacancies.wording import area_words, areas

MOST_IN_A_FILE, MOST_IN_A_FEED = 1_000, 50
LAST_PAGE = 5_000
COLUMNS = (
    "id", "kind", "title", "language", "organization", "country", "territory", "nuts", "place", "postcode", "latitude", "longitude",
    "km", "area", "isco", "skills", "languages", "licence", "employment", "hours_a_week", "pay", "pay_from", "pay_to", "currency",
    "pay_per", "starts_on", "published_on", "open_until", "page",
)  # fmt: skip


@require_safe
def index(request: HttpRequest, language: str) -> HttpResponse:
    """What is open now, the newest first; with words, what fits them best."""
    wanted, today = read_wanted(request.GET), timezone.localdate()
    number = _page(request)
    try:
        total, keys = wanted.found(language, today, offset=(number - 1) * PAGE_SIZE)
    except IndexIsBeingBuilt:
        return _later(request)
    context = {
        "wanted": wanted, "total": total, "number": number, "pages": max(1, -(-total // PAGE_SIZE)),
        "rows": shown_rows(keys, language, today, wanted.distance_km),
        "kinds": [(code, _(words)) for code, words in codes.KINDS.items()],
        "areas": [(code, area_words(code)) for code in areas()],
        "countries": countries(), "levels": codes.LEVELS, "distances": DISTANCES_KM, "spoken": sorted((language_name(code, language), code) for code in codes.LANGUAGES_OF_WORK),
    }  # fmt: skip
    return render(request, "vacancies/list.html", context)


@require_safe
def vacancy(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """One vacancy, also when it is over; what the law of the day says of the visitor's right to do this work."""
    found, today = queries.vacancy(key), timezone.localdate()
    if found is None:
        raise Http404
    shown = ShownVacancy(found, language, today)
    right = _right(request, found, language, today)
    address = request.build_absolute_uri(shown.url)
    context = {
        "vacancy": shown,
        "right": right,
        "posting": as_data_block(posting_of(found, address, language)) if shown.is_open else "",
    }
    response = render(request, "vacancies/vacancy.html", context)
    if right:
        patch_cache_control(response, private=True, no_store=True)  # it tells what the visitor answered
    return response


def _right(request: HttpRequest, one: Vacancy, language: str, today: dt.date) -> RightShown | None:
    """By the law of the first day of work, with what the visitor told in the guide of that country; nothing without answers."""
    try:
        answers = read_answers(request).for_country(one.country)
    except AnswersLost:
        answers = Answers()
    if not answers.given:
        return None
    on = min(max(today, one.starts_on or today), last_day(today))
    rulebook = rulebook_of(one.country)
    person, forgotten = readable_person(answers, rulebook, today, on)
    return None if "place" in forgotten else right_to_work_shown(rulebook, person, on, language)


# files


@require_safe
def results_csv(request: HttpRequest, language: str) -> HttpResponse:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    try:
        for row in _rows(request, language):
            writer.writerow([safe_cell(_flat(row[name])) for name in COLUMNS])
    except IndexIsBeingBuilt:
        return _later(request)
    # With a byte order mark spreadsheets read it as UTF-8.
    headers = {"Content-Disposition": 'attachment; filename="pathfinder-vacancies.csv"'}
    return HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def results_json(request: HttpRequest, language: str) -> HttpResponse:
    try:
        rows = list(_rows(request, language))
    except IndexIsBeingBuilt:
        return _later(request)
    document = {"search": read_wanted(request.GET).address, "on": timezone.localdate().isoformat(), "results": rows}
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})


@require_safe
def postings(request: HttpRequest) -> StreamingHttpResponse:
    """Every open vacancy as a JobPosting, one a line; made-up ones are for trials only."""
    address = request.build_absolute_uri(reverse("vacancies:vacancy", args=["en", "KEY"]))
    rows = Vacancy.objects.open_on(timezone.localdate()).filter(is_synthetic=False).order_by("key")

    def lines() -> Iterator[str]:
        for one in rows.iterator(chunk_size=500):
            yield json.dumps(posting_of(one, address.replace("KEY", one.key)), ensure_ascii=False) + "\n"

    return StreamingHttpResponse(lines(), content_type="application/x-ndjson; charset=utf-8")


@require_safe
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """The newest of a search, for feed readers."""
    wanted, today = read_wanted(request.GET), timezone.localdate()
    home = request.build_absolute_uri(reverse("vacancies:list", args=[language]))
    title = _("Vacancies")
    atom = Atom1Feed(
        title=title, link=home, description=title, language=language, feed_url=request.build_absolute_uri()
    )
    try:
        _total, keys = wanted.found(language, today, limit=MOST_IN_A_FEED)
    except IndexIsBeingBuilt:
        return _later(request)
    for shown in shown_rows(keys, language, today):
        moment = dt.datetime.combine(shown.one.published_on, dt.time(), dt.UTC)
        words = [shown.one.organization_name, shown.one.place, shown.country, shown.pay]
        atom.add_item(
            title=shown.title.words, link=request.build_absolute_uri(shown.url), description=" · ".join(filter(None, words)),
            unique_id=f"tag:pathfinder,2026:{shown.key}", pubdate=moment, updateddate=shown.one.changed_at,
            categories=[shown.one.country, shown.one.kind],
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _rows(request: HttpRequest, language: str) -> Iterator[dict[str, Any]]:
    wanted, today = read_wanted(request.GET), timezone.localdate()
    _total, keys = wanted.found(language, today, limit=MOST_IN_A_FILE)
    for shown in shown_rows(keys, language, today, wanted.distance_km):
        yield _told(shown, request.build_absolute_uri(shown.url))


def _told(shown: ShownVacancy, address: str) -> dict[str, Any]:
    one = shown.one
    same = (
        "kind", "country", "territory", "nuts", "place", "postcode", "latitude", "longitude", "area", "isco", "languages", "licence",
        "employment", "pay", "currency", "pay_per",
    )  # fmt: skip
    days = {
        name: day.isoformat() if (day := getattr(one, name)) else None
        for name in ("starts_on", "published_on", "open_until")
    }
    numbers = {
        name: float(number) if (number := getattr(one, name)) is not None else None
        for name in ("hours_a_week", "pay_from", "pay_to")
    }
    return {
        "id": one.key,
        "title": shown.title.words,
        "language": shown.title.language,
        "organization": one.organization_name,
        "km": round(shown.distance_km, 1) if shown.distance_km is not None else None,
        "skills": [{name: skill[name] for name in ("what", "words", "importance")} for skill in one.skills],
        "page": address,
        **{name: getattr(one, name) for name in same},
        **days,
        **numbers,
    }


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(one["what"] or one["words"] for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{code}:{level}" for code, level in value.items())
    return "" if value is None else str(value)


def _page(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return min(int(typed), LAST_PAGE) if typed.isascii() and typed.isdecimal() and len(typed) < 9 and int(typed) else 1


def _later(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/being_built.html", status=503, headers={"Retry-After": "10"})
