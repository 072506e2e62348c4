"""In flight mode, in a real browser: the whole guide from what the phone keeps; and nothing is left when it is erased."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect

from pathfinder.directory.actions import Given, take_over
from tests.journeys.walking import is_too_wide

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

DAY = 86_400_000  # milliseconds
SLOW = 20_000  # milliseconds; the first search of a process makes its index
A_DUTY = "be-vlg-programme-2018"
ALL_THAT_IS_KEPT = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length, databases: (await indexedDB.databases()).length,
})"""
WHAT_I_HAVE = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
NOTHING = {"local": [], "session": [], "caches": [], "workers": 0, "databases": 0}


@pytest.fixture
def a_desk(transactional_db: None) -> None:
    at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    organization = {"country": "be", "name": {"en": "House of Work"}}
    service = {
        "country": "be",
        "name": {"en": "Coffee and Dutch"},
        "description": {"en": "Talk with neighbours on Tuesdays."},
        "organization": "be-house",
        "phones": [{"number": "03 123 45 67"}],
        "languages": [{"code": "ar"}],
    }
    take_over([Given("organization", "be-house", organization)], origin="pack", at=at, by="pack")
    take_over([Given("service", "be-coffee", service)], origin="pack", at=at, by="pack")


@pytest.fixture
def phone(browser: Browser, live_server: object, a_desk: None) -> Iterator[Page]:
    context = browser.new_context(base_url=str(live_server), viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.set_default_timeout(10_000)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert broken == [], "a script broke"


@pytest.fixture
def asked(phone: Page) -> list[Request]:
    """Every request that leaves the phone, those of the worker too."""
    found: list[Request] = []
    phone.context.on("request", lambda request: found.append(request))
    return found


def visit(page: Page, end: str = "", language: str = "en") -> None:
    """As if the person opened it anew, not as a step within the page."""
    page.goto("about:blank")
    page.goto(f"/{language}/be/phone/{end}")
    expect(page.locator("#own")).to_be_visible()
    expect(page.locator("#phone h1")).to_be_visible()


def keep(page: Page, language: str = "en") -> None:
    visit(page, "#kept", language)
    page.locator("#phone form button").click()
    expect(page.locator(".kept-sets li")).to_have_count(1)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def in_flight(page: Page) -> None:
    page.context.set_offline(True)


def answer_by_ids(page: Page) -> None:
    """By the values of the fields: the same in every language."""
    visit_id = {"place": "2000", "birth_date": "1990", "registered_on": "2018"}
    while "#guide/" in page.url:
        fact = page.url.rpartition("/")[2]
        match fact:
            case "place":
                page.locator("#value").fill(visit_id[fact])
            case "birth_date" | "registered_on":
                page.locator("#year").fill(visit_id[fact])
            case "residence_ground":
                page.locator("input[value=refugee]").check()
            case "nationality" | "nationalities":
                page.locator("#value").select_option("SY")
            case _:
                page.locator("form button.plain").or_(page.locator("#phone button.plain")).first.click()
                continue
        page.locator("#phone form button:not(.second):not(.plain)").first.click()


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_the_whole_guide_works_in_flight_mode(phone: Page, language: str) -> None:
    keep(phone, language)
    in_flight(phone)
    visit(phone, language=language)

    answer_by_ids(phone)
    phone.locator("ul.steps .what a").first.click()
    expect(phone.locator("#reasons li").first).to_be_visible()
    phone.locator("#in-plan button").click()
    phone.locator("#in-plan input").check()
    phone.locator("#in-plan textarea").fill("Ask for Amina")
    visit(phone, "#plan", language)

    expect(phone.locator(".plan li")).to_have_count(1)
    expect(phone.locator(".plan textarea")).to_have_value("Ask for Amina")
    expect(phone.locator(".plan input")).to_be_checked()
    assert not is_too_wide(phone)
    visit(phone, "#desks", language)
    expect(phone.locator("details.service")).to_have_count(1)
    phone.locator("details.service summary").click()
    expect(phone.locator("details.service a[href='tel:031234567']")).to_be_visible()
    assert phone.locator("details.service [lang=en]").first.get_attribute("class") == "fb"
    assert not is_too_wide(phone)


def test_another_page_says_what_still_works_in_the_language_of_its_address(phone: Page) -> None:
    keep(phone, "ar")
    in_flight(phone)

    phone.goto("/ar/find/?q=work")

    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone.locator("#kept-pages a")).to_have_attribute("href", "/ar/be/phone/")
    phone.goto("/nl/compare/")
    expect(phone.locator("#kept-pages a")).to_have_attribute("href", "/ar/be/phone/")


