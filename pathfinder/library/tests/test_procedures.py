import datetime as dt
import json
import re

import pytest

from pathfinder.library.procedures.actor_map import picture_of
from pathfinder.library.procedures.actors import field_of, names_of
from pathfinder.library.procedures.kinds import KINDS
from pathfinder.library.procedures.procedure import Procedure
from pathfinder.rulebooks.loaded import countries, rulebook_of
from pathfinder.ui.tests.page_text import text_of

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)
PAGE = "/en/be/procedures/recognise-a-diploma/"


def procedure(country, name, on=TODAY):
    return Procedure(KINDS[name], rulebook_of(country), on, "en")


def rules(country, name, on=TODAY):
    return [rule.provision.id for rule in procedure(country, name, on).rules]


def test_every_procedure_of_every_country_is_in_the_matrix(client):
    page = client.get("/en/library/procedures/").content.decode()

    linked = set(re.findall(r'href="(/en/[a-z]{2}/procedures/[a-z-]+/)"', page))
    assert linked == {f"/en/{country}/procedures/{name}/" for country in countries() for name in KINDS}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("country", countries())
def test_every_procedure_of_every_country_has_a_page(client, country, name):
    assert client.get(f"/en/{country}/procedures/{name}/").status_code == 200


@pytest.mark.parametrize("address", ["/en/be/procedures/sing/", "/en/xx/procedures/learn-the-language/"])
def test_what_is_no_procedure_or_no_country_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_day_decides_which_law_is_told():
    assert "be-work-asylum-2015" in rules("be", "work-as-applicant", dt.date(2016, 6, 1))
    assert "be-work-asylum-2015" not in rules("be", "work-as-applicant")


def test_a_day_that_cannot_be_used_is_said_and_the_page_still_answers(client):
    page = client.get(PAGE, {"on": "yesterday"})

    assert page.status_code == 422
    assert "We cannot use the date “yesterday”" in text_of(page)
    assert "What the law says" in text_of(page)


def test_who_hires_a_person_with_protection_reads_nothing_of_applicants():
    found = rules("be", "hire-a-person-with-protection")

    assert "be-work-refugees" in found
    assert "be-work-asylum-2019" not in found


def test_a_service_is_told_with_its_steps_desk_time_and_cost(client):
    page = text_of(client.get(PAGE))

    assert "Answer the questions of the online guide of NARIC-Vlaanderen" in page
    assert re.search(r"Time .*Cost .*Where NARIC-Vlaanderen", page)


def test_a_desk_that_is_for_some_places_says_for_which(client):
    page = text_of(client.get("/en/be/procedures/integration-programme/"))

    assert re.search(r"Atlas, Antwerp agency[^(]*\(where you live: Antwerp", page)


def test_what_our_sources_do_not_say_is_said(client):
    page = text_of(client.get("/en/be/procedures/exchange-a-driving-licence/"))

    assert "Our sources on Belgium do not say how long a foreign driving licence is good" in page
    assert "Our sources name no rule for this." in page


def test_machines_read_the_steps_as_a_how_to(client):
    page = client.get(PAGE).content.decode()

    block = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert block["@type"] == "HowTo"
    assert block["step"][0]["itemListElement"][0]["text"].startswith("Answer the questions")


def test_an_employer_is_not_sent_to_the_guide_of_newcomers():
    hiring = procedure("nl", "hire-a-person-with-protection")
    learning = procedure("nl", "learn-the-language")

    assert {one.for_me_url for one in (*hiring.rules, *hiring.services)} == {""}
    assert "/en/nl/way/step/nl-svc-nt2-asylum/" in {one.for_me_url for one in learning.services}


def test_all_countries_lead_to_their_pages(client):
    page = client.get("/en/library/countries/").content.decode()

    linked = set(re.findall(r'href="/en/library/countries/([a-z]{2})/"', page))
    assert linked == set(countries())


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("country", countries())
def test_every_country_has_a_page_in_every_direction(client, country, language):
    assert client.get(f"/{language}/library/countries/{country}/").status_code == 200


def test_the_belgian_page_says_who_makes_which_rules(client):
    page = text_of(client.get("/en/library/countries/be/"))

    assert "The Regions and Communities are competent for integration" in page
    assert "Le Forem" in page
    assert "For the German-speaking Community our sources name no body." in page


def test_a_country_that_is_not_told_is_not_found(client):
    assert client.get("/en/library/countries/xx/").status_code == 404


@pytest.mark.parametrize("country", countries())
def test_every_organization_stands_once_on_the_map_and_in_the_list(country):
    rulebook = rulebook_of(country)
    field = field_of(rulebook.on(TODAY))

    assert set(field.actors) == set(rulebook.pack["organizations"])
    assert len(picture_of(field, "en").nodes) == len(rulebook.pack["organizations"])


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("country", countries())
def test_nothing_of_the_map_lies_outside_it_or_upon_another(country, language):
    picture = picture_of(field_of(rulebook_of(country).on(TODAY)), language)

    places = [(node.x, node.y) for node in (*picture.nodes, *picture.practices)]
    assert len(set(places)) == len(places)
    assert [place for place in places if not (10 <= place[0] <= picture.width - 10)] == []
    assert [place for place in places if not (10 <= place[1] <= picture.height)] == []


def test_levels_are_those_of_the_territories():
    levels = [(level.territory.id, level.is_local) for level in field_of(rulebook_of("be").on(TODAY)).levels]

    assert levels[:4] == [("be", False), ("be-vlg", False), ("be-vlg", True), ("be-wal", False)]
    assert ("be-dg", False) in levels  # a community, though it lies in Wallonia


def test_only_what_the_pack_states_is_a_relation():
    actors = field_of(rulebook_of("be").on(TODAY)).actors

    assert "be-duo-for-a-job-today" in [service["id"] for service in actors["be-duo"].runs]
    assert "be-vlg-programme-2022" in [service["id"] for service in actors["be-atlas"].desk_for]
    assert "be-p1-vdab" in [practice.id for practice in actors["be-vdab"].practices]
    assert actors["be-cgrs"].practices == []


def test_a_name_that_fits_two_organizations_fits_none():
    named = names_of(rulebook_of("be"))

    assert named["forem"] == "be-forem"
    assert "employers" not in named
    assert "antwerpen" not in named
