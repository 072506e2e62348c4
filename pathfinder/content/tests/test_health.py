from datetime import UTC, datetime

import pytest
from django.db import DatabaseError
from django.test import Client

from pathfinder.content import views
from pathfinder.content.models import LoadedPack


@pytest.mark.django_db
def test_a_monitor_sees_which_packs_are_served(client: Client) -> None:
    LoadedPack.objects.create(
        country="be", version="2026.11", checksum="0", loaded_at=datetime(2026, 11, 3, tzinfo=UTC), counts={}
    )

    answer = client.get("/health")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "packs": {"be": "2026.11"}}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_monitor_learns_that_nothing_is_loaded(client: Client) -> None:
    answer = client.get("/health")

    assert answer.status_code == 503
    assert "load_packs" in answer.json()["status"]


def test_a_monitor_learns_that_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise DatabaseError("connection refused")

    monkeypatch.setattr(views, "content_state", refuse)

    answer = client.get("/health")

    assert answer.status_code == 503
    assert "database" in answer.json()["status"]
