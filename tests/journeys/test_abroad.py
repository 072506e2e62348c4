"""A team takes one step for two candidates and undoes it; Samir reads his page on a phone without scripts, and answers."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from pathfinder.accounts.tests.people import amina, signed_in
from pathfinder.directory.tests.records import ORGANIZATION, give
from pathfinder.talent.tests.abroad import case, job

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_one_step_for_two_its_undoing_and_the_answer_of_one(
    desk: Page, without_scripts: Page, live_server: object
) -> None:
    give("organization", "be-house", ORGANIZATION)
    team = amina()
    where = job(team)
    first, _second = case(team, "Samir", where), case(team, "Olena", where)
    session = signed_in(Client(), team).cookies["session"].value
    desk.context.add_cookies([{"name": "session", "value": session, "url": str(live_server)}])

    desk.goto(f"/en/desk/abroad/jobs/{where.pk}/")
    desk.get_by_label("Samir").check()
    desk.get_by_label("Olena").check()
    desk.get_by_role("group", name="One step for those that are ticked").get_by_label("Stage").select_option(
        "Interview"
    )
    desk.get_by_role("button", name="Show whom it touches").click()
    expect(desk.get_by_role("heading", name="It touches 2 candidates")).to_be_visible()
    desk.get_by_role("button", name="Do it").click()
    desk.get_by_role("button", name="Undo it").click()
    expect(desk.get_by_role("heading", name="Undone for 2 candidates")).to_be_visible()

    desk.goto(f"/en/desk/abroad/cases/{first.pk}/?on=2023-06-01")
    expect(desk.get_by_role("heading", name="United Kingdom, by the law of 1 June 2023")).to_be_visible()
    desk.get_by_label("Stage").select_option("Interview")
    desk.get_by_role("button", name="Save").click()
    desk.goto(f"/en/desk/abroad/candidates/{first.candidate_id}/")
    desk.get_by_role("button", name="Make a letter with a link").click()
    link = desk.get_by_role("link", name="/abroad/mine/").get_attribute("href") or ""

    without_scripts.goto(link)
    expect(without_scripts.get_by_text("An employer wants to talk with you.")).to_be_visible()
    without_scripts.get_by_label("Your answer or your question").fill("On Monday I can.")
    without_scripts.get_by_role("button", name="Send").click()
    expect(without_scripts.get_by_text("On Monday I can.")).to_be_visible()

    desk.goto("/en/desk/abroad/")
    expect(desk.get_by_text("The candidate wrote")).to_be_visible()
