"""Where a pack and an editor differ: ours beside the pack's, and the choice."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pathfinder.accounts.queries import EDITOR, OBSERVER, desk_page, is_editor
from pathfinder.directory.actions import UnknownRecordError
from pathfinder.editing import actions, queries

CONFLICTS_A_PAGE = 20


@require_safe
@desk_page(EDITOR, OBSERVER)
def conflicts(request: HttpRequest, language: str) -> HttpResponse:
    page = Paginator(queries.conflict_rows(), CONFLICTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "conflicts": queries.open_conflicts(list(page)),
        "may_decide": is_editor(request.user),
    }
    return render(request, "editing/conflicts.html", context)


@require_POST
@desk_page(EDITOR)
def conflict_settled(request: HttpRequest, language: str, key: str, field: str) -> HttpResponse:
    choice = request.POST.get("choice")
    record = queries.record_for(request.user, key)
    if choice not in ("ours", "pack"):
        raise Http404
    try:
        actions.settle(record, field, take_the_packs=choice == "pack", by=request.user, at=timezone.now())
        messages.success(request, _("Decided."))
    except UnknownRecordError:
        messages.error(
            request, _("The pack names a record that is not there any more. Keep ours, or change it yourself.")
        )
    except ObjectDoesNotExist:
        messages.info(request, _("This was decided already."))
    return redirect("editing:conflicts", language=language)
