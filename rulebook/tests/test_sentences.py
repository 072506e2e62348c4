"""Sentences come from the tree, in each language, and say the opposite when a condition failed."""

from pathlib import Path

import pytest
import yaml

from rulebook.sentences import Speaker
from rulebook.tests.conftest import TODAY

SENTENCES = yaml.safe_load(
    (Path(__file__).parents[2] / "packs" / "shared" / "sentences.yaml").read_text(encoding="utf-8")
)


def say(rulebook, language="en", negated=False):
    rulebook.pack["sentences"] = SENTENCES
    speaker = Speaker(rulebook.on(TODAY), language, lambda code, _: {"SY": "Syria", "BE": "Belgium"}[code])
    return speaker.condition(rulebook.provisions["duty"].tree, negated)


@pytest.mark.parametrize(
    ("when", "yes", "no"),
    [
        ({"fact": "age", "ge": 18}, "your age: 18 or more", "your age: less than 18"),
        ({"fact": "age", "between": [18, 30]}, "your age: from 18 to 30", "your age: not from 18 to 30"),
        ({"fact": "ground", "eq": "worker"}, "why you are here: worker", "why you are here: not worker"),
        (
            {"fact": "nationality", "in": ["SY", "BE"]},
            "your nationality: Belgium or Syria",
            "your nationality: not Belgium or Syria",
        ),
        ({"fact": "works", "is": True}, "you work", "you do not work"),
        ({"fact": "place", "within": "xx-north"}, "where you live: North", "where you live: not in this area: North"),
        ({"fact": "languages.nl", "ge": "B1"}, "your Dutch: B1 or better", "your Dutch: below B1"),
        (
            {"fact": "since", "lt": "2018-04-28"},
            "since when you are here: before 28 April 2018",
            "since when you are here: 28 April 2018 or later",
        ),
        (
            {"fact": "since", "months_since": {"lt": 36}},
            "since when you are here: less than 3 years ago",
            "since when you are here: at least 3 years ago",
        ),
        (
            {"fact": "since", "months_since": {"gt": 4}},
            "since when you are here: more than 4 months ago",
            "since when you are here: at most 4 months ago",
        ),
        ({"not": {"fact": "works", "is": True}}, "you do not work", "you work"),
        (
            {"all": [{"fact": "works", "is": True}, {"fact": "age", "lt": 65}]},
            "you work and your age: less than 65",
            "you do not work or your age: 65 or more",
        ),
    ],
)
def test_a_condition_and_its_opposite_are_said(rule, when, yes, no):
    rulebook = rule(when)

    assert say(rulebook) == yes
    assert say(rulebook, negated=True) == no


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "your age: 18 of meer"),
        ("fr", "your age : 18 ou plus"),
        ("de", "your age: 18 oder mehr"),
        ("ar", "your age: 18 أو أكثر"),
    ],
)
def test_the_same_tree_is_said_in_each_language(rule, language, said):
    assert say(rule({"fact": "age", "ge": 18}), language) == said


@pytest.mark.parametrize("language", ["nl", "fr", "de", "ar"])
def test_every_language_has_every_pattern(language):
    assert SENTENCES[language].keys() == SENTENCES["en"].keys()


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (1, "شهر واحد"),
        (2, "شهرين"),
        (4, "4 أشهر"),
        (18, "18 شهرًا"),
        (24, "سنتين"),
        (36, "3 سنوات"),
        (240, "20 سنة"),
    ],
)
def test_arabic_counts_two_a_few_and_many_in_different_words(rule, months, said):
    rulebook = rule({"fact": "since", "months_since": {"gt": months}})

    assert say(rulebook, "ar") == f"since when you are here: قبل أكثر من {said}"


def test_a_figure_is_the_one_of_the_day(rule):
    figure = [{"id": "limit", "unit": "years", "values": [{"value": 21, "sources": ["act"]}]}]

    assert say(rule({"fact": "age", "lt": {"param": "limit"}}, parameters=figure)) == "your age: less than 21"
