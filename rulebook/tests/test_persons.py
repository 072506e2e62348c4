import datetime as dt

import pytest

from rulebook.facts import PersonError
from rulebook.tests.conftest import FACTS, TODAY


@pytest.fixture
def rulebook(make_rulebook):
    return make_rulebook()


@pytest.mark.parametrize(
    ("given", "field", "expected"),
    [
        ({"residense": "refugee"}, "residense", "no fact has this name"),
        ({"grund": "refugee"}, "grund", 'Did you mean "ground"?'),
        ({"ground": "refuge"}, "ground", 'Did you mean "refugee"?'),
        ({"nationality": ["Syria"]}, "nationality", "two-letter code of a country"),
        ({"since": "2018-02-30"}, "since", "does not exist in the calendar"),
        ({"since": "2031-01-01"}, "since", "lies in the future"),
        ({"since": "2009-12", "birth_date": "2010-01-05"}, "since", "lies before the birth date 2010-01-05"),
        ({"age": 28, "birth_date": "1990-05-02"}, "age", "contradicts the birth date"),
        ({"age": -1}, "age", "between 0 and 120"),
        ({"age": "old"}, "age", "expected a whole number"),
        ({"age": "--5"}, "age", "expected a whole number"),
        ({"age": 12.5}, "age", "expected a whole number"),
        ({"place": "9999"}, "place", "we do not know the place"),
        ({"place": "Sutten"}, "place", "Is it Sutton?"),
        ({"works": "perhaps"}, "works", "expected yes or no"),
        ({"languages": {"nl": "A3"}}, "languages.nl", "expected a CEFR level"),
        ({"ground": ["refugee"]}, "ground", 'got "'),
        ({"works": {"a": 1}}, "works.a", "no fact has this name"),
    ],
)
def test_each_wrong_answer_is_named_with_what_was_expected(rulebook, given, field, expected):
    with pytest.raises(PersonError) as caught:
        rulebook.person(given, TODAY)

    (problem,) = caught.value.problems
    assert problem.field == field
    assert expected in problem.message


def test_all_problems_are_told_at_once(rulebook):
    with pytest.raises(PersonError) as caught:
        rulebook.person({"ground": "x", "age": 500, "zzz": 1}, TODAY)

    assert [p.field for p in caught.value.problems] == ["ground", "age", "zzz"]


def test_what_is_null_was_not_given(rulebook):
    assert rulebook.person({"ground": None, "nationality": [], "country": "xx"}, TODAY).values == {}


def test_norway_is_a_country_although_yaml_reads_it_as_false(rulebook):
    assert rulebook.person({"nationality": [False]}, TODAY).values["nationality"] == frozenset({"NO"})


def test_a_month_stays_a_month(rulebook):
    first, last = rulebook.person({"since": "2018-02"}, TODAY).values["since"]

    assert dt.date.fromordinal(first) == dt.date(2018, 2, 1)
    assert dt.date.fromordinal(last) == dt.date(2018, 2, 28)


def test_an_age_is_that_of_the_day_asked_for(rulebook):
    person = rulebook.person({"age": 28, "birth_date": "1990-05-02"}, TODAY, on=dt.date(2018, 9, 15))

    assert person.values["age"] == (28, 28)


def test_a_language_no_rule_asks_for_may_be_told(rulebook):
    assert rulebook.person({"languages": {"ti": "native"}}, TODAY).values["languages.ti"] == (7, 7)


def test_a_day_that_may_be_planned_may_lie_ahead(make_rulebook):
    start = {"id": "starts_on", "type": "date", "may_lie_ahead": True, "label": {"en": "the first day"}}

    person = make_rulebook(facts=[*FACTS, start]).person({"starts_on": "2031-01-01"}, TODAY)

    assert person.values["starts_on"] == (dt.date(2031, 1, 1).toordinal(),) * 2
