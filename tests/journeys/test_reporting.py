"""A reader says that something is wrong, an editor answers, the reader sees the course; the desk's other checks, by eye."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from pathfinder.accounts.tests.people import piet, signed_in
from pathfinder.checking import stamps
from pathfinder.checking.duplicates import find_duplicates
from pathfinder.checking.links.uses import renew_links
from pathfinder.checking.models import Duplicate, FailedSearch, Link, LinkRound, Report
from pathfinder.checking.queries import record_with
from pathfinder.checking.reports import report
from pathfinder.directory.tests.records import NOW, ORGANIZATION, give, small_directory
from tests.journeys.walking import barriers

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/en/record/be-house/report/", "/nl/record/be-house/report/", "/en/report/{report}/", "/en/report/", "/en/report/?code=x",
    "/en/quality/", "/de/quality/", "/en/desk/queue/", "/en/desk/queue/?why=cadence_over&country=be", "/en/desk/links/",
    "/en/desk/duplicates/", "/en/desk/duplicates/{pair}/", "/en/desk/reports/", "/en/desk/reports/{report}/",
    "/en/desk/searches/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def directory(transactional_db: None, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    small_directory()


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that a program drives types faster than a person."""
    monkeypatch.setattr(stamps, "QUICKEST_SECONDS", 0)


@pytest.fixture
def piets_desk(browser: Browser, live_server: object) -> Iterator[Page]:
    context = browser.new_context(base_url=str(live_server), locale="en-GB", viewport={"width": 1200, "height": 900})
    sit_down_at(context.new_page(), str(live_server))
    yield context.pages[0]
    context.close()


def sit_down_at(page: Page, server: str) -> None:
    """Piet has signed in on this browser."""
    session = signed_in(Client(), piet()).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": server}])


@pytest.mark.usefixtures("no_waiting")
def test_a_reader_reports_an_editor_answers_and_the_reader_sees_the_course(
    without_scripts: Page, piets_desk: Page
) -> None:
    reader = without_scripts
    reader.goto("/en/record/be-house/")
    reader.get_by_role("link", name="Something is wrong here").click()
    reader.get_by_label("The opening hours are wrong").check()
    reader.get_by_label("In your words, in any language").fill("مغلق يوم الاثنين")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you. Your report is with us.")
    assert reader.context.cookies() == []
    course = reader.url

    piets_desk.goto("/en/desk/")
    piets_desk.get_by_role("link", name="1 record about which a reader reported something").click()
    piets_desk.get_by_role("link", name=Report.objects.get().code).click()
    expect(piets_desk.get_by_text("مغلق يوم الاثنين")).to_be_visible()
    piets_desk.get_by_role("button", name="I look into it").click()
    reader.goto("/en/record/be-house/")
    expect(reader.get_by_text("It is being looked at.")).to_be_visible()

    piets_desk.get_by_label("The record was changed").check()
    piets_desk.get_by_label("The reason, for everybody to read").fill("The desk is closed on Monday now. Thank you.")
    piets_desk.get_by_label("I read the reader’s words").check()
    piets_desk.get_by_role("button", name="Close the report").click()
    expect(piets_desk.get_by_role("status")).to_contain_text("The reader sees your answer.")

    reader.goto(course)
    expect(reader.get_by_text("The desk is closed on Monday now. Thank you.")).to_be_visible()
    expect(reader.get_by_text("مغلق يوم الاثنين")).to_be_visible()


def test_a_form_that_came_too_quickly_keeps_every_word(phone: Page) -> None:
    phone.goto("/en/record/be-house/report/")
    phone.get_by_label("Something else").check()
    phone.get_by_label("In your words").fill("The entrance is at the back.")
    phone.get_by_role("button", name="Send").click()

    expect(phone.get_by_role("alert")).to_be_focused()
    expect(phone.get_by_label("In your words")).to_have_value("The entrance is at the back.")
    expect(phone.get_by_label("Something else")).to_be_checked()


def test_an_editor_goes_through_the_queue_by_keyboard(piets_desk: Page) -> None:
    piets_desk.goto("/en/desk/queue/?country=be&kind=organization")
    piets_desk.get_by_role("button", name="Still right Career house Ghent").focus()
    piets_desk.keyboard.press("Enter")

    expect(piets_desk.get_by_role("status")).to_contain_text("is right as of today, in all its languages")
    expect(piets_desk.get_by_text("Nothing waits here.")).to_be_visible()
    assert piets_desk.url.endswith("?kind=organization&country=be&page=1")


@pytest.mark.one_database
def test_no_page_of_checking_scrolls_sideways_or_has_a_barrier(for_axe: Page, axe: Axe, live_server: object) -> None:
    give("organization", "be-huis", {**ORGANIZATION, "name": {"en": "Career House, Ghent"}})
    find_duplicates(at=NOW)
    renew_links()
    Link.objects.update(is_broken=True, problem="gone", status=404, checked_at=NOW, first_failed_at=NOW)
    LinkRound.objects.create(started_at=NOW, seen_at=NOW, is_running=True, total=9, done=3)
    FailedSearch.objects.create(words="دورة دراجات", language="en", country="be", month="2026-11", count=5)
    made = report(
        record_with("be-house"), about="cost", words="…", language="en", form="1", on=dt.date(2026, 5, 3), at=NOW
    )
    sit_down_at(for_axe, str(live_server))
    codes = {"report": made.code, "pair": Duplicate.objects.get().pk}

    found = {}
    for address in PAGES:
        for_axe.goto(address.format(**codes))
        found[address] = barriers(for_axe, axe)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}
