"""The conformance set of the rule language, by the scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pathfinder.phone.documents import Export
from rulebook.law import Rulebook
from rulebook.reasons import changes
from rulebook.tests.conformance import TODAY, Case, cases, rulebook_of_the_set

CASES = cases()


FAULTS = {
    "a threshold": ("got[0] >= least", "got[0] > least"),
    "one more": ("bound + more)", "bound)"),
    "a half known date of law": ("day > ending ? null", "day > ending ? true"),
    "a date that has not come": ("both(not(truth), not(atLeast(day + 1)))", "not(truth)"),
    "months of unequal length": ("while (later(start + 1, bound, unit) <= day - more) start++;", ""),
    "an exemption that may apply": ("every(unless, (exemption) => not(exempts(exemption)))", "!unless.some(exempts)"),
    "a date that stands in": ("values[fact] = values[same]", "values[fact]"),
    "an answer that was given": ("if (fact in values ||", "if ("),
    "a deadline before its law": ("|| last < valid[0]", ""),
    "several of a list": ("++surely === least", "++surely"),
}


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook_of_the_set(tmp_path_factory.mktemp("set"))


@pytest.fixture(scope="module")
def asked(rulebook: Rulebook) -> str:
    export = Export(rulebook)
    return json.dumps({
        "law": export.law.content.decode(),
        "places": export.places.content.decode(),
        "today": TODAY.isoformat(),
        "cases": [{"provision": c.provision, "given": c.given, "on": c.on.isoformat()} for c in CASES],
    })  # fmt: skip


@pytest.fixture(scope="module")
def said(node: Callable[..., Any], asked: str) -> dict[str, dict[str, Any]]:
    return dict(zip(map(str, CASES), node("conformance.mjs", given=asked), strict=True))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_scripts_say_what_the_set_says(said: dict[str, dict[str, Any]], case: Case) -> None:
    found = said[str(case)]

    assert {part: found[part] for part in case.expected} == case.expected, case.says


def test_the_scripts_say_what_would_change_it_as_python_does(
    said: dict[str, dict[str, Any]], rulebook: Rulebook
) -> None:
    found = {str(case): said[str(case)]["changes"] for case in CASES}

    assert found == {str(case): _changes(rulebook, case) for case in CASES}
    assert sum(map(len, found.values())) > 100


def _changes(rulebook: Rulebook, case: Case) -> list[list[str]]:
    person = rulebook.person(case.given, TODAY, case.on)
    return sorted(
        [change.fact, change.verdict]
        for change in changes(rulebook.on(case.on), rulebook.steps[case.provision], person)
    )


@pytest.mark.parametrize(("right", "wrong"), FAULTS.values(), ids=FAULTS)
def test_the_set_sees_a_fault(
    node: Callable[..., Any], asked: str, room_with: Callable[[str, str], Path], right: str, wrong: str
) -> None:
    answers = node(room_with(right, wrong) / "tests" / "conformance.mjs", given=asked)

    wrongly = [c for c, found in zip(CASES, answers, strict=True) if {p: found[p] for p in c.expected} != c.expected]
    assert wrongly != []
