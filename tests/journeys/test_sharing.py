"""From a practitioner's draft to the page that somebody finds in Arabic; by keyboard, on a phone, without scripts."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from pathfinder.accounts.tests.people import PASSWORD, SECRET, code_of, piet, with_second_step
from pathfinder.checking import stamps
from pathfinder.checking.actions import Allowance
from pathfinder.directory.models import Program
from pathfinder.library.models import Submission
from pathfinder.library.sharing import views
from pathfinder.library.sharing.rounds import go_round
from tests.journeys.walking import barriers, tab_to

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PRACTICE = {
    "#f-name-en": "A nurse shows the way",
    "#f-description-en": "Nurses take newcomers along for a day.",
    "#f-url": "https://house.example/nurses",
    "#f-about-area-en": "Work in care",
    "#f-about-target_group-en": "Newcomers who were nurses elsewhere",
    "#f-about-coverage-en": "Ghent",
    "#f-about-need-en": "Nurses from elsewhere know no ward here.",
    "#f-about-objectives-en": "A first contract within a year",
    "#f-about-budget-en": "Twenty thousand euros a year",
    "#f-about-funder-en": "The hospital",
    "#f-about-started": "2024",
    "#f-about-told_by-by": "the people who do it",  # typing in a list chooses
    "#f-about-told_by-who-en": "House of Work",
}


@pytest.fixture(autouse=True)
def quick(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(stamps, "QUICKEST_SECONDS", 0)
    monkeypatch.setattr(views, "allowance", Allowance(each=50, together=200))


@pytest.fixture
def editors_desk(browser: Browser, live_server: object, transactional_db: None) -> Iterator[Page]:
    """Piet, who edits, is signed in."""
    with_second_step(piet())
    context = browser.new_context(base_url=str(live_server), locale="en-GB", viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.goto("/en/desk/")
    page.get_by_label("E-mail address").fill("piet@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(code_of(SECRET, time.time()))
    page.get_by_role("button", name="Sign in").click()
    yield page
    context.close()


def link_of_the_newest_letter(box: Any) -> str:
    go_round(at=timezone.now())
    words = box.letters[-1].get_payload(decode=True).decode()
    return re.findall(r"http://\S+\?key=\S+", words)[0]


def begin(page: Page, box: Any, kind: str) -> None:
    """Ask for the link, and open it."""
    page.goto("/en/library/share/")
    page.get_by_label(kind).check()
    page.get_by_label("In which country?").select_option(label="Belgium")
    page.get_by_label("E-mail address").fill("amina@example.org")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your letters")
    page.goto(link_of_the_newest_letter(box))


def test_a_practice_is_shared_asked_about_published_and_found_in_arabic(
    without_scripts: Page, editors_desk: Page, letterbox: Any
) -> None:
    author = without_scripts
    begin(author, letterbox, "A practice")
    author.locator("#f-name-en").fill("A nurse shows the way")
    author.locator("#f-about-need-en").fill("Nurses from elsewhere know no ward here.")
    author.get_by_role("button", name="Add: What is done").click()
    author.locator("#f-about-activities-0-en").fill("A day on the ward")
    author.get_by_label("Who says so").select_option(label="an interview")
    author.get_by_label("They agreed that this is published").check()
    author.get_by_role("button", name="Send to the editors").click()
    expect(author.get_by_role("alert")).to_contain_text("Write who it is, or what it is called.")
    author.locator("#f-about-told_by-who-en").fill("a nurse of the hospital")
    author.get_by_role("button", name="Send to the editors").click()
    expect(author.get_by_text("waits for an editor")).to_be_visible()

    editors_desk.goto("/en/desk/")
    editors_desk.get_by_role("link", name="Submissions (1)").click()
    editors_desk.get_by_role("link", name="A nurse shows the way").click()
    editors_desk.get_by_label("A question to the author").fill("How many nurses a year?")
    editors_desk.get_by_role("button", name="Ask the author").click()
    expect(editors_desk.get_by_role("status")).to_contain_text("on its way to the author")

    author.goto(link_of_the_newest_letter(letterbox))
    author.get_by_label("Your answer").fill("Twenty.")
    author.locator("#f-about-target_group-en").fill("Twenty nurses a year")
    author.get_by_role("button", name="Send to the editors").click()

    editors_desk.reload()
    expect(editors_desk.get_by_text("Twenty.", exact=True)).to_be_visible()
    editors_desk.get_by_role("button", name="Publish now").click()
    expect(editors_desk.get_by_role("status")).to_contain_text("Visitors see it now.")

    author.goto("/ar/library/?q=ممرضة")
    author.get_by_role("link", name="A nurse shows the way").click()
    expect(author.get_by_role("main")).to_contain_text("Twenty nurses a year")
    expect(author.get_by_role("main")).to_contain_text("a nurse of the hospital")


@pytest.mark.one_database
def test_a_practice_of_twelve_fields_is_filled_in_and_sent_by_keyboard_alone(desk: Page, letterbox: Any) -> None:
    begin(desk, letterbox, "A practice")

    for selector, words in PRACTICE.items():
        tab_to(desk, selector)
        desk.keyboard.type(words)
    tab_to(desk, "button[name=send]")
    desk.keyboard.press("Enter")

    expect(desk.get_by_text("waits for an editor")).to_be_visible()
    one = Submission.objects.get()
    assert (one.state, one.typed["about"]["funder"]["en"]) == ("waiting", "The hospital")
    assert not Program.objects.exists()


def test_enter_in_a_field_keeps_the_draft_and_sends_nothing(desk: Page, letterbox: Any) -> None:
    begin(desk, letterbox, "A story")
    desk.locator("#f-name-en").fill("Samir")
    desk.keyboard.press("Enter")

    expect(desk.get_by_role("status")).to_contain_text("Your draft is kept")
    assert Submission.objects.get().state == "draft"


@pytest.mark.one_database
def test_no_page_about_sharing_scrolls_sideways_or_has_a_barrier(for_axe: Page, axe: Axe, letterbox: Any) -> None:
    begin(for_axe, letterbox, "A story")
    link = for_axe.url
    for_axe.get_by_role("button", name="Send to the editors").click()
    found = {"wrong": barriers(for_axe, axe)}
    for address in ("/en/library/share/", "/ar/library/share/", link, "/en/library/share/sent/", f"{link}nonsense"):
        for_axe.goto(address)
        found[address] = barriers(for_axe, axe)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.one_database
def test_no_page_of_the_desk_about_sharing_has_a_barrier(
    desk: Page, editors_desk: Page, axe: Axe, letterbox: Any
) -> None:
    begin(desk, letterbox, "A document")
    desk.locator("#f-name-en").fill("Work in Ghent")
    desk.locator("#f-about-publisher").fill("House of Work")
    desk.get_by_role("button", name="Send to the editors").click()
    page = f"/en/desk/submissions/{Submission.objects.get().pk}/"

    found = {}
    for address in ("/en/desk/submissions/", page, f"{page}preview/ar/"):
        editors_desk.goto(address)
        found[address] = barriers(editors_desk, axe)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}
