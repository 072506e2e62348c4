"""What a person takes along. Each file is made from the document that came with the form, and kept nowhere."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pathfinder.skills.papers.cv import LAYOUTS, LENGTHS, PARTS, Wish, cv_of, wish_of
from pathfinder.skills.papers.files import FILES, everything, made
from pathfinder.skills.profile.names import written_languages
from pathfinder.skills.profile_document import Profile
from pathfinder.skills.views import Telling, with_profile


@require_http_methods(["GET", "HEAD", "POST"])
@with_profile
def papers(telling: Telling) -> HttpResponse:
    return _page(telling, _wish(telling))


@require_POST
@with_profile
def cv(telling: Telling) -> HttpResponse:
    wish = _wish(telling)
    if not wish.parts:
        return _page(telling, wish, _("Choose at least one part of the CV."))
    return _file("cv.pdf", "application/pdf", cv_of(telling.profile, wish, timezone.localdate()))


@require_POST
@with_profile
def take(telling: Telling, name: str) -> HttpResponse:
    file = FILES.get(name)
    if file is None:
        raise Http404
    return _file(name, file.content_type, made(file, telling.profile, telling.language, timezone.localdate()))


@require_POST
@with_profile
def take_everything(telling: Telling) -> HttpResponse:
    languages = [telling.language, *filter(None, [telling.second])]
    return _file("pathfinder.zip", "application/zip", everything(telling.profile, languages, timezone.localdate()))


def _wish(telling: Telling) -> Wish:
    return wish_of(telling.request.POST, telling.language, telling.second)


def _page(telling: Telling, wish: Wish, problem: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        "wish": wish,
        "problem": problem,
        "is_empty": telling.profile == Profile(lang=telling.profile.lang),
        "lengths": LENGTHS.items(),
        "layouts": LAYOUTS.items(),
        "cv_parts": [(one, label, one in wish.parts) for one, label in PARTS.items()],
        "cv_languages": written_languages(),
        "files": FILES.values(),
    }
    return telling.page("skills/papers.html", context, here="papers", status=422 if problem else 200)


def _file(name: str, content_type: str, data: bytes) -> HttpResponse:
    return HttpResponse(
        data, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
