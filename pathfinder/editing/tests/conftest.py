import pytest
from django.test import Client

from pathfinder.accounts.tests.conftest import letterbox, quick_passwords  # noqa: F401  # fixtures for this room too
from pathfinder.accounts.tests.people import piet, signed_in
from pathfinder.editing.tests.records import make_records


@pytest.fixture
def records(db: None) -> None:
    make_records()


@pytest.fixture
def editor(client: Client) -> Client:
    return signed_in(client, piet())
