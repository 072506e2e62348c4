"""A person and vacancies: the points and the reasons, the hard rules apart, and what never counts."""

import datetime as dt
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, strategies as st

from pathfinder.matching.closeness import SAME, SHARED, TABLE, Closeness
from pathfinder.matching.matches import OpenVacancies, asked_of, brings, match_of, points_of
from pathfinder.matching.postings import AskedFor, Brought
from pathfinder.matching.rules import Situation
from pathfinder.skills.queries import Diploma, Experience, LanguageSkill, Licence, Profile, Skill, Task, Wishes
from pathfinder.vacancies.queries import VacancyRow

pytestmark = pytest.mark.pure

TAILOR, ALTER, SHOP = "task:tailor", "task:alter", "task:shop"
TAILORING = "http://data.europa.eu/esco/occupation/tailor"
MACHINIST = "http://data.europa.eu/esco/occupation/machinist"


def task(key, occupation, **close):
    return Task(key, "textile", "7531", (), (occupation,), "needle", close, {"en": key}, {})


CLOSENESS = Closeness(
    {
        "tailor": task("tailor", TAILORING, alter=0.7),
        "alter": task("alter", "http://data.europa.eu/esco/occupation/alter", tailor=0.7),
        "shop": task("shop", "http://data.europa.eu/esco/occupation/shop"),
    },
    shared=lambda uri: {MACHINIST: 0.6} if uri == TAILORING else {},
)
ANYWHERE = Situation(dt.date(2026, 11, 26), permit=lambda _country: "yes", is_regulated=lambda _country, _isco: "no")
JOB = VacancyRow(
    "v1", "job", "be", "be-vlg", 51.05, 3.72, ((TAILOR, "must"), (ALTER, "must"), (SHOP, "wish")), "", "7531", "textile",
    {"nl": "A2"}, "", "no", "full_time", None, "",
)  # fmt: skip
HIM = Profile(skills=(Skill(what=TAILOR),), languages={"nl": LanguageSkill(listening="B1", writing="A2")})


def matched(profile=HIM, row=JOB, situation=ANYWHERE):
    return match_of(profile, brings(profile, CLOSENESS), situation, row)


def said(match):
    return [(one.rule, one.verdict, one.said) for one in match.rules]


# closeness


def test_a_task_is_close_to_itself_to_its_concepts_by_the_table_and_by_what_occupations_share():
    near = CLOSENESS.near(TAILOR)
    assert {what: tuple(one) for what, one in near.items()} == {
        TAILOR: (1.0, SAME),
        TAILORING: (1.0, SAME),
        ALTER: (0.7, TABLE),
        "http://data.europa.eu/esco/occupation/alter": (0.7, TABLE),
        MACHINIST: (0.6, SHARED),
    }


def test_an_imported_occupation_leads_back_to_the_task_and_to_what_is_close_to_it():
    assert CLOSENESS.near(TAILORING)[TAILOR] == (1.0, SAME)
    assert CLOSENESS.near(TAILORING)[ALTER] == (0.7, TABLE)


def test_what_nobody_knows_is_close_to_itself_only():
    assert dict(CLOSENESS.near("task:gone")) == {"task:gone": (1.0, SAME)}


# points and reasons


def test_points_are_the_share_of_what_is_asked_and_each_skill_says_where_it_comes_from():
    match = matched()
    assert match.points == round(100 * (3 + 3 * 0.7) / 7)
    assert [(one.what, one.standing, one.own) for one in match.skills] == [
        (TAILOR, "have", TAILOR),
        (ALTER, "close", TAILOR),
        (SHOP, "missing", ""),
    ]


def test_what_would_bring_closer_begins_with_what_is_worth_most():
    assert [one.what for one in matched().would_bring_closer] == [SHOP, ALTER]


def test_a_task_of_an_experience_counts_as_a_confirmed_skill_does():
    worked = Profile(experiences=(Experience(key="a", kind="unseen", tasks=(TAILOR,)),))
    assert matched(worked).points == matched().points


