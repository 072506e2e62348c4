"""What stands between a form for everybody and programs that fill forms in, without keeping anything about a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext as _, ngettext

from pathfinder.checking.allowance import Allowance, network_address
from pathfinder.checking.stamps import TooOld, TooQuick, check_stamp


def too_many_forms(minutes: int) -> str:
    return ngettext(
        "Many forms came in the last hour. Your words are still here: send them again in %(n)s minute.",
        "Many forms came in the last hour. Your words are still here: send them again in %(n)s minutes.",
        minutes,
    )


def refusal(
    request: HttpRequest, allowance: Allowance, now: dt.datetime, *, too_many: Callable[[int], str] = too_many_forms,
    is_kept: Callable[[str], bool] = lambda _mark: False,
) -> tuple[str, int, str]:  # fmt: skip
    """Why a form that is filled in well is not taken, in a sentence, and the status; else nothing, 200 and the form's mark.

    `is_kept` says of a mark that its form was taken already: who sends it twice is not told to wait.
    """
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return _("This form was sent from another site. Your words are still here: send them again from this page."), 403, ""  # fmt: skip
    if request.POST.get("page"):
        return _("One field must stay empty: it is there to stop programs. Your words are still here: send them again."), 422, ""  # fmt: skip
    try:
        mark = check_stamp(request.POST.get("stamp", ""), now)
    except TooQuick:
        return _("That was very quick. Wait three seconds, then send it again. Your words are still here."), 422, ""
    except TooOld:
        return _("The page was open for too long, so nothing was sent. Your words are still here: send them again."), 422, ""  # fmt: skip
    if (minutes := allowance.minutes_to_wait(network_address(request))) and not is_kept(mark):
        return too_many(minutes) % {"n": minutes}, 429, ""
    return "", 200, mark
