"""What every test may rely on, in all rooms: the browser, strict templates, and which tests need a database."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, sync_playwright

# No time limit on a single example: the machine that runs this may be busy with something else.
hypothesis_settings.register_profile("pathfinder", deadline=None, print_blob=True)
hypothesis_settings.load_profile("pathfinder")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
BROWSER_FLAGS = [
    "--disable-gpu",
    "--no-first-run",
    # Chromium talks to its maker unless it is told not to.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Pages in tests take their static files from the source folders; no `collectstatic` is needed first."""
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_AUTOREFRESH = True  # no index of var/static, which a fresh clone does not have
    settings.SECURE_SSL_REDIRECT = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        touches_database = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(
            getattr(item, "fixturenames", ())
        )
        if touches_database:
            item.add_marker("database")
        elif "rulebook" in item.path.relative_to(item.config.rootpath).parts[:1]:
            item.add_marker("pure")  # the whole engine is
        if touches_database and item.get_closest_marker("pure"):
            raise pytest.UsageError(f"{item.nodeid} is marked pure and asks for a database.")
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """The quick ones first, and nothing long near the end, where the other processors would wait for it.

    Journeys stay behind all that a transaction undoes, as pytest-django puts them: what they write is really written.
    """
    if item.get_closest_marker("pure"):
        return 0
    if item.get_closest_marker("journey"):
        return 3 if item.get_closest_marker("one_database") else 4
    return 1 if "packs" in item.path.parts else 2


@pytest.fixture(autouse=True)
def own_search_index(request: pytest.FixtureRequest) -> None:
    """A test that writes records searches an index of its own, built when it first searches, and sees shelves of its own."""
    if request.node.get_closest_marker("database"):
        from pathfinder.library.content import forget_the_shelves
        from pathfinder.search.actions import the_index

        forget_the_shelves()
        request.getfixturevalue("settings").SEARCH_DIR = request.getfixturevalue("tmp_path") / "search"
        the_index.cache_clear()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless, one for the whole run; a test opens a context of its own."""
    # Playwright runs an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.fail("Chromium is not installed: `make test` installs it, or use your system's package manager.")
    # Root may not use Chromium's sandbox; it opens our own pages only.
    root_flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=[*BROWSER_FLAGS, *root_flags])
        yield chromium
        chromium.close()


@pytest.fixture
def strict_csrf_client() -> Any:
    """A client that checks forms as a browser would be checked."""
    from django.test import Client

    return Client(enforce_csrf_checks=True)
