"""Every address has its share, counted in memory, and no address is kept."""

from typing import Any

import pytest
from django.test import Client, RequestFactory

from pathfinder.directory.opendata import door, rate_limit
from pathfinder.directory.opendata.rate_limit import MOST_ADDRESSES, RateLimit, address_of

AMINA, PIET = "192.0.2.1", "192.0.2.2"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limit(clock: Clock) -> RateLimit:
    return RateLimit(clock)


def times_allowed(limit: RateLimit, address: str, times: int, per_minute: int = 60) -> int:
    return sum(limit.wait_seconds(address, per_minute) == 0 for _ in range(times))


@pytest.mark.pure
def test_half_a_minute_s_share_may_come_at_once(limit: RateLimit) -> None:
    assert times_allowed(limit, AMINA, 100) == 30


@pytest.mark.pure
def test_one_address_takes_nothing_from_another(limit: RateLimit) -> None:
    times_allowed(limit, AMINA, 100)

    assert times_allowed(limit, PIET, 10) == 10


@pytest.mark.pure
def test_the_share_grows_again_with_time(limit: RateLimit, clock: Clock) -> None:
    times_allowed(limit, AMINA, 100)

    clock.now += 5

    assert times_allowed(limit, AMINA, 100) == 5


@pytest.mark.pure
def test_it_says_how_long_to_wait_and_after_that_it_is_true(limit: RateLimit, clock: Clock) -> None:
    times_allowed(limit, AMINA, 30)

    wait = limit.wait_seconds(AMINA, 60, cost=20)
    clock.now += wait

    assert wait == 20
    assert limit.wait_seconds(AMINA, 60, cost=20) == 0


@pytest.mark.pure
def test_what_costs_more_than_a_share_can_still_be_had(limit: RateLimit) -> None:
    assert limit.wait_seconds(AMINA, 6, cost=20) == 0


@pytest.mark.pure
def test_zero_a_minute_is_no_limit(limit: RateLimit) -> None:
    assert times_allowed(limit, AMINA, 1000, per_minute=0) == 1000
    assert not limit.buckets


@pytest.mark.pure
def test_no_address_is_kept(limit: RateLimit) -> None:
    limit.wait_seconds(AMINA, 60)

    assert AMINA not in repr(limit.buckets)
    assert RateLimit().secret != limit.secret


@pytest.mark.pure
def test_a_network_of_version_6_is_one_client(limit: RateLimit) -> None:
    times_allowed(limit, "2001:db8:1:2::1", 30)

    assert limit.wait_seconds("2001:db8:1:2:ffff::9", 60) > 0
    assert limit.wait_seconds("2001:db8:1:3::1", 60) == 0


@pytest.mark.pure
def test_memory_stays_bounded_however_many_ask(limit: RateLimit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "MOST_ADDRESSES", 50)

    times = [limit.wait_seconds(f"10.0.{n // 256}.{n % 256}", 60) for n in range(500)]

    assert MOST_ADDRESSES > 50
    assert len(times) == 500
    assert len(limit.buckets) == 50


@pytest.mark.parametrize(
    ("is_behind_proxy", "forwarded", "address"),
    [
        (False, "203.0.113.9", "127.0.0.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (True, "", "127.0.0.1"),
    ],
)
def test_only_what_the_own_proxy_says_is_believed(
    settings: Any, is_behind_proxy: bool, forwarded: str, address: str
) -> None:
    settings.BEHIND_PROXY = is_behind_proxy

    assert address_of(RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})) == address


def test_who_asks_for_more_is_told_when_to_come_back(
    client: Client, db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OPEN_DATA_PER_MINUTE = 4
    monkeypatch.setattr(door, "rate_limit", RateLimit(Clock()))

    answers = [client.get("/hsds/taxonomies") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "15"
    assert answers[-1].json()["errors"] == [
        {
            "where": "your address",
            "problem": "It asks for more than its share.",
            "expected": "at most 4 requests a minute.",
            "what_to_do": "Wait 15 s, then go on. For everything at once take a file of /hsds/bulk/.",
        }
    ]
    assert answers[-1]["Access-Control-Allow-Origin"] == "*"
