"""The guide in easy words: chosen by a link, kept in the address, and honest about what is not in easy words yet."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

QUESTION = "/nl/be/guide/application_lodged_on/"
EASY = "U mag niet meteen werken."
STEP = "/nl/be/way/step/be-vlg-programme-2022/?easy=1"


def test_a_link_on_each_page_leads_to_easy_words_and_back(client: Client) -> None:
    assertContains(client.get(f"{QUESTION}?then=way"), f'href="{QUESTION}?then=way&amp;easy=1"')
    assertContains(client.get(f"{QUESTION}?then=way&easy=1"), f'href="{QUESTION}?then=way"')


def test_a_question_is_asked_in_easy_words_and_the_page_says_its_language(client: Client) -> None:
    page = client.get(f"{QUESTION}?easy=1")

    assertContains(page, EASY)
    assertContains(page, '<html lang="nl-simple" dir="ltr"')
    assert page["Content-Language"] == "nl-simple"
    assertNotContains(client.get(QUESTION), EASY)


def test_easy_words_stay_while_one_goes_on(client: Client) -> None:
    answer = client.post(f"{QUESTION}?easy=1", {"decline": "unknown"})
    way = client.get("/nl/be/way/?easy=1")

    assert answer["Location"].endswith("?easy=1")
    assertContains(way, 'href="/nl/be/way/step/')
    assertNotContains(way, 'href="/nl-simple/')
    assertContains(way, '<input type="hidden" name="easy" value="1">')


def test_a_step_says_its_duty_in_easy_words_and_marks_the_rest(client: Client) -> None:
    page = client.get(STEP)

    assertContains(page, "U leert hoe het leven in België gaat.")
    assertContains(page, '<span class="mt ne">')


def test_other_languages_have_no_easy_words_yet(client: Client) -> None:
    page = client.get("/ar/be/guide/place/?easy=1")

    assertContains(page, '<html lang="ar" dir="rtl"')
    assertNotContains(page, 'class="ease')


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
def test_a_country_that_has_no_easy_texts_of_its_own_shares_the_questions(client: Client, language: str) -> None:
    assertContains(client.get(f"/{language}/si/guide/nationality/?easy=1"), 'class="mt"')


def test_another_language_side_by_side_keeps_its_own_words(client: Client) -> None:
    page = client.get(f"{STEP}&second=ar")

    assertContains(page, 'lang="ar" dir="rtl"')
    assertNotContains(page, "nl-simple</")
