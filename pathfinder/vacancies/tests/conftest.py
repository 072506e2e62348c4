import pytest

from pathfinder.accounts.tests.conftest import letterbox, quick_passwords
from pathfinder.search import index as index_module

__all__ = ["letterbox", "quick_passwords"]


@pytest.fixture(autouse=True)
def search_looks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "LOOK_EVERY_SECONDS", 0)
