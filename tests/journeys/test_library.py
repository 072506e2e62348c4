"""The library on a phone, in Arabic and in the dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.walking import barriers

pytestmark = [pytest.mark.journey, pytest.mark.one_database]

PAGES = (
    "/en/library/", "/en/library/?q=mentoring", "/en/library/practices/", "/ar/library/practices/be-p5-duo/",
    "/en/library/practices/be-p1-vdab/", "/en/library/practices/be-p5-duo/use/",
    "/en/library/practices/compare/?id=be-p1-vdab&id=be-p5-duo", "/en/library/stories/", "/en/library/stories/be-story-ammar/",
    "/en/library/stories/booklet/", "/ar/library/procedures/", "/en/be/procedures/recognise-a-diploma/",
    "/ar/nl/procedures/work-as-applicant/", "/en/library/countries/", "/en/library/countries/be/", "/en/library/events/",
    "/en/library/events/be-ev-dt4e-2024/", "/en/library/documents/", "/en/library/documents/laws/", "/en/library/figures/",
    "/en/library/figures/be-vdab-cohorts/",
)  # fmt: skip


def test_two_practices_are_put_side_by_side_by_keyboard_without_scripts(without_scripts: Page) -> None:
    without_scripts.goto("/en/library/practices/")
    for key in ("be-p1-vdab", "be-p5-duo"):
        without_scripts.locator(f'input[value="{key}"]').focus()
        without_scripts.keyboard.press("Space")
    without_scripts.get_by_role("button", name=re.compile("side by side", re.IGNORECASE)).first.focus()
    without_scripts.keyboard.press("Enter")

    expect(without_scripts).to_have_url(re.compile("compare"))
    expect(without_scripts.get_by_text("DUO for a JOB").first).to_be_visible()


def test_no_page_scrolls_sideways_or_has_a_barrier(for_axe: Page, axe: Axe) -> None:
    found = {}
    for address in PAGES:
        for_axe.goto(address)
        found[address] = barriers(for_axe, axe)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}
