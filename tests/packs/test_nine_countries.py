"""Nine rulebooks: sound, comparable, open about what they do not know."""

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from pathfinder.compare.answers import answer_of, questions_of
from rulebook.checks import check_pack
from rulebook.load import load_rulebook, parse_yaml, parsed_files
from rulebook.situations import load_situations

PACKS = Path(__file__).parents[2] / "packs"
FACTS = Path(__file__).parents[3] / "shared" / "facts"
COUNTRIES = ("be", "es", "gb", "hu", "ie", "it", "nl", "si", "sk")
TODAY = dt.date(2026, 11, 25)
SYRIAN = {"role": "newcomer", "residence_ground": "applicant", "nationality": ["SY"], "age": 30}
FILES = parsed_files()

in_each_country = pytest.mark.parametrize("country", COUNTRIES)


@cache
def rulebook_of(country):
    return load_rulebook(PACKS, country, files=FILES)


@cache
def facts_of(country):
    return parse_yaml((FACTS / f"{country}.yaml").read_text(encoding="utf-8"))


def answer(country, question_id, given, on):
    rulebook = rulebook_of(country)
    question = next(q for q in questions_of(rulebook) if q.id == question_id)
    return answer_of(rulebook, question, given, on, TODAY)


@in_each_country
def test_a_pack_has_no_problem_and_all_its_situations_hold(country):
    assert check_pack(PACKS, country).problems == ()


@in_each_country
def test_there_are_at_least_fifteen_whole_lives(country):
    lives = [s for s in load_situations(PACKS, country) if "provision" not in s.data]

    assert len(lives) >= 15


@in_each_country
def test_every_question_is_answered_or_said_to_be_open(country):
    rulebook = rulebook_of(country)

    assert set(rulebook.pack["answers"]) == {q.id for q in questions_of(rulebook)}


@in_each_country
@pytest.mark.parametrize("on", [dt.date(2018, 9, 15), dt.date(2022, 9, 15), TODAY])
def test_every_verdict_has_a_source_and_is_dated_or_says_that_it_is_not(country, on):
    rulebook = rulebook_of(country)
    answers = [answer_of(rulebook, q, q.person(on), on, TODAY) for q in questions_of(rulebook)]

    assert [a.question.id for a in answers if a.verdict != "gap" and not a.sources] == []
    assert [a.question.id for a in answers if a.verdict == "gap" and not a.gap and not a.data.get("provisions")] == []


def test_what_the_rulebooks_do_not_decide_is_listed_with_the_reason(capsys):
    from pathfinder.cli import main

    main(["check", "--undecided", *(str(PACKS / country) for country in COUNTRIES)])

    assert capsys.readouterr().out == (PACKS.parent / "docs/undecided.md").read_text(encoding="utf-8")


@pytest.mark.skipif(
    not FACTS.exists(), reason="the facts files that the packs were made from are not beside the project"
)
@in_each_country
def test_every_rule_of_the_facts_is_a_provision_with_the_same_dates(country):
    rulebook = rulebook_of(country)

    assert [rule["id"] for rule in facts_of(country)["rules"] if rule["id"] not in rulebook.provisions] == []


@pytest.mark.skipif(
    not FACTS.exists(), reason="the facts files that the packs were made from are not beside the project"
)
def test_nearly_all_rules_that_can_be_decided_are():
    rules = [
        rulebook_of(country).provisions[rule["id"]] for country in COUNTRIES for rule in facts_of(country)["rules"]
    ]
    decidable = [rule for rule in rules if rule.kind != "information"]

    assert sum(rule.is_evaluable for rule in decidable) / len(decidable) >= 0.95


@pytest.mark.parametrize(
    ("country", "on", "verdict"),
    [
        ("be", "2018-09-15", "may"), ("be", "2022-09-15", "may"), ("be", "2026-11-25", "may"),
        ("es", "2018-09-15", "no"), ("es", "2022-09-15", "no"), ("es", "2026-11-25", "no"),
        ("gb", "2018-09-15", "no"), ("gb", "2022-09-15", "no"), ("gb", "2026-11-25", "no"),
        ("hu", "2018-09-15", "no"), ("hu", "2022-09-15", "no"), ("hu", "2026-11-25", "no"),
        ("ie", "2018-09-15", "no"), ("ie", "2022-09-15", "no"), ("ie", "2026-11-25", "unknown"),
        ("it", "2018-09-15", "may"), ("it", "2022-09-15", "may"), ("it", "2026-11-25", "may"),
        ("nl", "2018-09-15", "no"), ("nl", "2022-09-15", "no"), ("nl", "2026-11-25", "unknown"),
        ("si", "2018-09-15", "no"), ("si", "2022-09-15", "no"), ("si", "2026-11-25", "may"),
        ("sk", "2018-09-15", "no"), ("sk", "2022-09-15", "no"), ("sk", "2026-11-25", "no"),
    ],
)  # fmt: skip
def test_a_syrian_applicant_of_four_months(country, on, verdict):
    day = dt.date.fromisoformat(on)
    given = {**SYRIAN, "application_lodged_on": _months_before(day, 4)}

    assert answer(country, "applicant-work", given, day).verdict == verdict


def _months_before(day, months):
    month = day.month - months
    return dt.date(day.year + (month - 1) // 12, (month - 1) % 12 + 1, day.day).isoformat()
