"""When it is open, at the place itself."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from pathfinder.directory.opening import (
    APPOINTMENT,
    CLOSED,
    HOLIDAY,
    OPEN,
    PERHAPS,
    Day,
    Hours,
    is_open_at,
    is_public_holiday,
    read_hours,
    time_zone,
)

pytestmark = pytest.mark.pure

# 2026: 25 November is a Wednesday, 25 December a Friday; the clocks change on 29 March and 25 October
WEEKDAYS = "Mo-Fr 09:00-17:00"
TWO_SHIFTS = "Mo-Fr 09:00-12:00,13:00-17:00"
NIGHTS = "Fr-Sa 20:00-02:00"
SEASONS = "Apr-Sep Mo-Fr 08:00-18:00; Oct-Mar Mo-Fr 09:00-16:00"


def hours(text: str, country: str = "be") -> Hours:
    found = read_hours(text, country)
    assert found is not None
    return found


def there(text: str, country: str = "be") -> dt.datetime:
    """A moment by the clock on the wall of the place."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=time_zone(country))


def times(day: Day) -> list[str]:
    return [f"{s.kind} {s.start:%H:%M}-{s.end:%H:%M}" for s in day.stretches if s.end]


@pytest.mark.parametrize(
    ("text", "moment", "kind", "until", "next_at"),
    [
        (WEEKDAYS, "2026-11-25 09:00", OPEN, "2026-11-25 17:00", None),
        (WEEKDAYS, "2026-11-25 17:00", CLOSED, "2026-11-26 09:00", "2026-11-26 09:00"),
        (WEEKDAYS, "2026-11-27 18:00", CLOSED, "2026-11-30 09:00", "2026-11-30 09:00"),
        (TWO_SHIFTS, "2026-11-25 12:30", CLOSED, "2026-11-25 13:00", "2026-11-25 13:00"),
        (TWO_SHIFTS, "2026-11-25 11:59", OPEN, "2026-11-25 12:00", None),
        (NIGHTS, "2026-11-28 00:30", OPEN, "2026-11-28 02:00", None),
        (NIGHTS, "2026-11-29 01:59", OPEN, "2026-11-29 02:00", None),
        (NIGHTS, "2026-11-29 02:00", CLOSED, "2026-12-04 20:00", "2026-12-04 20:00"),
        ("Sa 20:00-26:00", "2026-11-29 01:00", OPEN, "2026-11-29 02:00", None),
        (SEASONS, "2026-09-30 17:00", OPEN, "2026-09-30 18:00", None),
        (SEASONS, "2026-10-01 17:00", CLOSED, "2026-10-02 09:00", "2026-10-02 09:00"),
        ("Mo[1] 10:00-12:00", "2026-11-25 10:00", CLOSED, "2026-12-07 10:00", "2026-12-07 10:00"),
        ("2019 Mo-Fr 09:00-12:00", "2026-11-25 10:00", CLOSED, None, None),
        ("off", "2026-11-25 10:00", CLOSED, None, None),
        ('Mo-Fr 13:00-17:00 "by appointment"', "2026-11-25 14:00", APPOINTMENT, "2026-11-25 17:00", None),
        ('Mo-Fr 13:00-17:00 unknown "nur nach Vereinbarung"', "2026-11-25 14:00", APPOINTMENT, "2026-11-25 17:00", None),
        ("Mo-Fr 13:00-17:00 unknown", "2026-11-25 14:00", PERHAPS, "2026-11-25 17:00", None),
        ('Mo-Fr 09:00-12:00 "bell", Mo-Fr 12:00-17:00', "2026-11-25 10:00", OPEN, "2026-11-25 17:00", None),
        ("Su 22:00-24:00; Mo 00:00-06:00", "2026-11-29 23:00", OPEN, "2026-11-30 06:00", None),
        ("09:00-12:00", "2026-11-25 10:00", OPEN, "2026-11-25 12:00", None),
        ("09:00-12:00", "2026-11-28 10:00", PERHAPS, "2026-11-28 12:00", None),
    ],
)  # fmt: skip
def test_what_holds_now_until_when_and_what_comes_next(
    text: str, moment: str, kind: str, until: str | None, next_at: str | None
) -> None:
    now = hours(text).at(there(moment))

    assert now.current.kind == kind
    assert now.current.end == (there(until) if until else None)
    assert (now.next.start if now.next else None) == (there(next_at) if next_at else None)


