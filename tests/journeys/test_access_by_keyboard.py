"""By keyboard alone, read aloud, and with a finger: what is told, in which order, and how large it is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.furnishing import answers_in_a_browser
from tests.journeys.kinds import FOR_ALL, MAIN, NOT_FOUND

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

FINGER = 44  # pixels, in both directions or as wide as the words are
MOST_STEPS = 60  # presses of Tab on one page
# Everything to press that is no link inside a sentence. A choice is as large as its label, which is measured instead.
TOO_SMALL = """finger => [...document.querySelectorAll('a[href],button,summary,select,textarea,input:not([type=hidden])')]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest('.hidden,.empty,.skip'))
  .map(one => one.matches('[type=radio],[type=checkbox]') ? one.closest('label') ?? one : one)
  .filter(one => {
    if (one.tagName != 'A') return true;
    const around = one.closest('p,li,dd,td,th,h1,h2,h3,h4,div');
    return !around || around.innerText.trim() == one.innerText.trim() || one.matches('.button,nav a,.links a,.doors a');
  })
  .filter(one => one.getBoundingClientRect().height < finger - .5)
  .map(one => one.outerHTML.slice(0, 120))"""
FOCUS = """() => { const one = document.activeElement, style = getComputedStyle(one);
  return [one.tagName, one.innerText || one.name || one.getAttribute('aria-label') || '', parseFloat(style.outlineWidth) || 0] }"""


def press_tab_until(page: Page, words: str) -> list[str]:
    """Everything that the focus visits on the way, each with an outline that can be seen. Fails where it never comes there."""
    visited = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        tag, said, outline = page.evaluate(FOCUS)
        if tag != "BODY":
            assert outline >= 2, f"{tag} {said!r} does not show that it has the focus"
        visited.append(" ".join(said.split()))
        if words in visited[-1]:
            return visited
    raise AssertionError(f"Tab never came to {words!r}: {visited}")


def test_the_keyboard_leads_from_the_first_page_through_the_guide_to_the_way(desk: Page) -> None:
    desk.goto("/en/")
    press_tab_until(desk, "Show me my way")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("/guide/place/"))
    press_tab_until(desk, "value")
    desk.keyboard.type("2000")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("/guide/residence_ground/"))
    press_tab_until(desk, "value")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    press_tab_until(desk, "Continue")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("/guide/nationality/"))
    press_tab_until(desk, "Stop here")
    desk.keyboard.press("Space")

    expect(desk.get_by_role("alert").or_(desk.get_by_role("heading", level=1)).first).to_be_visible()


@pytest.mark.usefixtures("furnished")
def test_the_keyboard_leads_from_a_word_to_the_record(desk: Page) -> None:
    desk.goto("/en/find/?country=be")
    press_tab_until(desk, "q")
    desk.keyboard.type("diploma")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("q=diploma"))
    press_tab_until(desk, "Recognition of your diploma")
    desk.keyboard.press("Enter")

    expect(desk.get_by_role("heading", level=1)).to_have_text("Recognition of your diploma")


@pytest.mark.parametrize("page_of", ["phone", "without_scripts"])
def test_the_language_menu_opens_and_leads_on_by_keyboard(page_of: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(page_of)
    page.goto("/en/compare/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Nederlands")).to_be_visible()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page).to_have_url(re.compile("/nl/compare/$"))


def test_the_first_press_offers_to_skip_and_the_focus_then_goes_on_inside_the_page(desk: Page) -> None:
    desk.goto("/en/compare/")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Skip to the page")).to_be_in_viewport()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")

    assert desk.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_mistake_is_said_at_the_top_and_belongs_to_its_field(desk: Page) -> None:
    desk.goto("/en/be/guide/birth_date/")
    desk.get_by_label("Day").fill("31")
    desk.get_by_label("Month").select_option(label="February")
    desk.get_by_label("Year").fill("1990")
    desk.get_by_role("button", name="Continue").click()

    alert = desk.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(desk).to_have_title(re.compile("^Please look again"))
    said = alert.inner_text().strip()
    expect(desk.get_by_label("Day")).to_have_accessible_description(said)
    expect(desk.get_by_label("Day")).to_have_attribute("aria-invalid", "true")
    expect(desk.get_by_label("Day")).to_have_value("31")


def test_nothing_moves_for_who_asked_for_less_movement(desk: Page) -> None:
    desk.emulate_media(reduced_motion="reduce")
    desk.goto("/en/be/way/")

    expect(desk.locator("html")).to_have_css("scroll-behavior", "auto")
    moving = "document.getAnimations().length + [...document.querySelectorAll('*')].filter(one => !/^0s/.test(getComputedStyle(one).transitionDuration)).length"
    assert desk.evaluate(moving) == 0


def test_whatever_is_pressed_is_large_enough_for_a_finger(
    phone: Page, furnished: dict[str, str], live_server: object
) -> None:
    phone.context.add_cookies(
        [{"name": name, "value": value, "url": str(live_server)} for name, value in answers_in_a_browser()]
    )
    found = {}
    for kind, address in {**MAIN, **FOR_ALL}.items():
        if kind not in NOT_FOUND:
            phone.goto(address.format(language="en", **furnished))
            found[kind] = phone.evaluate(TOO_SMALL, FINGER)

    assert {kind: small for kind, small in found.items() if small} == {}


# as a screen reader tells it


def test_the_first_page_is_told_in_the_order_in_which_it_is_needed(desk: Page) -> None:
    desk.goto("/en/")

    expect(desk.locator("body")).to_match_aria_snapshot("""
        - link "Skip to the page"
        - banner:
          - link "Pathfinder"
          - navigation "Language"
          - navigation "Pages":
            - link "Find help"
            - link "Employers"
            - link "Compare"
            - link "Library"
        - main:
          - heading "Find your way to work." [level=1]
          - paragraph
          - text: I live in
          - combobox "I live in"
          - button "Show me my way"
          - button "My way so far"
          - button "I have a link or a code"
          - list:
            - listitem:
              - link "I am not there yet"
          - heading "Find help near you" [level=2]
          - search:
            - searchbox "A word, a question, or a word from a letter, in any language"
            - button "Search"
        - contentinfo
    """)


def test_a_question_is_told_before_its_choices_and_then_why_it_is_asked(desk: Page) -> None:
    desk.goto("/en/be/guide/residence_ground/")

    expect(desk.get_by_role("main")).to_match_aria_snapshot("""
        - main:
          - link /Back/
          - group "Why are you allowed to live here?":
            - heading "Why are you allowed to live here?" [level=1]
            - paragraph
            - radio "citizen of this country"
            - radio /asylum applicant/
            - radio "recognised refugee"
          - paragraph: /Why we ask/
          - button "Continue"
          - button "Stop here and show my way"
          - button "I do not know"
          - button "I would rather not say"
    """)


def test_a_step_is_told_with_its_verdict_before_its_name(desk: Page, live_server: object) -> None:
    desk.context.add_cookies(
        [{"name": name, "value": value, "url": str(live_server)} for name, value in answers_in_a_browser()]
    )
    desk.goto("/en/be/way/")

    expect(desk.get_by_role("main")).to_match_aria_snapshot("""
        - main:
          - heading "Your way to work in Antwerp" [level=1]
          - paragraph: /By the law of/
          - heading "Now" [level=2]
          - list:
            - listitem:
              - paragraph:
                - text: "You must:"
                - link
    """)
