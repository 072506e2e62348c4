"""What one country answers, on a made-up law of three provisions."""

import datetime as dt

import pytest

from pathfinder.compare.answers import answer_of, periods_of, person_in, questions_of
from rulebook.load import load_rulebook
from rulebook.tests.conftest import LAW, write_pack

TODAY = dt.date(2030, 6, 15)
REFUGEE = {"fact": "ground", "eq": "refugee"}
OLD = {
    "id": "old", "kind": "right", "title": {"en": "After nine months"}, **LAW, "valid": {"to": "2027-12-31"},
    "when": {"all": [REFUGEE, {"fact": "since", "months_since": {"ge": {"param": "wait"}}}]},
}  # fmt: skip
NEW = {**OLD, "id": "new", "title": {"en": "After six months"}, "valid": {"from": "2028-01-01"}, "follows": "old"}
REPORT = {"id": "report", "kind": "duty", "title": {"en": "Report"}, **LAW, "when": REFUGEE}
NOTICE = {
    "id": "notice", "kind": "information", "title": {"en": "A notice"}, **LAW,
    "because_not_evaluable": {"en": "It explains a word."},
}  # fmt: skip
WAIT = {
    "id": "wait", "label": {"en": "the wait"}, "unit": "months",
    "values": [
        {"to": "2027-12-31", "value": 9, "sources": ["act"]},
        {"from": "2028-01-01", "value": 6, "sources": ["act"]},
    ],
}  # fmt: skip
QUESTION = {
    "id": "work", "asks": "right", "label": {"en": "Work"}, "question": {"en": "May one work?"},
    "person": {"ground": "refugee"}, "months_ago": {"since": 7}, "waits_since": "since",
}  # fmt: skip


@pytest.fixture
def rulebook(tmp_path):
    def make(**answer):
        files = {
            "provisions": [OLD, NEW, REPORT, NOTICE], "questions": [QUESTION],
            "parameters": [{**WAIT, "values": [{"valid": _dates(v), **v} for v in WAIT["values"]]}],
            "answers": [{"id": "work", **answer}],
        }  # fmt: skip
        return load_rulebook(write_pack(tmp_path, **files), "xx")

    return make


def _dates(value):
    return {key: value[key] for key in ("from", "to") if key in value}


def asked(rulebook, on=TODAY, months=None):
    (question,) = questions_of(rulebook)
    return answer_of(rulebook, question, question.person(on, months), on, TODAY)


def test_the_law_of_the_day_gives_the_verdict_for_the_example(rulebook):
    book = rulebook(provisions=["old", "new"], figures=["wait"])

    today, before = asked(book), asked(book, dt.date(2027, 6, 15))

    assert (today.verdict, today.shown.provision.id, today.figures[0][1]) == ("may", "new", 6)
    assert (before.verdict, before.shown.provision.id, before.figures[0][1]) == ("no", "old", 9)


def test_a_no_says_from_which_day_it_turns(rulebook):
    answer = asked(rulebook(provisions=["new"]), months=5)

    assert (answer.verdict, answer.shown.opens_on) == ("no", dt.date(2030, 7, 15))


def test_a_duty_is_no_answer_to_whether_one_may(rulebook):
    answer = asked(rulebook(provisions=["new", "report"]), months=1)

    assert answer.verdict == "no"
    assert [part.provision.id for part in answer.others] == ["report"]


def test_what_only_informs_is_told_and_silence_is_a_gap(rulebook):
    assert asked(rulebook(provisions=["notice"])).verdict == "told"
    assert asked(rulebook(gap={"en": "Nobody says."})).verdict == "gap"


def test_what_is_not_told_is_what_the_answer_hangs_on(rulebook):
    book = rulebook(provisions=["new"])
    (question,) = questions_of(book)

    answer = answer_of(book, question, {"ground": "refugee"}, TODAY, TODAY)

    assert (answer.verdict, [fact.id for fact in answer.shown.depends_on]) == ("unknown", ["since"])


def test_another_country_reads_what_it_knows_of_a_person_and_leaves_the_rest(rulebook):
    given = {"ground": "refugee", "yy_card": "blue", "place": "Nowhere", "languages": {"nl": "A1"}}

    person = person_in(rulebook(provisions=["new"]), given, TODAY, TODAY)

    assert set(person.values) == {"ground", "languages.nl"}


def test_the_past_of_an_answer_is_told_in_the_order_in_which_it_was_law(rulebook):
    book = rulebook(provisions=["new", "old"])

    assert [p.id for p in periods_of(book, questions_of(book)[0])] == ["old", "new"]
