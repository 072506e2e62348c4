"""Opening hours in OpenStreetMap's notation, in the place's own time and with its country's holidays.

The library reads the notation; this module adds what a person at the door needs: on a public holiday that the notation
does not speak of nobody knows, hours “by appointment” are no open door, hours that name no day may not hold at the
weekend, and a night belongs to the day it began on.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError, State

TIME_ZONES = {
    "be": "Europe/Brussels", "nl": "Europe/Amsterdam", "ie": "Europe/Dublin", "gb": "Europe/London", "es": "Europe/Madrid",
    "it": "Europe/Rome", "hu": "Europe/Budapest", "sk": "Europe/Bratislava", "si": "Europe/Ljubljana",
}  # fmt: skip
CANARY_ISLANDS = (-13.0, "Atlantic/Canary")  # Spanish places west of this degree have a time of their own
# The library knows only the days that all four nations of the United Kingdom share (gov.uk/bank-holidays)
MORE_HOLIDAYS = {"gb": "Jan 01; easter +1 day; Aug Mo[-1]"}
LONGEST = 1_000  # characters of a notation that is read; nobody's hours are longer
LOOK_AHEAD = dt.timedelta(days=370)
LOOK_BACK = dt.timedelta(hours=36)  # far enough for a night that began yesterday
NOON = 12
SATURDAY = 5

_APPOINTMENT = re.compile(
    r"appointment|afspraak|rendez-vous|\brdv\b|\btermin|vereinbarung|\bcita\b|appuntamento|időpont|bejelentkez|"
    r"objedn|dohodnut|naročil|po dogovoru|موعد",
    re.IGNORECASE,
)
_SEASONAL = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|week|easter|SH)\b|\b\d{4}\b(?!:)|\[")
_WITHOUT_TIMES = re.compile(r'24/7 .*"')  # nothing but a remark
_NAMES_DAYS = re.compile(r"24/7|\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b")
_SUN = re.compile(r"\b(?:sunrise|sunset|dawn|dusk)\b")

OPEN, APPOINTMENT, PERHAPS, HOLIDAY, CLOSED = "open", "appointment", "perhaps", "holiday", "closed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when until when one thing holds, in the place's time; None: as far as we look."""

    kind: str  # one of OPEN, APPOINTMENT, PERHAPS, HOLIDAY, CLOSED
    start: dt.datetime
    end: dt.datetime | None
    comment: str = ""

    @property
    def is_an_offer(self) -> bool:
        """Whether a person can do something with it."""
        return self.kind in (OPEN, APPOINTMENT, PERHAPS)


