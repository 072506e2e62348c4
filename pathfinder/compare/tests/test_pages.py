import csv
import io
import re

import pytest

from pathfinder.guide.tests.people import AMINA, answer
from pathfinder.ui.tests.page_text import text_of

QUESTION = "/en/compare/applicant-work/"


def test_nine_countries_answer_on_one_page(client):
    page = client.get(QUESTION, {"on": "2022-09-15"})

    assert page.status_code == 200
    assert page.content.decode().count('<th scope="row">') == 9
    assert "By the law of 15 September 2022." in text_of(page)


def test_the_day_and_the_wait_change_the_answer(client):
    before = client.get(QUESTION + "answers.csv", {"on": "2021-01-25", "months": "7"}).content.decode("utf-8-sig")
    after = client.get(QUESTION + "answers.csv", {"on": "2021-01-26", "months": "7"}).content.decode("utf-8-sig")

    assert _verdicts(before)["ie"] == "no"
    assert _verdicts(after)["ie"] == "may"


def _verdicts(text):
    return {row["country"]: row["verdict"] for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize("typed", [{"on": "yesterday"}, {"months": "-1"}, {"months": "9" * 400}, {"months": "٣"}])
def test_what_cannot_be_used_is_said_and_the_rest_still_answers(client, typed):
    page = client.get(QUESTION, typed)

    assert page.status_code == 422
    assert "We cannot use" in text_of(page)
    assert page.content.decode().count('<th scope="row">') == 9


def test_a_question_that_nobody_asks_is_not_found(client):
    assert client.get("/en/compare/who-sings/").status_code == 404


def test_a_cell_of_the_file_cannot_become_a_formula(client):
    rows = csv.reader(io.StringIO(client.get(QUESTION + "answers.csv").content.decode("utf-8-sig")))

    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))] == []


def test_the_past_of_every_country_stands_on_one_page(client):
    page = text_of(client.get(QUESTION + "over-time/"))

    assert "Netherlands" in page
    assert "in force from 1998 to 28 November 2023" in page


def test_one_person_is_read_by_nine_countries(client):
    answer(client, AMINA)

    page = client.get("/en/compare/this-person/")

    assert page.content.decode().count("<h2>") == 9
    assert "These are your answers" in text_of(page)
    assert "no-store" in page["Cache-Control"]


def test_who_has_told_nothing_is_told_so(client):
    assert "You have told nothing yet" in text_of(client.get("/en/compare/this-person/"))


def test_a_person_who_is_elsewhere_sees_open_and_ended_ways_apart(client):
    sent = {"now_in-value": "JO", "displaced-value": "true", "job_offer-value": "true"}

    page = client.post("/en/elsewhere/", sent)
    shown = text_of(page)

    assert page.status_code == 200
    assert shown.index("Ways that are open today") < shown.index("Displaced Talent for Europe (DT4E), Belgium")
    assert shown.index("Ways that have ended") < shown.index("Displaced Talent Mobility Pilot")
    assert set(page.cookies) <= {"csrf"}


def test_what_a_person_chose_elsewhere_is_not_lost_when_it_cannot_be_read(client):
    page = client.post("/en/elsewhere/", {"now_in-value": "??", "displaced-value": "true"})

    assert page.status_code == 422
    assert re.search(r'name="displaced-value" value="true"[^>]* checked', page.content.decode())


def test_only_the_chosen_country_is_shown(client):
    page = text_of(client.post("/en/elsewhere/", {"now_in-value": "JO", "to": "ie"}))

    assert "Displaced Talent for Europe: Ireland" in page
    assert "Displaced Talent Mobility Pilot" not in page
