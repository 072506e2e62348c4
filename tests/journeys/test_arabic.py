"""In Arabic, from right to left: from a word in one's own language to the desk, on a phone, with and without scripts."""

import re
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pathfinder.directory.tests.records import small_directory
from tests.journeys.walking import barriers, is_too_wide

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

ARABIC, PERSIAN = "معادلة الشهادة", "تعادل مدرک"  # the recognition of a diploma
RECORD = "/ar/record/be-recognition/"
PAGES = (
    "/ar/", f"/ar/find/?q={quote(ARABIC)}", "/ar/find/?country=be&place=9000", RECORD, f"{RECORD}print/", f"{RECORD}history/",
    "/ar/record/be-house/", "/ar/be/guide/place/", "/ar/be/guide/birth_date/", "/ar/be/answers/", "/ar/be/way/",
    "/ar/be/way/?second=nl", "/ar/be/way/step/be-vlg-programme-2022/", "/ar/be/way/keep/", "/ar/nowhere/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def directory() -> None:
    small_directory()


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("language", ["ar", "fa", "ps", "so", "hu"])
def test_no_word_of_the_menu_breaks_or_leaves_the_screen(phone: Page, language: str, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": 740})
    phone.goto(f"/{language}/")

    heights = phone.locator(".rooms a").evaluate_all("links => links.map(link => link.offsetHeight)")
    assert max(heights) < 60, "two lines in a link"
    assert not is_too_wide(phone)


def walk_to_the_desk(page: Page, words: str) -> None:
    """From the first page by the search to the service, its desk and its phone; the page runs from right to left."""
    page.goto("/ar/")
    page.get_by_label("كلمة أو سؤال أو كلمة من رسالة، بأي لغة").fill(words)
    page.get_by_role("button", name="ابحث").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.get_by_role("link", name="الاعتراف بشهادتك").click()

    expect(page).to_have_url(re.compile(f"{RECORD}$"))
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.get_by_role("heading", level=1)).to_have_text("الاعتراف بشهادتك")
    expect(page.get_by_role("heading", name="أين ومتى")).to_be_visible()
    desk = page.locator("section.desk", has_text="Desk in Ghent")
    expect(desk.locator("bdi", has_text="Voorbeeldstraat 1, 9000 Gent")).to_be_visible()
    expect(page.get_by_role("link", name="+32 2 555 01 00").first).to_be_visible()


@pytest.mark.parametrize("words", [ARABIC, PERSIAN])
def test_a_word_of_ones_own_language_leads_to_the_desk(phone: Page, words: str) -> None:
    walk_to_the_desk(phone, words)

    assert not is_too_wide(phone)


@pytest.mark.parametrize("words", [ARABIC, PERSIAN])
def test_it_leads_there_without_scripts_too(without_scripts: Page, words: str) -> None:
    walk_to_the_desk(without_scripts, words)


def test_what_is_not_arabic_says_so_and_keeps_its_direction(phone: Page) -> None:
    phone.goto(RECORD)

    english = phone.locator("p.lead span")
    expect(english).to_have_attribute("lang", "en")
    expect(english).to_have_css("direction", "ltr")
    expect(phone.locator("a.phone bdi").first).to_have_css("direction", "ltr")


def test_the_arrow_back_points_to_where_the_line_begins(phone: Page) -> None:
    phone.goto(RECORD)

    expect(phone.get_by_role("link", name="→ ابحث عن مساعدة")).to_be_visible()


def test_a_result_that_is_kept_stays_on_the_phone_until_it_is_forgotten(phone: Page) -> None:
    phone.goto(f"/ar/find/?q={quote(ARABIC)}")
    phone.get_by_role("button", name="احتفظ").first.click()
    phone.goto("/ar/find/kept/")
    expect(phone.get_by_role("link", name="الاعتراف بشهادتك")).to_have_attribute("href", RECORD)

    phone.get_by_role("button", name="انسَ الكل").click()

    expect(phone.get_by_text("لا شيء محفوظ بعد")).to_be_visible()


def test_the_first_question_can_be_answered_in_arabic(without_scripts: Page) -> None:
    without_scripts.goto("/ar/be/guide/place/")
    without_scripts.get_by_label("مكان سكنك").fill("9000")
    without_scripts.get_by_role("button", name="متابعة").click()

    expect(without_scripts.get_by_role("heading", level=1)).to_have_text("لماذا يُسمح لك بالسكن هنا؟")


def test_no_page_scrolls_sideways_or_has_a_barrier(for_axe: Page, axe: Axe) -> None:
    found = {}
    for address in PAGES:
        for_axe.goto(address)
        for_axe.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found[address] = barriers(for_axe, axe)
        found[address] += "" if for_axe.locator("html[dir=rtl]").count() else "not from right to left"

    assert {address: wrong for address, wrong in found.items() if wrong} == {}
