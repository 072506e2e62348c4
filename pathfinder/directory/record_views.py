"""The page of one record, its sheet of paper and its history."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from pathfinder.directory.models import Location
from pathfinder.directory.record_history import changes_of, removed_on
from pathfinder.directory.record_links import better_words_address, page_in_library, report_address
from pathfinder.directory.record_page import PAGES, RecordPage, find_record, owner_of_place, page_of
from pathfinder.directory.structured_data import structured_data
from pathfinder.guide.queries import StepForVisitor, step_for_visitor

TEMPLATES = {
    "service": "directory/record_service.html",
    "organization": "directory/record_organization.html",
    "program": "directory/record_program.html",
}
SHARED_SECONDS = 60  # how long a cache in front may answer by itself: “open now” is true to the minute
MERGED_SECONDS = 3600  # a merge can be undone


@require_safe
def record(request: HttpRequest, language: str, key: str) -> HttpResponse:
    found = find_record(key)
    if elsewhere := _elsewhere(found, language, "record"):
        return elsewhere
    if type(found) not in PAGES:
        return _missing(request, key)
    page = page_of(found, language, timezone.localtime())
    address = _address(request, language, key)
    for_you = _for_you(request, page)
    context = {
        "page": page,
        "for_you": for_you,
        "address": address,
        "report_url": report_address(language, key),
        "better_words_url": better_words_address(language, key) if language != "en" else "",
        "structured_data": structured_data(page, address),
    }
    response = render(request, TEMPLATES[page.kind], context)
    return _with_cache_headers(request, response, page, for_you)


@require_safe
def record_print(request: HttpRequest, language: str, key: str) -> HttpResponse:
    found = find_record(key)
    if elsewhere := _elsewhere(found, language, "record-print"):
        return elsewhere
    if type(found) not in PAGES:
        return _missing(request, key)
    page = page_of(found, language, timezone.localtime())
    address = _address(request, language, key)
    context = {"page": page, "address": address, "qr": _code(address), "today": page.today}
    return _with_cache_headers(request, render(request, "directory/record_print.html", context), page)


@require_safe
def record_history(request: HttpRequest, language: str, key: str) -> HttpResponse:
    found = find_record(key)
    if found is None:
        return _missing(request, key)
    changes, is_cut = changes_of(key, language)
    context = {"page": RecordPage(found, language, timezone.localtime()), "changes": changes, "is_cut": is_cut}
    return render(request, "directory/record_history.html", context)


def _for_you(request: HttpRequest, page: RecordPage) -> StepForVisitor | None:
    """What the guide can say to this visitor about this service."""
    if not getattr(page.record, "is_step", False):
        return None
    return step_for_visitor(request, page.record.country, page.key, page.language, page.today)


def _elsewhere(found: Any, language: str, name: str) -> HttpResponse | None:
    """A double leads to the record that replaced it, a place to the page it stands on, what the library tells to its shelf."""
    if found is None:
        return None
    if found.merged_into:
        address = reverse(f"directory:{name}", kwargs={"language": language, "key": found.merged_into})
        return HttpResponsePermanentRedirect(address, headers={"Cache-Control": f"max-age={MERGED_SECONDS}"})
    if isinstance(found, Location) and (owner := owner_of_place(found)):
        return redirect(
            reverse("directory:record", kwargs={"language": language, "key": owner}) + f"#place-{found.key}"
        )
    if page := page_in_library(found.kind, found.key, language):
        return redirect(page)
    return None


def _missing(request: HttpRequest, key: str) -> HttpResponse:
    """404 for a key that never was one, 410 for a record that was taken away."""
    gone = removed_on(key)
    context = {"key": key, "removed_on": gone}
    return render(request, "directory/record_missing.html", context, status=410 if gone else 404)


def _address(request: HttpRequest, language: str, key: str) -> str:
    return request.build_absolute_uri(reverse("directory:record", kwargs={"language": language, "key": key}))


def _code(address: str) -> SafeString:
    code = segno.make(address, error="m", micro=False)
    picture = code.svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(picture)  # noqa: S308  # made by segno


def _with_cache_headers(
    request: HttpRequest, response: HttpResponse, page: RecordPage, for_you: StepForVisitor | None = None
) -> HttpResponse:  # fmt: skip
    """Everybody's page is kept and asked for again with its mark; a page with somebody's answers is kept nowhere."""
    if for_you:
        patch_vary_headers(response, ("Cookie",))
        if for_you.has_answers:
            patch_cache_control(response, private=True, no_store=True)
            return response
    patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS, must_revalidate=True)
    mark = f'"{hashlib.sha256(response.content).hexdigest()[:24]}"'
    changed = int(page.changed_at.astimezone(dt.UTC).timestamp())
    response["ETag"], response["Last-Modified"] = mark, http_date(changed)
    return get_conditional_response(request, mark, changed, response) or response
