"""Opening hours as rules: what is certain becomes a rule, what is not stays words."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st
from opening_hours import OpeningHours

from pathfinder.directory.opendata.opening_rules import DAYS, Opening, OpeningRule, opening_of

pytestmark = pytest.mark.pure

MONDAY = dt.datetime(2026, 11, 2)  # noqa: DTZ001  # the notation knows no time zone
WEEKDAYS = (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("hours", "rules"),
    [
        ("Mo-Fr 09:00-17:00", [OpeningRule(WEEKDAYS, "09:00", "17:00")]),
        ("09:00-12:00", [OpeningRule((0, 1, 2, 3, 4, 5, 6), "09:00", "12:00")]),
        ("Mo,We 9:00-12:00", [OpeningRule((0, 2), "09:00", "12:00")]),
        ("Fr-Mo 10:00-11:00", [OpeningRule((0, 4, 5, 6), "10:00", "11:00")]),
        (
            "Mo-Fr 09:00-12:00,13:00-17:00",
            [OpeningRule(WEEKDAYS, "09:00", "12:00"), OpeningRule(WEEKDAYS, "13:00", "17:00")],
        ),
        ("Mo-Fr 09:00-17:00; We off", [OpeningRule((0, 1, 3, 4), "09:00", "17:00")]),
        (
            "Mo-Fr 09:00-17:00; We 09:00-12:00",
            [OpeningRule((0, 1, 3, 4), "09:00", "17:00"), OpeningRule((2,), "09:00", "12:00")],
        ),
        ("Mo 09:00-12:00, Mo 14:00-16:00", [OpeningRule((0,), "09:00", "12:00"), OpeningRule((0,), "14:00", "16:00")]),
        ("We[1] 14:00-16:00", [OpeningRule((2,), "14:00", "16:00", nth=1)]),
        ("Th[-1] 14:00-16:00", [OpeningRule((3,), "14:00", "16:00", nth=-1)]),
        ("24/7", [OpeningRule((0, 1, 2, 3, 4, 5, 6), "00:00", "23:59")]),
        ("off", []),
    ],
)
def test_a_week_becomes_rules(hours: str, rules: list[OpeningRule]) -> None:
    assert opening_of(hours) == Opening(tuple(rules), ())


@pytest.mark.parametrize("hours", ["Fr 20:00-02:00", "Fr 20:00-26:00"])
def test_hours_that_end_the_next_day_say_so(hours: str) -> None:
    opening = opening_of(hours)

    assert opening is not None
    assert opening.rules == (OpeningRule((4,), "20:00", "02:00"),)
    assert opening.rules[0].in_words == "Friday: 20:00 to 02:00 on the next day"


def test_hours_until_midnight_close_at_the_beginning_of_the_next_day() -> None:
    opening = opening_of("Sa 18:00-24:00")

    assert opening is not None
    assert opening.rules == (OpeningRule((5,), "18:00", "00:00"),)
    assert opening.rules[0].is_past_midnight


@pytest.mark.parametrize(
    ("hours", "remark"),
    [
        ("Mo-Fr 09:00-17:00; PH off", "Closed on public holidays."),
        ("Mo-Fr 09:00-17:00; SH 10:00-12:00", "On school holidays: 10:00 to 12:00."),
        ("Mo-Fr 09:00-17:00; Dec 24-Jan 02 off", "Closed: Dec 24-Jan 02."),
        ('Mo-Fr 09:00-17:00 "by appointment"', "Mo-Fr 09:00-17:00: by appointment"),
    ],
)
def test_what_no_rule_can_say_is_a_remark(hours: str, remark: str) -> None:
    assert opening_of(hours) == Opening((OpeningRule(WEEKDAYS, "09:00", "17:00"),), (remark,))


def test_a_remark_alone_has_no_rule() -> None:
    assert opening_of('"call first; also in August"') == Opening((), ("call first; also in August",))


@pytest.mark.parametrize(
    "hours",
    [
        "Apr-Sep: Mo-Fr 09:00-18:00",
        "sunrise-sunset",
        "week 1-10 Mo 09:00-12:00",
        "Mo 09:00-12:00 || Tu 09:00-12:00",
        "We 09:00-12:00; We[1] 14:00-16:00",
        "We[1] 14:00-16:00; We 09:00-12:00",
        "Mo 08:00-08:00",
        "Mo 09:00+",
        "Mo 25:00-26:00",
        "Mo 09:00-09:75",
        "on weekdays",
    ],
)
def test_what_is_not_certain_is_not_told_in_rules(hours: str) -> None:
    assert opening_of(hours) is None


def _minutes(opening: Opening) -> set[int]:
    """The minutes of a week, from Monday, at which somebody is there."""
    found = set()
    for rule in opening.rules:
        start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (rule.opens, rule.closes))
        end = 1440 if (rule.opens, rule.closes) == ("00:00", "23:59") else end + 1440 * rule.is_past_midnight
        found |= {(day * 1440 + minute) % 10080 for day in rule.days for minute in range(start, end)}
    return found


def _minutes_by_the_library(hours: str) -> set[int]:
    week = dt.timedelta(days=7)
    found = set()
    for start, end, state, *_rest in OpeningHours(hours).intervals(MONDAY, MONDAY + 2 * week):
        if str(state) == "open":
            first, last = ((moment - MONDAY) // dt.timedelta(minutes=1) for moment in (start, end))
            found |= {
                minute for minute in range(first, last) if minute >= 10080
            }  # the second week, which both sides know
    return {minute - 10080 for minute in found}


_clocks = st.integers(0, 47).map(lambda half: f"{half // 2:02}:{half % 2 * 30:02}")
_spans = st.tuples(_clocks, _clocks).filter(lambda pair: pair[0] < pair[1]).map("-".join)
_days = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True).map(",".join)
_rules = st.tuples(_days, st.one_of(_spans, st.just("off"))).map(" ".join)


@given(st.lists(_rules, min_size=1, max_size=5).map("; ".join))
def test_the_rules_say_the_same_as_the_library_that_reads_the_notation(hours: str) -> None:
    opening = opening_of(hours)

    assert opening is not None
    assert _minutes(opening) == _minutes_by_the_library(hours)
