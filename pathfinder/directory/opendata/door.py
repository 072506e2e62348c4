"""The one door to the open data: open to programs of any site, fair to all of them, and clear when something is wrong.

Every address below `/hsds/` goes through it. It sets no cookie and reads none, so a form token would guard nothing.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from pathfinder.directory.opendata.kept_answers import KeptAnswers
from pathfinder.directory.opendata.problems import Problem, Refusal, refusal
from pathfinder.directory.opendata.rate_limit import RateLimit, address_of
from pathfinder.directory.opendata.state import state_of_the_data
from pathfinder.search.queries import IndexIsBeingBuilt

logger = logging.getLogger(__name__)

rate_limit = RateLimit()
kept_answers = KeptAnswers()

View = Callable[..., HttpResponseBase]

FRESH = "public, no-cache"  # keep it, and ask each time whether it is still right: that costs next to nothing
PRIVATE = "no-store"
SETTLED_SECONDS = 2


def open_to_all(*methods: str, cost: int = 1) -> Callable[[View], View]:
    """A view that programs of any site may ask, by these methods; `cost` is what one request counts for its address."""
    allowed = [*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"]

    def wrap(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "OPTIONS":
                response: HttpResponseBase = HttpResponse(status=204, headers={"Allow": ", ".join(allowed)})
            else:
                response = _answer(view, request, allowed, cost, *args, **kwargs)
            return _open(response, allowed)

        return csrf_exempt(opened)

    return wrap


def _answer(
    view: View, request: HttpRequest, allowed: list[str], cost: int, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    try:
        _may_ask(request, cost)
        if request.method not in allowed:
            raise refusal(405, "method", f"{request.method} cannot be used here.", f"one of {', '.join(allowed)}.")
        if request.method == "POST":
            response = view(request, *args, **kwargs)
            response.headers["Cache-Control"] = PRIVATE
            return response
        return _unless_known(view, request, *args, **kwargs)
    except Refusal as refused:
        response = refused.response()
        if refused.status == 405:
            response["Allow"] = ", ".join(allowed)
        return response
    except Http404:
        return _nothing_here(request).response()
    except RequestDataTooBig:
        expected = f"at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes."
        return refusal(413, "body", "It is too long.", expected).response()
    except IndexIsBeingBuilt:
        return refusal(
            503,
            "search",
            "The search is being prepared.",
            "a request in a few seconds.",
            "Ask again soon.",
            retry_after=5,
        ).response()
    except Exception:  # what we did not think of: an error as JSON too; where, never what was asked, goes to the log
        logger.exception("%s could not be answered", request.path)
        return refusal(
            500, "server", "Something broke here. It is not your fault.", "an answer.", "Try again later."
        ).response()


def _may_ask(request: HttpRequest, cost: int) -> None:
    per_minute = settings.OPEN_DATA_PER_MINUTE
    wait = math.ceil(rate_limit.wait_seconds(address_of(request), per_minute, cost))
    if wait:
        raise Refusal(
            429,
            [Problem("your address", "It asks for more than its share.", f"at most {per_minute:,} requests a minute.",
                     f"Wait {wait} s, then go on. For everything at once take a file of /hsds/bulk/.")],
            retry_after=wait,
        )  # fmt: skip


def _unless_known(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """The answer, or 304 when the client has it already, which is known before any record is read."""
    state = state_of_the_data(timezone.localdate())
    etag = state.etag(f"{get_language()} {request.build_absolute_uri()}")  # some answers name this site
    changed = int(state.changed_at.timestamp()) if state.changed_at else None
    # The header counts in seconds: within the same one something may change again, and nobody could tell.
    last_modified = changed if changed and changed < time.time() - SETTLED_SECONDS else None
    response = get_conditional_response(request, etag=etag, last_modified=last_modified)
    if response is None:
        response = kept_answers.answer(etag)
    if response is None:
        response = view(request, *args, **kwargs)
        kept_answers.keep(etag, response)
    response.headers.setdefault("Cache-Control", FRESH)
    response.headers.setdefault("ETag", etag)
    if last_modified:
        response.headers.setdefault("Last-Modified", http_date(last_modified))
    return _without_body(response) if request.method == "HEAD" else response


def _without_body(response: Any) -> HttpResponseBase:
    """What a HEAD request gets; above all, nothing is read from the database to be thrown away."""
    if response.streaming:
        response.streaming_content = ()
    else:
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _nothing_here(request: HttpRequest) -> Refusal:
    return refusal(
        404, f"path {request.path[:100]}", "There is nothing at this address.",
        "/hsds/services, /hsds/organizations, /hsds/service_at_locations, /hsds/taxonomies, /hsds/taxonomy_terms or "
        "/hsds/bulk/.",
        "Begin at /hsds/, or read /hsds/openapi.json.",
    )  # fmt: skip


def _open(response: HttpResponseBase, allowed: list[str]) -> HttpResponseBase:
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": ", ".join(allowed),
        "Access-Control-Allow-Headers": "Content-Type, If-None-Match, If-Modified-Since",
        "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After",
        "Access-Control-Max-Age": "86400",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    for name, value in headers.items():
        response.headers[name] = value
    # The sentences of the API are English; texts of records say their language themselves.
    response.headers.setdefault("Content-Language", "en")
    return response
