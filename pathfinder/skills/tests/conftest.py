"""A ladder of a small vocabulary in a folder of its own, for tests that touch ESCO in the database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pathfinder.skills.ladder import at_hand
from pathfinder.skills.tests.small import small_tasks


@pytest.fixture
def small_ladder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> Iterator[None]:
    """Without the encoder, which need not be installed."""
    settings.VAR_DIR = tmp_path / "var"
    monkeypatch.setattr(at_hand, "tasks", small_tasks)
    monkeypatch.setattr("pathfinder.skills.ladder.meaning.is_installed", lambda: False)
    for kept in (at_hand.the_ladder, at_hand.the_store):
        kept.cache_clear()
    yield
    for kept in (at_hand.the_ladder, at_hand.the_store):
        kept.cache_clear()
