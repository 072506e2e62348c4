"""What a route promises, over the real packs: they are the content, and nothing here touches a database."""

import datetime as dt
import json

import pytest

from pathfinder.cli import main
from pathfinder.recognition.professions import ISCO, NAMES, profession_of
from pathfinder.recognition.queries import Case, is_regulated, routes_for_diploma, routes_for_skill
from pathfinder.recognition.route import Route, places
from pathfinder.recognition.shown import ShownRoute
from pathfinder.rulebooks.loaded import rulebook_of
from rulebook.parse_recognition import PROFESSIONS

pytestmark = pytest.mark.pure

TODAY = dt.date(2026, 11, 26)
COUNTRIES = ("be", "es", "gb", "hu", "ie", "it", "nl", "si", "sk")
in_each_country = pytest.mark.parametrize("country", COUNTRIES)


def cases():
    diplomas = [
        Case("diploma", aim, "SY", level, papers, "nurse" if aim == "regulated" else "")
        for aim in ("work", "study", "regulated")
        for level in ("2", "6", "8")
        for papers in ("original", "lost")
    ]
    return [*diplomas, *(Case("skill", aim) for aim in ("work", "study", "regulated"))]


def route(place, case, answers=None, on=TODAY):
    return Route(rulebook_of(place[:2]), place, case, on, answers or {})


def shown(place, case, answers=None, on=TODAY):
    return ShownRoute(route(place, case, answers, on), "en")


def aspects(step):
    return {aspect.label: " ".join(str(said.words) for said in aspect.said) for aspect in step.aspects}


def ids(steps):
    return [step.id for step in steps]


@in_each_country
def test_every_step_of_a_route_is_a_service_of_the_pack_with_a_verdict(country):
    rulebook = rulebook_of(country)

    named = {
        item["service"]
        for part in ("steps", "meanwhile")
        for item in rulebook.pack["recognition"].get(part, ())
        if "service" in item
    }

    assert named - rulebook.pack["services"].keys() == set()
    assert named - rulebook.steps.keys() == set()


@in_each_country
def test_every_way_to_work_is_answered_or_its_gap_is_named(country):
    silent = [
        case
        for place in places(rulebook_of(country))
        for case in cases()
        if case.aim == "work"  # for the others the page itself says that our sources name no route
        and not (found := shown(place, case)).way
        and not found.gaps
    ]

    assert silent == []


@in_each_country
def test_a_route_has_a_source_for_each_of_its_steps(country):
    unsourced = [
        step.id
        for place in places(rulebook_of(country))
        for case in cases()
        for step in shown(place, case).way
        if not step.sources
    ]

    assert unsourced == []


def test_the_professions_of_the_form_are_those_that_a_pack_may_name():
    assert set(NAMES) == set(PROFESSIONS)
    assert set(ISCO) | {"other"} == set(PROFESSIONS)


@pytest.mark.parametrize(
    ("isco", "profession"), [("2221", "nurse"), ("2221.1", "nurse"), ("7531", ""), ("", ""), ("nurse", "")]
)
def test_an_occupation_leads_to_its_profession(isco, profession):
    assert profession_of(isco) == profession


@pytest.mark.parametrize(
    ("country", "isco", "answer"),
    [
        ("ie", "2221", "yes"), ("nl", "2211", "yes"), ("hu", "2341", "yes"), ("hu", "2221", "unknown"), ("be", "2221", "unknown"),
        ("si", "7531", "unknown"), ("xx", "2221", "unknown"), ("ie", "", "unknown"),
    ],
)  # fmt: skip
def test_a_profession_is_regulated_only_where_a_pack_says_so_with_its_source(country, isco, answer):
    found = is_regulated(country, isco)

    assert found.answer == answer
    assert bool(found.sources) == (answer == "yes")


def test_a_tailor_without_papers_has_skills_tested_in_flanders():
    found = shown("be-vlg", Case("skill"))

    assert ids(found.way) == ["be-route-evc"]
    assert found.way[0].verdict == "may"
    assert "EVC test centre" in aspects(found.way[0])["Where the test is"]
    assert "Cost" in found.way[0].not_known
    assert found.regulated.answer == "unknown"


def test_a_tailor_without_papers_gets_a_national_qualification_in_slovenia():
    young = shown("si", Case("skill"), {"age": 30})
    nobody = shown("si", Case("skill"))

    assert ids(young.way) == ["si-route-skills"]
    assert young.way[0].verdict == "may"
    assert "portfolio" in aspects(young.way[0])["How to prepare"]
    assert nobody.way[0].verdict == "unknown"
    assert [fact.id for fact in nobody.way[0].for_person.open_questions] == ["birth_date"]


