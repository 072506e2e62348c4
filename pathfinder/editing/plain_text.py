"""Text as it is kept: no signs that nobody sees, one kind of line break, no empty ends."""

import re

# Control signs, except tab and line break, and the two that turn the reading direction of everything after them
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufeff]")


def plain_text(typed: str) -> str:
    return _UNSEEN.sub("", typed.replace("\r\n", "\n").replace("\r", "\n")).strip()
