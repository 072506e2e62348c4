"""An employer in Ghent finds a nurse and a tailor without a name, and asks; he agrees to his telephone alone, and takes it back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from pathfinder.accounts.tests.people import amina, signed_in
from pathfinder.matching.at_hand import forget
from pathfinder.matching.tests.cast import (
    NAME,
    NURSES,
    PHONE,
    PRIVATE,
    PRIVATE_OF_NURSE,
    at_home,
    olena,
    organizations,
    samir,
    vacancy,
)
from tests.journeys.walking import is_too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def comes_in(page: Page, client: Client) -> Page:
    """With the session that this client has."""
    session = {"name": "session", "value": client.cookies["session"].value, "domain": "localhost", "path": "/"}
    page.context.add_cookies([session])
    return page


def is_fit(page: Page, axe: Axe) -> bool:
    return not axe.run(page).response["violations"] and not is_too_wide(page)


def link_in(letter: Any) -> str:
    words: list[str] = letter.get_payload(decode=True).decode().split()
    return next(one for one in words if one.startswith("http"))


def look_for(page: Page, title: str) -> None:
    page.get_by_label("For this vacancy").select_option(title)
    page.get_by_role("button", name="Show").first.click()


def test_an_employer_finds_a_nurse_and_a_tailor_who_shows_his_number_and_takes_it_back(
    desk: Page, phone: Page, letterbox: Any, axe: Axe
) -> None:
    forget()
    organizations()
    vacancy("Tailor in Ghent")
    vacancy("Nurse in Ghent", isco="2221", regulated="yes", skills=[{"what": NURSES, "importance": "must"}], languages={"nl": "B2"})  # fmt: skip
    kept, nurse = samir(), olena()
    comes_in(desk, signed_in(Client(), amina()))
    comes_in(phone, at_home(kept.user))

    desk.goto("/en/desk/")
    desk.get_by_role("link", name="Candidates", exact=True).click()
    look_for(desk, "Nurse in Ghent")
    found = desk.get_by_role("listitem").filter(has=desk.get_by_role("link", name=f"Candidate {nurse.number}"))
    expect(found).to_contain_text("1 of 1 skill is there.")
    expect(found).to_contain_text("This profession is regulated, and no diploma is recognised for it yet.")
    expect(desk.get_by_text("Nobody who agreed to be found")).to_have_count(0)
    assert [told for told in PRIVATE_OF_NURSE if told in desk.content()] == []
    look_for(desk, "Tailor in Ghent")
    assert [told for told in PRIVATE if told in desk.content()] == []
    assert is_fit(desk, axe)
    desk.get_by_role("link", name=f"Candidate {kept.number}").click()
    desk.get_by_label("Name", exact=True).check()
    desk.get_by_label("Telephone number").check()
    desk.get_by_label("Why?").fill("We would like to invite you to our workshop.")
    desk.get_by_role("button", name="Ask the person").click()
    expect(desk.get_by_text("The person got a letter, and decides.")).to_be_visible()
    assert is_fit(desk, axe)

    phone.goto(link_in(letterbox.letters[0]))
    assert is_fit(phone, axe)
    phone.get_by_role("button", name=re.compile("^No.*Name")).click()
    phone.get_by_role("button", name=re.compile("^Show it.*Telephone")).click()
    desk.reload()
    expect(desk.get_by_text(PHONE)).to_be_visible()
    assert NAME not in desk.content()

    phone.get_by_role("button", name=re.compile("^Take it back.*Telephone")).click()
    desk.reload()
    expect(desk.get_by_text("Telephone number: taken back")).to_be_visible()
    assert PHONE not in desk.content()
    expect(phone.get_by_text("House of Work · saw: Telephone number")).to_be_visible()
    assert is_fit(phone, axe)
