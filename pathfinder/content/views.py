from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pathfinder.content.queries import content_state


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """For a monitor: 200 when the database answers and there is content to show, else 503 with the reason."""
    try:
        packs = content_state().packs
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer, or has not been migrated"}, status=503)
    if not packs:
        return JsonResponse({"status": "no pack is loaded: run manage.py load_packs"}, status=503)
    return JsonResponse({"status": "ok", "packs": {pack.country: pack.version for pack in packs}})
