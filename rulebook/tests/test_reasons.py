"""From when until when a verdict holds, and what would change it."""

import pytest

from rulebook.reasons import changes, explain, window
from rulebook.tests.conftest import LAW, TODAY


@pytest.fixture
def rulebook(make_rulebook):
    newcomer = {"fact": "since", "months_since": {"lt": 36}}
    provision = {
        "id": "duty", "kind": "duty", "title": {"en": "Duty"}, "valid": {"from": "2028-01-01"},
        "when": {"all": [{"fact": "age", "ge": 18}, {"fact": "age", "lt": 65}, newcomer]},
        "unless": [{"id": "works", "label": {"en": "you work"}, "fact": "works", "is": True}], **LAW,
    }  # fmt: skip
    return make_rulebook(provisions=[provision])


def span(rulebook, on=TODAY, **given):
    person = rulebook.person(given, TODAY, on)
    return window(rulebook, rulebook.steps["duty"], person, on)


def test_a_duty_holds_from_the_arrival_until_the_day_before_three_years(rulebook):
    found = span(rulebook, age=30, works=False, since="2029-03-10")

    assert (str(found.start), str(found.end)) == ("2029-03-10", "2032-03-09")


def test_a_duty_starts_on_the_eighteenth_birthday(rulebook):
    found = span(rulebook, birth_date="2012-01-20", works=False, since="2029-03-10")

    assert str(found.start) == "2030-01-20"


def test_a_duty_starts_with_its_law_when_the_person_was_there_before(rulebook):
    found = span(rulebook, age=30, works=False, since="2027-12-10")

    assert str(found.start) == "2028-01-01"


def test_a_no_ends_the_day_before_it_becomes_a_duty(rulebook):
    found = span(rulebook, birth_date="2012-09-01", works=False, since="2029-03-10")

    assert str(found.end) == "2030-08-31"


def test_a_partial_date_is_never_completed(rule):
    rulebook = rule({"fact": "since", "months_since": {"lt": 36}}, valid={"from": "2028", "to": "2031-05"})

    found = span(rulebook, since="2029-02")

    assert (str(found.start), str(found.end)) == ("2029-02", "2031-05")


def test_what_would_change_a_duty_begins_with_what_a_person_can_change(rulebook):
    person = rulebook.person({"age": 30, "works": False, "since": "2029-03-10"}, TODAY)

    found = changes(rulebook.on(TODAY), rulebook.steps["duty"], person)

    assert [(c.fact, c.verdict, c.can_be_changed) for c in found] == [
        ("works", "no", True),
        ("age", "no", False),
        ("since", "no", False),
    ]


def test_the_long_reason_shows_every_node_with_its_value(rulebook):
    person = rulebook.person({"age": 30, "since": "2029-03-10"}, TODAY)

    tree = explain(rulebook.provisions["duty"], rulebook.on(TODAY).context(person))

    assert tree["value"] == "unknown"
    assert [leaf["value"] for leaf in tree["when"]["all"]] == ["yes", "yes", "yes"]
    assert tree["unless"] == [
        {
            "exemption": "works",
            "value": "unknown",
            "when": {"fact": "works", "is": True, "value": "unknown", "sources": []},
        }
    ]