@pytest.mark.parametrize(
    ("text", "country", "moment", "kind", "next_at"),
    [
        # Nobody said what happens on Christmas Day: the next time that is sure comes after it
        (WEEKDAYS, "be", "2026-12-25 10:00", HOLIDAY, "2026-12-28 09:00"),
        (WEEKDAYS, "be", "2026-12-24 18:00", CLOSED, "2026-12-28 09:00"),
        ("Mo-Fr 09:00-17:00; PH off", "be", "2026-12-25 10:00", CLOSED, "2026-12-28 09:00"),
        ("Mo-Fr 09:00-17:00; PH 10:00-12:00", "be", "2026-12-25 11:00", OPEN, None),
        ("24/7", "be", "2026-12-25 03:00", OPEN, None),
        # The national day of one country is a working day in another
        (WEEKDAYS, "be", "2026-07-21 10:00", HOLIDAY, "2026-07-22 09:00"),
        (WEEKDAYS, "nl", "2026-07-21 10:00", OPEN, None),
        # The library lacks these of the United Kingdom, so even “PH off” is not sure there
        ("Mo-Fr 09:00-17:00; PH off", "gb", "2027-01-01 10:00", HOLIDAY, "2027-01-04 09:00"),
        (WEEKDAYS, "gb", "2026-08-31 10:00", HOLIDAY, "2026-09-01 09:00"),
        ("Mo-Fr 09:00-17:00; PH off", "gb", "2026-12-25 10:00", CLOSED, "2026-12-29 09:00"),
        # A helpline of all weekdays, with a holiday in the middle
        ("Mo-Fr 00:00-24:00", "be", "2026-11-11 10:00", HOLIDAY, "2026-11-12 00:00"),
    ],
)
def test_public_holidays_are_the_countrys_own(
    text: str, country: str, moment: str, kind: str, next_at: str | None
) -> None:
    now = hours(text, country).at(there(moment, country))

    assert now.current.kind == kind
    assert (now.next.start if now.next else None) == (there(next_at, country) if next_at else None)


@pytest.mark.parametrize(
    ("moment", "kind", "until"),
    [
        ("2026-03-29 00:59", CLOSED, "2026-03-29 03:00"),  # 01:59 there; an hour later it is 03:59
        ("2026-03-29 01:00", OPEN, "2026-03-29 05:00"),
        ("2026-10-25 00:29", CLOSED, "2026-10-25 02:30"),  # 02:29 there, for the first time
        ("2026-10-25 03:59", OPEN, "2026-10-25 05:00"),
        ("2026-10-25 04:00", CLOSED, "2026-11-01 02:30"),
    ],
)
def test_the_night_when_the_clocks_change_follows_the_clock_of_the_place(moment: str, kind: str, until: str) -> None:
    now = hours("Su 02:30-05:00").at(dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC))

    assert now.current.kind == kind
    assert now.current.end == there(until)


@pytest.mark.parametrize(
    ("country", "longitude", "is_open"), [("be", None, False), ("gb", None, True), ("es", -3.7, False), ("es", -15.4, True)]
)  # fmt: skip
def test_the_same_moment_is_another_time_elsewhere(country: str, longitude: float | None, is_open: bool) -> None:
    half_past_four_in_london = dt.datetime(2026, 11, 25, 16, 30, tzinfo=ZoneInfo("Europe/London"))

    found = read_hours("Mo-Fr 09:00-17:00", country, longitude)

    assert found is not None
    assert (found.at(half_past_four_in_london).current.kind == OPEN) is is_open


