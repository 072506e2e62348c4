"""A made-up law at random: every kind of comparison, in trees that nobody would write, with dates that are half known."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from rulebook.law import Rulebook
from rulebook.load import load_rulebook
from rulebook.tests.conftest import FACTS, write_pack

HOWS = ("lt", "le", "gt", "ge")
MORE_FACTS: list[dict[str, Any]] = [
    {"id": "here_since", "type": "date", "same_as": "since", "order": 9},
    {"id": "children", "type": "whole", "order": 5, "implied": [{"value": 2, "when": {"fact": "works", "is": False}}]},
    {"id": "starts_on", "type": "date", "may_lie_ahead": True, "order": 10},
    {
        "id": "permit",
        "type": "code",
        "values": {"none": {"en": "none"}, "card": {"en": "card"}, "paper": {"en": "paper"}},
        "implied": [
            {"value": "card", "presumed": True, "when": {"fact": "ground", "eq": "refugee"}},
            {"value": "none", "when": {"fact": "nationality", "in": ["BE"]}},
        ],
    },
]
FIGURES = [
    {"id": "months", "unit": "months", "values": [{"from": "2015-01-01", "to": "2024-06-30", "value": 18}, {"from": "2024-07", "value": 6}]},
    {"id": "adult", "unit": "years", "values": [{"to": "2019", "value": 21}, {"from": "2020-01-01", "value": 18}]},
    {"id": "term", "unit": "months", "values": [{"to": "2020-12-31", "value": 6}, {"from": "2021-01-01", "value": 9}]},
    {"id": "safe", "values": [{"from": "2018-01-01", "value": ["TR", "NO"]}]},
]  # fmt: skip
DERIVED = [
    {"id": "young", "label": {"en": "young"}, "when": {"fact": "age", "lt": {"param": "adult"}}, "sources": ["act"]},
    {"id": "settled", "label": {"en": "settled"}, "when": {"any": [{"fact": "works", "is": True}, {"fact": "young", "is": False}]}, "sources": ["act"]},
]  # fmt: skip
VALIDITIES: list[dict[str, str]] = [
    {}, {}, {}, {"from": "2016-04"}, {"from": "2018"}, {"to": "2023-03"}, {"to": "2025"}, {"from": "2017-02-01", "to": "2026-12-31"},
]  # fmt: skip


def law_at_random(folder: Path, random: Random, provisions: int) -> Rulebook:
    figures = [
        {**figure, "values": [{**value, "sources": ["act"]} for value in figure["values"]]} for figure in FIGURES
    ]
    write_pack(
        folder,
        facts=[*FACTS, *MORE_FACTS],
        parameters=figures,
        derived=DERIVED,
        library={"ambiguities": [{"id": "amb", "text": {"en": "two readings"}, "sources": ["act"]}]},
        provisions=[_provision(random, number) for number in range(provisions)],
    )
    return load_rulebook(folder, "xx")


def _provision(random: Random, number: int) -> dict[str, Any]:
    """The duties are steps of their own, and the rest belongs to the step of the duty before it."""
    is_duty = number % 3 == 0
    data: dict[str, Any] = {
        "id": f"p{number}",
        "kind": "duty" if is_duty else random.choice(("access", "right", "recommendation")),
        "title": {"en": "A provision"},
        "sources": ["act"],
        "checked_on": "2030-01-01",
        "valid": random.choice(VALIDITIES),
        "when": _tree(random, 3),
        "unless": [_exemption(random, name) for name in "ab"[: random.choice((0, 0, 1, 2))]],
        "notes": [],
    }
    if not is_duty:
        data["of"] = f"p{number - number % 3}"
    if random.random() < 0.3:
        data["where"] = random.choice(("xx-north", "xx-coast"))
    if random.random() < 0.2:
        unit = random.choice(("months", "days"))
        data["due"] = {"after": random.choice(("since", "here_since")), unit: random.choice((3, {"param": "term"}))}
    if random.random() < 0.1:
        data["ask_a_counsellor"] = {"en": "It is not that simple."}
    return data


def _exemption(random: Random, name: str) -> dict[str, Any]:
    return {"id": name, "label": {"en": name}, "valid": random.choice(VALIDITIES), **_tree(random, 1)}


def _tree(random: Random, depth: int) -> dict[str, Any]:
    kind = random.choice(("all", "any", "not", "at_least", "leaf", "leaf")) if depth else "leaf"
    if kind == "leaf":
        return _leaf(random)
    if kind == "not":
        return {"not": _tree(random, depth - 1)}
    parts = [_tree(random, depth - 1) for _ in range(random.choice((1, 2, 3)))]
    return {kind: {"count": 2, "of": [*parts, _tree(random, 0)]} if kind == "at_least" else parts}


def _leaf(random: Random) -> dict[str, Any]:
    how = random.choice(HOWS)
    months, years = random.choice((0, 3, 36, {"param": "months"})), random.choice((17, 18, 65, {"param": "adult"}))
    leaf = random.choice([
        {"fact": "age", random.choice((*HOWS, "eq", "ne")): years},
        {"fact": "age", "in": [17, 19, 20]},
        {"fact": "age", "between": [years, 66]},
        {"fact": "children", random.choice((*HOWS, "eq", "ne")): 2},
        {"fact": "ground", random.choice(("eq", "ne")): "refugee"},
        {"fact": "ground", "in": ["refugee", "worker"]},
        {"fact": "permit", "eq": "card"},
        {"fact": "permit", "ne": "none"},
        {"fact": "nationality", "in": random.choice((["SY"], ["BE", "FR"], {"param": "safe"}))},
        {"fact": "works", "is": random.choice((True, False))},
        {"fact": "of_eu", "is": random.choice((True, False))},
        {"fact": "young", "is": random.choice((True, False))},
        {"fact": "settled", "is": random.choice((True, False))},
        {"fact": "place", "within": random.choice(("xx", "xx-north", "xx-isle", "xx-coast", "xx-1"))},
        {"fact": "languages.nl", random.choice((*HOWS, "eq", "ne")): random.choice(("A2", "B1"))},
        {"fact": "languages.nl", "between": ["A1", "B1"]},
        {"fact": "since", random.choice((*HOWS, "eq", "ne")): random.choice(("2018-02-28", "2020-02-29"))},
        {"fact": random.choice(("since", "here_since")), "months_since": {how: months}},
        {"fact": "since", "months_since": {"between": [3, 36]}},
        {"fact": "starts_on", "days_since": {how: random.choice((0, 60))}},
        {"fact": "starts_on", "days_since": {"between": [0, 30]}},
        {"fact": "birth_date", "months_before": {"date": "since", how: random.choice((216, 228))}},
        {"fact": "since", "months_before": {"date": "starts_on", how: months}},
        {"unsure": "amb"},
    ])  # fmt: skip
    return {**leaf, "source": "act#2"} if random.random() < 0.3 else leaf
