"""Who told a story takes it back with the keyboard alone, on a phone, without scripts; and no page about it has a barrier."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from pathfinder.accounts.tests.people import piet, signed_in
from pathfinder.library.tests.consenting import PAGE, STORY, agreed, link, make_story, of_somebody, photograph, upload
from tests.journeys.walking import barriers

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK = (
    "/en/desk/consents/", f"/en/desk/consents/{STORY}/", "/en/desk/pictures/", f"/en/desk/pictures/?record={STORY}",
    f"/ar/desk/pictures/?record={STORY}", f"/ar/desk/consents/{STORY}/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def story(transactional_db: None, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    make_story(
        quote={"ar": "تجرأت."}, side="newcomer", steps=["be-vdab"], video="https://videos.example/1", transcript={"en": "I bake."},
    )  # fmt: skip


def at_the_desk(page: Page) -> None:
    editor = signed_in(Client(), piet())
    upload(editor, photograph(2400, 1500), **of_somebody())
    address = page.context.new_page()
    address.goto("/en/")
    page.context.add_cookies([{"name": "session", "value": editor.cookies["session"].value, "url": address.url}])
    address.close()


def barriers_of(page: Page, axe: Axe, addresses: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = barriers(page, axe)
    return {address: wrong for address, wrong in found.items() if wrong}


def test_a_story_is_taken_back_by_keyboard_without_scripts(without_scripts: Page) -> None:
    without_scripts.goto(link(agreed()))
    without_scripts.get_by_role("button", name="Take it back now").focus()
    without_scripts.keyboard.press("Enter")

    expect(without_scripts.get_by_text("It is gone from our pages")).to_be_visible()
    assert without_scripts.goto(PAGE).status == 410


@pytest.mark.one_database
def test_no_page_scrolls_sideways_or_has_a_barrier(for_axe: Page, axe: Axe) -> None:
    secret = agreed(ends_in_days=9)
    at_the_desk(for_axe)
    for_everybody = (PAGE, PAGE.replace("/en/", "/ar/"), f"{PAGE}take-down/", link(secret), link(secret, "ar"))

    assert barriers_of(for_axe, axe, (*for_everybody, *DESK)) == {}

    Client().post(link(secret))
    assert barriers_of(for_axe, axe, (PAGE, link(secret), DESK[0], DESK[1])) == {}


@pytest.mark.one_database
def test_a_form_about_a_picture_that_is_wrong_has_no_barrier_either(for_axe: Page, axe: Axe) -> None:
    at_the_desk(for_axe)
    for_axe.goto(f"/en/desk/pictures/?record={STORY}")
    for_axe.get_by_role("button", name="Put it on the page").click()

    expect(for_axe.get_by_text("Choose a picture.").first).to_be_visible()
    assert barriers(for_axe, axe) == ""


def test_a_phone_loads_a_picture_of_at_most_sixty_kilobytes_and_nothing_from_elsewhere(phone: Page) -> None:
    at_the_desk(phone)
    loaded: list[int] = []
    phone.on("response", lambda answer: loaded.append(len(answer.body())) if answer.url.endswith(".webp") else None)

    phone.goto(PAGE)
    phone.locator("figure img").scroll_into_view_if_needed()
    phone.wait_for_load_state("networkidle")

    assert len(loaded) == 1
    assert loaded[0] <= 60_000
