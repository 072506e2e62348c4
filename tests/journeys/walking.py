"""Steps that several journeys take."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What axe says of colours; all else is the same in the dark as in light
OF_COLOURS = {
    "resultTypes": ["violations"],
    "preload": False,
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


def answer_as_amina(page: Page) -> None:
    """From the first page to the way: what Amina knows, and "I do not know" to the rest."""
    page.goto("/en/")
    page.get_by_role("button", name="Show me my way").click()
    page.get_by_label("where you live").fill("2000")
    go_on(page)
    page.get_by_label("recognised refugee").check()
    go_on(page)
    page.get_by_label("Country").select_option(label="Syria")
    go_on(page)
    while "/guide/" in page.url:
        match page.url.rstrip("/").rpartition("/")[2]:
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


def fill_date(page: Page, day: str, month: str, year: str) -> None:
    page.get_by_label("Day").fill(day)
    page.get_by_label("Month").select_option(label=month)
    page.get_by_label("Year").fill(year)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def barriers(page: Page, axe: Axe) -> str:
    """What is wrong with the page as it stands, in light and in the dark, nothing when nothing is."""
    in_light = axe.run(page)
    page.emulate_media(color_scheme="dark")
    in_the_dark = axe.run(page, options=OF_COLOURS)
    page.emulate_media(color_scheme="light")
    wrong = [report.generate_report() for report in (in_light, in_the_dark) if report.violations_count]
    return "\n".join([*wrong, *(["too wide"] if is_too_wide(page) else [])])


def tab_to(page: Page, selector: str, most: int = 200) -> None:
    """Press the tabulator until the focus is there, as somebody without a mouse does."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"the tabulator does not lead to {selector}")
