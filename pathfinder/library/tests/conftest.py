"""Fixtures for the tests of the library."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from pathfinder.accounts.tests import people
from pathfinder.accounts.tests.conftest import letterbox, quick_passwords  # noqa: F401  # fixtures for this room too
from pathfinder.checking.actions import Allowance
from pathfinder.library.consents import views as consents
from pathfinder.library.events.registering import views as registering
from pathfinder.library.sharing import views as sharing
from pathfinder.rulebooks.loaded import countries, rulebook_of


@pytest.fixture
def editor(db: None) -> Client:
    """Piet's browser."""
    return people.signed_in(Client(), people.piet())


@pytest.fixture
def nobody_sent_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests sent is not counted here."""
    monkeypatch.setattr(consents, "allowance", Allowance(each=50, together=200))
    monkeypatch.setattr(registering, "allowance", Allowance(each=50, together=200))
    monkeypatch.setattr(sharing, "allowance", Allowance(each=50, together=200))


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """Do something in several threads at the same time, each with its own connection, and tell what the last one sees.

    SQLite's tests are in memory, where connections do not wait for each other as they do on a disk: the threads get a copy
    in a file.
    """
    [rulebook_of(country) for country in countries()]  # as the server does before it answers anybody
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(tmp_path / "copy.sqlite3") as copy:
            connection.connection.backup(copy)
        copy.close()
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "copy.sqlite3"))

    def at_once(*each: Callable[[], Any]) -> list[Any]:
        start, answers, problems = threading.Barrier(len(each)), [], []

        def run(do: Callable[[], Any]) -> None:
            try:
                start.wait(10)
                answers.append(do())
            except Exception as problem:
                problems.append(problem)
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(do,)) for do in each]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        assert problems == []
        return answers

    return at_once
