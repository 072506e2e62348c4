"""What readers suggest, for those who translate: beside the original, to be taken over or declined."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pathfinder.accounts.queries import EDITOR, OBSERVER, TRANSLATOR, desk_page
from pathfinder.editing.exchange.wording import LONGEST_TEXT, Wording, places_lost
from pathfinder.editing.glossary import Hint, hints
from pathfinder.editing.models import Suggestion
from pathfinder.editing.plain_text import plain_text
from pathfinder.editing.shown_form import state_words
from pathfinder.editing.suggestions import (
    ChangedMeanwhile,
    decline,
    take_over,
    taken_over_into,
    waiting_into,
    with_wordings,
)
from pathfinder.editing.translation_views import language_or_404, may_translate
from pathfinder.languages.names import direction

A_PAGE = 20


@dataclass(frozen=True)
class Shown:
    """One suggestion; `words` is what stands in its field."""

    suggestion: Suggestion
    wording: Wording | None
    words: str
    problem: str = ""

    @property
    def state_words(self) -> str:
        return state_words(self.wording.state) if self.wording else ""

    @property
    def is_of_a_record(self) -> bool:
        return self.wording is not None and self.wording.place == "record"

    @property
    def has_moved(self) -> bool:
        """Whether the translation is another one than the reader saw."""
        return self.wording is not None and self.wording.words != self.suggestion.words

    @property
    def hints(self) -> list[Hint]:
        one = self.wording
        return hints(one.original, one.source, one.language) if one else []


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(EDITOR, TRANSLATOR, OBSERVER)
def suggestions(request: HttpRequest, language: str, into: str) -> HttpResponse:
    into = language_or_404(request.user, into)
    is_open = may_translate(request.user, into)
    problem, about = "", 0
    if request.method == "POST":
        if not is_open:
            raise Http404
        about, problem = _decided(request, into)
        if not problem:
            return redirect("editing:suggestions", language=language, into=into)
    page = Paginator(waiting_into(into), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "into": into,
        "direction": direction(into),
        "page": page,
        "asked": "",
        "rows": [_shown(one.suggestion, one.wording, request.POST, about, problem) for one in with_wordings(page)],
        "problem": problem,
        "is_open": is_open,
        "taken": taken_over_into(into),
    }
    return render(request, "editing/suggestions.html", context, status=422 if problem else 200)


def _shown(one: Suggestion, wording: Wording | None, typed: QueryDict, about: int, problem: str) -> Shown:
    if one.pk != about:
        return Shown(one, wording, one.suggested)
    return Shown(one, wording, typed.get("words", one.suggested), problem)


def _decided(request: HttpRequest, into: str) -> tuple[int, str]:
    """The suggestion that was decided about, and why it could not be; nothing when it could."""
    pk = request.POST.get("id", "")
    found = waiting_into(into).filter(pk=pk).first() if pk.isdigit() and len(pk) < 19 else None
    if found is None:
        return 0, _("Somebody decided about this suggestion already.")
    if request.POST.get("decision") == "decline":
        decline(found, by=request.user, at=timezone.now())
        messages.success(request, _("The suggestion is declined and gone."))
        return found.pk, ""
    words = plain_text(request.POST.get("words", ""))
    now = with_wordings([found])[0].wording
    if not words:
        return found.pk, _("Fill this in.")
    if len(words) > LONGEST_TEXT:
        return found.pk, _("One of the texts is too long. Use at most %(count)s letters.") % {"count": LONGEST_TEXT}
    if now and (lost := places_lost(now.original, words)):
        said = _("Please keep what is filled in later, as the original has it: %(places)s")
        return found.pk, said % {"places": " ".join(lost)}
    try:
        take_over(found, words, seen=request.POST.get("seen", ""), by=request.user, at=timezone.now())
    except ChangedMeanwhile:
        return found.pk, _("Somebody changed this text meanwhile. Look at it again, then decide.")
    messages.success(request, _("Saved."))
    return found.pk, ""
