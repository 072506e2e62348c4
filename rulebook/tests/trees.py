"""Random trees, and random people with some answers missing, for the properties every evaluator must keep."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from rulebook.facts import Values
from rulebook.law import Rulebook

DAY = dt.date(2030, 6, 15)

_LEAVES: list[st.SearchStrategy[dict[str, Any]]] = [
    st.builds(lambda op, n: {"fact": "age", op: n}, st.sampled_from(["lt", "le", "gt", "ge", "eq", "ne"]), st.integers(17, 20)),
    st.just({"fact": "age", "in": [17, 19]}),
    st.builds(lambda op, n: {"fact": "birth_date", "months_before": {"date": "since", op: n}}, st.sampled_from(["lt", "le", "gt", "ge"]), st.sampled_from([216, 228])),
    st.builds(lambda a: {"fact": "age", "between": [a, a + 2]}, st.integers(16, 19)),
    st.builds(lambda v: {"fact": "ground", "eq": v}, st.sampled_from(["refugee", "worker"])),
    st.builds(lambda v: {"fact": "ground", "in": v}, st.lists(st.sampled_from(["refugee", "worker", "family"]), min_size=1, max_size=2)),
    st.builds(lambda v: {"fact": "nationality", "in": v}, st.lists(st.sampled_from(["SY", "BE", "FR"]), min_size=1, max_size=2)),
    st.builds(lambda v: {"fact": "works", "is": v}, st.booleans()),
    st.builds(lambda v: {"fact": "place", "within": v}, st.sampled_from(["xx", "xx-north", "xx-south", "xx-isle", "xx-coast"])),
    st.builds(lambda op, v: {"fact": "languages.nl", op: v}, st.sampled_from(["lt", "ge"]), st.sampled_from(["A2", "B1"])),
    st.builds(lambda op, n: {"fact": "since", "months_since": {op: n}}, st.sampled_from(["lt", "le", "gt", "ge"]), st.sampled_from([0, 3, 36])),
    st.builds(lambda op, n: {"fact": "since", "days_since": {op: n}}, st.sampled_from(["lt", "le", "gt", "ge"]), st.sampled_from([0, 60, 92])),
    st.just({"fact": "since", "ge": "2029-01-01"}),
    st.just({"unsure": "amb"}),
    st.just({"fact": "young", "is": True}),
    st.just({"fact": "young", "is": False}),
]  # fmt: skip


def _branches(children: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    several = st.lists(children, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda c: {"all": c}, several),
        st.builds(lambda c: {"any": c}, several),
        st.builds(lambda c: {"not": c}, children),
        st.builds(lambda c: {"at_least": {"count": 2, "of": [*c, *c[:1]]}}, several),
    )


trees = st.recursive(st.one_of(_LEAVES), _branches, max_leaves=8)

ANSWERS: dict[str, list[Any]] = {
    "place": ["1000", "1500", "2000", "3000", "xx-north", "xx"],
    "age": [16, 17, 18, 19, 20, 21],
    "ground": ["refugee", "worker", "family"],
    "nationality": [["SY"], ["BE"], ["FR", "SY"], ["TR"]],
    "works": [True, False],
    "languages.nl": ["none", "A1", "A2", "B1", "native"],
    "since": ["2030-06-15", "2030-04-16", "2030-04-15", "2030-04-17", "2030-03-15", "2030-03-16", "2027-06-15", "2027-06-14", "2027-06-16", "2029-01-01", "2027", "2030-06-20"],
}  # fmt: skip

persons = st.fixed_dictionaries({}, optional={name: st.sampled_from(options) for name, options in ANSWERS.items()})
complete_persons = st.fixed_dictionaries({name: st.sampled_from(options) for name, options in ANSWERS.items()})


def values_of(rulebook: Rulebook, given: dict[str, Any]) -> Values:
    return rulebook.person(given, dt.date(2031, 1, 1), DAY).values
