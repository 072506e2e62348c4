"""A reform is a patch with an author and a reason; what it does to a population is counted."""

import polars as pl
import pytest

from rulebook.columns import effects
from rulebook.load import load_rulebook
from rulebook.reform import ReformError, read_reform
from rulebook.tests.conftest import LAW, TODAY, write_pack

LIMIT = {"id": "limit", "unit": "years", "values": [{"value": 65, "sources": ["act"]}]}
DUTY = {
    "id": "duty", "kind": "duty", "title": {"en": "Duty"}, "when": {"fact": "age", "lt": {"param": "limit"}},
    "unless": [{"id": "works", "label": {"en": "you work"}, "fact": "works", "is": True}], **LAW,
}  # fmt: skip
PEOPLE = pl.DataFrame(
    {"age": [30, 62, 62, 70], "works": [False, False, True, None], "ground": ["refugee", "refugee", "worker", "family"]}
)


def proposal(*changes, **more):
    return read_reform({"title": "Sixty", "author": "Piet", "reason": "to see", "changes": list(changes), **more})


@pytest.fixture
def packs(tmp_path):
    return write_pack(tmp_path, provisions=[DUTY], parameters=[LIMIT])


def laws(packs, reform):
    return load_rulebook(packs, "xx").on(TODAY), load_rulebook(packs, "xx", reform).on(TODAY)


def test_a_changed_figure_frees_those_between_the_old_and_the_new(packs):
    reform = proposal({"parameter": "limit", "values": [{"value": 60, "sources": ["act"]}]})

    found = effects(*laws(packs, reform), PEOPLE)

    assert found.to_dicts() == [{"provision": "duty", "gain": 0, "lose": 1, "become_known": 0, "become_unknown": 0}]


def test_an_exemption_taken_away_reaches_those_it_freed(packs):
    reform = proposal({"provision": "duty", "remove_exemptions": ["works"]})

    found = effects(*laws(packs, reform), PEOPLE, by=["ground"])

    assert found.filter(pl.col("gain") > 0).select("ground", "gain").to_dicts() == [{"ground": "worker", "gain": 1}]


def test_each_change_can_be_looked_at_alone(packs):
    exemption = {"id": "refugee", "label": {"en": "refugee"}, "fact": "ground", "eq": "refugee"}
    both = proposal(
        {"parameter": "limit", "values": [{"value": 60, "sources": ["act"]}]},
        {"provision": "duty", "add_exemptions": [exemption]},
    )

    alone = [effects(*laws(packs, reform), PEOPLE)["lose"].to_list() for reform in both.each()]

    assert alone == [[1], [2]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"parameter": "limit", "values": LIMIT["values"]}, "changes nothing"),
        ({"parameter": "limmit", "values": []}, 'Did you mean "limit"'),
        ({"provision": "duty", "remove_exemptions": ["work"]}, 'Did you mean "works"'),
    ],
)
def test_a_reform_without_effect_is_refused(packs, change, said):
    with pytest.raises(ReformError, match=said):
        load_rulebook(packs, "xx", proposal(change))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"title": "A", "reason": "b"}, "author is missing"),
        ({"title": "A", "author": "B", "reason": "c"}, "changes is empty"),
        (
            {"title": "A", "author": "B", "reason": "c", "changes": [{"provision": "x", "vaild": {}}]},
            'Did you mean "valid"',
        ),
        (
            {"title": "A", "author": "B", "reason": "c", "changes": [{"valid": {}}]},
            "names one parameter or one provision",
        ),
    ],
)
def test_a_reform_says_who_proposes_what_and_why(data, said):
    with pytest.raises(ReformError, match=said):
        read_reform(data)


def test_the_first_rulebook_stays_as_it_was(packs):
    reform = proposal({"parameter": "limit", "values": [{"value": 60, "sources": ["act"]}]})
    base, reformed = laws(packs, reform)

    assert base.rulebook.parameters["limit"].on(TODAY) == 65
    assert reformed.rulebook.parameters["limit"].on(TODAY) == 60
