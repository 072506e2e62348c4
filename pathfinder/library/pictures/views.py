"""A picture's file for everybody; at the desk, all pictures and those of one record."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.accounts.queries import EDITOR, OBSERVER, desk_page, is_editor
from pathfinder.library.consents.queries import consent_path
from pathfinder.library.consents.shown import item_with
from pathfinder.library.content import Item
from pathfinder.library.kept_shortly import SHARED_SECONDS
from pathfinder.library.models import Picture
from pathfinder.library.models.picture import LONGEST_ALT
from pathfinder.library.pages import url_of
from pathfinder.library.pictures.actions import add_picture, remove_picture
from pathfinder.library.pictures.encoding import MOST_PIXELS
from pathfinder.library.pictures.forms import PictureForm
from pathfinder.library.pictures.queries import Gone, all_pictures, file_at, pictures_of
from pathfinder.library.pictures.shown import shown
from pathfinder.library.pictures.uploads import MOST_BYTES, takes_small_files

SHELVES = ("stories", "practices", "events")  # whose pages show pictures
A_PAGE = 30
A_YEAR = 365 * 24 * 3600


@require_safe
def picture(request: HttpRequest, name: str, width: int) -> HttpResponse:
    """Never changes, so a browser asks once; a cache in front asks each minute whether it is still there."""
    try:
        content = file_at(name, width, timezone.localdate())
    except Gone:
        return HttpResponse(_("Taken back"), content_type="text/plain; charset=utf-8", status=410)
    if content is None:
        raise Http404
    headers = {
        "Cache-Control": f"public, max-age={A_YEAR}, s-maxage={SHARED_SECONDS}, immutable",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'",
        "Content-Disposition": "inline",
    }
    return HttpResponse(content, content_type="image/webp", headers=headers)


@takes_small_files
@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(EDITOR, OBSERVER)
@never_cache
def pictures(request: HttpRequest, language: str) -> HttpResponse:
    key = request.GET.get("record", "")
    item = item_with(key) if key else None
    if key and (item is None or item.shelf not in SHELVES):
        raise Http404
    if request.method == "POST" and not is_editor(request.user):
        raise Http404
    if "remove" in request.POST:
        return _removed(request, language)
    return _of_record(request, language, item) if item else _all(request, language)


def _all(request: HttpRequest, language: str) -> HttpResponse:
    page = Paginator(all_pictures(), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "pictures": shown(list(page), language), "may_act": is_editor(request.user)}
    return render(request, "library/pictures/desk.html", context)


def _of_record(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    guard = request.small_file  # type: ignore[attr-defined]  # `takes_small_files` put it there
    is_sent = request.method == "POST"
    form = PictureForm(request.POST if is_sent else None, request.FILES if is_sent else None, today=today, guard=guard)
    secret = ""
    if is_sent and form.is_valid():
        _made, secret = add_picture(item.id, form.files_made, form.cleaned_data, by=request.user, at=now)
        if not secret:
            messages.success(request, _("The picture is on the page."))
            return redirect(f"{reverse('library:pictures', args=[language])}?record={item.id}")
        form = PictureForm(None, today=today, guard=guard)
    context = {
        "item": item, "url": url_of(item, language), "form": form, "may_act": is_editor(request.user),
        "pictures": shown(pictures_of(item.id, today), language), "most": MOST_BYTES // 1_000_000,
        "most_pixels": MOST_PIXELS // 1_000_000, "longest_alt": LONGEST_ALT,
        "link": request.build_absolute_uri(consent_path(secret, language)) if secret else "",
    }  # fmt: skip
    status = 200 if not form.errors else 413 if guard.is_too_large else 422
    return render(request, "library/pictures/desk_record.html", context, status=status)


def _removed(request: HttpRequest, language: str) -> HttpResponse:
    try:
        key = remove_picture(request.POST["remove"], by=request.user, at=timezone.now())
    except Picture.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("The picture is gone from all pages."))
    return redirect(f"{reverse('library:pictures', args=[language])}?record={key}")
