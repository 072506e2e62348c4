"""What a counsellor does with a way: another place, one page for the file; and people who are not in the country yet."""

import datetime as dt
import re

import pytest

from pathfinder.guide.pathway import compose
from pathfinder.guide.tests.people import WAY
from pathfinder.rulebooks.loaded import rulebook_of

TODAY = dt.date(2026, 11, 25)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_another_place_is_shown_and_the_answers_stay(amina):
    page = amina.post(WAY, {"place": "4000"})

    assert "You are looking at Liège. Your answers were not changed." in text_of(page)
    assert "answers" not in page.cookies
    assert "Antwerp" in text_of(amina.get(WAY))


def test_a_place_that_nobody_knows_is_said_beside_its_field(amina):
    page = amina.post(WAY, {"place": "Ghnt"})

    assert page.status_code == 422
    assert 'value="Ghnt" aria-invalid="true"' in page.content.decode()
    assert "Antwerp" in text_of(page)


def test_one_page_for_the_file_holds_what_was_told_and_every_verdict(amina):
    page = text_of(amina.get("/en/be/way/summary/?on=2018-09-15"))

    assert "By the law of 15 September 2018." in page
    assert "where you live: Antwerp" in page
    assert "You must (" in page
    assert "Not sure yet (" in page


@pytest.mark.parametrize("country", ["be", "gb", "ie"])
def test_who_is_not_there_yet_sees_only_the_steps_that_lead_there(country):
    rulebook = rulebook_of(country)
    law = rulebook.on(TODAY)
    person = rulebook.person({"role": "newcomer", "now_in": "JO", "displaced": True, "age": 30}, TODAY)

    steps = compose(law, person).steps

    assert 0 < len(steps) < len(rulebook.steps) / 4


def test_who_tells_nothing_of_it_is_taken_to_be_in_the_country(amina):
    page = amina.get(WAY)

    assert "Displaced Talent for Europe" not in text_of(page)
