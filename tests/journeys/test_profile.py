"""A tailor from Aleppo tells what he can do, in Arabic, on a small phone: from the first page to the CV."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import is_too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MOST_INTERACTIONS = 40
NAME = "pathfinder.profile"
KEPT = f"localStorage.getItem('{NAME}')"
# As a browser behaves whose owner switched storage off
REFUSING = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"


class Hand:
    """Does what a person does with a form, and counts it: each press, each field."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *selectors: str) -> None:
        for selector in selectors:
            self.page.locator(selector).first.click()
            self.count += 1

    def fill(self, **fields: str) -> None:
        for name, words in fields.items():
            self.page.locator(f"#{name.replace('__', '-')}").fill(words)
            self.count += 1

    def choose(self, **fields: str) -> None:
        for name, code in fields.items():
            self.page.locator(f"#{name.replace('__', '-')}").select_option(code)
            self.count += 1

    def go_on(self, to: str) -> None:
        self.press(f"form > .row > button[formaction$='/skills/{to}/']:not(.second,.plain)")
        expect(self.page).to_have_url(re.compile(f"/ar/skills/{to}/$"))
        assert not is_too_wide(self.page)


def test_a_tailor_comes_from_nothing_to_his_cv_in_forty_interactions(phone: Page) -> None:
    phone.goto("/ar/skills/")
    hand = Hand(phone)
    hand.go_on("experiences")
    hand.press("input[name=kind][value=own_business]")
    hand.fill(title="خياط")
    hand.press("button[value='area:textile']", "input[value='task:tailor']", "input[value='task:alter-clothes']")
    hand.press("input[value='task:sew-at-home']", "button[value='area:trade']", "input[value='task:sell-at-market']")
    hand.press("input[value='task:run-small-shop']", "button[value='area:office']", "input[value='task:keep-books']")
    hand.press("form fieldset ~ details summary")
    hand.fill(employer="محل الخياطة في حلب", since__year="2009", until__year="٢٠١٤")
    hand.choose(country="SY")
    hand.go_on("suggestions")
    hand.go_on("proof")
    hand.choose(k0__proof="shown_at_work", k1__proof="shown_at_work", k3__proof="documented")
    hand.go_on("diplomas")
    hand.go_on("licences")
    hand.go_on("languages")
    hand.choose(n0__quick="native", n1__code="nl", n1__quick="A2")
    hand.go_on("wishes")
    hand.press("input[name=aim][value=work]")
    hand.choose(country="BE")
    hand.go_on("person")
    hand.go_on("overview")
    hand.press("button[formaction$='/skills/papers/']")
    with phone.expect_download() as download:
        hand.press("button[formaction$='cv.pdf']")

    assert download.value.path().read_bytes().startswith(b"%PDF")
    told = json.loads(phone.evaluate(KEPT))
    assert {skill["what"].removeprefix("task:") for skill in told["skills"]} == {
        "tailor", "alter-clothes", "sew-at-home", "sell-at-market", "run-small-shop", "keep-books",
    }  # fmt: skip
    assert told["skills"][0]["shown_by"] == "محل الخياطة في حلب"
    assert told["experiences"][0]["until"] == "2014"
    assert hand.count <= MOST_INTERACTIONS


def test_the_same_goes_without_scripts_and_in_two_languages(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/ar/skills/experiences/?second=nl")
    page.locator("input[name=kind][value=paid]").check()
    page.locator("#title").fill("خياط")
    page.locator("#word").fill("tailor")
    page.keyboard.press("Enter")
    page.locator("input[value='task:tailor']").check()
    page.locator("form .row > button[formaction$='/skills/suggestions/']").click()

    expect(page.locator("input[name=profile]")).to_have_value(re.compile('"what":"task:tailor"'))
    expect(page.locator("#second")).to_have_value("nl")
    assert not is_too_wide(page)


def tell_a_name(page: Page) -> None:
    page.goto("/en/skills/person/")
    page.locator("#name").fill("Amina")
    page.get_by_role("button", name="Continue").last.click()
    expect(page).to_have_url(re.compile("/overview/$"))


def test_the_device_keeps_it_and_offers_to_go_on_also_in_another_language(phone: Page) -> None:
    tell_a_name(phone)
    phone.goto("/en/skills/")
    phone.get_by_role("button", name="Go on with it").click()
    expect(phone.locator("main")).to_contain_text("Amina")
    phone.locator(".tongues summary").click()
    phone.locator(".tongues a[hreflang=nl]").click()

    expect(phone).to_have_url(re.compile("/nl/skills/overview/$"))
    expect(phone.locator("main")).to_contain_text("Amina")


def test_erasing_takes_it_from_the_device(phone: Page) -> None:
    tell_a_name(phone)
    phone.get_by_text("Erase my profile").click()
    phone.get_by_role("button", name="Erase it now").click()

    expect(phone.get_by_role("alert")).to_contain_text("erased")
    assert phone.evaluate(KEPT) is None


def test_hide_and_erase_on_the_phone_pages_takes_it_from_every_tab(phone: Page) -> None:
    tell_a_name(phone)
    other = phone.context.new_page()
    other.goto("/en/be/phone/#kept")
    expect(other.locator("#own")).to_be_visible()
    other.locator("#hide").click()

    # the first search of a process builds its index
    expect(phone).to_have_url(re.compile("/en/find/$"), timeout=20_000)
    expect(other).to_have_url(re.compile("/en/find/$"), timeout=20_000)
    assert phone.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_browser_that_keeps_nothing_says_so_and_the_pages_work(phone: Page) -> None:
    phone.add_init_script(REFUSING)
    tell_a_name(phone)

    expect(phone.locator("[data-full]")).to_be_visible()
    expect(phone.locator("main")).to_contain_text("Amina")
