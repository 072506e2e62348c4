import re

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.guide.tests.people import AMINA, GUIDE, WAY, answer
from pathfinder.rulebooks.answers import asked_facts
from pathfinder.rulebooks.loaded import rulebook_of


@pytest.mark.parametrize("fact", list(asked_facts(rulebook_of("be"))))
def test_every_question_has_a_page(client: Client, fact: str) -> None:
    page = client.get(f"{GUIDE}{fact}/")

    assert page.status_code == 200
    assertContains(page, "I would rather not say")
    assertContains(page, "Why we ask")


def test_the_guide_asks_for_the_place_first(client: Client) -> None:
    assertRedirects(client.get(GUIDE), f"{GUIDE}place/")


def test_an_answer_leads_to_the_next_question(client: Client) -> None:
    sent = client.post(f"{GUIDE}place/", {"value": "2000"}, follow=True)

    assert sent.redirect_chain[-1][0] == f"{GUIDE}residence_ground/"
    assertContains(sent, "1 answered")


def test_answering_everything_ends_at_the_way(client: Client) -> None:
    answer(client, AMINA)
    page = client.get(GUIDE, follow=True)
    while page.redirect_chain[-1][0] != WAY:
        page = client.post(page.redirect_chain[-1][0], {"decline": "unknown"}, follow=True)

    assertContains(page, "Your way to work in Antwerp")


@pytest.mark.parametrize("how", ["unknown", "private"])
def test_a_declined_question_is_not_asked_again_and_can_still_be_answered(client: Client, how: str) -> None:
    client.post(f"{GUIDE}place/", {"decline": how})

    assertRedirects(client.get(GUIDE), f"{GUIDE}residence_ground/")
    assertContains(client.get("/en/be/answers/"), f"{GUIDE}place/?then=answers")


def test_a_question_says_what_declining_costs(client: Client) -> None:
    assertContains(client.get(f"{GUIDE}place/"), "steps do not need this answer")


def test_the_cost_of_taking_an_answer_back_is_what_it_decided(amina: Client) -> None:
    page = amina.get(f"{GUIDE}residence_ground/").content.decode()

    needless, total = map(int, re.search(r"(\d+) of (\d+) steps do not need this answer", page).groups())
    assert needless < total


def test_back_leads_to_the_question_before(amina: Client) -> None:
    assertContains(amina.get(f"{GUIDE}nationality/"), f'href="{GUIDE}residence_ground/"')


def test_an_answered_question_shows_its_answer(amina: Client) -> None:
    page = amina.get(f"{GUIDE}birth_date/")

    assertContains(page, 'value="1990"')
    assertContains(page, '<option value="5" selected>May')


def test_stopping_with_an_empty_field_shows_the_way(client: Client) -> None:
    assertRedirects(client.post(f"{GUIDE}place/", {"value": "", "stop": "1"}), WAY)


def test_stopping_keeps_what_stands_in_the_field(client: Client) -> None:
    page = client.post(f"{GUIDE}place/", {"value": "2000", "stop": "1"}, follow=True)

    assertContains(page, "Your way to work in Antwerp")


def test_nobody_is_asked_in_vain_after_the_answer_is_clear(client: Client) -> None:
    client.post(f"{GUIDE}residence_ground/", {"value": "refugee"})

    assertNotContains(client.get("/en/be/answers/"), f"{GUIDE}application_lodged_on/")


def test_a_partial_date_is_an_answer(client: Client) -> None:
    client.post(f"{GUIDE}birth_date/", {"day": "", "month": "", "year": "1990"})

    assertContains(client.get("/en/be/answers/"), "1990")


def test_two_nationalities_are_kept(client: Client) -> None:
    client.post(f"{GUIDE}nationality/", {"value": "SY", "second": "FR"})

    assertContains(client.get("/en/be/answers/"), "France, Syria")


def test_a_postcode_with_its_town_is_understood(client: Client) -> None:
    client.post(f"{GUIDE}place/", {"value": "9000 Gent"})

    assertContains(client.get(WAY), "Your way to work in Ghent")
