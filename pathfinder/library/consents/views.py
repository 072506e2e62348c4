"""For everybody: taking back what one agreed to, by the link one got, and asking for it with a short form."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pathfinder.checking.actions import CONSENT, Allowance, Named, network_address, new_stamp, refusal, report
from pathfinder.library.consents import actions
from pathfinder.library.consents.forms import LONGEST_WORDS, TakeDownForm
from pathfinder.library.consents.queries import WHAT, consent_with
from pathfinder.library.consents.shown import how_in_words, item_with
from pathfinder.library.content import by_id
from pathfinder.library.missing import missing
from pathfinder.library.stories.shown import ShownStory

allowance = Allowance(each=5, together=200)
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt  # the secret in the link is what allows; a program that looks at links sends no form
@never_cache
@read_or_send
def consent(request: HttpRequest, language: str) -> HttpResponse:
    """What was agreed, and one button that ends it."""
    found = consent_with(request.GET.get("key", ""))
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.take_consent_back(found, at=timezone.now())
        return redirect(request.get_full_path())
    item = item_with(found.key) if found.withdrawn_at is None else None
    context = {
        "consent": found,
        "what": _(WHAT[found.what]),
        "how": how_in_words(found),
        "item": item,
        "counts": found.counts_on(timezone.localdate()),
        "withdrawn_on": timezone.localdate(found.withdrawn_at) if found.withdrawn_at else None,
    }
    return render(request, "library/consents/consent.html", context)


# csrf_exempt: a visitor has no session that another site could use, and needs no cookie; the stamp of the form does the rest
@csrf_exempt
@never_cache
@read_or_send
def take_down(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """“This is me: take my story down.” It reaches the editors as a report, and the person can follow what becomes of it."""
    item = by_id("stories").get(key)
    if item is None:
        return missing(request, key)
    now = timezone.now()
    form = TakeDownForm(request.POST if request.method == "POST" else None)
    refused, status = "", 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        refused, status, mark = refusal(request, allowance, now)
        if not refused:
            story = Named("story", item.id, item.country)
            made = report(
                story, about=CONSENT, words=form.told, language=language, form=mark, on=timezone.localdate(now), at=now
            )
            allowance.use(network_address(request))
            return redirect("checking:course", language=language, code=made.code)
    context = {
        "story": ShownStory(item, language), "form": form, "refusal": refused, "stamp": new_stamp(now),
        "longest": LONGEST_WORDS,
    }  # fmt: skip
    return render(request, "library/consents/take_down.html", context, status=status)
