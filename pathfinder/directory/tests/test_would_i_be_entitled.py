"""A step of the guide and a service of the directory are one and the same record."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.directory.models import Service
from pathfinder.directory.tests.records import SERVICE, give, small_directory

pytestmark = pytest.mark.django_db

PROGRAMME = "be-vlg-programme-2022"
PAGE = f"/en/record/{PROGRAMME}/"
ASK = f"/en/be/way/step/{PROGRAMME}/ask/"
AMINA = {
    "place": {"value": "2000"},
    "residence_ground": {"value": "refugee"},
    "nationality": {"value": "SY"},
    "birth_date": {"day": "2", "month": "5", "year": "1990"},
    "registered_here_on": {"day": "1", "month": "2", "year": "2026"},
    "registered_on": {"day": "1", "month": "2", "year": "2026"},
    "permit_months": {"value": "60"},
}
LONGEST_INTERVIEW = 25


@pytest.fixture(autouse=True)
def programme() -> None:
    """The Flemish programme, as its pack has it, in a small directory."""
    small_directory()
    give("service", PROGRAMME, {**SERVICE, "name": {"en": "Flemish civic integration programme"}, "is_step": True})


def ask_everything(client: Client) -> list[str]:
    """Amina answers what she is asked until she is back; gives the facts that were asked."""
    asked = []
    answer = client.get(ASK)
    while "/guide/" in answer["Location"] and len(asked) < LONGEST_INTERVIEW:
        question = answer["Location"]
        fact = question.partition("/guide/")[2].partition("/")[0]
        asked.append(fact)
        answer = client.post(question, AMINA.get(fact, {"decline": "unknown"}))
        answer = client.get(answer["Location"])
    assert answer["Location"] == f"{PAGE}#for-you"
    return asked


def test_without_answers_the_page_asks_whether_one_wants_to_know(client: Client) -> None:
    page = client.get(PAGE)

    assertContains(page, f'<a class="button" href="{ASK}">Would I be entitled?</a>')
    assertNotContains(page, 'class="verdict')


def test_only_what_this_step_needs_is_asked_and_the_answer_is_on_the_page(client: Client) -> None:
    asked = ask_everything(client)

    page = client.get(PAGE)

    assert asked[:2] == ["place", "residence_ground"]
    assert len(asked) < 12
    assertContains(page, '<span class="verdict must">You must</span>')
    assertContains(page, "The law looks at this:")
    assertContains(page, "My way")


def test_a_question_says_what_it_is_for_and_leads_back(client: Client) -> None:
    question = client.get(ASK)["Location"]

    page = client.get(question)

    assertContains(page, "For: Flemish civic integration programme")
    assertContains(page, f'<a href="{PAGE}#for-you">← Back</a>')
    assertRedirects(client.post(question, {"stop": "1"}), f"{PAGE}#for-you", fetch_redirect_response=False)


def test_a_mistake_keeps_the_question_for_this_step(client: Client) -> None:
    page = client.post(client.get(ASK)["Location"], {"value": "Atlantis"})

    assert page.status_code == 422
    assertContains(page, "For: Flemish civic integration programme", status_code=422)


def test_with_some_answers_the_page_says_how_many_are_left(client: Client) -> None:
    client.post("/en/be/guide/place/", AMINA["place"])

    page = client.get(PAGE)

    assertContains(page, "Not sure yet")
    assertContains(page, f'<a class="button" href="{ASK}">Answer at most')


def test_somebody_elses_place_gets_a_no_with_its_reason(client: Client) -> None:
    client.post("/en/be/guide/place/", {"value": "4000"})

    assertContains(client.get(PAGE), "Not for you")


def test_a_page_with_answers_is_kept_nowhere_and_one_without_may_be(client: Client) -> None:
    without = client.get(PAGE)
    client.post("/en/be/guide/place/", AMINA["place"])
    with_answers = client.get(PAGE)

    assert "public" in without["Cache-Control"]
    assert "Cookie" in without["Vary"]
    assert "no-store" in with_answers["Cache-Control"]
    assert "ETag" not in with_answers.headers


def test_answers_change_nothing_where_the_guide_knows_no_law(client: Client) -> None:
    client.post("/en/be/guide/place/", AMINA["place"])

    page = client.get("/en/record/be-recognition/")

    assertContains(page, "We cannot work this out for you: read for whom it is, and ask.")
    assertContains(page, 'Ask: <a href="/en/record/be-house/">Career house Ghent</a>')
    assert "Cookie" not in page["Vary"]


def test_an_answer_that_was_tampered_with_is_no_answer(client: Client) -> None:
    client.cookies["answers"] = "forged"

    assertContains(client.get(PAGE), "Would I be entitled?")


def test_a_service_of_the_files_that_the_law_does_not_know_is_no_step(client: Client) -> None:
    Service.objects.filter(key="be-recognition").update(is_step=True)

    assertContains(client.get("/en/record/be-recognition/"), "We cannot work this out for you")


def test_the_way_and_the_step_lead_to_the_record_and_the_record_leads_back(client: Client) -> None:
    ask_everything(client)

    assertContains(client.get("/en/be/way/"), f'href="{PAGE}#where"')
    assertContains(client.get(f"/en/be/way/step/{PROGRAMME}/"), f'href="{PAGE}"')
    assertContains(client.get(PAGE), f'href="/en/be/way/step/{PROGRAMME}/#why"')


def test_the_day_of_the_law_goes_along_with_the_questions(client: Client) -> None:
    assert "on=2025-01-15" in client.get(f"{ASK}?on=2025-01-15")["Location"]


@pytest.mark.parametrize("step", ["nothing", "be-recognition"])
def test_a_step_that_does_not_exist_is_not_asked_about(client: Client, step: str) -> None:
    assert client.get(f"/en/be/way/step/{step}/ask/").status_code == 404


def test_a_question_for_a_step_that_does_not_exist_is_an_ordinary_question(client: Client) -> None:
    answer = client.post("/en/be/guide/place/?for=nothing", AMINA["place"])

    assert answer["Location"] == "/en/be/guide/"
