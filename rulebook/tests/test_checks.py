"""What `pathfinder check` finds in a pack that loads without a fault."""

import pytest
import yaml

from rulebook.checks import check_pack
from rulebook.load import load_rulebook
from rulebook.situations import load_situations
from rulebook.tests.conftest import LAW, write_pack

DUTY = {"id": "duty", "kind": "duty", "title": {"en": "Duty"}, "when": {"fact": "age", "ge": 18}, **LAW}
SITUATIONS = [
    {"provision": "duty", "name": "17", "on": "2030-06-15", "given": {"age": 17}, "expect": "no"},
    {"provision": "duty", "name": "18", "on": "2030-06-15", "given": {"age": 18}, "expect": "yes"},
    {"provision": "duty", "name": "not told", "on": "2030-06-15", "given": {}, "expect": "unknown"},
]


@pytest.fixture
def found(tmp_path):
    def check(situations=SITUATIONS, **changes):
        write_pack(tmp_path, provisions=[{**DUTY, **changes}], services=[])
        folder = tmp_path / "xx" / "situations"
        folder.mkdir()
        (folder / "all.yaml").write_text(yaml.safe_dump(situations))
        return check_pack(tmp_path, "xx").problems

    return check


def test_a_pack_with_situations_on_both_sides_has_no_problem(found):
    assert found() == ()


def test_a_situation_that_does_not_hold_is_told(found):
    wrong = [
        *SITUATIONS,
        {"provision": "duty", "name": "16", "on": "2030-06-15", "given": {"age": 16}, "expect": "yes"},
    ]

    assert found(wrong) == ("all.yaml, duty: 16: expected yes, got no",)


def test_a_threshold_that_nobody_stands_at_is_told(found):
    far = [{**SITUATIONS[0], "given": {"age": 5}}, {**SITUATIONS[1], "given": {"age": 40}}, SITUATIONS[2]]

    assert found(far) == ("duty: no situation at and before the edge of age ge",)


def test_a_provision_without_a_no_is_told(found):
    assert "duty: no situation for no" in found(SITUATIONS[1:])


def test_a_tree_that_nobody_can_meet_is_told(found):
    impossible = {"all": [{"fact": "age", "ge": 18}, {"fact": "age", "lt": 18}]}

    assert "duty: nobody can meet it on any of its days" in found(when=impossible)


def test_a_leaf_that_never_matters_is_told(found):
    idle = {"any": [{"fact": "age", "ge": 18}, {"all": [{"fact": "age", "ge": 18}, {"fact": "works", "is": True}]}]}

    assert "duty: works is never makes a difference" in found(when=idle)


def test_an_unquoted_on_is_a_day_and_not_a_flag(tmp_path):
    folder = write_pack(tmp_path, provisions=[DUTY]) / "xx" / "situations"
    folder.mkdir()
    (folder / "all.yaml").write_text("- {provision: duty, on: 2030-06-15, given: {age: 18}, expect: yes}\n")

    (situation,) = load_situations(tmp_path, "xx")

    assert situation.failures(load_rulebook(tmp_path, "xx")) == []