def test_a_nurse_with_a_diploma_takes_the_regulated_route_in_ireland():
    found = ShownRoute(
        routes_for_diploma(
            "ie", None, TODAY, aim="work", diploma_country="PH", education_level=6, papers="original", isco="2221"
        ),
        "en",
    )
    step = found.way[0]

    assert found.regulated.answer == "yes"
    assert ids(found.way) == ["ie-route-nurse"]
    assert step.verdict == "must"
    assert [body["id"] for body in step.bodies] == ["ie-nmbi"]
    assert "before you apply" in aspects(step)["Language"]
    assert "adaptation period of 6 to 12 weeks" in aspects(step)["What comes after"]
    assert len(step.step.papers) == 4
    assert "If they say no" in step.not_known


def test_that_free_work_needs_no_decision_is_not_said_of_a_profession_that_does():
    """Also where somebody told only that they want to work."""
    nurse = shown("ie", Case("diploma", "work", "PH", "6", profession="nurse"))
    anybody = shown("ie", Case("diploma", "work", "PH", "6"))

    assert (len(nurse.meanwhile), len(anybody.meanwhile)) == (0, 1)


def test_a_refugee_without_papers_reads_what_holds_for_them_and_others_what_it_depends_on():
    case = Case("diploma", "work", "SY", "6", "lost")

    refugee = aspects(shown("be-vlg", case, {"residence_ground": "refugee"}).way[0])
    citizen = shown("be-vlg", case, {"residence_ground": "citizen"}).way[0]
    nobody = next(a for a in shown("be-vlg", case).way[0].aspects if a.label == "If papers are missing").said[0]

    assert "questionnaire" in refugee["If papers are missing"]
    assert "If papers are missing" in citizen.not_known
    assert nobody.truth is None
    assert [fact.id for fact in nobody.open_facts] == ["residence_ground"]


def test_in_brussels_both_communities_recognise_a_diploma():
    assert ids(route("be-bru", Case("diploma", "work", "SY", "6")).way) == ["be-route-level", "be-route-fwb-higher"]


def test_without_a_territory_a_skill_has_the_routes_of_the_whole_country():
    assert ids(routes_for_skill("be", None, "7531", TODAY).way) == ["be-route-evc", "be-route-cvdc"]


def test_a_route_that_is_over_is_shown_only_by_the_law_of_its_days():
    case = Case("skill")

    assert ids(shown("gb", case).not_for_you) == ["gb-route-scotland"]
    assert shown("gb", case).not_for_you[0].is_over
    assert ids(shown("gb-sct", case, {"residence_ground": "refugee"}, dt.date(2022, 5, 1)).way) == ["gb-route-scotland"]


def test_a_finer_place_that_was_told_in_the_guide_is_kept_and_another_region_is_not():
    in_ghent = route("be-vlg", Case("skill"), {"place": "9000"}).person
    in_wallonia = route("be-wal", Case("skill"), {"place": "9000"}).person

    assert in_ghent.given["place"] == "9000"
    assert in_wallonia.given["place"] == "be-wal"


def test_what_is_doubtful_is_said_to_be():
    without_papers = shown("gb", Case("diploma", "work", "SY", "6", "lost"), {"residence_ground": "refugee"}).way[0]

    assert any(said.is_unsure for aspect in without_papers.aspects for said in aspect.said)


@pytest.mark.parametrize(
    ("when", "case", "surely", "meets"),
    [
        ({"papers": ["lost"]}, Case(papers="lost"), False, True),
        ({"papers": ["lost"]}, Case(papers="copy"), False, False),
        ({"papers": ["lost"]}, Case(), False, True),
        ({"papers": ["lost"]}, Case(), True, False),
        ({"profession": ["nurse"]}, Case(), False, False),
        ({"level": ["higher"]}, Case(education_level="5"), False, True),
        ({"level": ["school"]}, Case(education_level="4"), False, True),
        ({"level": ["doctorate"]}, Case(education_level="8"), False, True),
        (None, Case(), True, True),
    ],
)
def test_a_condition_of_a_pack_on_a_case(when, case, surely, meets):
    assert case.meets(when, surely=surely) is meets


def test_a_route_in_the_terminal_is_one_json_document(capsys):
    status = main(
        ["recognition", "--country", "si", "--has", "skill", "--isco", "7531", "--on", "2026-11-26", "--json"]
    )
    document = json.loads(capsys.readouterr().out)

    assert status == 0
    assert document["regulated"] == {"answer": "unknown", "body": None}
    assert [(step["service"], step["verdict"]) for step in document["steps"]] == [("si-nvq", "unknown")]
    assert document["steps"][0]["offices"] == ["si-ric"]


@pytest.mark.parametrize(
    "typed", [["--country", "fr"], ["--place", "be-nowhere"], ["--on", "tomorrow"], ["--lang", "xx"]]
)
def test_what_the_terminal_cannot_use_gets_a_sentence(typed, capsys):
    assert main(["recognition", *typed]) == 2
    assert typed[0] in capsys.readouterr().err
