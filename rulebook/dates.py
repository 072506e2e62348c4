"""Calendar arithmetic and partial dates (EDTF level 0: `2016`, `2016-04`, `2016-04-28`), kept as they were given.

Source of the notation: Extended Date/Time Format, ISO 8601-2:2019.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month or year as a source or a person gave it; `first` and `last` are the days it may mean."""

    text: str
    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        return self.text

    @property
    def is_exact(self) -> bool:
        return self.first == self.last


def parse_partial_date(value: object) -> PartialDate:
    """Read a date, a year (2016) or EDTF text. Raises ValueError with what was expected."""
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return PartialDate(value.isoformat(), value, value)
    text = str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    match = _EDTF.fullmatch(text)
    if not match:
        raise ValueError("expected a date such as 2018-02-01, or 2018-02 or 2018 when the rest is not known")
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    try:
        if month is None:
            return PartialDate(text, dt.date(year, 1, 1), dt.date(year, 12, 31))
        if day is None:
            return PartialDate(text, dt.date(year, month, 1), _end_of_month(year, month))
        exact = dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"{text} does not exist in the calendar: expected a date such as 2018-02-28") from None
    return PartialDate(text, exact, exact)


def _end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month, `months` later or earlier; the last day of the month where that day does not exist."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


SINCE = ("months_since:", "days_since:")  # beginnings of the tests that count from a date until the law's day


def last_start(op: str, count: int, on: dt.date) -> dt.date:
    """The latest day from which so many months or days have passed on `on`: the threshold of a test of SINCE."""
    return on - dt.timedelta(days=count) if op.startswith("days") else last_start_with(count, on)


def last_start_with(months: int, on: dt.date) -> dt.date:
    """The latest day from which `months` full months have passed on `on`: the threshold of `months_since`."""
    start = add_months(on, -months)
    while add_months(start + dt.timedelta(days=1), months) <= on:  # 31 January and 28 February: several days qualify
        start += dt.timedelta(days=1)
    return start


def full_years(since: dt.date, on: dt.date) -> int:
    """Completed years; someone born on 29 February completes a year on 28 February where the 29th does not exist."""
    years = on.year - since.year
    return years if add_months(since, 12 * years) <= on else years - 1


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity: a law looks up hundreds of them for each person
class Validity:
    """From when until when something is in force; either end may be open or partly known."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    def holds_on(self, on: dt.date) -> bool | None:
        """None when the source gives only a month or a year and the answer hangs on the missing part."""
        if (self.start and on < self.start.first) or (self.end and on > self.end.last):
            return False
        if (self.start and on < self.start.last) or (self.end and on > self.end.first and not self.end.is_exact):
            return None
        return True

    def turning_days(self) -> list[dt.date]:
        """The days on which `holds_on` may change."""
        days = []
        if self.start:
            days += [self.start.first, self.start.last]
        if self.end:
            days += [self.end.first + dt.timedelta(days=1), self.end.last + dt.timedelta(days=1)]
        return days


ALWAYS = Validity()