def test_only_what_was_asked_for_is_kept(phone: Page) -> None:
    visit(phone)
    assert phone.evaluate(ALL_THAT_IS_KEPT) == NOTHING

    keep(phone)
    phone.goto("/en/accessibility/")
    phone.goto("/en/be/answers/")

    paths = phone.evaluate("""async () => (await Promise.all((await caches.keys()).map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat()""")
    pages = [path for path in paths if path.endswith("/")]
    assert sorted(pages) == ["/en/be/phone/", "/en/offline/"]


def test_no_request_carries_an_answer(phone: Page, asked: list[Request]) -> None:
    keep(phone)
    visit(phone)
    phone.locator("#value").fill("2000")
    phone.get_by_role("button", name="Continue").click()
    phone.locator("input[value=refugee]").check()
    phone.get_by_role("button", name="Stop here").click()
    visit(phone, "#desks")
    phone.locator("#look").fill("coffee")
    visit(phone, "#kept")
    phone.get_by_role("button", name="Renew now").click()
    expect(phone.locator("#kept-status")).to_contain_text("It is kept")

    assert {request.method for request in asked} == {"GET"}
    told = " ".join(f"{request.url.partition('#')[0]} {request.headers.get('cookie', '')}" for request in asked)
    assert [word for word in ("2000", "refugee", "coffee", "place") if word in told.replace("/places.", "")] == []
    assert phone.context.cookies() == []


def test_a_newer_law_is_laid_ready_and_used_from_the_next_visit_on(phone: Page) -> None:
    keep(phone)
    change_what_is_kept(phone, "about.files[0] = '/phone/be/law.000000000000.json'")
    before = kept_sets(phone)

    visit(phone)
    phone.wait_for_function("async (old) => (await caches.keys()).length > old", arg=len(before))
    expect(phone.locator("#phone h1")).to_be_visible()
    visit(phone)
    phone.wait_for_function("async () => (await caches.keys()).length === 1")

    assert kept_sets(phone) != before
    in_flight(phone)
    visit(phone, "#way")


def test_half_an_update_changes_nothing(phone: Page) -> None:
    keep(phone)
    before = kept_sets(phone)
    phone.context.route("**/desks-en.json", lambda route: route.abort())

    phone.get_by_role("button", name="Renew now").click()

    expect(phone.locator("#kept-status")).to_contain_text("Not everything could be loaded")
    assert kept_sets(phone) == before
    in_flight(phone)
    visit(phone, "#way")


def test_what_is_older_than_thirty_days_says_so(phone: Page) -> None:
    keep(phone)
    change_what_is_kept(phone, f"about.moment -= 31 * {DAY}")
    in_flight(phone)

    visit(phone, "#way")

    expect(phone.locator(".notice")).to_contain_text("31 days old")


def test_the_day_of_the_law_goes_on_in_flight_mode(phone: Page) -> None:
    keep(phone)
    phone.evaluate(
        """async () => {
            const cache = await caches.open((await caches.keys())[0]), page = await cache.match("/en/be/phone/");
            const older = (await page.text()).replace(/data-today="[^"]*"/, 'data-today="2026-01-05"');
            await cache.put("/en/be/phone/", new Response(older, { headers: page.headers }));
        }"""
    )
    in_flight(phone)

    visit(phone, "#way")

    today = phone.evaluate("new Date().toLocaleDateString('sv')")
    expect(phone.locator("#on")).to_have_value(today)


