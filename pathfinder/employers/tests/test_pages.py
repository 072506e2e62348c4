import re

import pytest

from pathfinder.rulebooks.loaded import countries
from pathfinder.ui.tests.page_text import text_of

pytestmark = pytest.mark.django_db

STAMP_4 = {
    "documents_shown-value": ["ie_irp_stamp4", "passport"], "nationality-value": "SY", "employer_offer-value": "job",
    "work_starts_on-day": "1", "work_starts_on-month": "12", "work_starts_on-year": "2027",
}  # fmt: skip


def test_an_employer_tells_once_and_sees_the_whole_way(client):
    sent = client.post("/en/ie/employers/hire/", STAMP_4)
    page = text_of(client.get(sent["Location"]))

    assert sent.status_code == 302
    assert "This person may start." in page
    assert "By the law of 1 December 2027." in page
    for heading in ("Check before the first day", "Report", "The papers", "Help and money", "Whom to call"):
        assert heading in page


def test_answers_stay_in_the_browser_apart_from_those_of_the_guide(client):
    sent = client.post("/en/ie/employers/hire/", STAMP_4)

    assert "answers" not in sent.cookies
    assert sent.cookies["answers-employer"]["httponly"]
    assert client.get("/en/ie/way/").content.decode().count("Stamp 4: ") == 0


def test_what_was_told_stands_in_the_form_again(client):
    client.post("/en/ie/employers/hire/", STAMP_4)

    form = client.get("/en/ie/employers/hire/").content.decode()

    assert re.search(r'value="ie_irp_stamp4"[^>]* checked', form)
    assert re.search(r'value="passport"[^>]* checked', form)
    assert 'name="work_starts_on-year" inputmode="numeric" maxlength="4" autocomplete="off" value="2027"' in form


def test_a_wrong_answer_is_said_beside_its_field_and_nothing_is_lost(client):
    wrong = {**STAMP_4, "employer_size-value": "many", "work_starts_on-day": "31", "work_starts_on-month": "2"}

    page = client.post("/en/ie/employers/hire/", wrong)

    assert page.status_code == 422
    assert page.content.decode().count('class="error"') == 2
    assert 'value="many"' in page.content.decode()
    assert "answers-employer" not in page.cookies


def test_contradicting_answers_are_shown_side_by_side(client):
    told = {"residence_ground-value": "citizen", "nationality-value": "SY"}
    client.post("/en/gb/employers/hire/", told)

    page = text_of(client.get("/en/gb/employers/answer/"))

    assert "These answers do not go together" in page
    assert "citizen of this country Change" in page
    assert "Syria Change" in page


def test_without_answers_the_form_comes_first(client):
    assert client.get("/en/nl/employers/answer/")["Location"] == "/en/nl/employers/hire/"


def test_erasing_takes_one_click(client):
    client.post("/en/ie/employers/hire/", STAMP_4)
    client.post("/en/ie/employers/erase/")

    assert client.cookies["answers-employer"].value == ""


@pytest.mark.parametrize("country", countries())
@pytest.mark.parametrize("page", ["hire", "papers", "learning"])
def test_every_country_has_its_pages(client, country, page):
    assert client.get(f"/en/{country}/employers/{page}/").status_code == 200


def test_forms_of_learning_at_work_stand_side_by_side(client):
    page = text_of(client.get("/en/be/employers/learning/"))

    for form in ("PFI", "MISIP", "IBO", "BIO"):
        assert form in page
    assert "Who pays what" in page


def test_a_country_without_a_law_is_not_found(client):
    assert client.get("/en/zz/employers/hire/").status_code == 404


def test_the_worksheet_sends_nothing(client):
    page = client.get("/en/employers/diversity-plan/").content.decode()

    assert "action=" not in page
    assert page.count("<textarea") >= 10