def test_what_the_firm_teaches_is_no_gap_in_the_person():
    teaches = replace(JOB, skills=((SHOP, "can_be_learnt"),))
    assert [one.standing for one in matched(row=teaches).skills] == ["can_be_learnt"]


def test_a_vacancy_without_skills_asks_for_its_occupation():
    assert asked_of(replace(JOB, skills=(), occupation=TAILORING)) == ((TAILORING, "must"),)


# hard rules


def test_what_was_not_told_is_unknown_and_closes_nothing():
    nothing_told = Profile(skills=(Skill(what=TAILOR),))
    unsure = Situation(ANYWHERE.on, permit=lambda _c: "unknown", is_regulated=lambda _c, _i: "unknown")
    match = matched(nothing_told, replace(JOB, licence="driving C", regulated=""), unsure)
    assert {one.verdict for one in match.rules} == {"unknown"}
    assert not match.closed_by


@pytest.mark.parametrize(
    ("profile", "change", "rule"),
    [
        ({"languages": {"nl": LanguageSkill(listening="B1", reading="A1")}}, {}, ("language", "no", "language_too_low")),
        ({"languages": {"nl": LanguageSkill(reading="native")}}, {}, ("language", "yes", "language_enough")),
        ({}, {"regulated": "yes"}, ("regulated", "no", "regulated_and_not_recognised")),
        ({"diplomas": (Diploma(key="d", recognition="level"),)}, {"regulated": "yes"}, ("regulated", "no", "regulated_and_not_recognised")),
        ({"diplomas": (Diploma(key="d", recognition="asked"),)}, {"regulated": "yes"}, ("regulated", "unknown", "regulated_and_asked")),
        ({"diplomas": (Diploma(key="d", recognition="specific"),)}, {"regulated": "yes"}, ("regulated", "unknown", "regulated_and_recognised")),
        ({"licences": (Licence(what="Driving C", until="2025"),)}, {"licence": "driving C"}, ("licence", "no", "licence_over")),
        ({"licences": (Licence(what="driving C", until="2026"),)}, {"licence": "driving C"}, ("licence", "yes", "licence_held")),
        ({"wishes": Wishes(country="SI")}, {}, ("place", "no", "other_country")),
    ],
)  # fmt: skip
def test_each_hard_rule_says_what_it_found(profile, change, rule):
    assert rule in said(matched(msgspec.structs.replace(HIM, **profile), replace(JOB, **change)))


def test_a_permit_that_the_rulebook_denies_closes_the_vacancy_whatever_the_points():
    barred = replace(ANYWHERE, permit=lambda _country: "no")
    match = matched(situation=barred)
    assert [one.rule for one in match.closed_by] == ["permit"]
    assert match.points == matched().points


@pytest.mark.parametrize(("km", "rule"), [(60, ("place", "yes", "near")), (40, ("place", "no", "too_far"))])
def test_the_distance_is_that_from_the_place_wished(km, rule):
    in_antwerp = replace(ANYWHERE, point=(51.22, 4.40))  # 51 km from Ghent
    wishes = msgspec.structs.replace(HIM, wishes=Wishes(country="BE", place="2000", distance_km=km))
    assert rule in said(matched(wishes, situation=in_antwerp))


# lists


def test_the_best_come_first_and_those_that_a_rule_closes_stand_apart_with_the_reason():
    rows = [
        replace(JOB, key="shop", skills=((SHOP, "must"),)),
        replace(JOB, key="alter", skills=((ALTER, "must"),)),
        replace(JOB, key="tailor", skills=((TAILOR, "must"),)),
        replace(JOB, key="fluent", skills=((TAILOR, "must"),), languages={"nl": "C1"}),
        replace(JOB, key="abroad", country="si", skills=((TAILOR, "must"),)),
    ]
    opened, closed = OpenVacancies(rows).for_person(HIM, CLOSENESS, ANYWHERE)
    assert [(one.vacancy.key, one.points) for one in opened] == [("tailor", 100), ("abroad", 100), ("alter", 70)]
    assert [(one.vacancy.key, one.closed_by[0].said) for one in closed] == [("fluent", "language_too_low")]


