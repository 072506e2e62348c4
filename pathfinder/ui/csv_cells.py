"""Cells of CSV files that people open in a spreadsheet: text that looks like a formula stays text.

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return. Records are kept as they were
given; only what leaves as CSV is marked with an apostrophe, which `plain_cell` takes away when the file comes back.
"""

import re

MARK = "'"
_RUNS = re.compile(r"[\s'＇]*[=+\-@＝＋－＠\t\r|%]")  # full-width forms count too: some programs fold them
_NUMBER = re.compile(r"[+-]?[\d\s().,/]+")  # a phone number or an amount does nothing


def safe_cell(text: str) -> str:
    """The text as one cell that no spreadsheet runs. Numbers and phone numbers stay as they are."""
    if not _RUNS.match(text) or _NUMBER.fullmatch(text):
        return text
    return MARK + text


def plain_cell(text: str) -> str:
    """The opposite of `safe_cell`; any other text is itself."""
    rest = text.removeprefix(MARK)
    return rest if rest != text and safe_cell(rest) == text else text
