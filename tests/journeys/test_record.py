"""From a record to “this is for me”, on a phone, without scripts and on paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pathfinder.directory.tests.records import LATER, SERVICE, give, small_directory
from tests.journeys.walking import barriers, go_on, is_too_wide

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

PROGRAMME = "/en/record/be-vlg-programme-2022/"
PAGES = (
    PROGRAMME, "/en/record/be-recognition/", "/nl/record/be-recognition/", "/de/record/be-house/", "/fr/record/be-mentoring/",
    "/en/record/be-duos/", "/en/record/be-recognition/print/", "/en/record/be-recognition/history/", "/en/record/nothing/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def directory() -> None:
    """The Flemish programme with hours in two shifts and several languages, beside a small directory."""
    small_directory()
    programme = {
        **SERVICE,
        "name": {"en": "Flemish civic integration programme", "nl": "Inburgeringstraject"},
        "is_step": True,
        "phones": [{"number": "+32 2 555 01 00", "description": {"en": "reception"}}],
        "languages": [{"code": "ar", "note": {"en": "call first"}}],
        "schedules": [{"opening_hours": 'Mo-Fr 09:00-12:00, Mo-Fr 13:00-17:00 "by appointment"'}],
    }
    give("service", "be-vlg-programme-2022", programme, at=LATER)
    about = {"type": "project", "outcomes": [{"en": "2017: 37 new duos."}, {"en": "2018: 40 new duos."}]}
    give("program", "be-duos", {"country": "be", "name": {"en": "Duos at work"}, "about": about, "valid_to": "2018"})


def test_amina_asks_whether_it_is_for_her_and_comes_back_with_the_answer(without_scripts: Page) -> None:
    without_scripts.goto(PROGRAMME)
    without_scripts.get_by_role("link", name="Would I be entitled?").click()
    expect(without_scripts.get_by_text("For: Flemish civic integration programme")).to_be_visible()
    without_scripts.get_by_label("where you live").fill("4000 Liège")
    go_on(without_scripts)

    expect(without_scripts).to_have_url(re.compile(f"{PROGRAMME}#for-you$"))
    expect(without_scripts.get_by_text("Not for you", exact=True)).to_be_visible()


def test_the_hours_of_the_week_open_without_scripts(without_scripts: Page) -> None:
    without_scripts.goto("/en/record/be-recognition/")
    week = without_scripts.get_by_role("table")
    expect(week).to_be_hidden()

    without_scripts.locator(".hours summary").click()

    expect(week.get_by_role("row")).to_have_count(7)
    expect(week).to_contain_text("09:00–17:00")


def test_a_printed_record_shows_the_week_and_no_buttons(desk: Page) -> None:
    desk.goto(PROGRAMME)
    desk.emulate_media(media="print")

    expect(desk.get_by_role("table").first).to_be_visible()
    expect(desk.get_by_role("link", name="A sheet to print or to give")).to_be_hidden()
    assert desk.pdf(format="A4").startswith(b"%PDF-")


def test_no_page_of_a_record_scrolls_sideways_or_has_a_barrier(for_axe: Page, axe: Axe) -> None:
    found = {}
    for address in PAGES:
        for_axe.goto(address)
        for_axe.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found[address] = barriers(for_axe, axe)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_from_right_to_left_nothing_scrolls_sideways_and_numbers_keep_their_order(phone: Page) -> None:
    phone.goto(PROGRAMME)
    phone.evaluate("document.documentElement.dir = 'rtl'")

    assert not is_too_wide(phone)
    expect(phone.locator("a.phone bdi").first).to_have_css("direction", "ltr")
