"""“Suggest better words”: the texts of a page beside their originals, and a short form for one of them. For everybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pathfinder.checking.actions import Allowance, PlainWords, network_address, new_stamp, refusal
from pathfinder.editing.exchange.kept_in_files import interface_with
from pathfinder.editing.exchange.lookup import wordings_of_item
from pathfinder.editing.exchange.wording import INTERFACE, LONGEST_TEXT, RECORD, Wording, places_lost
from pathfinder.editing.plain_text import plain_text
from pathfinder.editing.suggestions import suggest
from pathfinder.editing.texts import MACHINE, MISSING, OUTDATED, SOURCE
from pathfinder.languages.localized_text import LocalizedText

LONGEST_SUGGESTION = 2_000  # letters; a longer original may have a longer one
MOST_SEARCHED = 200
allowance = Allowance(each=20, together=300)


class BetterWords(forms.Form):
    words = PlainWords(
        longest=LONGEST_TEXT,
        error_messages={"required": gettext_lazy("Please write the better words.")},
    )

    def __init__(self, wording: Wording, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.wording = wording
        self.fields["words"].longest = max(LONGEST_SUGGESTION, 3 * len(wording.original))

    def clean_words(self) -> str:
        words = plain_text(self.cleaned_data["words"])
        if words == plain_text(self.wording.words):
            raise forms.ValidationError(_("These are the words that are there already. Change what is wrong."))
        if lost := places_lost(self.wording.original, words):
            said = _("Please keep what is filled in later, as the original has it: %(places)s")
            raise forms.ValidationError(said % {"places": " ".join(lost)})
        return words


@require_safe
def better_words(request: HttpRequest, language: str, place: str, item: str) -> HttpResponse:
    """Which of its texts shall be better: those that are translated into the language of the page."""
    found = wordings_of_item(place, item, language)
    if not found:
        raise Http404
    texts = [(_form_of(one, item, language), _said(one), one) for one in found if one.state not in (SOURCE, MISSING)]
    context = {
        "place": place,
        "texts": texts,
        "back": _page_of(place, item, language),
        "is_sent": "sent" in request.GET,
    }
    return render(request, "editing/better_words.html", context)


@require_safe
def better_interface(request: HttpRequest, language: str) -> HttpResponse:
    """Words of the interface are found by what somebody saw."""
    typed = request.GET.get("words", "").strip()[:MOST_SEARCHED]
    found = interface_with(typed, language)
    texts = [
        (_form_of(one, one.item, language), _said(one), one) for one in found if one.state not in (SOURCE, MISSING)
    ]
    context = {"place": INTERFACE, "typed": typed, "texts": texts, "is_sent": "sent" in request.GET}
    return render(request, "editing/better_words.html", context, status=200 if texts or not typed else 404)


# csrf_exempt: a visitor has no session that another site could use, and needs no cookie; the stamp of the form does the rest
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest_words(request: HttpRequest, language: str, place: str, item: str, path: str) -> HttpResponse:
    """A short form without scripts. Whatever is not right with it, what was typed stands in it again."""
    wording = next((one for one in wordings_of_item(place, item, language) if _path_of(one) == path), None)
    if wording is None or wording.state in (SOURCE, MISSING):
        raise Http404
    now = timezone.now()
    sent = request.POST if request.method == "POST" else None
    form = BetterWords(wording, sent, initial={"words": wording.words})
    refused, status = "", 200
    if sent is not None and form.is_valid():
        refused, status, mark = refusal(request, allowance, now)
        if not refused:
            suggest(wording, form.cleaned_data["words"], form=mark, on=timezone.localdate(now))
            allowance.use(network_address(request))
            return redirect(f"{_list_of(place, item, language)}?sent=1")
    elif form.errors:
        status = 422
    context = {
        "form": form,
        "wording": wording,
        "said": _said(wording),
        "refusal": refused,
        "stamp": new_stamp(now),
        "back": _list_of(place, item, language),
    }
    return render(request, "editing/suggest_words.html", context, status=status)


def _path_of(one: Wording) -> str:
    """An exemption belongs to the item of the page and has an id of its own."""
    return f"{one.item}:{one.path}"


def _form_of(one: Wording, item: str, language: str) -> str:
    return reverse("editing:suggest-words", args=[language, one.place, item, _path_of(one)])


def _said(one: Wording) -> SafeString:
    """The translation with the mark of a machine's, as everywhere."""
    return LocalizedText(one.words, one.language, is_machine=one.state in (MACHINE, OUTDATED)).as_marked


def _list_of(place: str, item: str, language: str) -> str:
    if place == INTERFACE:
        return reverse("editing:better-interface", args=[language])
    return reverse("editing:better-words", args=[language, place, item])


def _page_of(place: str, item: str, language: str) -> str:
    """Where somebody came from, if the item has a page of its own."""
    return reverse("directory:record", args=[language, item]) if place == RECORD else ""
