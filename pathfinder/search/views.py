from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pathfinder.search.queries import vocabulary
from pathfinder.search.skos import as_turtle


@require_safe
@cache_control(public=True, max_age=3600)
def vocabulary_as_skos(request: HttpRequest) -> HttpResponse:
    """The multilingual vocabulary, for other systems."""
    pieces = as_turtle(vocabulary(), request.build_absolute_uri(request.path))
    headers = {
        "Content-Disposition": 'attachment; filename="pathfinder-vocabulary.ttl"',
        "Access-Control-Allow-Origin": "*",
    }
    return HttpResponse("".join(pieces), content_type="text/turtle; charset=utf-8", headers=headers)
