"""The columns say what the trees say, for everyone, unknowns included."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from rulebook import column_plan
from rulebook.column_graph import FrameError
from rulebook.columns import changes, columns, difference
from rulebook.law import Law, Rulebook
from rulebook.load import load_rulebook

pytestmark = pytest.mark.pure

ON = dt.date(2018, 9, 15)
BOTH_WAYS = [0, 10**9]  # rows from which a frame counts as large: in stages always, or never

PACK = {
    "pack.yaml": "{country: xx, version: '1'}",
    "sources.yaml": "[{id: s, title: Source}]",
    "territories.yaml": """
- {id: xx, name: {en: Land}}
- {id: xx-n, name: {en: North}, parent: xx}
- {id: xx-s, name: {en: South}, parent: xx}
""",
    "municipalities.yaml": """
- {id: xx-1, name: {en: Upper}, parent: xx-n, postcodes: ["1000"]}
- {id: xx-2, name: {en: Middle}, parent: xx-n, postcodes: ["1500"]}
- {id: xx-3, name: {en: Lower}, parent: xx-s, postcodes: ["1500", "2000"]}
""",
    "parameters.yaml": """
- {id: xx-adult, unit: years, values: [{from: 2010-01-01, value: 18, sources: [s]}]}
- {id: xx-past, unit: months, values: [{from: 2010-01-01, to: 2012-01-01, value: 18, sources: [s]}]}
""",
    "facts.yaml": """
- {id: flag_a, type: flag}
- {id: flag_b, type: flag, implied: [{value: true, when: {fact: code, eq: a}}, {value: false, when: {fact: months, ge: 40}}]}
- {id: code, type: code, values: {a: {en: a}, b: {en: b}, c: {en: c}, d: {en: d}, e: {en: e}, f: {en: f}, g: {en: g},
   h: {en: h}, i: {en: i}, j: {en: j}}}
- {id: codes, type: codes, values: {p: {en: p}, q: {en: q}, r: {en: r}}}
- {id: level, type: level, implied: [{value: B1, when: {fact: flag_a, is: true}}]}
- {id: months, type: whole}
- {id: birth_date, type: date}
- {id: age, type: whole, lowest: 0, highest: 120}
- {id: since, type: date}
- {id: here_since, type: date, same_as: since}
- {id: place, type: place}
""",
    "derived.yaml": """