def test_a_week_begins_today_and_a_night_stands_with_the_evening_it_began_on() -> None:
    week = hours("Mo-Fr 09:00-12:00,13:00-17:00; Fr-Sa 20:00-02:00").week(dt.date(2026, 11, 28))

    assert [day.date.isoformat() for day in week][::6] == ["2026-11-28", "2026-12-04"]
    assert times(week[0]) == ["open 20:00-02:00"]
    assert times(week[1]) == []
    assert times(week[2]) == ["open 09:00-12:00", "open 13:00-17:00"]


def test_a_week_marks_a_holiday_that_the_notation_does_not_speak_of() -> None:
    assert [day.is_holiday for day in hours(WEEKDAYS).week(dt.date(2026, 12, 24))][:3] == [False, True, False]
    assert not any(day.is_holiday for day in hours("Mo-Fr 09:00-17:00; PH off").week(dt.date(2026, 12, 24)))


def test_an_ordinary_week_knows_no_holidays() -> None:
    week = hours("Mo-Fr 09:00-17:00; PH off").regular_week(dt.date(2026, 12, 24))

    assert times(week[1]) == ["open 09:00-17:00"]


@pytest.mark.parametrize("text", ["24/7", "Mo-Su 00:00-24:00"])
def test_day_and_night_is_all_day_on_every_day(text: str) -> None:
    found = hours(text)

    assert found.at(there("2026-11-25 03:00")).is_always
    assert all(day.is_all_day for day in found.week(dt.date(2026, 12, 24)))


def test_by_appointment_alone_has_no_times() -> None:
    found = hours('"op afspraak"')

    assert found.is_by_appointment_only
    assert found.at(there("2026-12-25 10:00")).current.kind == APPOINTMENT


@pytest.mark.parametrize(
    ("text", "is_seasonal"),
    [(WEEKDAYS, False), (SEASONS, True), ('Mo 09:00-12:00 "not in May"', False), ("Mo-Fr 09:00-12:00; SH off", True)],
)
def test_what_differs_through_the_year_is_known(text: str, is_seasonal: bool) -> None:
    assert hours(text).is_seasonal is is_seasonal


@pytest.mark.parametrize("text", ["", "weekdays, in the morning", "Mo-Fr 9-12", "Mo-Fr " * 5000, "\ud800", "Mo\x00"])
def test_what_cannot_be_read_is_nobodys_hours(text: str) -> None:
    assert read_hours(text, "be") is None
    assert not is_open_at(text, "be", there("2026-11-25 10:00"))


def test_a_country_whose_time_is_not_known_has_no_open_now() -> None:
    assert read_hours(WEEKDAYS, "xx") is None


@pytest.mark.parametrize(
    ("text", "moment", "is_open"),
    [
        (WEEKDAYS, "2026-11-25 10:00", True),
        (WEEKDAYS, "2026-12-25 10:00", False),
        ('Mo-Fr 09:00-17:00 "by appointment"', "2026-11-25 10:00", False),
    ],
)
def test_open_now_means_an_open_door(text: str, moment: str, is_open: bool) -> None:
    assert is_open_at(text, "be", there(moment)) is is_open


@pytest.mark.parametrize(
    ("country", "day", "is_holiday"),
    [
        ("hu", "2026-03-15", True), ("ie", "2026-03-17", True), ("it", "2026-06-02", True), ("nl", "2026-04-27", True),
        ("sk", "2026-01-06", True), ("si", "2026-02-08", True), ("es", "2026-10-12", True), ("gb", "2026-01-01", True),
        ("gb", "2026-04-06", True), ("be", "2026-11-25", False), ("gb", "2026-11-25", False),
    ],
)  # fmt: skip
def test_each_of_the_nine_countries_has_its_holidays(country: str, day: str, is_holiday: bool) -> None:
    assert is_public_holiday(dt.date.fromisoformat(day), country) is is_holiday
