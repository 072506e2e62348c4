"""The thread of the server that does what must happen in the library by itself."""

import datetime as dt

import pytest

from pathfinder.library import rounds


def test_the_server_goes_on_when_a_round_fails_and_says_nothing_of_people(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made = []

    def go_wrong(*, at: dt.datetime) -> None:
        raise ValueError("amina@example.org")

    def go(*, at: dt.datetime) -> None:
        made.append(at)
        if len(made) == 2:
            raise SystemExit

    monkeypatch.setattr(rounds, "ROUNDS", {"registrations": go_wrong, "submissions": go})
    monkeypatch.setattr(rounds, "EVERY_SECONDS", 0)
    monkeypatch.setattr(rounds.connection, "close", lambda: None)  # the test needs it afterwards

    with pytest.raises(SystemExit):
        rounds._keep_going()

    assert "the registrations failed: ValueError" in caplog.text
    assert "amina" not in caplog.text
