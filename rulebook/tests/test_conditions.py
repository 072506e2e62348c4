"""Kleene's logic, leaf by leaf and tree by tree; and that every evaluator says the same."""

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from rulebook.conditions import Context
from rulebook.law import Rulebook
from rulebook.load import load_rulebook
from rulebook.tests.conftest import LAW, TODAY, write_pack
from rulebook.tests.trees import ANSWERS, DAY, complete_persons, persons, trees, values_of

YES, NO, UNKNOWN = True, False, None

MORE = {
    "derived": [{"id": "young", "label": {"en": "young"}, "when": {"fact": "age", "lt": 18}, "sources": ["act"]}],
    "library": {"ambiguities": [{"id": "amb", "text": {"en": "two readings"}, "sources": ["act"]}]},
}


def truth(rulebook: Rulebook, given: dict, on: dt.date = TODAY) -> bool | None:
    person = rulebook.person(given, dt.date(2040, 1, 1), on)
    return rulebook.provisions["duty"].value(rulebook.on(on).context(person))


A, B = {"fact": "works", "is": True}, {"fact": "of_eu", "is": True}


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (True, True, YES, YES),
        (True, False, NO, YES),
        (False, False, NO, NO),
        (True, None, UNKNOWN, YES),
        (False, None, NO, UNKNOWN),
        (None, None, UNKNOWN, UNKNOWN),
    ],
)
def test_and_and_or_are_kleenes(rule, a, b, both, either):
    given = {"works": a, "of_eu": b}

    assert truth(rule({"all": [A, B]}), given) is both
    assert truth(rule({"any": [A, B]}), given) is either


def test_not_of_unknown_is_unknown(rule):
    rulebook = rule({"not": A})

    assert [truth(rulebook, {"works": w}) for w in (True, False, None)] == [NO, YES, UNKNOWN]


def test_at_least_counts_what_may_still_come(rule):
    leaf = {"fact": "age", "ge": 18}
    rulebook = rule({"at_least": {"count": 2, "of": [A, B, leaf]}})

    assert truth(rulebook, {"works": True, "age": 20}) is YES
    assert truth(rulebook, {"works": True}) is UNKNOWN
    assert truth(rulebook, {"works": False, "of_eu": False}) is NO


@pytest.mark.parametrize(("age", "expected"), [(17, NO), (18, YES), (19, YES), (None, UNKNOWN)])
def test_the_threshold_itself_belongs_to_ge(rule, age, expected):
    assert truth(rule({"fact": "age", "ge": 18}), {"age": age}) is expected


@pytest.mark.parametrize(
    ("since", "enough"),
    [
        ("2030-04-16", YES),
        ("2030-04-17", NO),
        ("2030-06-15", NO),
        ("2030-06-16", NO),
        ("2030-04", UNKNOWN),
        ("2029", YES),
    ],
)
def test_days_are_counted_one_by_one(rule, since, enough):
    assert truth(rule({"fact": "since", "days_since": {"ge": 60}}), {"since": since}) is enough


@pytest.mark.parametrize(
    ("since", "less", "more"),
    [
        ("2027-06-16", YES, NO),  # a day less than 36 months
        ("2027-06-15", NO, NO),  # exactly 36 months
        ("2027-06-14", NO, YES),  # a day more
        ("2027", UNKNOWN, UNKNOWN),
        ("2030-06-20", NO, NO),  # not come yet
        (None, UNKNOWN, UNKNOWN),
    ],
)
def test_months_are_counted_on_the_calendar(rule, since, less, more):
    assert truth(rule({"fact": "since", "months_since": {"lt": 36}}), {"since": since}) is less
    assert truth(rule({"fact": "since", "months_since": {"gt": 36}}), {"since": since}) is more


def test_a_birth_year_leaves_the_year_of_the_birthday_open(rule):
    rulebook = rule({"fact": "age", "ge": 18})

    assert truth(rulebook, {"birth_date": "2011"}) is YES
    assert truth(rulebook, {"birth_date": "2012"}) is UNKNOWN
    assert truth(rulebook, {"birth_date": "2013"}) is NO


def test_one_of_several_nationalities_is_enough(rule):
    assert truth(rule({"fact": "nationality", "in": ["BE", "FR"]}), {"nationality": ["SY", "FR"]}) is YES


def test_a_figure_that_is_not_in_force_is_unknown_and_not_zero(rule):
    figure = [
        {"id": "limit", "unit": "years", "values": [{"value": 18, "valid": {"to": "2029-12-31"}, "sources": ["act"]}]}
    ]
    rulebook = rule({"fact": "age", "ge": {"param": "limit"}}, parameters=figure)

    assert truth(rulebook, {"age": 30}, dt.date(2029, 12, 31)) is YES
    assert truth(rulebook, {"age": 30}, dt.date(2030, 1, 1)) is UNKNOWN


def test_an_ambiguity_of_the_source_keeps_only_its_own_case_unknown(rule):
    at_18 = {"all": [{"fact": "age", "eq": 18}, {"unsure": "amb"}]}
    rulebook = rule({"any": [{"fact": "age", "gt": 18}, at_18]}, **MORE)

    assert [truth(rulebook, {"age": age}) for age in (17, 18, 19)] == [NO, UNKNOWN, YES]


def test_what_follows_from_another_answer_holds_unless_the_person_says_otherwise(rule):
    rulebook = rule({"not": B})

    assert truth(rulebook, {"ground": "refugee"}) is YES
    assert truth(rulebook, {"ground": "refugee", "of_eu": True}) is NO
    assert truth(rulebook, {"ground": "family"}) is UNKNOWN


def rulebook_of(tree: object) -> Rulebook:
    duty = {"id": "duty", "kind": "duty", "title": {"en": "A duty"}, "when": tree, **LAW}
    with tempfile.TemporaryDirectory() as folder:
        return load_rulebook(write_pack(Path(folder), provisions=[duty], **MORE), "xx")


@given(trees, persons, complete_persons)
def test_a_yes_or_no_never_changes_when_unknowns_are_filled_in(tree, known, rest):
    rulebook = rulebook_of(tree)
    before = truth(rulebook, known, DAY)
    after = truth(rulebook, {**rest, **known}, DAY)

    assert before is UNKNOWN or before is after


@given(trees, persons)
def test_the_compiled_law_says_what_the_tree_says(tree, given):
    rulebook = rulebook_of(tree)
    law, values = rulebook.on(DAY), values_of(rulebook, given)
    tree_says = rulebook.provisions["duty"].value(Context(law, values))

    assert law.verdicts(values)["duty"] is tree_says


@given(trees, persons)
def test_only_facts_that_were_not_given_are_open(tree, given):
    rulebook = rulebook_of(tree)
    context = Context(rulebook.on(DAY), values_of(rulebook, given))
    open_facts = {f for f in rulebook.provisions["duty"].open(context) if f in ANSWERS}

    exact = {f for f in given if f not in ("since", "place")}  # a year or a shared postcode leaves something open
    assert not open_facts & exact
