"""The sentences that judge the way from words to skills: enough of them, in both halves, with well-formed answers."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.pure

SENTENCES = yaml.safe_load((Path(__file__).parents[1] / "skills/sentences.yaml").read_text(encoding="utf-8"))[
    "sentences"
]
SKILL = re.compile(r"http://data\.europa\.eu/esco/skill/[A-Za-z0-9.-]+")


def test_twelve_languages_have_at_least_eleven_sentences_half_of_them_kept_for_judging():
    counted = Counter(one["lang"] for one in SENTENCES)
    kept = Counter(one["lang"] for one in SENTENCES if one["half"] == "B")

    assert len(counted) >= 12
    assert min(counted.values()) >= 11
    assert all(kept[lang] * 2 == count for lang, count in counted.items())


def test_no_sentence_comes_twice():
    assert max(Counter(one["text"] for one in SENTENCES).values()) == 1


def test_each_sentence_accepts_occupations_and_skills():
    assert [
        one["text"] for one in SENTENCES if not all(re.fullmatch(r"\d{4}", isco) for isco in one["occupations"])
    ] == []
    assert [one["text"] for one in SENTENCES if not all(SKILL.fullmatch(uri) for uri in one["skills"])] == []
    assert [one["text"] for one in SENTENCES if not (one["occupations"] and one["skills"])] == []
