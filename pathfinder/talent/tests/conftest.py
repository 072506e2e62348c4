import pytest

from pathfinder.accounts.tests.conftest import letterbox, quick_passwords
from pathfinder.directory.tests.records import ORGANIZATION, give

__all__ = ["letterbox", "quick_passwords"]


@pytest.fixture(autouse=True)
def house(request: pytest.FixtureRequest) -> None:
    """The organization that Amina speaks for, where the test has a database."""
    if request.node.get_closest_marker("django_db"):
        give("organization", "be-house", ORGANIZATION)
