"""No kind of page has a barrier that axe can find or scrolls sideways, however people look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.furnishing import answers_in_a_browser, session_at_the_desk
from tests.journeys.kinds import AT_THE_DESK, EVERY_KIND, FOR_ALL, MAIN, NO_PAGES, NOT_FOUND, named_addresses
from tests.journeys.walking import OF_COLOURS, is_too_wide

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

DESK, NARROW = {"width": 1200, "height": 900}, {"width": 320, "height": 640}
# Its own rules, and that of WCAG 2.2 about the size of what one presses, which axe leaves out unless asked
RULES = {"target-size": {"enabled": True}}
USUAL = {"color_scheme": "light", "forced_colors": "none"}
SAME_COLOURS = {"color-contrast": {"enabled": False}}  # the slowest rule, for modes that have the colours of another


@dataclass(frozen=True)
class Mode:
    """How somebody looks at pages, and which kinds of pages are looked at that way."""

    name: str
    kinds: dict[str, str]
    language: str = "en"
    letters: int = 16  # pixels, as set in the browser
    narrow: bool = False
    has_own_colours: bool = True
    also_in: tuple[dict[str, str], ...] = ()  # other colours for the same page, where axe looks at colours alone

    @property
    def axe(self) -> dict[str, object]:
        rules = RULES if self.has_own_colours else {**RULES, **SAME_COLOURS}
        return {"resultTypes": ["violations"], "rules": rules, "preload": False, "iframes": False}


MODES = (
    Mode("320 px from right to left", {**MAIN, **FOR_ALL}, language="ar", narrow=True),
    Mode("the desk at 320 px from right to left", AT_THE_DESK, language="ar", narrow=True),
    Mode("light, dark and forced colours", MAIN, also_in=({"color_scheme": "dark"}, {"forced_colors": "active"})),
    Mode("letters twice as large", MAIN, letters=32, has_own_colours=False),
    Mode("320 px", MAIN, narrow=True, has_own_colours=False),
    Mode("from right to left", MAIN, language="ar", has_own_colours=False),
)


def test_every_page_is_looked_at() -> None:
    without = named_addresses() - set(EVERY_KIND) - set().union(*NO_PAGES.values())

    assert without == set(), "add an address of each to tests/journeys/kinds.py"


def test_every_page_of_the_list_exists() -> None:
    named = set(EVERY_KIND) | set().union(*NO_PAGES.values())

    assert named - named_addresses() == {"nowhere"}


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_no_page_has_a_barrier(mode: Mode, browser: Browser, live_server: object, furnished: dict[str, str]) -> None:
    found = {}
    for page, kinds in _browsers(browser, str(live_server), mode):
        for kind, address in kinds.items():
            found[kind] = _barriers(page, mode, address.format(language=mode.language, **furnished), kind in NOT_FOUND)

    assert set(found) == set(mode.kinds)
    assert {kind: barriers for kind, barriers in found.items() if barriers} == {}


def _browsers(browser: Browser, server: str, mode: Mode) -> Iterator[tuple[Page, dict[str, str]]]:
    """A visitor with answers, and an editor at the desk, each with the pages that are theirs."""
    theirs = {kind: address for kind, address in mode.kinds.items() if kind not in AT_THE_DESK}
    if theirs:
        yield from _browser(browser, server, mode, answers_in_a_browser(), theirs)
    desk = {kind: address for kind, address in mode.kinds.items() if kind in AT_THE_DESK}
    if desk:
        yield from _browser(browser, server, mode, [("session", session_at_the_desk())], desk)


def _browser(
    browser: Browser, server: str, mode: Mode, cookies: list[tuple[str, str]], kinds: dict[str, str]
) -> Iterator[tuple[Page, dict[str, str]]]:
    context: BrowserContext = browser.new_context(
        base_url=server,
        viewport=NARROW if mode.narrow else DESK,
        bypass_csp=True,
    )
    context.add_cookies([{"name": name, "value": value, "url": server} for name, value in cookies])
    page = context.new_page()
    if mode.letters != 16:
        sizes = {"standard": mode.letters, "fixed": mode.letters}
        context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    yield page, kinds
    context.close()


def _barriers(page: Page, mode: Mode, address: str, is_nowhere: bool) -> str:
    """What is wrong with one page, nothing when nothing is. Everything that can be opened is open."""
    answer = page.goto(address)
    wrong = []
    if answer is None or (answer.status == 200) == is_nowhere:
        wrong.append(f"{address} answered {answer.status if answer else 'nothing'}")
    if page.url.partition("?")[0].removesuffix(address.partition("?")[0]) == page.url:
        wrong.append(f"{address} led to {page.url}")
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
    reports = [Axe().run(page, options=mode.axe)]
    for colours in mode.also_in:
        page.emulate_media(**{**USUAL, **colours})
        reports.append(Axe().run(page, options=OF_COLOURS))
    page.emulate_media(**USUAL)
    wrong += [report.generate_report() for report in reports if report.violations_count]
    if is_too_wide(page):
        wrong.append("too wide")
    return "\n".join(wrong)
