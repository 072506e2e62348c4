"""Only facts that can still decide something are asked, in the editors' order."""

import pytest

from rulebook.questions import interview
from rulebook.tests.conftest import LAW, TODAY


@pytest.fixture
def rulebook(make_rulebook):
    provision = {
        "id": "duty", "kind": "duty", "title": {"en": "Duty"},
        "when": {"all": [{"fact": "place", "within": "xx-north"}, {"fact": "age", "ge": 18}, {"fact": "since", "months_since": {"lt": 36}}]},
        "unless": [{"id": "works", "label": {"en": "you work"}, "fact": "works", "is": True}], **LAW,
    }  # fmt: skip
    return make_rulebook(provisions=[provision])


def asked(rulebook, declined=(), **given):
    return [fact.id for fact in interview(rulebook.on(TODAY), rulebook.person(given, TODAY), declined).questions]


def test_questions_come_in_the_editors_order_and_the_birth_date_stands_for_the_age(rulebook):
    assert asked(rulebook) == ["place", "birth_date", "since", "works"]


def test_an_answer_that_decides_ends_the_questions(rulebook):
    assert asked(rulebook, place="2000") == []


def test_a_declined_question_is_not_asked_again(rulebook):
    assert asked(rulebook, declined={"birth_date"}, place="1000") == ["since", "works"]


def test_declining_costs_the_steps_that_hang_on_it(rulebook):
    found = interview(rulebook.on(TODAY), rulebook.person({"place": "1000"}, TODAY))

    assert (found.decided, found.total) == (0, 1)
    assert found.cost_of_declining("works") == 1
    assert found.cost_of_declining("nationality") == 0


def test_what_is_only_presumed_is_still_asked(make_rulebook):
    facts = [
        {"id": "has_papers", "type": "flag", "label": {"en": "papers"}, "implied": [{"value": False, "presumed": True, "when": {"all": []}}]},
    ]  # fmt: skip
    facts[0]["implied"][0]["when"] = {"fact": "place", "within": "xx"}
    provision = {
        "id": "duty",
        "kind": "duty",
        "title": {"en": "Duty"},
        "when": {"not": {"fact": "has_papers", "is": True}},
        **LAW,
    }
    rulebook = make_rulebook(provisions=[provision], facts=[{"id": "place", "type": "place", "label": {}}, *facts])

    assert rulebook.on(TODAY).answer("duty", rulebook.person({}, TODAY)).verdict == "must"
    assert asked(rulebook) == ["has_papers"]
