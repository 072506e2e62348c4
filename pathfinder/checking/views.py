"""What everybody sees of this room: saying that something is wrong, what became of it, and how good the directory is."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.checking.allowance import Allowance, network_address
from pathfinder.checking.forms import ReportForm
from pathfinder.checking.guard import refusal
from pathfinder.checking.links.problems import PROBLEMS
from pathfinder.checking.models import Report
from pathfinder.checking.quality import as_lines, quality
from pathfinder.checking.queries import course_of, find_record, record_with
from pathfinder.checking.reports import LONGEST_WORDS, report as keep_report
from pathfinder.checking.stamps import new_stamp
from pathfinder.directory.queries import codes
from pathfinder.languages.localized_text import localized
from pathfinder.ui.csv_file import csv_file

allowance = Allowance(each=5, together=200)
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


# csrf_exempt: a visitor has no session that another site could use, and needs no cookie; the stamp of the form does the rest
@csrf_exempt
@never_cache
@read_or_send
def report(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """A short form without scripts. Whatever is not right with it, what was typed stands in it again."""
    record = record_with(key)
    if record.merged_into:
        return redirect("checking:report", language=language, key=record.merged_into)
    now = timezone.now()
    form = ReportForm(request.POST if request.method == "POST" else None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused, status, mark = refusal(request, allowance, now, too_many=_too_many_reports, is_kept=_is_kept)
        if not refused:
            made = keep_report(
                record, **form.cleaned_data, language=language, form=mark, on=timezone.localdate(now), at=now
            )
            allowance.use(network_address(request))
            return redirect("checking:course", language=language, code=made.code)
    else:
        status = 422 if form.errors else 200
    context = {
        "form": form,
        "record": record,
        "title": localized(record.name, language),
        "refusal": refused,
        "stamp": new_stamp(now),
        "longest": LONGEST_WORDS,
    }
    return render(request, "checking/report.html", context, status=status)


def _too_many_reports(minutes: int) -> str:
    return ngettext(
        "Many reports came in the last hour. Your words are still here: send them again in %(n)s minute.",
        "Many reports came in the last hour. Your words are still here: send them again in %(n)s minutes.",
        minutes,
    )


def _is_kept(mark: str) -> bool:
    return Report.objects.filter(form=mark).exists()


@require_safe
def find_report(request: HttpRequest, language: str) -> HttpResponse:
    """For somebody who wrote the code down."""
    typed = request.GET.get("code", "").strip().lower()[:40]
    letters = "".join(c for c in typed if c.isalnum())
    code = f"{letters[:5]}-{letters[5:]}"
    if letters and Report.objects.filter(code=code).exists():
        return redirect("checking:course", language=language, code=code)
    return render(request, "checking/find_report.html", {"typed": typed}, status=404 if typed else 200)


@require_safe
@never_cache
def course(request: HttpRequest, language: str, code: str) -> HttpResponse:
    one = Report.objects.filter(code=code.lower()).first()
    if one is None:
        raise Http404
    record = find_record(one.key)  # None once the record is gone: the course stays
    context = {
        "course": course_of(one, language),
        "record": record,
        "title": localized(record.name, language) if record else None,
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "checking/course.html", context)


@require_safe
def quality_page(request: HttpRequest, language: str) -> HttpResponse:
    kept = quality(timezone.now(), timezone.localdate())
    measures = kept.measures
    context = {
        "kept": kept,
        "measures": measures,
        "themes": [(_(codes.THEMES.get(code, code)), code, n) for code, n in measures["themes"].items()],
        "confidence": [(_confidence(code), n) for code, n in measures["confidence"].items()],
        "problems": [(_(PROBLEMS[code]), n) for code, n in measures["links"]["problems"].items() if code in PROBLEMS],
        "spoken": _languages(measures),
        "countries": [_country(row, measures) for row in measures["countries"]],
        "main_languages": [row["language"] for row in measures["languages"][:LANGUAGES_IN_A_TABLE]],
        "in_time_percent": _percent(measures["records"]["in_time"], measures["records"]["total"]),
    }
    return render(request, "checking/quality.html", context)


LANGUAGES_IN_A_TABLE = 6


def _languages(measures: dict[str, Any]) -> list[dict[str, Any]]:
    total = measures["texts"]
    return [{**row, "percent": _percent(total - row["missing"], total)} for row in measures["languages"]]


def _country(row: dict[str, Any], measures: dict[str, Any]) -> dict[str, Any]:
    """A country's row, with how much of its texts each of the main languages has."""
    main = [language["language"] for language in measures["languages"][:LANGUAGES_IN_A_TABLE]]
    shares = [(code, _percent(sum(row["languages"][code].values()), row["texts"])) for code in main]
    return {**row, "shares": shares, "in_time_percent": _percent(row["in_time"], row["total"])}


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def _confidence(code: str) -> str:
    return _(codes.CONFIDENCES[code]) if code in codes.CONFIDENCES else _("not stated")


@require_safe
def quality_as_json(request: HttpRequest, language: str) -> JsonResponse:
    kept = quality(timezone.now(), timezone.localdate())
    told = {"measured_at": kept.measured_at.isoformat(), **kept.measures}
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def quality_as_csv(request: HttpRequest, language: str) -> HttpResponse:
    kept = quality(timezone.now(), timezone.localdate())
    response = csv_file("quality.csv", as_lines(kept.measures))
    response["Access-Control-Allow-Origin"] = "*"
    return response
