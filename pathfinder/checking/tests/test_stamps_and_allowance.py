"""Programs are slowed down without knowing anybody."""

import datetime as dt

import pytest
from django.http import HttpRequest
from django.test import RequestFactory, override_settings

from pathfinder.checking.allowance import Allowance, network_address
from pathfinder.checking.stamps import TooOld, TooQuick, check_stamp, new_stamp

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("seconds", [3, 60, 24 * 3600])
def test_a_form_that_was_open_for_a_while_is_taken(seconds: int) -> None:
    assert check_stamp(new_stamp(NOW), NOW + dt.timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("seconds", "refusal"), [(0, TooQuick), (2, TooQuick), (24 * 3600 + 1, TooOld), (-60, TooQuick)]
)
def test_a_form_that_was_sent_too_early_or_too_late_is_not(seconds: int, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_stamp(new_stamp(NOW), NOW + dt.timedelta(seconds=seconds))


@pytest.mark.parametrize("stamp", ["", "x", "a:b:c", "\x00"])
def test_a_stamp_that_is_not_ours_counts_as_too_old(stamp: str) -> None:
    with pytest.raises(TooOld):
        check_stamp(stamp, NOW + dt.timedelta(minutes=1))


def test_a_stamp_that_was_changed_counts_as_too_old() -> None:
    with pytest.raises(TooOld):
        check_stamp("x" + new_stamp(NOW), NOW + dt.timedelta(minutes=1))


def test_each_form_has_a_mark_of_its_own() -> None:
    later = NOW + dt.timedelta(minutes=1)
    one, other = new_stamp(NOW), new_stamp(NOW)

    assert check_stamp(one, later) == check_stamp(one, later)
    assert check_stamp(one, later) != check_stamp(other, later)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_an_hour_for_each_and_for_all_together() -> None:
    clock = Clock()
    allowance = Allowance(each=2, together=3, clock=clock)
    [allowance.use("a") for _ in range(2)]
    clock.now = 600.0

    waits = (allowance.minutes_to_wait("a"), allowance.minutes_to_wait("b"))
    allowance.use("b")

    assert waits == (50, 0)
    assert allowance.minutes_to_wait("c") == 50


def test_an_hour_later_everything_is_forgotten() -> None:
    clock = Clock()
    allowance = Allowance(each=1, together=9, clock=clock)
    allowance.use("a")
    clock.now = 3600.0

    assert allowance.minutes_to_wait("a") == 0
    allowance.use("b")
    assert len(allowance._times) == 2  # b, and all together


def test_addresses_are_kept_as_marks_that_nobody_can_turn_back() -> None:
    one, other = Allowance(1, 9), Allowance(1, 9)
    one.use("203.0.113.9")
    other.use("203.0.113.9")

    assert "203.0.113.9" not in str(one._times)
    assert one._times.keys() != other._times.keys()


def request_with(**headers: str) -> HttpRequest:
    return RequestFactory().get("/", headers=headers)


def test_without_a_proxy_what_a_visitor_writes_is_not_believed() -> None:
    assert network_address(request_with(x_forwarded_for="203.0.113.9")) == "127.0.0.1"


@override_settings(BEHIND_PROXY=True)
def test_behind_a_proxy_what_it_wrote_last_counts() -> None:
    assert network_address(request_with(x_forwarded_for="1.2.3.4, 203.0.113.9")) == "203.0.113.9"
    assert network_address(request_with()) == "127.0.0.1"