def test_a_clock_that_was_set_back_is_told(phone: Page) -> None:
    keep(phone)
    change_what_is_kept(phone, f"about.moment += 9 * {DAY}")
    in_flight(phone)

    visit(phone, "#way")

    expect(phone.locator(".notice")).to_contain_text("The clock of this phone is wrong")


def test_a_full_phone_says_so_and_keeps_what_it_had(phone: Page) -> None:
    keep(phone)
    before = kept_sets(phone)
    phone.evaluate(
        "() => { Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError')); }"
    )

    phone.get_by_role("button", name="Renew now").click()

    expect(phone.locator("#kept-status")).to_contain_text("no room left")
    assert kept_sets(phone) == before


def test_a_browser_that_keeps_nothing_says_so_and_works(phone: Page) -> None:
    phone.add_init_script(
        "delete Navigator.prototype.serviceWorker; Storage.prototype.setItem = () => { throw new Error('refused'); };"
    )
    visit(phone, "#kept")
    expect(phone.locator("#phone")).to_contain_text("cannot keep anything for offline")

    phone.goto("/en/be/phone/#guide/place")
    phone.locator("#value").fill("2000")
    phone.get_by_role("button", name="Stop here").click()

    expect(phone.locator(".notice")).to_contain_text("This browser keeps nothing")
    expect(phone.get_by_role("link", name="Where do you live?")).to_be_visible()


def test_each_thing_that_is_kept_can_be_removed(phone: Page) -> None:
    keep(phone)
    expect(phone.locator(".kept-sets li")).to_contain_text(re.compile(r"kept on .*, 0 days old, \d\.\d MB"))

    phone.get_by_role("button", name="Remove").click()

    expect(phone.locator(".kept-sets")).to_have_count(0)
    found = phone.evaluate(ALL_THAT_IS_KEPT)
    assert (found["caches"], found["workers"]) == ([], 0)


def test_hide_and_erase_leaves_nothing_and_no_way_back(phone: Page) -> None:
    keep(phone)
    with_answers(phone)
    phone.evaluate("localStorage.setItem('pathfinder.kept', '{}')")
    phone.context.add_cookies(
        [{"name": "answers", "value": "x", "url": phone.url.partition("/en/")[0], "httpOnly": True}]
    )

    phone.get_by_role("button", name="Hide and erase").click()

    expect(phone).to_have_url(re.compile(r"/en/find/$"), timeout=SLOW)
    expect(phone.get_by_role("heading", level=1)).to_be_visible(timeout=SLOW)
    assert phone.evaluate(ALL_THAT_IS_KEPT) == NOTHING
    assert phone.context.cookies() == []
    phone.go_back()
    expect(phone.get_by_role("heading", level=1)).to_be_visible(timeout=SLOW)
    assert "/phone/" not in phone.url


def test_hide_and_erase_reaches_other_tabs(phone: Page) -> None:
    with_answers(phone)
    other = phone.context.new_page()
    with_answers(other)

    phone.get_by_role("button", name="Hide and erase").click()

    expect(other).to_have_url(re.compile(r"/en/find/$"), timeout=SLOW)
    expect(phone).to_have_url(re.compile(r"/en/find/$"), timeout=SLOW)
    expect(other.get_by_role("heading", level=1)).to_be_visible(timeout=SLOW)
    expect(phone.get_by_role("heading", level=1)).to_be_visible(timeout=SLOW)
    assert [page.evaluate("sessionStorage.length") for page in (phone, other)] == [0, 0]


def test_hide_and_erase_works_in_flight_mode(phone: Page) -> None:
    keep(phone)
    in_flight(phone)
    with_answers(phone)

    phone.get_by_role("button", name="Hide and erase").click()

    expect(phone).to_have_url(re.compile(r"/en/find/$"))
    expect(phone.locator("body")).to_have_text("Pathfinder")
    assert phone.evaluate(ALL_THAT_IS_KEPT) == NOTHING


