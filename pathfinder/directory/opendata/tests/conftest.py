"""Every test of the open data: folders and memory of its own, no rate limit, a search that looks for changes each time."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from pathfinder.directory.opendata import door
from pathfinder.directory.opendata.kept_answers import KeptAnswers
from pathfinder.directory.opendata.tests.everything import directory_of_everything
from pathfinder.search import index as index_module
from pathfinder.search.actions import the_index


@pytest.fixture(autouse=True)
def folders_of_its_own(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.OPEN_DATA_PER_MINUTE = 0
    monkeypatch.setattr(door, "kept_answers", KeptAnswers())
    settings.VAR_DIR = tmp_path
    settings.SEARCH_DIR = tmp_path / "search"
    monkeypatch.setattr(index_module, "LOOK_EVERY_SECONDS", 0)
    the_index.cache_clear()
    yield
    the_index.cache_clear()


@pytest.fixture(scope="module")
def everything_written_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The records of `everything` in a transaction around all tests of a module; each still undoes its own changes."""
    with django_db_blocker.unblock():
        around_all = transaction.atomic()
        around_all.__enter__()
        directory_of_everything()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around_all.__exit__(None, None, None)


@pytest.fixture
def everything(everything_written_once: None, db: None) -> None:
    """A small directory in which every kind of record and every part of one is used. For all tests of a module, or none."""


class Asker:
    """A program that asks the API and reads what comes back."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __call__(self, address: str, status: int = 200) -> Any:
        response = self.client.get(address)
        assert response.status_code == status, response.content
        return json.loads(response.getvalue())

    def post(self, address: str, body: Any, status: int = 200) -> Any:
        response = self.client.post(address, json.dumps(body), content_type="application/json")
        assert response.status_code == status, response.content
        return json.loads(response.getvalue())

    def keys(self, address: str) -> list[str]:
        """The readable keys of what a list holds, in its order."""
        return [one["pathfinder"]["key"] for one in self(address)["contents"]]

    def lines(self, address: str) -> list[Any]:
        response = self.client.get(address)
        assert response.status_code == 200
        return [json.loads(line) for line in response.getvalue().splitlines()]


@pytest.fixture
def ask(client: Client) -> Asker:
    return Asker(client)
