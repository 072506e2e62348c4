"""From the first question to the plan in one's pocket."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.walking import answer_as_amina, barriers, go_on

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/en/", "/en/be/guide/place/", "/en/be/guide/residence_ground/", "/en/be/guide/nationality/", "/en/be/guide/birth_date/",
    "/en/be/answers/", "/en/be/way/", "/en/be/way/?on=2018-09-15", "/en/be/way/?second=nl", "/nl/be/way/", "/de/be/way/",
    "/en/be/way/step/be-vlg-programme-2018/?on=2018-09-15", "/fr/be/way/step/be-vlg-programme-2022/?second=de",
    "/en/be/way/not-for-you/", "/en/be/way/law/", "/en/be/way/compare/?from=2018-09-15", "/en/be/way/keep/", "/en/be/guide/open/",
    "/en/be/way/?on=nonsense", "/en/nowhere/",
)  # fmt: skip


def test_amina_finds_her_way_on_a_phone_and_opens_it_on_another(phone: Page) -> None:
    answer_as_amina(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your way to work in Antwerp")
    phone.goto("/en/be/way/?on=2018-09-15")
    expect(phone.locator(".step", has_text="You must").first).to_contain_text("Flemish civic integration programme")

    phone.goto("/en/be/way/keep/")
    link = phone.get_by_label("Link", exact=True).input_value()
    phone.context.clear_cookies()
    phone.goto(link)

    expect(phone.get_by_role("heading", level=1)).to_have_text("Your way to work in Antwerp")
    assert "#" not in phone.url


def test_everything_works_without_scripts(without_scripts: Page) -> None:
    answer_as_amina(without_scripts)
    expect(without_scripts.get_by_role("heading", level=1)).to_have_text("Your way to work in Antwerp")

    without_scripts.goto("/en/be/way/keep/")
    link = without_scripts.get_by_label("Link", exact=True).input_value()
    without_scripts.context.clear_cookies()
    without_scripts.goto("/en/be/guide/open/")
    without_scripts.get_by_label("Link", exact=True).fill(link)
    without_scripts.get_by_role("button", name="Show my way").click()

    expect(without_scripts.get_by_role("heading", level=1)).to_have_text("Your way to work in Antwerp")


def test_a_keyboard_is_enough(desk: Page) -> None:
    desk.goto("/en/")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Skip to the page")).to_be_focused()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("/en/be/guide/place/$"))

    desk.locator("#value").focus()
    desk.keyboard.type("Antwerpen")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("residence_ground"))
    desk.locator("#value").focus()
    for _ in range(2):
        desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")

    expect(desk).to_have_url(re.compile("nationality"))


def test_a_mistake_gets_the_focus_and_a_suggestion_mends_it(phone: Page) -> None:
    phone.goto("/en/be/guide/place/")
    phone.get_by_label("where you live").fill("Ghnt")
    go_on(phone)

    expect(phone.get_by_role("alert")).to_be_focused()
    expect(phone.get_by_label("where you live")).to_have_value("Ghnt")
    phone.get_by_role("button", name="Ghent").click()

    expect(phone).to_have_url(re.compile("residence_ground"))


def test_the_language_changes_on_any_page_without_losing_the_place(phone: Page) -> None:
    phone.goto("/en/be/guide/place/")
    phone.locator("summary", has_text="English").click()
    phone.get_by_role("link", name="Nederlands").click()

    expect(phone).to_have_url(re.compile("/nl/be/guide/place/$"))
    expect(phone.locator("html")).to_have_attribute("lang", "nl")


def test_erasing_leaves_nothing_even_behind_the_back_button(phone: Page) -> None:
    answer_as_amina(phone)
    phone.get_by_role("button", name="Erase my answers").click()
    expect(phone.get_by_role("alert")).to_contain_text("erased")
    assert not [cookie for cookie in phone.context.cookies() if cookie["name"] == "answers"]

    phone.go_back()

    expect(phone.get_by_text("Antwerp")).to_have_count(0)


def test_the_way_prints_without_what_only_a_screen_needs(desk: Page) -> None:
    answer_as_amina(desk)
    desk.goto("/en/be/way/?on=2018-09-15&second=nl")

    desk.emulate_media(media="print")

    expect(desk.get_by_role("navigation", name="Language")).to_be_hidden()
    expect(desk.locator("form").first).to_be_hidden()
    expect(desk.locator(".notes").first).to_be_visible()
    assert desk.pdf(format="A4").startswith(b"%PDF-")


def test_no_page_scrolls_sideways_or_has_a_barrier(for_axe: Page, axe: Axe) -> None:
    answer_as_amina(for_axe)

    found = {}
    for address in PAGES:
        for_axe.goto(address)
        found[address] = barriers(for_axe, axe)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}
