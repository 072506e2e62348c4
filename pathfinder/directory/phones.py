"""Phone numbers as a link that a phone can dial."""

from __future__ import annotations

import re

MOST_DIGITS = 15  # of any number in the world (ITU-T E.164); more of them are two numbers in one field
_WRITTEN = re.compile(r"\+?[\d\s().\-/–]+")


def dialled(number: str, extension: int | None = None) -> str:
    """What stands behind `tel:`; nothing when it is not one number, so that the page shows it without a link."""
    text = number.strip()
    if not _WRITTEN.fullmatch(text):
        return ""
    if text.startswith("+"):
        text = text.replace("(0)", "")  # the zero that is only dialled inside the country
    digits = re.sub(r"\D", "", text)
    if not digits or len(digits) > MOST_DIGITS:
        return ""
    plus = "+" if text.startswith("+") else ""
    return f"{plus}{digits};ext={extension}" if extension is not None else f"{plus}{digits}"
