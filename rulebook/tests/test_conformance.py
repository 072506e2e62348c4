"""The conformance set, by each evaluator in Python."""

import polars as pl
import pytest

from rulebook.columns import columns
from rulebook.conditions import WORDS
from rulebook.law import Answer, Rulebook
from rulebook.questions import asked_fact, undecided
from rulebook.reasons import window
from rulebook.tests.conformance import TODAY, Case, cases, rulebook_of_the_set

every_case = pytest.mark.parametrize("case", cases(), ids=str)


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook_of_the_set(tmp_path_factory.mktemp("set"))


def answer(rulebook: Rulebook, case: Case) -> Answer:
    return rulebook.on(case.on).answer(case.provision, rulebook.person(case.given, TODAY, case.on))


@every_case
def test_a_tree_says_what_the_set_says(rulebook: Rulebook, case: Case) -> None:
    assert WORDS[answer(rulebook, case).duty] == case.expected["expect"], case.says


@every_case
def test_the_compiled_law_says_what_the_set_says(rulebook: Rulebook, case: Case) -> None:
    law = rulebook.on(case.on)
    person = rulebook.person(case.given, TODAY, case.on)

    assert WORDS[law.verdicts(law.prepare(person))[case.provision]] == case.expected["expect"], case.says


@pytest.mark.parametrize("case", [case for case in cases() if case.fits_a_row], ids=str)
def test_a_column_says_what_the_set_says(rulebook: Rulebook, case: Case) -> None:
    frame = pl.DataFrame([pl.Series(name, [value]) for name, value in case.row.items()] or {"person": [1]})

    (truth,) = columns(rulebook.on(case.on), frame, only=[case.provision])[case.provision]

    assert WORDS[truth] == case.expected["expect"], case.says


@pytest.mark.parametrize("case", [case for case in cases() if "open" in case.expected], ids=str)
def test_what_is_open_is_what_the_set_says(rulebook: Rulebook, case: Case) -> None:
    found = answer(rulebook, case)
    names = [name for provision in undecided(found) for name in provision.open(found.context)]
    asked = dict.fromkeys(asked_fact(rulebook.facts, name) for name in names)

    assert [name for name in asked if name] == case.expected["open"], case.says


@pytest.mark.parametrize("case", [case for case in cases() if "exemption" in case.expected], ids=str)
def test_the_exemption_is_the_one_of_the_set(rulebook: Rulebook, case: Case) -> None:
    exemption = answer(rulebook, case).exemption

    assert exemption is not None
    assert exemption.id == case.expected["exemption"], case.says


@pytest.mark.parametrize("case", [case for case in cases() if {"from", "until"} & case.expected.keys()], ids=str)
def test_it_holds_from_when_until_when_the_set_says(rulebook: Rulebook, case: Case) -> None:
    person = rulebook.person(case.given, TODAY, case.on)

    span = window(rulebook, rulebook.steps[case.provision], person, case.on)

    found = {"from": str(span.start), "until": str(span.end)}
    assert {end: found[end] for end in found if end in case.expected} == {
        end: case.expected[end] for end in found if end in case.expected
    }, case.says
