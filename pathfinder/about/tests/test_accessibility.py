"""The statement says what was done, what falls short, and how to tell us."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/en/accessibility/"


def test_every_page_leads_to_the_statement(client: Client) -> None:
    assert f'<a href="{PAGE}">' in client.get("/en/compare/").content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "we do not say that we meet it in full",
        "No disabled person has tested",
        "25 November 2026",
        'href="/en/report/"',
        'href="/en/find/"',
    ],
)
def test_it_is_honest_and_says_where_to_turn_to(client: Client, words: str) -> None:
    assert words in client.get(PAGE).content.decode()


def test_an_address_is_shown_where_letters_can_be_answered(client: Client, settings: object) -> None:
    settings.DEFAULT_FROM_EMAIL = "Pathfinder <desk@pathfinder.example>"

    assert 'href="mailto:desk@pathfinder.example"' in client.get(PAGE).content.decode()


def test_no_address_is_made_up(client: Client) -> None:
    assert "mailto:" not in client.get(PAGE).content.decode()