@dataclass(frozen=True, slots=True)
class Now:
    """What holds at this moment, and what comes next when it is not open."""

    current: Stretch
    next: Stretch | None
    is_always: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a week table. `is_holiday`: a public holiday that the notation does not speak of."""

    date: dt.date
    stretches: tuple[Stretch, ...]
    is_holiday: bool = False

    @property
    def is_all_day(self) -> bool:
        return len(self.stretches) == 1 and lasts_all_day(self.stretches[0])


class Hours:
    """One notation that could be read, at one place."""

    def __init__(self, text: str, country: str, longitude: float | None = None, latitude: float | None = None) -> None:
        """Raises ParserError, and KeyError for a country whose time we do not know."""
        self.text = text
        self.country = country
        self.zone = time_zone(country, longitude)
        point = (latitude, longitude) if _SUN.search(text) and latitude is not None and longitude is not None else None
        self.hours = OpeningHours(text, timezone=self.zone, country=country.upper(), coords=point)
        self.regular = OpeningHours(text, timezone=self.zone, coords=point, auto_country=False)
        self.is_always = str(self.hours.normalize()) == "24/7"
        self.is_by_appointment_only = bool(_WITHOUT_TIMES.match(str(self.hours)) and _APPOINTMENT.search(text))
        self.names_no_days = not self.is_always and not _NAMES_DAYS.search(re.sub(r'"[^"]*"', "", text))
        self.speaks_of_holidays = bool(re.search(r"\bPH\b", text))

    @property
    def is_seasonal(self) -> bool:
        """Whether another week may look different."""
        return bool(_SEASONAL.search(re.sub(r'"[^"]*"', "", self.text)))

    @cached_property
    def speaks_of_school_holidays(self) -> bool:
        """The library has no calendar of them: the page says that hours may differ."""
        return bool(re.search(r"\bSH\b", self.text))

    def at(self, moment: dt.datetime) -> Now:
        """What holds at a moment, which has a time zone."""
        local = moment.astimezone(self.zone)
        if self.is_always:
            return Now(Stretch(OPEN, local, None), None, is_always=True)
        if self.is_by_appointment_only:
            return Now(Stretch(APPOINTMENT, local, None), None)
        current: Stretch | None = None
        for stretch in self._joined(local - LOOK_BACK, local + LOOK_AHEAD):
            if stretch.end is not None and stretch.end <= local:
                continue
            if current is None:
                current = stretch
                if current.is_an_offer:
                    return Now(current, None)
            elif stretch.is_an_offer:
                return Now(current, stretch)
        return Now(current or Stretch(CLOSED, local, None), None)

    def week(self, first: dt.date) -> list[Day]:
        """Seven days from `first` on, with the holidays among them."""
        return self._days(self.hours, first, with_holidays=True)

    def regular_week(self, first: dt.date) -> list[Day]:
        """The same without holidays: what a sheet on the wall says."""
        return self._days(self.regular, first, with_holidays=False)

    def _days(self, hours: OpeningHours, first: dt.date, *, with_holidays: bool) -> list[Day]:
        dates = [first + dt.timedelta(days=number) for number in range(7)]
        start, end = self._midnight(first), self._midnight(first + dt.timedelta(days=8))
        by_day: dict[dt.date, list[Stretch]] = {date: [] for date in dates}
        for stretch in self._stretches(hours, start - LOOK_BACK, end):
            if stretch.kind != CLOSED and stretch.start.date() in by_day:
                by_day[stretch.start.date()].append(stretch)
        holidays = {date for date in dates if with_holidays and self._is_unspoken_holiday(date)}
        return [Day(date, tuple(by_day[date]), date in holidays) for date in dates]

    def _joined(self, start: dt.datetime, end: dt.datetime) -> Iterator[Stretch]:
        """Stretches of one kind that follow each other are one: it does not close when only the remark changes."""
        before: Stretch | None = None
        for stretch in self._stretches(self.hours, start, end):
            if before and before.kind == stretch.kind and before.end == stretch.start:
                before = Stretch(before.kind, before.start, stretch.end, before.comment)
                continue
            if before:
                yield before
            before = stretch
        if before:
            yield Stretch(before.kind, before.start, None if before.end == end else before.end, before.comment)

    def _stretches(self, hours: OpeningHours, start: dt.datetime, end: dt.datetime) -> Iterator[Stretch]:
        """Each within the day it began on, so that a holiday in the middle of a long one is seen."""
        for begins, ends, state, comment in hours.intervals(start, end):
            if state == State.CLOSED:
                yield Stretch(CLOSED, begins, ends)
                continue
            for piece_begins, piece_ends in _by_day(begins, ends):
                yield Stretch(self._kind(state, comment, piece_begins), piece_begins, piece_ends, comment)

    def _kind(self, state: State, comment: str, begins: dt.datetime) -> str:
        date = begins.date()
        if self._is_unspoken_holiday(date):
            return HOLIDAY
        if _APPOINTMENT.search(comment):
            return APPOINTMENT
        is_doubtful = self.names_no_days and date.weekday() >= SATURDAY
        return PERHAPS if is_doubtful or state != State.OPEN else OPEN

    def _is_unspoken_holiday(self, date: dt.date) -> bool:
        """A public holiday that neither the notation nor the library has dealt with."""
        if self.is_always or not is_public_holiday(date, self.country):
            return False
        return not (self.speaks_of_holidays and date in _holidays("PH", self.country, date.year))

    def _midnight(self, date: dt.date) -> dt.datetime:
        return dt.datetime.combine(date, dt.time(), self.zone)


@lru_cache(maxsize=4096)
def read_hours(
    text: str, country: str, longitude: float | None = None, latitude: float | None = None
) -> Hours | None:  # fmt: skip
    """The hours, or None when the notation cannot be read or the country's time is not known."""
    if not text or len(text) > LONGEST:
        return None
    try:
        return Hours(text, country, longitude, latitude)
    except (ParserError, KeyError, ValueError):
        return None


def is_open_at(text: str, country: str, moment: dt.datetime) -> bool:
    """Whether the door is open at a moment (with its time zone).

    Not when the hours cannot be read, are by appointment, or fall on a public holiday that they do not speak of.
    """
    hours = read_hours(text, country)
    return hours is not None and hours.at(moment).current.kind == OPEN


def time_zone(country: str, longitude: float | None = None) -> ZoneInfo:
    """Raises KeyError for a country we do not know."""
    if country == "es" and longitude is not None and longitude < CANARY_ISLANDS[0]:
        return ZoneInfo(CANARY_ISLANDS[1])
    return ZoneInfo(TIME_ZONES[country])


def is_public_holiday(date: dt.date, country: str) -> bool:
    """Whether public offices of the country, or of a part of it, are likely to be closed."""
    more = MORE_HOLIDAYS.get(country)
    return date in _holidays("PH", country, date.year) or (
        more is not None and date in _holidays(more, country, date.year)
    )


@lru_cache(maxsize=256)
def _holidays(notation: str, country: str, year: int) -> frozenset[dt.date]:
    utc = ZoneInfo("UTC")  # a calendar needs none; the library wants one
    days = OpeningHours(notation, country=country.upper(), timezone=utc).intervals(
        dt.datetime(year, 1, 1, tzinfo=utc), dt.datetime(year + 1, 1, 1, tzinfo=utc)
    )
    return frozenset(
        start.date() + dt.timedelta(days=number)
        for start, end, state, _comment in days
        if state == State.OPEN
        for number in range((end - start).days)
    )


def lasts_all_day(stretch: Stretch) -> bool:
    """From midnight to midnight."""
    if stretch.end is None or stretch.start.time() != dt.time():
        return False
    return stretch.end.time() == dt.time() and stretch.end.date() == stretch.start.date() + dt.timedelta(days=1)


def _by_day(begins: dt.datetime, ends: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """A night stays with the day it began on; what lasts longer than until the next noon is cut at midnight."""
    while True:
        midnight = dt.datetime.combine(begins.date() + dt.timedelta(days=1), dt.time(), begins.tzinfo)
        is_a_night = begins.time() != dt.time() and ends <= midnight.replace(hour=NOON)
        if ends <= midnight or is_a_night:
            yield begins, ends
            return
        yield begins, midnight
        begins = midnight