- {id: derived, when: {any: [{fact: flag_a, is: true}, {fact: code, in: [a, b]}]}, sources: [s]}
""",
}

LEAVES = st.sampled_from(
    """
{fact: flag_a, is: true}
{fact: flag_b, is: true}
{fact: flag_b, is: false}
{fact: derived, is: true}
{fact: derived, is: false}
{fact: code, eq: a}
{fact: code, ne: b}
{fact: code, in: [b, c]}
{fact: code, in: [a, c, e, g, i]}
{fact: code, in: [a, b, c, e, f, g, h, i, j]}
{fact: codes, in: [p, q]}
{fact: level, ge: B1}
{fact: level, lt: A2}
{fact: level, eq: none}
{fact: level, ne: B1}
{fact: level, between: [A1, B1]}
{fact: months, gt: 36}
{fact: months, le: 36}
{fact: months, ne: 12}
{fact: months, between: [12, 36]}
{fact: months, lt: {param: xx-past}}
{fact: age, ge: {param: xx-adult}}
{fact: age, eq: 18}
{fact: age, ne: 18}
{fact: age, between: [{param: xx-adult}, 64]}
{fact: since, lt: 2018-02-01}
{fact: since, eq: 2018-02-01}
{fact: since, months_since: {lt: 7}}
{fact: since, months_since: {gt: 7}}
{fact: since, months_since: {le: 7}}
{fact: here_since, months_since: {ge: 7}}
{fact: here_since, months_since: {between: [3, 7]}}
{fact: birth_date, le: 1980-02-29}
{fact: birth_date, months_since: {ge: 216}}
{fact: birth_date, months_before: {date: here_since, ge: 216}}
{fact: birth_date, months_before: {date: since, lt: 216}}
{fact: since, months_before: {date: here_since, gt: 6}}
{fact: since, months_before: {date: here_since, le: 6}}
{fact: place, within: xx-n}
{fact: place, within: xx-2}
{fact: place, within: xx}
""".strip().split("\n")
)


def _branches(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=4)
    joined = several.map(", ".join)
    return st.one_of(
        joined.map(lambda parts: f"{{all: [{parts}]}}"),
        joined.map(lambda parts: f"{{any: [{parts}]}}"),
        inner.map(lambda part: f"{{not: {part}}}"),
        joined.map(lambda parts: f"{{at_least: {{count: 2, of: [{parts}]}}}}"),
    )


TREES = st.recursive(LEAVES, _branches, max_leaves=12)
DATES = st.sampled_from(["2017-01-31", "2018-02-01", "2018-02-15", "2018-02-16", "2018-09-15", "2018-06-14"])
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "flag_a": st.booleans(),
            "flag_b": st.booleans(),
            "code": st.sampled_from("abcdefghij"),
            "codes": st.lists(st.sampled_from("pqr"), max_size=2),
            "level": st.sampled_from(["none", "A1", "A2", "B1", "B2", "native"]),
            "months": st.sampled_from([0, 11, 12, 18, 36, 37, 300]),
            "age": st.sampled_from([0, 17, 18, 38, 64, 65, 120]),
            "birth_date": st.sampled_from(["2000-09-15", "2000-09-16", "1953-09-16", "1953-09-15", "1980-02-29"]),
            "since": DATES,
            "here_since": DATES,
            "place": st.sampled_from(["1000", "1500", "2000", "xx-s", "Upper"]),
        },
    ).map(lambda person: {name: told for name, told in person.items() if name != "age" or "birth_date" not in person}),
    min_size=1,
    max_size=8,
)
SCHEMA: dict[str, Any] = {
    "flag_a": pl.Boolean,
    "flag_b": pl.Boolean,
    "code": pl.Enum(list("abcdefghij")),
    "codes": pl.List(pl.String),
    "level": pl.Enum(["none", "A1", "A2", "B1", "B2", "native"]),
    "months": pl.Int16,
    "birth_date": pl.Date,
    "age": pl.Int8,
    "since": pl.Date,
    "here_since": pl.Date,
    "place": pl.String,
}


def _rulebook(folder: Path, *trees: str, **changed: str) -> Rulebook:
    country = folder / "xx"
    (country / "provisions").mkdir(parents=True, exist_ok=True)
    for name, text in {**PACK, **{f"{name}.yaml": text for name, text in changed.items()}}.items():
        (country / name).write_text(text)
    lines = [
        f"- {{id: p{n}, kind: duty, valid: {{from: 2010-01-01}}, when: {tree}, sources: [s], checked_on: 2018-01-01,"
        f" unless: [{{id: x, label: {{en: x}}, fact: flag_b, is: true}}]}}"
        for n, tree in enumerate(trees)
    ]
    (country / "provisions" / "all.yaml").write_text("\n".join(lines))
    return load_rulebook(folder, "xx")


def _frame(people: list[dict[str, Any]], names: Mapping[str, Any] = SCHEMA) -> pl.DataFrame:
    def cell(name: str, value: Any) -> Any:
        return dt.date.fromisoformat(value) if value and SCHEMA[name] == pl.Date else value

    return pl.DataFrame(
        {name: pl.Series(name, [cell(name, p.get(name)) for p in people], SCHEMA[name]) for name in names}
    )


def _by_the_trees(law: Law, people: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    contexts = [law.context(law.rulebook.person(person, ON)) for person in people]
    return [tuple(p.value(context) for p in law.rulebook.provisions.values()) for context in contexts]


@pytest.mark.parametrize("small", BOTH_WAYS)
@given(trees=st.lists(TREES, min_size=1, max_size=4), people=PEOPLE)
@settings(max_examples=60, deadline=None)
def test_every_column_equals_the_tree_for_every_person(tmp_path_factory, small, trees, people):
    law = _rulebook(tmp_path_factory.mktemp("packs"), *trees).on(ON)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(column_plan, "_SMALL", small)
        found = columns(law, _frame(people)).rows()

    assert found == _by_the_trees(law, people)


def test_an_age_that_was_told_counts_where_no_birth_date_was(tmp_path):
    law = _rulebook(tmp_path, "{fact: age, ge: 18}", "{fact: age, lt: 65}").on(ON)
    people = [{"age": 17, "flag_b": False}, {"birth_date": "2000-09-15", "flag_b": False}, {"flag_b": False}]

    found = columns(law, _frame(people))

    assert found.rows() == _by_the_trees(law, people) == [(False, True), (True, True), (None, None)]


def test_a_fact_without_a_column_is_unknown_for_everyone(tmp_path):
    law = _rulebook(tmp_path, "{fact: months, gt: 36}").on(ON)

    found = columns(law, _frame([{"flag_b": False}, {"flag_b": True}], ["flag_b"]))

    assert found["p0"].to_list() == [None, False]


def test_a_frame_without_any_fact_still_gives_a_row_per_person(tmp_path):
    law = _rulebook(tmp_path, "{fact: months, gt: 36}").on(ON)

    assert columns(law, pl.DataFrame({"person": [1, 2, 3]}))["p0"].to_list() == [None] * 3


def test_nobody_gives_no_rows(tmp_path):
    law = _rulebook(tmp_path, "{fact: months, gt: 36}").on(ON)

    assert columns(law, _frame([])).shape == (0, 1)


def test_only_the_provisions_asked_for_are_computed_in_their_order(tmp_path):
    law = _rulebook(tmp_path, "{fact: flag_a, is: true}", "{fact: months, gt: 36}").on(ON)

    assert columns(law, _frame([{}]), only=["p1", "p0"]).columns == ["p1", "p0"]


def test_a_provision_nobody_knows_is_refused(tmp_path):
    law = _rulebook(tmp_path, "{fact: flag_a, is: true}").on(ON)

    with pytest.raises(KeyError, match="p9"):
        columns(law, _frame([{}]), only=["p9"])


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (pl.Series("months", ["12"]), "column months: got String, expected an integer"),
        (pl.Series("flag_a", [1]), "column flag_a: got Int64, expected Boolean"),
        (pl.Series("code", ["aa"]), 'column code: "aa" is not one of its values. Did you mean'),
        (pl.Series("place", ["Nowhere"]), 'column place: we do not know the place "Nowhere"'),
    ],
)
def test_a_column_that_cannot_stand_for_its_fact_is_named(tmp_path, column, message):
    law = _rulebook(tmp_path, "{all: [{fact: place, within: xx-n}, {fact: code, eq: a}, {fact: months, gt: 1}]}").on(ON)

    with pytest.raises(FrameError, match=message):
        columns(law, column.to_frame())


@given(trees=st.lists(TREES, min_size=2, max_size=2), people=PEOPLE)
@settings(max_examples=30, deadline=None)
def test_a_difference_holds_both_laws(tmp_path_factory, trees, people):
    base = _rulebook(tmp_path_factory.mktemp("base"), trees[0]).on(ON)
    reform = _rulebook(tmp_path_factory.mktemp("reform"), trees[1]).on(ON)

    found = difference(base, reform, _frame(people))

    before, after = _by_the_trees(base, people), _by_the_trees(reform, people)
    expected = [b + a for b, a in zip(before, after, strict=True)]
    assert found.rows() == expected if found.columns else before == after


def test_a_reform_that_changes_nothing_has_no_columns(tmp_path):
    base = _rulebook(tmp_path / "base", "{fact: age, ge: 18}").on(ON)
    same = _rulebook(tmp_path / "same", "{fact: age, gt: 17}").on(ON)

    assert difference(base, same, _frame([{}])).columns == []
    assert changes(difference(base, same, _frame([{}]))).height == 0


def test_changes_count_who_gains_loses_and_whose_answer_becomes_known(tmp_path):
    base = _rulebook(tmp_path / "base", "{fact: months, ge: 12}").on(ON)
    reform = _rulebook(tmp_path / "reform", "{any: [{fact: months, le: 11}, {fact: flag_a, is: true}]}").on(ON)
    people = [{"months": 11}, {"months": 12, "flag_a": False}, {"flag_a": True}, {"months": 12}]
    frame = _frame([{**person, "flag_b": False} for person in people])

    (counted,) = changes(difference(base, reform, frame)).to_dicts()

    assert counted == {"provision": "p0", "gain": 1, "lose": 1, "become_known": 1, "become_unknown": 1}
