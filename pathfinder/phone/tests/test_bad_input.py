"""What cannot be read gives a clear error, and never a verdict."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pathfinder.phone.documents import Export
from rulebook.load import load_rulebook
from rulebook.tests.conftest import LAW, write_pack

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Export:
    duty = {"id": "duty", "kind": "duty", "title": {"en": "A duty"}, "when": {"fact": "age", "ge": 18}, **LAW}
    there = {**duty, "id": "there", "when": {"fact": "place", "within": "xx-north"}}
    return Export(load_rulebook(write_pack(tmp_path_factory.mktemp("pack"), provisions=[duty, there]), "xx"))


@pytest.fixture
def ask(export: Export, node: Callable[..., Any]) -> Ask:
    def asked(**more: Any) -> dict[str, Any]:
        files = {"law": export.law.content.decode(), "places": export.places.content.decode()}
        return node("asking.mjs", given=json.dumps({**files, "given": {}, **more}))

    return asked


def test_what_can_be_read_has_verdicts(ask: Ask) -> None:
    given = {"age": 18, "place": "2000"}

    assert ask(given=given) == {"verdicts": {"duty": "must", "there": "no"}}


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"shoe_size": 44}, 'shoe_size: 44 cannot be used (unknown_fact)'),
        ({"constructor": 1}, 'constructor: 1 cannot be used (unknown_fact)'),
        ({"birth_date": "2018-02-30"}, 'birth_date: "2018-02-30" cannot be used (date)'),
        ({"since": "2031-01-01"}, 'since: "2031-01-01" cannot be used (future)'),
        ({"birth_date": "2000-01-01", "since": "1999-12-31"}, 'since: "1999-12-31" cannot be used (before_birth)'),
        ({"birth_date": "2000-01-01", "age": 18}, "age: 18 cannot be used (age)"),
        ({"age": 121}, "age: 121 cannot be used (range)"),
        ({"ground": "tourist"}, 'ground: "tourist" cannot be used (code)'),
        ({"nationality": ["XX"]}, 'nationality: ["XX"] cannot be used (country)'),
        ({"works": "perhaps"}, 'works: "perhaps" cannot be used (flag)'),
        ({"place": "Atlantis"}, 'place: "Atlantis" cannot be used (place)'),
        ({"age": "old", "works": 2}, 'age: "old" cannot be used (whole)\nworks: 2 cannot be used (flag)'),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_named(ask: Ask, given: dict[str, Any], error: str) -> None:
    assert ask(given=given) == {"error": error}


def test_a_place_without_the_list_of_places_is_an_error(ask: Ask) -> None:
    assert "list of places is not here" in ask(places=None, given={"place": "2000"})["error"]


@pytest.mark.parametrize("kept", [0, 1, 0.5, 0.999])
def test_a_file_that_was_cut_is_refused(ask: Ask, export: Export, kept: float) -> None:
    text = export.law.content.decode()
    cut = text[: int(len(text) * kept)] if kept != 1 else text[:-1]

    assert ask(law=cut) == {"error": "This file is damaged or not complete. Load it again."}


def test_a_file_with_one_other_letter_is_refused(ask: Ask, export: Export) -> None:
    text = export.law.content.decode()
    at = random.randrange(len(text) - 30)

    found = ask(law=text[:at] + chr(ord(text[at]) + 1) + text[at + 1 :])

    assert found == {"error": "This file is damaged or not complete. Load it again."}


def test_a_file_of_another_format_is_refused(ask: Ask, monkeypatch: pytest.MonkeyPatch, export: Export) -> None:
    monkeypatch.setattr("pathfinder.phone.documents.FORMAT", 2)

    found = ask(law=Export(export.rulebook).law.content.decode())

    assert found == {"error": "This file has format 2, expected 1. Load the page again."}


def test_files_of_different_times_are_not_used_together(ask: Ask, tmp_path: Path) -> None:
    later = {"id": "duty", "kind": "duty", "title": {"en": "A duty"}, "when": {"fact": "age", "ge": 21}, **LAW}
    law = Export(load_rulebook(write_pack(tmp_path, provisions=[later]), "xx")).law.content.decode()

    assert ask(law=law) == {"error": "The files of xx are from different times. Load the page again."}


def test_a_comparison_that_is_not_known_is_an_error(ask: Ask) -> None:
    assert ask(test=["age", "like", 18], given={"age": 20}) == {"error": "The test like is not known."}


def test_a_step_that_is_not_known_is_an_error(ask: Ask) -> None:
    assert ask(steps=["fly"]) == {"error": "There is no step fly."}


@pytest.mark.parametrize("day", ["2030-06-15", None, 1.5])
def test_a_day_that_is_none_is_an_error(ask: Ask, day: Any) -> None:
    assert ask(on=day) == {"error": f"{json.dumps(day).strip(chr(34))} is no day."}
