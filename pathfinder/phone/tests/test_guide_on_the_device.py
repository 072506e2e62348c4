"""The guide on the device, in a real browser: the same way as on the pages of the server, and nothing leaves the phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.walking import answer_as_amina, fill_date, go_on, is_too_wide

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db]

ON = "2018-09-15"


@pytest.fixture
def phone(browser: Browser, live_server: object) -> Iterator[Page]:
    context = browser.new_context(base_url=str(live_server), locale="en-GB", viewport={"width": 360, "height": 740})
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert broken == [], "a script broke"


def begin(page: Page, language: str = "en") -> None:
    page.goto(f"/{language}/be/phone/")
    expect(page.locator("#phone h1")).to_be_visible()


def answer(page: Page) -> None:
    """What Amina knows, and "I do not know" to the rest, as `walking.answer_as_amina` does on the server's pages."""
    begin(page)
    page.get_by_label("where you live").fill("2000")
    go_on(page)
    page.get_by_label("recognised refugee").check()
    go_on(page)
    page.get_by_label("Country").select_option(label="Syria")
    go_on(page)
    while "#guide/" in page.url:
        match page.url.rpartition("/")[2]:
            case "birth_date":
                fill_date(page, "2", "May", "1990")
            case "registered_on":
                fill_date(page, "1", "February", "2018")
            case "permit_months":
                page.locator("#value").fill("60")
            case _:
                page.get_by_role("button", name="I do not know").click()
                continue
        go_on(page)


def look_at(page: Page, day: str) -> None:
    page.get_by_label("By the law of").fill(day)
    page.get_by_role("button", name="Show", exact=True).click()


def ids(page: Page, links: str) -> list[str]:
    """Of the steps, in the order in which they stand on the page."""
    addresses = page.locator(links).evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    return [address.partition("step/")[2].partition("/")[0] for address in addresses]


def test_the_first_question_leads_here(phone: Page) -> None:
    phone.goto("/en/be/guide/place/")

    phone.get_by_role("link", name="Answer on this phone alone").click()

    expect(phone).to_have_url(re.compile(r"/en/be/phone/#guide/place$"))


def test_the_way_and_its_reasons_are_those_of_the_server(phone: Page) -> None:
    answer_as_amina(phone)
    phone.goto(f"/en/be/way/?on={ON}")
    steps, unsure = ids(phone, "ul.steps .what a"), ids(phone, "h2#unsure ~ details li a")
    road = phone.locator("ol.events li").all_inner_texts()
    phone.goto(f"/en/be/way/step/{steps[0]}/?on={ON}")
    reasons = [text.partition(" (you said:")[0] for text in phone.locator("h2#why ~ ul > li").all_inner_texts()]

    answer(phone)
    look_at(phone, ON)

    assert ids(phone, "ul.steps .what a") == steps
    assert ids(phone, "details[data-question] li a") == unsure
    assert phone.locator("ol.events li").all_inner_texts() == road
    phone.locator("ul.steps .what a").first.click()
    assert phone.locator("#reasons li").all_inner_texts() == reasons
    assert (len(steps) > 5, len(road) > 3, len(reasons) > 3) == (True, True, True)


def test_what_would_change_a_step_is_what_the_server_says(phone: Page) -> None:
    answer_as_amina(phone)
    phone.goto(f"/en/be/way/step/be-vlg-programme-2018/?on={ON}")
    phone.get_by_text("What would change this").click()
    said = phone.locator("details:has-text('What would change this') li").all_inner_texts()

    answer(phone)
    look_at(phone, ON)
    phone.evaluate("location.hash = '#step/be-vlg-programme-2018'")
    phone.get_by_text("What would change this").click()
    expect(phone.locator("#changes li").first).to_be_visible()

    here = phone.locator("#changes li").all_inner_texts()
    assert sorted(_without_a_place(here)) == sorted(_without_a_place(said))
    assert len(here) > 3


def _without_a_place(lines: list[str]) -> list[str]:
    """The server names a place where it would be different; the phone, which has no names of places, says “where you live”."""
    return [re.sub("^where you live.*→", "where you live →", line) for line in lines]


