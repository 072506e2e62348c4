import pytest

from pathfinder.accounts.tests.conftest import letterbox, quick_passwords  # noqa: F401  # fixtures for this room too
from pathfinder.editing.tests.records import make_records


@pytest.fixture
def records(db: None) -> None:
    make_records()
