"""The codes of a vacancy and their words."""

from django.utils.translation import gettext_noop as _

KINDS = {
    "job": _("Job"),
    "internship": _("Internship"),
    "workplace_learning": _("Learning at work"),
    "apprenticeship": _("Apprenticeship"),
}
WAITING, OPEN, CLOSED, DECLINED, OVER = "waiting", "open", "closed", "declined", "over"
STATES = {
    WAITING: _("waits for an editor"),
    OPEN: _("published"),
    CLOSED: _("closed"),
    DECLINED: _("not published"),
    OVER: _("no longer open"),
}
MUST, WISH, CAN_BE_LEARNT = "must", "wish", "can_be_learnt"
IMPORTANCE = {MUST: _("needed"), WISH: _("would be good"), CAN_BE_LEARNT: _("can be learnt there")}
LANGUAGES_OF_WORK = ("nl", "fr", "de", "en", "es", "it", "hu", "sk", "sl")  # of the nine countries
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")  # CEFR
EMPLOYMENT = {"full_time": _("Full time"), "part_time": _("Part time")}
TOLD, NOT_TOLD, UNPAID = "told", "not_told", "unpaid"
PAY = {TOLD: _("This is the pay"), NOT_TOLD: _("The pay is not told"), UNPAID: _("Without pay")}
PAY_PER = {
    "hour": _("an hour"),
    "day": _("a day"),
    "week": _("a week"),
    "month": _("a month"),
    "year": _("a year"),
}
CURRENCIES = {
    "be": "EUR",
    "es": "EUR",
    "gb": "GBP",
    "hu": "HUF",
    "ie": "EUR",
    "it": "EUR",
    "nl": "EUR",
    "si": "EUR",
    "sk": "EUR",
}
REGULATED = {"yes": _("yes"), "no": _("no"), "": _("not known to us")}
DAYS_WITHOUT_AN_END = 60  # how long a vacancy without a last day is shown
EVERYTHING = "*"  # the key of a change that touches all vacancies
