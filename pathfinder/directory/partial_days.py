"""The first and the last day that a date of a record may mean: a day, a month or a year. What is no date bounds nothing."""

from __future__ import annotations

import datetime as dt

from rulebook.dates import parse_partial_date


def first_day(text: str) -> dt.date:
    """A text that is no date lies before all days."""
    try:
        return parse_partial_date(text).first
    except ValueError:
        return dt.date.min


def last_day(text: str) -> dt.date:
    """A text that is no date lies after all days."""
    try:
        return parse_partial_date(text).last
    except ValueError:
        return dt.date.max
