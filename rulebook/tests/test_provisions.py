"""Duties with their exemptions and dates, and the verdicts that steps get from them."""

import datetime as dt

from rulebook.tests.conftest import LAW, TODAY

ADULT = {"fact": "age", "ge": 18}
WORKER = {"id": "worker", "label": {"en": "came to work"}, "fact": "ground", "eq": "worker"}
SERVICE = {"id": "course", "organization": "desk", "name": {"en": "Course"}, "territory": "xx", "sources": ["act"]}


def duty(**more):
    return {"id": "duty", "kind": "duty", "title": {"en": "Duty"}, "when": ADULT, **LAW, **more}


def access(**more):
    return {
        "id": "access",
        "kind": "access",
        "title": {"en": "Access"},
        "when": {"fact": "works", "is": False},
        **LAW,
        **more,
    }


def answer(rulebook, step, on=TODAY, **given):
    return rulebook.on(on).answer(step, rulebook.person(given, TODAY, on))


def test_an_exemption_frees_from_the_duty_and_is_named(make_rulebook):
    rulebook = make_rulebook(provisions=[duty(unless=[WORKER])])

    freed = answer(rulebook, "duty", age=30, ground="worker")

    assert (freed.duty, freed.verdict, freed.exemption.id) == (False, "no", "worker")


def test_an_exemption_that_may_apply_leaves_the_duty_unknown(make_rulebook):
    rulebook = make_rulebook(provisions=[duty(unless=[WORKER])])

    undecided = answer(rulebook, "duty", age=30)

    assert undecided.verdict == "unknown"
    assert undecided.open_facts == ["ground"]


def test_an_exemption_counts_only_while_it_is_in_force(make_rulebook):
    rulebook = make_rulebook(provisions=[duty(unless=[{**WORKER, "valid": {"from": "2030-01-01"}}])])

    assert answer(rulebook, "duty", dt.date(2029, 12, 31), age=30, ground="worker").verdict == "must"
    assert answer(rulebook, "duty", dt.date(2030, 1, 1), age=30, ground="worker").verdict == "no"


def test_someone_who_lives_elsewhere_is_not_exempt_but_not_meant(make_rulebook):
    rulebook = make_rulebook(provisions=[duty(where="xx-north", unless=[WORKER])])

    elsewhere = answer(rulebook, "duty", place="2000", age=30, ground="worker")

    assert elsewhere.verdict == "no"
    assert elsewhere.exemption is None


def test_outside_its_dates_a_provision_is_no_for_everyone(make_rulebook):
    rulebook = make_rulebook(provisions=[duty(valid={"from": "2020-01-01", "to": "2029-12-31"})])

    over = answer(rulebook, "duty", age=30)

    assert over.verdict == "no"
    assert over.is_in_force is False
    assert answer(rulebook, "duty", dt.date(2029, 12, 31), age=30).verdict == "must"


def test_in_the_year_that_a_source_calls_the_end_the_verdict_is_unknown(make_rulebook):
    rulebook = make_rulebook(provisions=[duty(valid={"to": "2030"})])

    assert answer(rulebook, "duty", age=30).verdict == "unknown"
    assert answer(rulebook, "duty", age=17).verdict == "no"


def test_what_the_tree_cannot_say_leaves_a_yes_unknown_and_a_no_no(make_rulebook):
    rulebook = make_rulebook(provisions=[duty(ask_a_counsellor={"en": "decided after a talk"})])

    assert answer(rulebook, "duty", age=30).verdict == "unknown"
    assert answer(rulebook, "duty", age=17).verdict == "no"


def test_without_a_tree_a_duty_is_always_unknown(make_rulebook):
    provision = duty(ask_a_counsellor={"en": "decided case by case"})
    del provision["when"]

    assert answer(make_rulebook(provisions=[provision]), "duty", age=30).verdict == "unknown"


def test_a_step_is_must_may_unknown_or_no_from_duty_and_access(make_rulebook):
    provisions = [duty(services=["course"], where="xx-north"), access(services=["course"])]
    rulebook = make_rulebook(provisions=provisions, services=[SERVICE])

    assert answer(rulebook, "course", place="1000", age=30, works=True).verdict == "must"
    assert answer(rulebook, "course", place="2000", age=30, works=False).verdict == "may"
    assert answer(rulebook, "course", place="2000", age=30).verdict == "unknown"
    assert answer(rulebook, "course", place="2000", age=30, works=True).verdict == "no"
    assert answer(rulebook, "course", age=30, works=False).verdict == "unknown"


def test_what_is_a_duty_is_open_to_the_person_too(make_rulebook):
    provisions = [duty(services=["course"]), access(services=["course"])]

    obliged = answer(make_rulebook(provisions=provisions, services=[SERVICE]), "course", age=30, works=True)

    assert (obliged.duty, obliged.access) == (True, True)


def test_what_may_be_a_duty_may_be_open(make_rulebook):
    provisions = [duty(services=["course"]), access(services=["course"])]

    undecided = answer(make_rulebook(provisions=provisions, services=[SERVICE]), "course", works=True)

    assert (undecided.duty, undecided.access, undecided.verdict) == (None, None, "unknown")


def test_a_service_that_has_ended_is_no_whatever_its_rules_say(make_rulebook):
    ended = {**SERVICE, "valid": {"to": "2020-12-31"}}

    over = answer(make_rulebook(provisions=[duty(services=["course"])], services=[ended]), "course", age=30)

    assert over.verdict == "no"


def test_the_short_reason_is_the_leaves_that_decided(make_rulebook):
    rulebook = make_rulebook(provisions=[duty(when={"all": [ADULT, {"fact": "works", "is": True}]})])

    assert [leaf.fact for leaf in answer(rulebook, "duty", age=30, works=True).deciding] == ["age", "works"]
    assert [leaf.fact for leaf in answer(rulebook, "duty", age=17, works=True).deciding] == ["age"]
    assert [leaf.fact for leaf in answer(rulebook, "duty", age=30).deciding] == ["works"]
