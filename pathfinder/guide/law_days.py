"""The days whose law can be asked for."""

from __future__ import annotations

import datetime as dt

FIRST_DAY = dt.date(1990, 1, 1)
YEARS_AHEAD = 2


def last_day(today: dt.date) -> dt.date:
    """The law of the far future is nobody's to know."""
    return dt.date(today.year + YEARS_AHEAD, 12, 31)
