from collections.abc import Iterator

import pytest

from pathfinder.accounts.tests.conftest import letterbox, quick_passwords  # noqa: F401  # fixtures for this room too
from pathfinder.matching import own_views
from pathfinder.matching.at_hand import forget


@pytest.fixture(autouse=True)
def nothing_at_hand() -> Iterator[None]:
    """The database of each test goes back, and so does what was kept of it."""
    forget()
    own_views.allowance._times.clear()  # forty tests in a minute are one visitor
    yield
    forget()