def test_what_changes_between_two_days_is_what_the_server_says(phone: Page) -> None:
    answer_as_amina(phone)
    phone.goto(f"/en/be/way/compare/?from={ON}")
    told = ids(phone, "li.change .what a")

    answer(phone)
    look_at(phone, ON)

    assert sorted(ids(phone, "li.change a")) == sorted(told)
    assert told


def test_no_answer_leaves_the_phone(phone: Page) -> None:
    begin(phone)
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))

    phone.get_by_label("where you live").fill("2000")
    go_on(phone)
    phone.get_by_label("recognised refugee").check()
    go_on(phone)
    phone.goto("/en/be/phone/#way")
    expect(phone.get_by_role("heading", name="Your way to work")).to_be_visible()

    assert [url for url in asked if "/static/" not in url] == []
    assert phone.context.cookies() == []


def test_answers_outlast_a_reload_and_are_erased_with_one_button(phone: Page) -> None:
    begin(phone)
    phone.get_by_label("where you live").fill("2000")
    phone.get_by_role("button", name="Stop here and show my way").click()
    phone.reload()
    expect(phone.get_by_role("link", name="Where do you live?")).to_be_visible()

    phone.get_by_role("button", name="Erase my answers").click()

    expect(phone.get_by_role("alert")).to_contain_text("erased")
    assert phone.evaluate("sessionStorage.length") == 0


def test_a_day_that_is_not_in_the_calendar_is_asked_again_and_nothing_is_lost(phone: Page) -> None:
    begin(phone)
    phone.goto("/en/be/phone/#guide/birth_date")
    fill_date(phone, "30", "February", "1990")

    go_on(phone)

    expect(phone.get_by_role("alert")).to_contain_text("We cannot read this date")
    expect(phone.get_by_label("Day")).to_have_value("30")
    expect(phone.get_by_label("Year")).to_have_value("1990")


def test_a_damaged_file_gives_a_sentence_and_no_verdict(phone: Page) -> None:
    phone.route(
        "**/law.*.json", lambda route: route.fulfill(body='{"format":1,"country":"be"', content_type="application/json")
    )

    phone.goto("/en/be/phone/")

    expect(phone.get_by_role("alert")).to_contain_text("damaged or not complete")
    expect(phone.locator(".verdict")).to_have_count(0)
    expect(phone.get_by_role("link", name="Answer the questions")).to_be_visible()


@pytest.mark.parametrize("page", ["", "#guide/birth_date", "#way"])
def test_answers_that_somebody_spoiled_are_forgotten(phone: Page, page: str) -> None:
    phone.goto("/en/accessibility/")
    phone.evaluate(
        """sessionStorage.setItem('pathfinder.be', '{"given":{"age":"x","place":"2000"},"declined":{},"on":"2018-09-15"}')"""
    )

    phone.goto(f"/en/be/phone/{page}")

    expect(phone.get_by_role("alert")).to_contain_text("Some answers do not fit any more")
    phone.get_by_role("link", name="My way").click()
    expect(phone.get_by_role("link", name="Where do you live?")).to_be_visible()


def test_without_scripts_the_page_leads_to_the_servers_questions(browser: Browser, live_server: object) -> None:
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/be/phone/")

    page.get_by_role("link", name="Answer the questions").click()

    expect(page.get_by_role("heading", name="Where do you live?")).to_be_visible()
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "page", ["#guide/residence_ground", "#guide/birth_date", "#way", "#step/be-vlg-programme-2018"]
)
def test_everybody_can_use_it(browser: Browser, live_server: object, language: str, page: str) -> None:
    context = browser.new_context(base_url=str(live_server), viewport={"width": 320, "height": 740}, bypass_csp=True)
    phone = context.new_page()
    phone.goto(f"/{language}/be/phone/{page}")
    expect(phone.locator("#phone h1")).to_be_visible()

    assert Axe().run(phone).response["violations"] == []
    assert not is_too_wide(phone)
    context.close()
