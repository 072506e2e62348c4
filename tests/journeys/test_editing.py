"""From a provider's change to the page: proposed, looked at, approved; by keyboard, on a phone, without scripts."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from pathfinder.accounts.actions import Offer, invite, path_of
from pathfinder.accounts.tests.people import HOUSE, PASSWORD, SECRET, amina, code_of, olena, piet, with_second_step
from pathfinder.directory.queries import search_records
from pathfinder.editing.models import Proposal
from pathfinder.editing.tests.records import COURSE, document, make_records, reviewed
from tests.journeys.walking import barriers

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

RECORD = f"/en/desk/record/{COURSE}/"
PAGES = (
    "/en/desk/", "/en/desk/records/", RECORD, f"{RECORD}history/", "/en/desk/proposals/", "/en/desk/translations/",
    "/en/desk/translations/nl/?state=machine", f"/en/desk/translations/nl/{COURSE}/", "/en/desk/conflicts/", "/en/desk/people/",
    "/en/desk/trail/", "/en/account/", "/en/account/second-step/", "/en/account/password/change/", "/en/account/email/",
    f"/de/desk/record/{HOUSE}/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def records(transactional_db: None) -> None:
    make_records()


@pytest.fixture
def other_desk(browser: Browser, live_server: object) -> Iterator[Page]:
    """The desk of a second person at the same time."""
    context = browser.new_context(base_url=str(live_server), locale="en-GB", viewport={"width": 1200, "height": 900})
    yield context.new_page()
    context.close()


def sign_in(page: Page, name: str, *, second_step: bool = False) -> None:
    page.goto("/en/desk/")
    page.get_by_label("E-mail address").fill(f"{name.lower()}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    if second_step:
        page.get_by_label("Code").fill(code_of(SECRET, time.time()))
        page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hello, {name}")


def test_a_provider_edits_staff_approve_and_the_directory_and_the_search_know(phone: Page, other_desk: Page) -> None:
    amina()
    with_second_step(piet())

    sign_in(phone, "Amina")
    phone.get_by_role("link", name="Course of Dutch").click()
    phone.locator("#f-description-en").fill("Learn Dutch and welding in four months.")
    phone.get_by_role("button", name="Add: Steps").click()
    phone.locator("#f-application_process-3-en").fill("Bring your own helmet.")
    phone.get_by_label("A note for the editor").fill("New since September.")
    phone.get_by_role("button", name="Propose this change").click()
    expect(phone.get_by_role("status")).to_contain_text("An editor looks at it")
    assert document(COURSE)["description"]["en"] == "Learn Dutch in three months."

    sign_in(other_desk, "Piet", second_step=True)
    other_desk.get_by_role("link", name="1 proposal waits for an editor").click()
    other_desk.get_by_role("link", name=COURSE).click()
    expect(other_desk.locator("ins").filter(has_text="welding")).to_be_visible()
    expect(other_desk.get_by_text("New since September.")).to_be_visible()
    other_desk.get_by_role("button", name="Approve").click()
    expect(other_desk.get_by_role("status")).to_contain_text("Decided")

    changed = document(COURSE)
    assert changed["description"]["en"] == "Learn Dutch and welding in four months."
    assert changed["description"]["nl"]["state"] == "outdated"
    assert changed["application_process"][3] == {"en": "Bring your own helmet."}
    assert [row.key for row in search_records("welding", "en").rows] == [COURSE]
    phone.goto("/en/desk/")
    expect(phone.get_by_text("approved")).to_be_visible()
    other_desk.goto(f"/en/record/{COURSE}/")
    expect(other_desk.get_by_role("main")).to_contain_text("welding")


def test_the_whole_form_works_without_scripts(without_scripts: Page) -> None:
    amina()
    sign_in(without_scripts, "Amina")
    without_scripts.goto(RECORD)

    without_scripts.get_by_label("Its code, such as ar").fill("ar")
    without_scripts.get_by_role("button", name="Add", exact=True).click()
    without_scripts.locator("#f-name-ar").fill("دورة اللغة الهولندية")
    without_scripts.get_by_role("button", name=re.compile("Remove What to bring 1")).click()
    without_scripts.get_by_role("button", name="Propose this change").click()

    changes = Proposal.objects.get().changes
    assert changes["name"]["ar"] == reviewed("دورة اللغة الهولندية")
    assert changes["required_documents"] == [{"document": {"en": "Letter of the office"}}]


def test_enter_in_a_field_saves_and_removes_no_row(desk: Page) -> None:
    amina()
    sign_in(desk, "Amina")
    desk.goto(RECORD)

    desk.locator("#f-name-en").fill("Dutch course")
    desk.keyboard.press("Enter")

    expect(desk.get_by_role("status")).to_contain_text("An editor looks at it")
    assert list(Proposal.objects.get().changes) == ["name"]


def test_what_is_wrong_gets_the_focus_and_leads_to_its_field(desk: Page) -> None:
    amina()
    sign_in(desk, "Amina")
    desk.goto(RECORD)
    desk.locator("#f-url").fill("nonsense")
    desk.locator("#f-name-en").fill("Dutch course")

    desk.get_by_role("button", name="Propose this change").click()

    expect(desk.get_by_role("alert")).to_be_focused()
    desk.get_by_role("link", name="Page about it").click()
    expect(desk.locator("#f-url")).to_be_in_viewport()
    expect(desk.locator("#f-name-en")).to_have_value("Dutch course")


def test_two_people_at_the_same_record_see_each_others_words(desk: Page, other_desk: Page) -> None:
    with_second_step(piet())
    amina()
    sign_in(other_desk, "Amina")
    other_desk.goto(RECORD)
    sign_in(desk, "Piet", second_step=True)
    desk.goto(RECORD)
    desk.locator("#f-name-en").fill("Course of theirs")
    desk.get_by_role("button", name="Save").last.click()
    expect(desk.get_by_role("status")).to_contain_text("Saved")

    other_desk.locator("#f-name-en").fill("Course of mine")
    other_desk.get_by_role("button", name="Propose this change").click()

    expect(other_desk.get_by_role("alert")).to_contain_text("somebody else changed the same")
    expect(other_desk.locator("del")).to_have_text("theirs")
    expect(other_desk.locator("#f-name-en")).to_have_value("Course of mine")


def test_a_form_outlives_the_sign_in(desk: Page, other_desk: Page) -> None:
    amina()
    sign_in(desk, "Amina")
    desk.goto(RECORD)
    desk.locator("#f-name-en").fill("A name that took an hour")
    signed_out = desk.context.new_page()
    signed_out.goto("/en/account/logout/")
    signed_out.get_by_role("main").get_by_role("button", name="Sign out").click()

    desk.get_by_role("button", name="Propose this change").click()
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Sign in, in a new window").click()
    opened.value.get_by_label("E-mail address").fill("amina@example.org")
    opened.value.get_by_label("Password").fill(PASSWORD)
    opened.value.get_by_role("button", name="Sign in").click()
    expect(opened.value.get_by_role("heading", level=1)).to_be_visible()
    desk.get_by_role("button", name="Send it again").click()
    desk.get_by_role("button", name="Send it again").click()  # signing in made the first token old

    expect(desk.get_by_role("status")).to_contain_text("An editor looks at it")
    assert Proposal.objects.get().changes["name"]["en"] == "A name that took an hour"


def test_an_invited_editor_sets_up_the_second_step_and_is_in(phone: Page) -> None:
    made = invite("olena@example.org", Offer("editor"), language="en", by=None, at=timezone.now())
    phone.goto(path_of(made))
    phone.get_by_label("Your name").fill("Olena")
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Open my account").click()
    phone.get_by_label("E-mail address").fill("olena@example.org")
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Sign in").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Turn the second step on")
    expect(phone.locator("svg.qr")).to_be_visible()
    phone.get_by_text("The app cannot read it?").click()
    key = phone.locator("code.key").inner_text()
    phone.get_by_label("Code").fill(code_of(key, time.time()))
    phone.get_by_role("button", name="Turn it on").click()
    expect(phone.locator(".codes li")).to_have_count(10)
    phone.get_by_role("link", name="To the desk").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Hello, Olena")


def test_a_translator_vouches_for_a_machines_words(phone: Page) -> None:
    with_second_step(olena())
    sign_in(phone, "Olena", second_step=True)
    phone.get_by_role("link", name="What waits for translation").click()
    phone.get_by_role("row", name="Nederlands").get_by_role("link").nth(3).click()
    phone.get_by_role("link", name="Course of Dutch").click()

    phone.locator("#t-description").fill("Leer Nederlands in drie maanden!")
    phone.get_by_role("button", name="Save as read by a person").click()

    expect(phone.get_by_role("status")).to_contain_text("Saved")
    assert document(COURSE)["description"]["nl"] == reviewed("Leer Nederlands in drie maanden!")


@pytest.mark.one_database
def test_no_page_of_the_desk_scrolls_sideways_or_has_a_barrier(for_axe: Page, axe: Axe) -> None:
    with_second_step(piet())
    amina()
    sign_in(for_axe, "Piet", second_step=True)

    found = {}
    for address in PAGES:
        for_axe.goto(address)
        found[address] = barriers(for_axe, axe)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}
