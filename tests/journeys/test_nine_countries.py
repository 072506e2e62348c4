"""Comparing, hiring, coming from elsewhere: on a phone, at a desk, in Arabic, without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.walking import answer_as_amina, barriers

pytestmark = [pytest.mark.journey, pytest.mark.one_database]

PAGES = (
    "/en/", "/en/compare/", "/en/compare/applicant-work/", "/ar/compare/diploma-recognition/?on=2022-09-15",
    "/en/compare/applicant-work/?on=never&months=-1", "/en/compare/applicant-work/over-time/", "/en/compare/this-person/",
    "/en/elsewhere/", "/en/changes/", "/ar/changes/?country=nl", "/en/nl/law/nl-rule-applicant-work-2023/",
    "/en/employers/", "/ar/nl/employers/hire/", "/en/nl/employers/answer/", "/en/nl/employers/papers/",
    "/nl/be/employers/learning/", "/en/employers/diversity-plan/", "/en/be/way/summary/", "/en/be/way/?second=ar",
)  # fmt: skip


def hire_an_applicant(page: Page) -> None:
    page.goto("/en/employers/")
    page.get_by_label("The work is in").select_option(label="Netherlands")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("asylum applicant (waiting").check()
    page.locator("#application_lodged_on-value").fill("1")
    page.locator("#application_lodged_on-month").select_option(label="November")
    page.locator("#application_lodged_on-year").fill("2020")
    page.get_by_role("button", name="Show the answer").click()


def test_an_employer_without_scripts_goes_from_the_first_page_to_the_answer(without_scripts: Page) -> None:
    without_scripts.goto("/en/")
    without_scripts.get_by_role("link", name="For employers").click()
    hire_an_applicant(without_scripts)

    expect(without_scripts).to_have_url(re.compile("/en/nl/employers/answer/$"))
    expect(without_scripts.get_by_role("heading", name="Check before the first day")).to_be_visible()
    expect(without_scripts.get_by_role("heading", name="Whom to call")).to_be_visible()


def test_an_employer_goes_back_and_changes_one_answer(desk: Page) -> None:
    hire_an_applicant(desk)
    desk.get_by_role("link", name="Change the answers").first.click()

    expect(desk.get_by_label("asylum applicant (waiting")).to_be_checked()
    desk.get_by_label("recognised refugee").check()
    desk.get_by_role("button", name="Show the answer").click()

    expect(desk.get_by_role("heading", name="This person may start.")).to_be_visible()


def test_the_worksheet_stays_on_the_device_and_prints(desk: Page) -> None:
    desk.goto("/en/employers/diversity-plan/")
    desk.get_by_label("Who signs the plan").fill("The board, in May")
    desk.reload()

    expect(desk.get_by_label("Who signs the plan")).to_have_value("The board, in May")
    desk.emulate_media(media="print")
    expect(desk.get_by_label("Who signs the plan")).to_be_visible()
    desk.emulate_media(media="screen")
    desk.get_by_role("button", name="Erase the worksheet").click()
    desk.reload()
    expect(desk.get_by_label("Who signs the plan")).to_have_value("")


def test_a_counsellor_notes_beside_a_step_and_looks_at_another_place(desk: Page) -> None:
    answer_as_amina(desk)
    desk.goto("/en/be/way/?second=ar")
    note = desk.get_by_role("textbox", name=re.compile("^Notes")).first
    note.fill("Call on Monday")
    expect(note).to_have_text("Call on Monday")

    desk.get_by_label("Postcode or town").fill("4000")
    desk.locator("form", has=desk.get_by_label("Postcode or town")).get_by_role("button").click()

    expect(desk.get_by_text("Your answers were not changed.")).to_be_visible()
    desk.goto("/en/be/answers/")
    expect(desk.get_by_text("Antwerp").first).to_be_visible()


def test_a_question_of_nine_countries_is_moved_in_time(phone: Page) -> None:
    phone.goto("/en/compare/applicant-work/")
    phone.get_by_label("By the law of").fill("2018-09-15")
    phone.get_by_label("Months since the application").fill("9")
    phone.get_by_role("button", name="Show").click()

    expect(phone.get_by_text("By the law of 15 September 2018.")).to_be_visible()
    expect(phone.get_by_role("rowheader")).to_have_count(9)


def test_no_page_scrolls_sideways_or_has_a_barrier(for_axe: Page, axe: Axe) -> None:
    answer_as_amina(for_axe)
    hire_an_applicant(for_axe)

    found = {}
    for address in PAGES:
        for_axe.goto(address)
        found[address] = barriers(for_axe, axe)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}
