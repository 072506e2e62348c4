"""The words for the codes of a profile on paper, where others read them."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _, gettext_noop

from pathfinder.skills.codes import ISCED, ISCED_F_BROAD, ISCED_F_NARROW
from pathfinder.skills.profile.said import KINDS

_LEVEL = re.compile(r"\bISCED ([0-8])\b")
_FIELD = re.compile(r"\bISCED-F (\d{2,4})\b")
PROOFS = {
    "recognised": gettext_noop("Officially recognised"),
    "assessed": gettext_noop("Tested or assessed"),
    "shown_at_work": gettext_noop("Shown at work"),
    "documented": gettext_noop("Shown by a paper"),
    "claimed": gettext_noop("By my own account"),
}  # the strongest first, as a paper lists them


def proof_in_words(proof: str) -> str:
    return str(_(PROOFS[proof]))


def kind_in_words(kind: str) -> str:
    return str(dict(KINDS)[kind])


def level_of_education(level: int | None) -> str:
    """With its code, so that a file that comes back can be read."""
    return "" if level is None else f"{_(ISCED.names[str(level)])} (ISCED {level})"


def field_of_education(field: str) -> str:
    """Of the detailed fields, four digits, only the narrow one around it has a name here."""
    name = ISCED_F_BROAD.names.get(field[:2], "") if len(field) == 2 else ISCED_F_NARROW.names.get(field[:3], "")
    return (f"{_(name)} (ISCED-F {field})" if name else f"ISCED-F {field}") if field else ""


def level_told(words: str) -> int | None:
    found = _LEVEL.search(words)
    return int(found[1]) if found else None


def field_told(words: str) -> str:
    found = _FIELD.search(words)
    return found[1] if found else ""
