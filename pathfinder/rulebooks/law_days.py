"""The days whose law can be asked for."""

from __future__ import annotations

import datetime as dt

FIRST_DAY = dt.date(1990, 1, 1)
YEARS_AHEAD = 2


def last_day(today: dt.date) -> dt.date:
    """The law of the far future is nobody's to know."""
    return dt.date(today.year + YEARS_AHEAD, 12, 31)


def date_of_law(typed: str, today: dt.date) -> tuple[dt.date, str]:
    """The date, and what was typed when it cannot be used: then it is today."""
    if not typed:
        return today, ""
    try:
        on = dt.date.fromisoformat(typed.strip())
    except ValueError:
        return today, typed[:40]
    return (on, "") if FIRST_DAY <= on <= last_day(today) else (today, typed[:40])
