"""Who answered for one country and opens the guide of another: nothing is lost, and nothing counts that may not."""

import re
from hashlib import sha256

import pytest
from django.core import signing
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from pathfinder.guide.tests.people import WAY
from pathfinder.rulebooks.answers import COOKIE, LARGEST_COOKIE, SALT

HERE, HERE_WAY, TAKE_ALONG = "/en/nl/guide/", "/en/nl/way/", "/en/nl/answers/take-along/"
TOLD_FOR_BELGIUM = "You gave your answers for another country (Belgium)"


@pytest.fixture
def in_the_netherlands(amina: Client) -> Client:
    """Amina, who answered for Belgium and presses “Use these answers here”."""
    amina.post(TAKE_ALONG)
    return amina


def told(client: Client) -> dict:
    return signing.loads(client.cookies[COOKIE].value, salt=SALT)


def test_the_page_says_for_which_country_the_answers_are_and_which_can_count_here(amina: Client) -> None:
    page = amina.get(HERE_WAY)

    said = re.sub("<[^>]+>", "", page.content.decode())
    assert f"{TOLD_FOR_BELGIUM}; only these can count here too: your nationality, when you were born." in said
    assertContains(page, "Erase my answers")


def test_until_the_person_says_so_no_answer_counts_and_none_is_changed(amina: Client) -> None:
    before = told(amina)

    page = amina.get(HERE_WAY)

    assertContains(page, "You have not answered anything yet")
    assert told(amina) == before


def test_what_is_about_the_person_is_carried_over_and_the_rest_asked_again(in_the_netherlands: Client) -> None:
    page = in_the_netherlands.get("/en/nl/answers/")

    assert told(in_the_netherlands)["g"] == {"nationality": ["SY"], "birth_date": "1990-05-02"}
    assertContains(page, "<b>Syria</b>")
    assertNotContains(page, TOLD_FOR_BELGIUM)


def test_carrying_over_goes_on_to_the_next_question(amina: Client) -> None:
    assert amina.post(f"{TAKE_ALONG}?easy=1")["Location"] == f"{HERE}?easy=1"


def test_who_came_for_one_step_goes_back_to_its_questions(amina: Client) -> None:
    sent = amina.post(f"{TAKE_ALONG}?for=nl-svc-b1-route")

    assert sent["Location"] == "/en/nl/way/step/nl-svc-b1-route/ask/"


def test_starting_anew_carries_nothing_and_does_not_ask_again(amina: Client) -> None:
    amina.post(TAKE_ALONG, {"anew": "1"})

    page = amina.get(HERE_WAY)

    assertContains(page, "You have not answered anything yet")
    assertNotContains(page, TOLD_FOR_BELGIUM)


def test_answers_for_the_first_country_are_still_there(in_the_netherlands: Client) -> None:
    in_the_netherlands.post(f"{HERE}place/", {"value": "Utrecht"})

    assertContains(in_the_netherlands.get(WAY), "Your way to work in Antwerp")
    assertContains(in_the_netherlands.get(HERE_WAY), "Your way to work in Utrecht")


def test_changing_an_answer_in_one_country_leaves_the_other_as_it_was(in_the_netherlands: Client) -> None:
    in_the_netherlands.post("/en/be/guide/nationality/", {"value": "ER"})

    assert told(in_the_netherlands)["c"] == "be"
    assert told(in_the_netherlands)["e"]["nl"][0]["nationality"] == ["SY"]


def test_opening_a_link_in_one_country_keeps_the_answers_for_the_other(amina: Client) -> None:
    link = re.search(r"#a=[\w-]+", amina.get(f"{WAY}keep/").content.decode())[0]

    amina.post(f"{HERE}open/", {"link": link})

    assertContains(amina.get(WAY), "Your way to work in Antwerp")


def test_erasing_in_any_country_erases_all(in_the_netherlands: Client) -> None:
    in_the_netherlands.post(f"{HERE}erase/")

    assertContains(in_the_netherlands.get(WAY), "You have not answered anything yet")


def test_a_comparison_of_countries_reads_what_was_told_before_a_new_start(amina: Client) -> None:
    amina.post(TAKE_ALONG, {"anew": "1"})

    assertNotContains(amina.get("/en/compare/this-person/"), "You have told nothing yet")


def test_where_nothing_is_about_the_person_only_a_new_start_is_offered(client: Client) -> None:
    client.post("/en/be/guide/place/", {"value": "2000"})

    page = client.get(HERE_WAY)

    assertContains(page, f"{TOLD_FOR_BELGIUM}; none of them counts here.")
    assertNotContains(page, "Use these answers here")


def test_the_address_alone_changes_nothing(amina: Client) -> None:
    before = told(amina)

    assertContains(amina.get(TAKE_ALONG), TOLD_FOR_BELGIUM)
    assert told(amina) == before


def test_a_cookie_stays_small_enough_for_a_browser_by_giving_up_the_oldest_country(client: Client) -> None:
    long = [{f"fact_{n}": sha256(bytes([n])).hexdigest() for n in range(100)}, {}, []]
    kept = {
        "g": {},
        "d": {},
        "o": [],
        "c": "be",
        "e": {"si": long, "sk": [{"nationality": ["SY"]}, {}, ["nationality"]]},
    }
    client.cookies[COOKIE] = signing.dumps(kept, salt=SALT, compress=True)

    client.post("/en/be/guide/place/", {"value": "2000"})

    assert list(told(client)["e"]) == ["sk"]
    assert len(client.cookies[COOKIE].value) <= LARGEST_COOKIE
