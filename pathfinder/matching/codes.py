"""The codes of this room, with their words."""

from django.utils.translation import gettext_noop as _

# What an employer may ask for, each on its own
NAME, PHONE, EMAIL, CV, DIPLOMAS, EXPERIENCES = "name", "phone", "email", "cv", "diplomas", "experiences"
FIELDS = {
    NAME: _("Name"),
    PHONE: _("Telephone number"),
    EMAIL: _("E-mail address"),
    CV: _("CV, without name and contact unless they are shown too"),
    DIPLOMAS: _("Diplomas"),
    EXPERIENCES: _("Experiences, in own words"),
}
OPEN, AGREED, REFUSED, TAKEN_BACK = "open", "agreed", "refused", "taken_back"
STATES = {OPEN: _("not answered yet"), AGREED: _("agreed"), REFUSED: _("no"), TAKEN_BACK: _("taken back")}
# What the list of a person says of what happened
HAPPENED = {
    "offered": _("You offered your profile."),
    "changed": _("You changed what you offer."),
    "withdrawn": _("You took your profile back. It was deleted."),
    "ended": _("The last day was over. Your profile was deleted."),
    "line": _("saw your line in a list, without a name"),
    "page": _("looked at your skills, without a name"),
    "asked": _("asked to see:"),
    "agreed": _("You agreed to show:"),
    "refused": _("You said no to:"),
    "taken_back": _("You took back:"),
    "field": _("saw:"),
}
CONSENT = "2026-11-26"  # the day from which the words of the form are what a person agrees to
LONGEST_DAYS, USUAL_DAYS = 365, 180
LONGEST_REASON = 500  # letters
