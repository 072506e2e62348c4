"""Walking through the site as a person would: in Chromium, against the running server."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from pathfinder.accounts.tests.conftest import letterbox  # noqa: F401  # the mail server on this machine
from pathfinder.checking.actions import Allowance
from pathfinder.library.sharing import views as sharing_views
from tests.journeys.furnishing import furnish

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1200, "height": 900}


@pytest.fixture
def phone(browser: Browser, live_server: object) -> Iterator[Page]:
    """A small telephone, which may load nothing from anywhere else."""
    yield from _page(browser, str(live_server), viewport=PHONE)


@pytest.fixture
def desk(browser: Browser, live_server: object) -> Iterator[Page]:
    yield from _page(browser, str(live_server), viewport=DESK)


@pytest.fixture
def without_scripts(browser: Browser, live_server: object) -> Iterator[Page]:
    yield from _page(browser, str(live_server), viewport=PHONE, java_script_enabled=False)


@pytest.fixture
def for_axe(browser: Browser, live_server: object) -> Iterator[Page]:
    """A small telephone whose pages let axe in; `walking.barriers` looks at each in light and in the dark."""
    yield from _page(browser, str(live_server), viewport=PHONE, bypass_csp=True)


def _page(browser: Browser, server: str, **options: object) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(base_url=server, locale="en-GB", **options)
    strangers: list[str] = []
    context.on("request", lambda request: strangers.append(request.url) if not request.url.startswith(server) else None)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert strangers == [], "a page asked another server"
    assert broken == [], "a script broke"


@pytest.fixture
def axe() -> Axe:
    return Axe()


@pytest.fixture
def furnished(request: pytest.FixtureRequest, settings: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Something on every page; gives what the addresses of `kinds.py` name."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(sharing_views, "allowance", Allowance(each=50, together=200))
    request.getfixturevalue("transactional_db")
    return furnish(request.getfixturevalue("letterbox"))