def test_a_vacancy_of_which_nothing_is_there_or_close_is_in_no_list():
    far = Closeness({"tailor": task("tailor", TAILORING, shop=0.3), "shop": task("shop", "", tailor=0.3)})
    assert OpenVacancies([replace(JOB, skills=((SHOP, "must"),))]).for_person(HIM, far, ANYWHERE) == ([], [])


def test_only_the_country_that_is_wished_is_looked_at():
    at_home = msgspec.structs.replace(HIM, wishes=Wishes(country="SI"))
    opened, closed = OpenVacancies([JOB, replace(JOB, key="abroad", country="si")]).for_person(
        at_home, CLOSENESS, ANYWHERE
    )
    assert [one.vacancy.key for one in (*opened, *closed)] == ["abroad"]


@pytest.mark.parametrize(
    "change",
    [
        {"v2": replace(JOB, key="v2", skills=((SHOP, "wish"), (TAILOR, "must")))},
        {"v2": replace(JOB, key="v2", country="nl")},
        {"v0": replace(JOB, key="v0")},
        {"v2": None, "v3": None},
        {"v1": replace(JOB, key="v1", skills=()), "v9": None},
    ],
    ids=["asks for something else", "moved", "came", "the last of a country went", "asks for nothing"],
)
def test_what_changed_alone_is_turned_round_and_the_lists_are_as_if_everything_was(change):
    before = {
        key: replace(JOB, key=key, country=country) for key, country in [("v1", "be"), ("v2", "be"), ("v3", "si")]
    }
    after = sorted((before | change).items())
    renewed = OpenVacancies(before.values()).renewed(change.keys(), [row for row in change.values() if row])
    anew = OpenVacancies([row for _key, row in after if row])
    assert renewed.for_person(HIM, CLOSENESS, ANYWHERE) == anew.for_person(HIM, CLOSENESS, ANYWHERE)


skills = st.sampled_from([TAILOR, ALTER, SHOP, TAILORING, MACHINIST])
asked = st.lists(
    st.tuples(skills, st.sampled_from(["must", "wish", "can_be_learnt"])), min_size=1, unique_by=lambda p: p[0]
)


@given(asked, st.sets(skills))
def test_the_index_gives_the_same_points_both_ways_as_counting_them(wanted, own):
    brought = CLOSENESS.brought_by(own)
    counted = points_of(wanted, brought)
    weights = {what: near.how for what, (_own, near) in brought.items()}
    found = [scored.points for scored in AskedFor([wanted]).best(weights, 1)]
    turned = [scored.points for scored in Brought([weights]).best(wanted, 1)]
    assert abs((found or [0])[0] - counted) <= 1  # a single float at exactly one half may fall either way
    assert abs((turned or [0])[0] - counted) <= 1


@given(name=st.text(max_size=50), lang=st.sampled_from(["ar", "uk", "so", "en"]), email=st.text(max_size=30))
def test_a_name_and_a_first_language_move_nothing(name, lang, email):
    """The profile has no field for gender, nationality, religion or health; what may hint at them is not read."""
    other = msgspec.structs.replace(
        HIM, lang=lang, person=msgspec.structs.replace(HIM.person, name=name, email=email),
        languages={**HIM.languages, lang: LanguageSkill(listening="native")},
    )  # fmt: skip
    assert matched(other) == matched()


def test_the_profile_has_no_field_that_must_never_count():
    fields = {
        field.name for part in (Profile, type(Profile().person), Wishes) for field in msgspec.structs.fields(part)
    }
    assert fields.isdisjoint({"gender", "nationality", "religion", "health", "birth_date", "age", "family"})
