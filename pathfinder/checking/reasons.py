"""Why a record should be looked at, the most urgent first."""

from django.utils.translation import gettext_noop as _

REPORTED, LAW, SOURCE, CONFLICT = "reported", "law_changed", "source_changed", "conflict"
LINK, DUPLICATE, NEVER, DUE = "link_broken", "possible_duplicate", "never_checked", "cadence_over"

# In the words of the desk
REASONS = {
    REPORTED: _("A reader reported something"),
    LAW: _("The law behind it changed"),
    SOURCE: _("A source it cites changed"),
    CONFLICT: _("The pack and an editor differ"),
    LINK: _("A link does not work"),
    DUPLICATE: _("Perhaps the same as another record"),
    NEVER: _("Nobody has checked it yet"),
    DUE: _("The time to check again has come"),
}
RANKS = {code: number for number, code in enumerate(REASONS)}

# What one look settles; the others have a decision of their own to be made
SETTLED_BY_A_LOOK = (LAW, SOURCE)
