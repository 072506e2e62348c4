"""The entrance: every shelf, and finding over all of them in any language."""

import pytest

from pathfinder.library.content import items
from pathfinder.library.finding import SHELVES, find_in_library
from pathfinder.library.views import url_of
from pathfinder.ui.tests.page_text import text_of

pytestmark = pytest.mark.django_db


def test_every_shelf_is_one_step_away(client):
    page = client.get("/en/library/").content.decode()

    for shelf in ("practices", "stories", "procedures", "countries", "events", "documents", "figures"):
        assert f'href="/en/library/{shelf}/"' in page


@pytest.mark.parametrize(("typed", "language"), [("mentoring", "en"), ("إرشاد مهني", "ar"), ("наставництво", "uk")])
def test_a_word_in_any_language_finds_a_practice_of_mentoring(typed, language):
    assert "be-p5-duo" in [hit.item.id for hit in find_in_library(typed, language)]


def test_what_was_found_says_on_which_shelf_and_in_which_country(client):
    page = text_of(client.get("/en/library/", {"q": "nurses"}))

    assert "Story" in page
    assert "United Kingdom" in page


@pytest.mark.parametrize("typed", ["x" * 10_000, "\x00\u202e", "'; zzqq--", "qqqqqq"])
def test_words_that_fit_nothing_lead_to_the_directory(client, typed):
    page = client.get("/en/library/", {"q": typed})

    assert page.status_code == 200
    assert "/en/find/?q=" in page.content.decode()


@pytest.mark.parametrize("shelf", SHELVES)
def test_everything_of_the_packs_has_a_page(client, shelf):
    addresses = {url_of(item, "en").partition("#")[0] for item in items(shelf)}  # a page may hold many

    assert {address for address in addresses if client.get(address).status_code != 200} == set()