def test_another_site_cannot_make_a_browser_forget(client: Any, db: None) -> None:
    from_elsewhere = client.get("/en/phone/leave/", headers={"Sec-Fetch-Site": "cross-site"})
    from_here = client.get("/en/phone/leave/", headers={"Sec-Fetch-Site": "same-origin"})

    assert "Clear-Site-Data" not in from_elsewhere
    assert from_here["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert from_here["Location"] == "/en/find/"


def test_a_shared_phone_keeps_nothing_after_closing(phone: Page) -> None:
    keep(phone)
    phone.evaluate(
        """localStorage.setItem('pathfinder.kept', '{"be-house":{"name":"House","address":"/en/record/be-house/"}}')"""
    )
    with_answers(phone)
    visit(phone, "#kept")

    phone.get_by_label("This is a shared phone").check()

    expect(phone.locator("#own-status")).to_contain_text("Done")
    assert phone.evaluate("Object.keys(localStorage)") == ["pathfinder.stays"]
    assert sorted(phone.evaluate("Object.keys(sessionStorage)")) == ["pathfinder.be", "pathfinder.kept"]
    phone.goto("/en/find/kept/")
    expect(phone.get_by_role("link", name="House")).to_be_visible()


def test_what_i_have_goes_into_a_file_and_comes_back(phone: Page, tmp_path: Path) -> None:
    with_answers(phone)
    file = saved(phone, tmp_path)
    phone.get_by_role("button", name="Erase my answers").click()
    visit(phone, "#kept")

    phone.locator("#file").set_input_files(file)

    expect(phone.locator("#own-status")).to_contain_text("Done")
    visit(phone, "#plan")
    expect(phone.locator(".plan li")).to_have_count(1)
    visit(phone, "#way")
    expect(phone.get_by_role("link", name="Where do you live?")).to_be_visible()


def test_a_file_that_was_changed_is_refused_and_nothing_is_taken_from_it(phone: Page, tmp_path: Path) -> None:
    with_answers(phone)
    file = saved(phone, tmp_path)
    before = phone.evaluate(WHAT_I_HAVE)
    file.write_text(file.read_text(encoding="utf-8").replace("2000", "9000"), encoding="utf-8")

    phone.locator("#file").set_input_files(file)

    expect(phone.locator("#own-status")).to_contain_text("was changed or is not complete")
    assert phone.evaluate(WHAT_I_HAVE) == before


@pytest.mark.parametrize("end", ["#kept", "#plan", "#desks", "#way"])
def test_everybody_can_use_it(browser: Browser, live_server: object, a_desk: None, end: str) -> None:
    context = browser.new_context(base_url=str(live_server), viewport={"width": 320, "height": 740}, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(
        f"""sessionStorage.setItem('pathfinder.be', '{{"given":{{}},"declined":{{}},"on":"","plan":{{"{A_DUTY}":{{"note":"x"}}}}}}')"""
    )
    visit(page, end, "ar")

    assert Axe().run(page).response["violations"] == []
    assert not is_too_wide(page)
    context.close()


def with_answers(page: Page) -> None:
    """A place, and a step in the plan."""
    visit(page, "#guide/place")
    page.locator("#value").fill("2000")
    page.get_by_role("button", name="Stop here").click()
    page.goto(f"/en/be/phone/#step/{A_DUTY}")
    page.locator("#in-plan button").click()
    page.goto("/en/be/phone/#kept")
    expect(page.locator("#file")).to_be_visible()


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save them as a file").click()
    file = folder / "mine.json"
    download.value.save_as(file)
    return file


def kept_sets(page: Page) -> list[str]:
    return list(page.evaluate("caches.keys()"))


def change_what_is_kept(page: Page, change: str) -> None:
    """As time, or another clock, would."""
    page.evaluate(
        f"""async () => {{ for (const name of await caches.keys()) {{
            const cache = await caches.open(name), about = await (await cache.match('/phone/kept')).json();
            {change};
            await cache.put('/phone/kept', new Response(JSON.stringify(about)));
        }} }}"""
    )
