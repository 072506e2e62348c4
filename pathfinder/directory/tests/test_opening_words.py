"""Opening hours as a reader sees them."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from pathfinder.directory.models import Schedule
from pathfinder.directory.opening_words import HoursShown, hours_shown, notation_of

WEDNESDAY = dt.datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Europe/Brussels"))


def shown(language: str = "en", now: dt.datetime = WEDNESDAY, **fields: Any) -> HoursShown:
    with translation.override(language):
        return hours_shown([Schedule(**fields)], "be", now, language)[0]


@pytest.mark.parametrize(
    ("text", "now", "sentence"),
    [
        ("Mo-Fr 09:00-17:00", WEDNESDAY, "Open now · closes at 17:00"),
        ("Mo-Fr 13:00-17:00", WEDNESDAY, "Closed now · opens today at 13:00"),
        ("Th 09:00-12:00", WEDNESDAY, "Closed now · opens tomorrow at 09:00"),
        ("Mo 09:00-12:00", WEDNESDAY, "Closed now · opens on Monday at 09:00"),
        ("Mo[1] 09:00-12:00", WEDNESDAY, "Closed now · opens on Monday 7 December at 09:00"),
        ("2019 Mo 09:00-12:00", WEDNESDAY, "Closed now"),
        ("24/7", WEDNESDAY, "Open at all hours"),
        ('"by appointment"', WEDNESDAY, "By appointment"),
        ('Mo-Fr 09:00-17:00 "afspraak"', WEDNESDAY, "By appointment now · ends at 17:00"),
        ('Mo-Fr 13:00-17:00 "afspraak"', WEDNESDAY, "Closed now · by appointment today at 13:00"),
        ("Mo-Fr 09:00-17:00 unknown", WEDNESDAY, "Perhaps open now: ask first"),
        (
            "Mo-Fr 09:00-17:00",
            WEDNESDAY.replace(month=12, day=25),
            "Today is a public holiday: ask whether they are open · opens on Monday at 09:00",
        ),
        ("Fr 20:00-02:00", WEDNESDAY.replace(day=27, hour=23), "Open now · closes at 02:00"),
    ],
)
def test_one_line_says_what_holds_now(text: str, now: dt.datetime, sentence: str) -> None:
    assert shown(now=now, opening_hours=text).sentence == sentence


@pytest.mark.parametrize(
    ("language", "first", "times"),
    [("en", "Wednesday", "09:00–17:00"), ("nl", "woensdag", "09:00–17:00"), ("fr", "mercredi", "09:00–17:00")],
)
def test_the_table_begins_today_in_the_readers_language(language: str, first: str, times: str) -> None:
    days = shown(language, opening_hours="Mo-Fr 09:00-17:00").days

    assert (days[0].name, days[0].times, days[0].is_today) == (first, (times,), True)
    assert days[3].times == ()


def test_arabic_days_are_arabic_and_hours_are_those_of_europe() -> None:
    day = shown("ar", opening_hours="Mo-Fr 09:00-17:00").days[0]

    assert (day.name, day.times) == ("الأربعاء", ("09:00–17:00",))


def test_a_holiday_stands_in_the_table_with_its_date() -> None:
    days = shown(now=WEDNESDAY.replace(month=12, day=24), opening_hours="Mo-Fr 09:00-17:00").days

    assert (days[1].name, days[1].is_holiday) == ("Friday 25 December", True)


def test_the_ordinary_week_for_paper_begins_on_monday() -> None:
    assert shown(opening_hours="Mo 09:00-17:00").regular[0].times == ("09:00–17:00",)


def test_the_remark_of_some_hours_stands_with_them() -> None:
    days = shown(opening_hours='We 09:00-12:00 "ring the bell", We 13:00-17:00 "by appointment"').days

    assert days[0].times == ("09:00–12:00 (ring the bell)", "13:00–17:00 by appointment")


def test_what_cannot_be_read_is_shown_as_it_is_written() -> None:
    found = shown(opening_hours="weekdays, mornings")

    assert (found.as_written, found.sentence, found.days) == ("weekdays, mornings", "", ())


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Jan-Mar Mo 09:00-12:00", "Other weeks may look different."),
        ("Mo 09:00-12:00; SH off", "In school holidays the hours differ: ask first."),
        ("09:00-12:00", "The source names no days."),
    ],
)
def test_what_the_table_cannot_say_is_said_under_it(text: str, remark: str) -> None:
    assert remark in shown(opening_hours=text).remarks


@pytest.mark.parametrize(
    ("rule", "notation"),
    [
        ({"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "9:00", "closes_at": "17:00"}, "Mo,Tu 09:00-17:00"),
        ({"byday": "SA", "opens_at": "09:00:00", "closes_at": "12:00:00"}, "Sa 09:00-12:00"),
        ({"freq": "DAILY", "opens_at": "09:00Z", "closes_at": "12:00Z"}, "09:00-12:00"),
        ({"freq": "MONTHLY", "byday": "1MO,-1FR", "opens_at": "10:00", "closes_at": "12:00"}, "Mo[1],Fr[-1] 10:00-12:00"),
        ({"freq": "WEEKLY", "interval": 2, "byday": "MO", "opens_at": "10:00", "closes_at": "12:00"}, ""),
        ({"freq": "WEEKLY", "byday": "XX", "opens_at": "10:00", "closes_at": "12:00"}, ""),
        ({"freq": "WEEKLY", "byday": "MO"}, ""),
        ({"freq": "MONTHLY", "bymonthday": "1", "opens_at": "10:00", "closes_at": "12:00"}, ""),
    ],
)  # fmt: skip
def test_a_rule_of_another_system_becomes_the_notation_where_it_can(rule: dict[str, Any], notation: str) -> None:
    assert notation_of(Schedule(**rule)) == notation


def test_rules_that_belong_together_make_one_table() -> None:
    rules = [
        Schedule(byday="WE", opens_at="09:00", closes_at="12:00"),
        Schedule(byday="WE", opens_at="13:00", closes_at="17:00"),
    ]

    [found] = hours_shown(rules, "be", WEDNESDAY, "en")

    assert found.days[0].times == ("09:00–12:00", "13:00–17:00")


def test_a_rule_that_cannot_be_converted_is_shown_as_it_came() -> None:
    rule = Schedule(freq="MONTHLY", bymonthday="1", opens_at="10:00", closes_at="12:00")

    assert hours_shown([rule], "be", WEDNESDAY, "en")[0].as_written == "MONTHLY 1 10:00–12:00"


def test_hours_whose_time_is_over_are_left_out() -> None:
    assert hours_shown([Schedule(opening_hours="24/7", valid_to="2025")], "be", WEDNESDAY, "en") == []


def test_hours_to_come_say_from_when_and_nothing_of_now() -> None:
    found = shown(opening_hours="24/7", valid_from="2027-01-01")

    assert found.remarks == ("From 1 January 2027 on:",)
    assert (found.sentence, found.is_open) == ("", False)


def test_no_schedule_is_no_hours() -> None:
    assert hours_shown([], "be", WEDNESDAY, "en") == []
