"""What stands at the address of something that is not on its shelf."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pathfinder.library.consents.queries import is_taken_back


def missing(request: HttpRequest, key: str) -> HttpResponse:
    """410 and nothing but “taken back” for what somebody took back. Raises Http404 for what was never there."""
    if not is_taken_back(key, timezone.localdate()):
        raise Http404
    return render(request, "library/taken_back.html", status=410)
