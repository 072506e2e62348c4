import pytest
from django.test import Client

from pathfinder.accounts.tests.conftest import letterbox, quick_passwords  # noqa: F401  # fixtures for this room too
from pathfinder.accounts.tests.people import piet, signed_in


@pytest.fixture
def editor(db: None) -> Client:
    """Piet's browser."""
    return signed_in(Client(), piet())
