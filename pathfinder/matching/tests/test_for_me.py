"""Vacancies for a person: ranked by skills, each with its reasons, with nothing kept of what was told."""

from __future__ import annotations

import logging
import re
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pathfinder.accounts.tests.people import AT, amina
from pathfinder.directory.actions import Given, take_over
from pathfinder.matching.queries import matches_for, situation_of
from pathfinder.matching.tests.cast import ALTERS, EMPLOYER, LEVELS, NATIVE, SELLS, SEWS, TAILOR, WORDS, vacancy
from pathfinder.rulebooks.answers import Answers, keep_answers
from pathfinder.skills.queries import LanguageSkill, Person, Profile, Skill, Wishes
from pathfinder.vacancies.actions import close, say_changed
from pathfinder.vacancies.models import Vacancy, VacancyChange
from pathfinder.vacancies.queries import LAST_CHANGES

pytestmark = pytest.mark.django_db

PAGE = "/en/matching/for-me/"


def asked(what: str, importance: str = "must") -> dict[str, Any]:
    return {"what": what, "words": "", "importance": importance, "is_suggested": False}


def sent(client: Client, profile: Profile = TAILOR, page: str = PAGE) -> Any:
    return client.post(page, {"profile": profile.text()})


def words_of(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def titles(page: Any) -> list[str]:
    return re.findall(r'<p class="what"><a href="/en/vacancies/[^"]*">([^<]*)</a>', page.content.decode())


def answered(client: Client, **given: Any) -> Client:
    response = HttpResponse()
    keep_answers(response, Answers(given, {}, list(given), country="be"))
    client.cookies.update(response.cookies)
    return client


def test_the_vacancy_that_asks_most_for_what_is_brought_comes_first_with_its_reasons(client: Client) -> None:
    vacancy("Market stall", skills=[asked(SELLS)])
    vacancy("Repairs of clothes", skills=[asked(ALTERS)])
    vacancy("Tailor", skills=[asked(SEWS), asked(ALTERS, "wish")])

    page = sent(client)

    assert titles(page) == ["Tailor", "Repairs of clothes"]
    said = words_of(page)
    assert "1 of 2 skills are there. Something close to 1 more." in said
    assert "Dutch: A2 is asked, A2 is there." in said
    assert "Whether the law allows this work: that depends on the person" in said
    assert page["Cache-Control"] == "private, no-store"


def test_a_close_skill_says_which_one_it_comes_from(client: Client) -> None:
    vacancy("Repairs of clothes", skills=[asked(ALTERS)])

    said = words_of(sent(client))

    assert re.search(r"Something close is there: \w.*? \(needed, from: \w.*?, close, by our table of tasks\)", said)


def test_what_a_rule_closes_stands_apart_with_the_reason(client: Client) -> None:
    vacancy("Fluent", languages={"nl": "C1"})
    vacancy("Far away", latitude=51.22, longitude=5.9)
    vacancy("Regulated", regulated="yes")

    said = words_of(sent(client))

    closed = said[said.index("Not open to you yet, and why") :]
    assert "Dutch: C1 is asked, A2 is there." in closed
    assert re.search(r"About \d+ km away; at most 20 km are wished.", closed)
    assert "This profession is regulated, and no diploma is recognised for it yet." in closed


def test_where_something_closes_every_vacancy_nobody_says_that_none_asks_for_what_is_brought(client: Client) -> None:
    vacancy("Fluent", languages={"nl": "C1"})

    said = words_of(sent(client))

    assert "Not open to you yet, and why" in said
    assert "No open vacancy asks for what you bring." not in said


def test_a_title_that_is_only_read_aloud_says_its_language_too(client: Client) -> None:
    vacancy("Fluent", languages={"nl": "C1"})

    page = sent(client, page="/ar/matching/for-me/").content.decode()

    assert '<span class="hidden">: <span lang="en" dir="ltr">Fluent</span></span>' in page


@pytest.mark.parametrize(
    ("ground", "sentence"),
    [
        ({"residence_ground": "refugee"}, "The law allows this work, by what was answered"),
        ({"residence_ground": "applicant", "application_lodged_on": "2026-11-01"}, "from a later day"),
        ({"residence_ground": "refugee", "place": "Amsterdam"}, "Whether the law allows this work"),
    ],
)
def test_the_permit_is_what_the_rulebook_says_of_the_visitors_answers(
    client: Client, ground: dict[str, str], sentence: str
) -> None:
    vacancy("Tailor")

    given = {"place": "9000", "nationality": ["SY"], "birth_date": "1990-05-02", **ground}
    said = words_of(sent(answered(client, **given)))

    assert re.search(sentence, said)


def test_answers_of_the_guide_are_about_the_country_they_were_told_for() -> None:
    """A refugee of Belgium may not work in the Netherlands by that."""
    given = {"place": "9000", "residence_ground": "refugee", "nationality": ["SY"], "birth_date": "1990-05-02"}
    permit = situation_of(TAILOR, timezone.localdate(), Answers(given, country="be")).permit

    assert [permit(country) for country in ("be", "nl")] == ["yes", "unknown"]


def test_what_would_bring_closer_leads_to_courses_of_the_directory(client: Client) -> None:
    course = {
        "country": "be", "name": {"en": "Course: sell goods at a market"}, "description": {"en": "Sell at a market."},
        "organization": "be-school", "themes": ["vocational_training"],
    }  # fmt: skip
    school = {"country": "be", "name": {"en": "School"}}
    take_over([Given("organization", "be-school", school)], origin="pack", at=AT, by="pack")
    take_over([Given("service", "be-market", course)], origin="pack", at=AT, by="pack")
    vacancy("Tailor")

    page = sent(client)

    assert "asked for in 1 of these vacancies" in words_of(page)
    assert "/en/record/be-market/" in page.content.decode()
    assert "theme=vocational_training" in page.content.decode()


def test_nothing_of_the_profile_is_kept_or_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    vacancy("Tailor")
    caplog.set_level(logging.DEBUG)

    with CaptureQueriesContext(connection) as queries:
        page = sent(client)

    assert [query["sql"] for query in queries if re.match(r"\s*(INSERT|UPDATE|DELETE)", query["sql"])] == []
    assert "session" not in page.cookies
    logged = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert WORDS not in logged
    assert EMPLOYER not in logged


def test_the_profile_goes_on_to_the_pages_it_came_from(client: Client) -> None:
    page = sent(client).content.decode()

    assert 'name="profile" value="{' in page
    assert 'formaction="/en/skills/overview/"' in page


def test_a_document_that_cannot_be_read_is_refused_with_a_sentence(client: Client) -> None:
    page = client.post(PAGE, {"profile": '{"version": 1, "skills": 5}'})

    assert page.status_code == 422
    assert "We could not read your profile" in words_of(page)


def test_without_a_profile_the_page_says_where_to_begin(client: Client) -> None:
    page = client.get(PAGE)

    assert page.status_code == 200
    assert "/en/skills/" in page.content.decode()


def test_the_list_knows_at_once_when_a_vacancy_comes_or_closes(client: Client) -> None:
    assert titles(sent(client)) == []

    one = vacancy("Tailor")
    say_changed([one.key], timezone.now())
    assert titles(sent(client)) == ["Tailor"]

    close(one.key, by=amina(), at=timezone.now(), site="")
    assert titles(sent(client)) == []


def test_a_change_that_took_its_number_earlier_and_came_later_is_seen(client: Client) -> None:
    early, late = vacancy("Early", state="closed"), vacancy("Late", state="closed")
    VacancyChange.objects.create(id=1002, key=early.key, at=timezone.now())
    assert titles(sent(client)) == []

    Vacancy.objects.filter(pk=late.pk).update(state="open")
    VacancyChange.objects.create(id=1001, key=late.key, at=timezone.now())
    assert titles(sent(client)) == ["Late"]


def test_more_changes_than_are_looked_at_are_all_seen(client: Client) -> None:
    one = vacancy("Tailor", state="closed")
    say_changed([one.key], timezone.now())
    assert titles(sent(client)) == []

    Vacancy.objects.update(state="open")
    say_changed([one.key, *(f"other-{number}" for number in range(LAST_CHANGES))], timezone.now())
    assert titles(sent(client)) == ["Tailor"]


@pytest.mark.parametrize(
    "change",
    [
        {"person": Person(name="Olena", email="olena@example.org", place="Gent")},
        {"person": Person()},
        {"lang": "uk"},
        {"languages": {"uk": NATIVE, "nl": TAILOR.languages["nl"]}},
        {"languages": {"fa": NATIVE, "nl": TAILOR.languages["nl"]}},
        {"limits": "Ramadan"},
        {"diplomas": (msgspec.structs.replace(TAILOR.diplomas[0], country="UA", school="Kyiv"),)},
    ],
    ids=["a woman's name", "no name", "own words in Ukrainian", "first language Ukrainian", "first language Persian", "limits", "a diploma from elsewhere"],
)  # fmt: skip
def test_another_name_gender_or_first_language_moves_nothing_on_the_page(
    client: Client, change: dict[str, Any]
) -> None:
    vacancy("Tailor")
    vacancy("Repairs of clothes", skills=[asked(ALTERS)])
    vacancy("Fluent", languages={"nl": "C1"})

    def without_the_document(profile: Profile) -> str:
        return re.sub(r'name="(profile|csrfmiddlewaretoken)" value="[^"]*"', "", sent(client, profile).content.decode())

    assert without_the_document(msgspec.structs.replace(TAILOR, **change)) == without_the_document(TAILOR)


def test_other_rooms_get_the_same_list() -> None:
    vacancy("Tailor")
    vacancy("Fluent", languages={"nl": "C1"})
    today = timezone.localdate()

    opened, closed = matches_for(TAILOR, situation_of(TAILOR, today), 5)

    assert [(one.vacancy.country, one.points) for one in opened] == [("be", 75)]
    assert [one.closed_by[0].rule for one in closed] == ["language"]


def test_a_skill_alone_is_enough_for_a_list(client: Client) -> None:
    vacancy("Tailor", languages={})
    only = Profile(skills=(Skill(what=SEWS),), languages={"nl": LanguageSkill(**dict.fromkeys(LEVELS[:1], "B1"))})

    assert titles(sent(client, only)) == ["Tailor"]


@pytest.mark.parametrize(
    "wishes",
    [Wishes(country="FR", place="Paris", distance_km=5), Wishes(place="9000", distance_km=5), Wishes(country="BE", place="???", distance_km=0)],
    ids=["a country without a law here", "a place without a country", "a place that nobody knows"],
)  # fmt: skip
def test_wishes_that_say_little_break_nothing(client: Client, wishes: Wishes) -> None:
    vacancy("Tailor")

    assert sent(client, msgspec.structs.replace(TAILOR, wishes=wishes, skills=(Skill(what="task:gone"), *TAILOR.skills))).status_code == 200  # fmt: skip
