"""Steps that several journeys take."""

from playwright.sync_api import Page


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


def tab_to(page: Page, selector: str, most: int = 200) -> None:
    """Press the tabulator until the focus is there, as somebody without a mouse does."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"the tabulator does not lead to {selector}")
