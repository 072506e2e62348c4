"""What the scripts say is what Python says, for people at random under real laws and laws at random."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

PAIRS = 100_000  # of a person and a provision, at least


def test_node_says_what_python_says(cases: Path, node: Callable[..., Any]) -> None:
    found = node("comparing.mjs", str(cases))

    assert found["differences"] == []
    assert found["pairs"] >= PAIRS


@pytest.mark.journey
def test_a_browser_says_what_python_says(cases: Path, page_of_phone: Page) -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in cases.glob("*.json")}
    lines = (cases / "cases.jsonl").read_text(encoding="utf-8").splitlines()

    found = page_of_phone.evaluate(
        "async ([files, lines]) => (await import('/tests/comparing.mjs')).compare(files, lines)", [files, lines]
    )

    assert found["differences"] == []
    assert found["pairs"] >= PAIRS


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("got[0] >= least", "got[0] > least"),
        ("every(unless, (exemption) => not(exempts(exemption)))", "!unless.some(exempts)"),
    ],
)
def test_the_comparison_sees_a_fault(
    cases: Path, node: Callable[..., Any], room_with: Callable[[str, str], Path], right: str, wrong: str
) -> None:
    found = node(room_with(right, wrong) / "tests" / "comparing.mjs", str(cases), "random0")

    assert found["differences"] != []
