"""Words two fifths longer, and the same from right to left: on a small phone every kind of page still holds them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from tests.journeys.conftest import PHONE
from tests.journeys.walking import is_too_wide

pytestmark = pytest.mark.journey

LONGEST_START = 60  # seconds, on a busy machine
PAGES = (
    "", "find/?q=diploma", "record/be-agii-diploma-support/", "record/be-agii-diploma-support/report/", "be/guide/place/",
    "be/guide/birth_date/", "be/answers/", "be/way/", "be/way/?second=en", "be/way/keep/", "be/way/step/be-vlg-programme-2022/",
    "compare/applicant-work/", "elsewhere/", "employers/", "be/employers/papers/", "library/", "library/practices/",
    "library/countries/be/", "ie/procedures/work-as-applicant/", "changes/", "quality/", "languages/", "accessibility/",
)  # fmt: skip
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(element => {
  const style = getComputedStyle(element);
  if (element.closest('.hidden,[hidden],.skip,svg,template') || !element.checkVisibility()) return false;
  const has_words = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const is_cut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
  return has_words && style.overflow !== 'visible' && is_cut;
}).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own, as only a process that was started so offers the two languages."""
    folder = tmp_path_factory.mktemp("pseudo")
    told = {"PATHFINDER_VAR": str(folder), "PATHFINDER_PSEUDO_LOCALES": "yes", "PATHFINDER_DEBUG": "yes"}
    surroundings = {name: value for name, value in os.environ.items() if name != "PATHFINDER_DATABASE_URL"} | told
    manage = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], env=surroundings, check=True)  # our own program
    subprocess.run([*manage, "load_packs"], env=surroundings, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [*manage, "runserver", "--noreload", address],
        env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"http://{address}/xl/")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str) -> None:
    until = time.monotonic() + LONGEST_START
    while True:
        try:
            urlopen(address).close()  # our own server
            return
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


@pytest.mark.parametrize(("language", "direction"), [("xl", "ltr"), ("xr", "rtl")])
def test_no_page_grows_wider_than_the_phone_and_no_words_are_cut_off(
    browser: Browser, site: str, language: str, direction: str
) -> None:
    page = browser.new_context(base_url=site, viewport=PHONE).new_page()
    found = {}
    for address in PAGES:
        answer = page.goto(f"/{language}/{address}")
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        is_long = "⟦" in page.inner_text("main") and page.locator(f"html[dir={direction}]").count() == 1
        problems = [
            *page.evaluate(CUT_OFF),
            "too wide" if is_too_wide(page) else "",
            "" if is_long else "not translated",
        ]
        found[address] = [answer and answer.status, *filter(None, problems)]
    page.context.close()

    assert {address: problems for address, problems in found.items() if problems != [200]} == {}
