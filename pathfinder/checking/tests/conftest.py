from collections.abc import Iterator

import pytest
from django.test import Client

from pathfinder.accounts.tests import people
from pathfinder.checking import views
from pathfinder.checking.allowance import Allowance
from pathfinder.checking.tests.loopback import BadWeb


@pytest.fixture(autouse=True)
def quick_passwords(settings: object) -> None:
    """The slow hash is the point of a password on a site, and a waste in a test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def nobody_reported_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests sent is not counted here."""
    monkeypatch.setattr(views, "allowance", Allowance(each=5, together=200))


@pytest.fixture
def web() -> Iterator[BadWeb]:
    server = BadWeb()
    yield server
    server.end()


@pytest.fixture
def piet(db: None) -> people.User:
    return people.piet()


@pytest.fixture
def editor(piet: people.User) -> Client:
    """Piet's browser."""
    return people.signed_in(Client(), piet)


@pytest.fixture
def observer(db: None) -> Client:
    """Samir's browser."""
    return people.signed_in(Client(), people.samir())


@pytest.fixture
def provider(db: None) -> Client:
    """Amina's browser: she speaks for the career house."""
    return people.signed_in(Client(), people.amina())
