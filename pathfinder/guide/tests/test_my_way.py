import datetime as dt

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.guide.tests.people import AMINA, GUIDE, WAY, answer
from pathfinder.rulebooks.loaded import rulebook_of

THEN = "?on=2018-09-15"
PROGRAMME = f"{WAY}step/be-vlg-programme-2018/{THEN}"


def test_amina_must_follow_the_flemish_programme_at_atlas_in_2018(amina: Client) -> None:
    page = amina.get(f"{WAY}{THEN}")

    assertContains(page, "By the law of 15 September 2018")
    assertContains(page, f'<span class="verdict">You must:</span> <a href="{PROGRAMME}">')
    assertContains(page, "Atlas")


def test_today_she_sees_the_law_of_today(amina: Client) -> None:
    assertNotContains(amina.get(WAY), "be-vlg-programme-2018/")


def test_a_step_says_why_with_her_own_answers_and_the_source(amina: Client) -> None:
    page = amina.get(PROGRAMME)

    assertContains(page, "your age: 18 or more")
    assertContains(page, "you said: 28")
    assertContains(page, "European Migration Network")
    assertContains(page, "Checked on")
    assertContains(page, "Valid from")


def test_a_step_names_its_desk_with_address_and_phone(amina: Client) -> None:
    page = amina.get(PROGRAMME)

    assertContains(page, "2060 Antwerp")
    assertContains(page, 'href="tel:')
    assertContains(page, "Check before you go")


def test_a_step_says_what_would_change_it(amina: Client) -> None:
    assertContains(amina.get(PROGRAMME), "What would change this")


def test_a_step_that_is_not_sure_says_what_to_tell(client: Client) -> None:
    answer(client, {"place": {"value": "2000"}})

    page = client.get(PROGRAMME)

    assertContains(page, "Tell us, and we know more")
    assertContains(page, f"{GUIDE}residence_ground/?then=way")


def test_without_answers_the_way_leads_to_the_questions(client: Client) -> None:
    page = client.get(WAY)

    assertContains(page, "You have not answered anything yet")
    assertContains(page, f'href="{GUIDE}"')


def test_what_is_not_for_her_says_why(amina: Client) -> None:
    page = amina.get(f"{WAY}not-for-you/")

    assertContains(page, "Work with subsidiary protection")
    assertContains(page, "the reason you may live here: not subsidiary protection")


def test_rules_that_pathfinder_does_not_decide_say_why(amina: Client) -> None:
    page = amina.get(f"{WAY}law/")

    assertContains(page, "Why we do not decide it:")


def test_comparing_two_dates_shows_what_differs(amina: Client) -> None:
    page = amina.get(f"{WAY}compare/?from=2018-09-15")

    assertContains(page, "be-vlg-programme-2018")
    assertContains(page, "Does not exist")


def test_comparing_a_date_with_itself_shows_nothing(amina: Client) -> None:
    assertContains(amina.get(f"{WAY}compare/?from=2018-09-15&on=2018-09-15"), "Nothing changes for you")


def test_the_road_lists_her_own_dates_and_the_duty(amina: Client) -> None:
    page = amina.get(f"{WAY}{THEN}")

    assertContains(page, "<b>1 February 2018</b> – when you were first registered")
    assertContains(page, "you must, from here")


def test_the_desk_sees_two_languages_with_their_own_marks(amina: Client) -> None:
    page = amina.get(f"{WAY}{THEN}&second=nl")

    assertContains(page, '<div class="step" lang="nl" dir="ltr">')
    assertContains(page, "U moet")
    assertContains(page, "You must")


def test_the_date_of_the_law_goes_with_every_link(amina: Client) -> None:
    page = amina.get(f"{WAY}{THEN}")

    assertContains(page, f"{WAY}not-for-you/{THEN}")
    assertContains(page, f"{WAY}way.pdf{THEN}")


@pytest.mark.parametrize(("language", "word"), [("nl", "U moet:"), ("fr", "Vous devez :"), ("de", "Sie müssen:")])
def test_the_way_speaks_the_languages_of_the_country(amina: Client, language: str, word: str) -> None:
    page = amina.get(f"/{language}/be/way/")

    assertContains(page, f'<html lang="{language}" dir="ltr">')
    assertContains(page, f'<span class="verdict">{word}</span>')


def test_in_arabic_the_way_runs_from_right_to_left_and_its_phones_from_left_to_right(amina: Client) -> None:
    page = amina.get("/ar/be/way/step/be-vlg-programme-2022/")

    assertContains(page, '<html lang="ar" dir="rtl">')
    assertContains(page, '">→ طريقي</a>')
    assertContains(page, '<bdi dir="ltr">+32 ')


@pytest.mark.parametrize("step", list(rulebook_of("be").steps))
def test_every_step_has_a_page(amina: Client, step: str) -> None:
    assert amina.get(f"{WAY}step/{step}/").status_code == 200


def test_the_way_asks_the_database_nothing(amina: Client) -> None:
    amina.get(WAY)  # a query would fail: this test has no access to a database


def test_pages_stay_light(amina: Client) -> None:
    page = amina.get(WAY, headers={"accept-encoding": "gzip"})

    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) < 15_000


def test_a_question_answered_on_the_way_keeps_the_day_of_the_law(client: Client) -> None:
    answer(client, {"place": {"value": "2000"}})

    page = client.get(PROGRAMME)
    sent = client.post(f"{GUIDE}residence_ground/?then=way&on=2018-09-15", {"value": "refugee"})

    assertContains(page, f"{GUIDE}residence_ground/?then=way&amp;on=2018-09-15")
    assertRedirects(sent, f"{WAY}?on=2018-09-15")


def test_the_questions_one_after_the_other_keep_the_day_of_the_law(client: Client) -> None:
    sent = client.post(f"{GUIDE}place/?on=2018-09-15", {"value": "2000"}, follow=True)

    assert len(sent.redirect_chain) == 2
    assert all(address.endswith("?on=2018-09-15") for address, _status in sent.redirect_chain)


NEWCOMER_IN_NAMUR = {
    **AMINA,
    "place": {"value": "5000"},
    "registered_on": {"day": "15", "month": "1", "year": "2021"},
    "resident_since": {"day": "15", "month": "1", "year": "2021"},
    "be_integration_certificate": {"value": "false"},
    "be_belgian_diploma": {"value": "false"},
    "medically_unable": {"value": "false"},
    "eu_family_member": {"value": "false"},
    "works": {"value": "none"},
}


@pytest.mark.parametrize("page", [WAY, f"{WAY}step/be-wal-programme-2018-12/"])
def test_a_deadline_is_said_as_people_say_it(client: Client, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setattr("pathfinder.guide.visit.timezone.localdate", lambda: dt.date(2022, 6, 25))
    answer(client, NEWCOMER_IN_NAMUR)

    assertContains(client.get(page), "by Friday 15 July 2022 (in 3 weeks)")
    assertContains(
        client.get(f"{page}?on=2022-06-24"), "by Friday 15 July 2022<"
    )  # the law of another day: nothing to count from
