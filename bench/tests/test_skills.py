"""The yardstick for the way from words to skills: enough sentences, fair halves, and what counts as an answer."""

from collections import Counter

import pytest

from bench.skills import Sentence, sentences
from pathfinder.skills.ladder import Concept
from pathfinder.skills.queries import Suggestion
from pathfinder.skills.tests.small import COOK, SEW, TAILOR

pytestmark = pytest.mark.pure

ASKED = Sentence("I sewed", "en", "A", frozenset({"7531"}), frozenset({SEW}), frozenset({"sew-at-home"}))


def test_there_are_enough_sentences_and_the_halves_are_alike():
    languages = Counter((one.language, one.half) for one in sentences())

    assert sum(languages.values()) >= 120
    assert len({language for language, _half in languages}) >= 12
    assert set(languages.values()) == {6}
    assert all(one.occupations and one.skills for one in sentences())


@pytest.mark.parametrize(
    ("isco", "kind", "task", "concepts", "is_right"),
    [
        ("7531", "occupation", "tailor", [(TAILOR, "occupation", "7531")], True),
        ("7531", "occupation", None, [(TAILOR, "occupation", "7531")], True),
        ("", "skill", None, [(SEW, "skill", "")], True),
        ("5120", "occupation", "sew-at-home", [], True),
        ("5120", "occupation", "cook", [(COOK, "occupation", "5120")], False),
        ("7531", "skill", None, [(COOK, "skill", "7531")], False),
    ],
)
def test_an_answer_is_right_by_its_work_or_by_its_skill(isco, kind, task, concepts, is_right):
    stands_for = tuple(Concept(*one) for one in concepts)
    told = Suggestion("", kind, isco, "", "en", 1.0, 1, "", task, stands_for)

    assert ASKED.accepts(told) is is_right
