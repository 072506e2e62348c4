import re
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from html import unescape
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pathfinder.guide.link import LinkError, from_link, to_fragment
from pathfinder.guide.tests.people import AMINA, GUIDE, WAY, answer
from pathfinder.rulebooks.answers import Answers

AMINAS = Answers(
    {"place": "2000", "residence_ground": "refugee"}, {"permit_months": "private"}, ["place", "permit_months"]
)


def link_of(client: Client) -> str:
    page = client.get(f"{WAY}keep/").content.decode()
    return unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page)[1])


def test_a_link_carries_the_answers_to_another_browser(amina: Client) -> None:
    phone = Client()

    opened = phone.post(f"{GUIDE}open/", {"link": link_of(amina)})

    assertRedirects(opened, WAY)
    assertContains(phone.get(WAY), "Your way to work in Antwerp")


def test_the_answers_stand_behind_the_hash_where_no_server_sees_them(amina: Client) -> None:
    before, _hash, after = link_of(amina).partition("#")

    assert before == f"http://testserver{GUIDE}open/"
    assert after.startswith("a=")


def test_a_link_carries_the_day_of_the_law(amina: Client) -> None:
    page = amina.get(f"{WAY}keep/?on=2018-09-15").content.decode()

    assert f"{GUIDE}open/?on=2018-09-15#a=" in page
    opened = Client().post(f"{GUIDE}open/?on=2018-09-15", {"link": link_of(amina)})
    assertRedirects(opened, f"{WAY}?on=2018-09-15")


def test_a_link_gives_back_what_went_into_it() -> None:
    opened = from_link("#a=" + to_fragment(AMINAS))

    assert (opened.given, opened.declined) == (AMINAS.given, AMINAS.declined)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#a=",
        "https://x.example/",
        "#a=abcdefgh",
        "#a=" + to_fragment(AMINAS)[:-3],
        "#a=" + to_fragment(Answers(["no", "answers"])),
        "#a=" + "x" * 9_000,
        "#a=\u0660\u0661",
    ],
)
def test_a_link_that_was_cut_or_changed_is_refused(link: str) -> None:
    with pytest.raises(LinkError):
        from_link(link)


@pytest.mark.parametrize(
    "given",
    [
        {"place": "x" * 101},
        {f"languages.{n}": "A1" for n in range(100)},
        {"nationality": [sha256(bytes([n])).hexdigest() for n in range(80)]},
    ],
)
def test_a_link_with_more_than_a_cookie_holds_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(LinkError):
        from_link("#a=" + to_fragment(Answers(given)))


def test_a_tampered_link_gets_a_sentence_and_stays_in_the_field(client: Client) -> None:
    page = client.post(f"{GUIDE}open/", {"link": "https://x.example/#a=tampered"})

    assertContains(page, "We cannot read this link", status_code=422)
    assertContains(page, "https://x.example/#a=tampered", status_code=422)


def test_a_bad_link_leaves_the_answers_in_the_browser_alone(amina: Client) -> None:
    amina.post(f"{GUIDE}open/", {"link": "#a=tampered"})

    assertContains(amina.get(WAY), "Antwerp")


def test_a_link_with_an_answer_we_do_not_know_opens_the_rest_and_says_so(client: Client) -> None:
    odd = Answers({"place": "2000", "shoe_size": "44", "works": {"deep": ["er"]}}, {}, ["place"])

    page = client.post(f"{GUIDE}open/", {"link": "#a=" + to_fragment(odd)})

    assertContains(page, "Some answers do not fit any more")
    assertContains(page, "<b>Antwerp</b>")


def test_the_plan_is_a_tagged_pdf(amina: Client) -> None:
    plan = amina.get(f"{WAY}way.pdf?on=2018-09-15")

    assert plan["Content-Type"] == "application/pdf"
    assert plan.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in plan.content


def test_the_plan_comes_in_two_languages_side_by_side(amina: Client) -> None:
    plan = amina.get(f"{WAY}way.pdf?second=nl")

    assert plan.content.startswith(b"%PDF-")


def test_the_calendar_holds_a_deadline(client: Client) -> None:
    answer(client, {
        **AMINA, "place": {"value": "4000"}, "medically_unable": {"value": "false"},
        "registered_on": {"day": "1", "month": "2", "year": "2019"}, "resident_since": {"day": "1", "month": "2", "year": "2019"},
        "be_integration_certificate": {"value": "false"}, "be_belgian_diploma": {"value": "false"}, "works": {"value": "none"},
    })  # fmt: skip

    calendar = Calendar.from_ical(client.get(f"{WAY}dates.ics?on=2019-06-01").content)

    days = {event["dtstart"].dt.isoformat() for event in calendar.walk("VEVENT")}
    assert "2020-08-01" in days


def test_two_plans_can_be_made_at_the_same_time(amina: Client) -> None:
    def make(language: str) -> int:
        reader = Client()
        reader.cookies = amina.cookies
        return reader.get(f"/{language}/be/way/way.pdf").status_code

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(make, ["en", "nl", "fr", "de", "ar"]))

    assert codes == [200] * 5


def test_a_calendar_is_offered_only_where_there_are_dates() -> None:
    assertNotContains(Client().get(WAY), "dates.ics")
    assertNotContains(Client().get(f"{WAY}keep/"), "dates.ics")


@pytest.mark.parametrize("file", ["way.pdf", "dates.ics"])
def test_a_file_for_a_day_that_cannot_be_read_is_no_file(amina: Client, file: str) -> None:
    answered = amina.get(f"{WAY}{file}?on=31.12.2018")

    assertRedirects(answered, f"{WAY}?on=31.12.2018", target_status_code=422)


def test_an_empty_calendar_is_still_a_calendar(client: Client) -> None:
    assert Calendar.from_ical(client.get(f"{WAY}dates.ics").content).walk("VEVENT") == []


def test_back_leads_to_no_question_that_is_not_asked(client: Client) -> None:
    link = "#a=" + to_fragment(Answers({"age": "30"}, {}, ["age"]))
    client.post(f"{GUIDE}open/", {"link": link})

    assertNotContains(client.get(f"{GUIDE}place/"), f"{GUIDE}age/")
