"""The everyday tasks: read once, honest about their language, and unsound files are told in full."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from pathfinder.skills.checks import check_tasks
from pathfinder.skills.tasks import label_of, load_tasks, read_documents
from rulebook.texts import MachineText

pytestmark = pytest.mark.pure

SKILL = "http://data.europa.eu/esco/skill/1c2b3a4d"
PHRASES = ["I sold fruit", "had a stall", "sold at the bazaar", "shouted prices", "market woman"]
SELL = {
    "id": "sell-at-market",
    "area": "trade",
    "label": "Sell goods at a market",
    "phrases": PHRASES,
    "isco": "5211",
    "skills": [SKILL],
    "occupations": [],
    "picture": "basket",
    "close": [{"task": "run-shop", "how": 0.6}, {"task": "sell-in-street", "how": 0.8}],
}
SHOP = {
    **SELL,
    "id": "run-shop",
    "label": "Run a shop",
    "phrases": [f"{one} in a shop" for one in PHRASES],
    "close": [{"task": "sell-at-market", "how": 0.6}, {"task": "sell-in-street", "how": 0.4}],
}
STREET = {
    **SELL,
    "id": "sell-in-street",
    "label": "Sell in the street",
    "phrases": [f"{one} in the street" for one in PHRASES],
    "close": [{"task": "sell-at-market", "how": 0.8}, {"task": "run-shop", "how": 0.4}],
}
DUTCH = {"label": "Op de markt verkopen", "phrases": ["ik stond op de markt", "fruit verkocht", "marktkramer", "kraam"]}


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    folder = tmp_path / "shared" / "skills"
    (folder / "texts").mkdir(parents=True)
    (folder / "tasks.yaml").write_text(
        "- {id: bake-bread, area: kitchen, label: Bake bread, phrases: [I baked bread], isco: '7512', skills: [],"
        " occupations: [], picture: bread, close: [{task: make-cakes, how: 0.7}]}\n"
    )
    (folder / "texts" / "nl.yaml").write_text(
        "state: machine\ntasks: {bake-bread: {label: Brood bakken, phrases: [ik bakte brood]}}\n"
    )
    (folder / "texts" / "fr.yaml").write_text("state: machine\ntasks: {}\n")
    return tmp_path


def documents(**changed: Any) -> dict[str, Any]:
    return {"en": [deepcopy(SELL) | changed, SHOP, STREET]}


def problems(changed: dict[str, Any]) -> list[str]:
    return check_tasks(documents(**changed), frozenset({"basket"}))


def test_a_task_has_its_words_in_each_language_that_says_it(packs: Path) -> None:
    bread = load_tasks(packs)["bake-bread"]

    assert dict(bread.labels) == {"en": "Bake bread", "nl": "Brood bakken"}
    assert bread.phrases["nl"] == ("ik bakte brood",)
    assert bread.close == {"make-cakes": 0.7}
    assert bread.reference == "task:bake-bread"


def test_words_of_a_machine_are_known_as_such(packs: Path) -> None:
    assert isinstance(load_tasks(packs)["bake-bread"].labels["nl"], MachineText)


def test_a_label_that_is_missing_in_a_language_is_said_in_english(packs: Path) -> None:
    shown = label_of(load_tasks(packs)["bake-bread"], "fr")

    assert (shown.words, shown.language, shown.is_fallback) == ("Bake bread", "en", True)


def test_packs_without_tasks_have_none(tmp_path: Path) -> None:
    assert load_tasks(tmp_path) == {}


def test_what_was_read_before_is_read_from_what_was_kept(packs: Path, tmp_path: Path) -> None:
    read_documents(packs, tmp_path / "kept")

    assert (tmp_path / "kept" / "skills.pickle").exists()
    assert read_documents(packs, tmp_path / "kept") == read_documents(packs)


def test_a_sound_vocabulary_has_no_problem() -> None:
    assert check_tasks({**documents(), "nl": {"tasks": {}}}, frozenset({"basket"})) == [
        "nl: sell-at-market is missing.",
        "nl: run-shop is missing.",
        "nl: sell-in-street is missing.",
    ]
    assert problems({}) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"isco": 5211}, 'sell-at-market: isco is four digits between quotes, such as "7531", and not 5211.'),
        ({"picture": "unicorn"}, "sell-at-market: there is no picture 'unicorn'."),
        ({"skills": ["esco/1"]}, "sell-at-market: esco/1 is no address of ESCO's skills."),
        ({"skills": []}, "sell-at-market: has 1 to three skills, and not 0."),
        ({"occupations": [SKILL]}, f"sell-at-market: {SKILL} is no address of ESCO's occupations."),
        ({"area": ""}, "sell-at-market: has no area."),
        ({"label": "Run a shop"}, "en: “Run a shop” is the label of 2 tasks."),
        ({"phrases": PHRASES[:4]}, "en: sell-at-market has 5 to 8 phrases, and not 4."),
        ({"phrases": [*PHRASES, {"I sold": "fruit"}]}, "en: sell-at-market has 5 to 8 phrases, and not 5."),
        (
            {"phrases": [*PHRASES, "Had a stall in a shop"]},
            "en: “had a stall in a shop” stands in sell-at-market and in run-shop.",
        ),
    ],
)
def test_each_problem_is_told_with_its_place(changed: dict[str, Any], told: str) -> None:
    assert problems(changed) == [told]


def test_nearness_is_told_at_both_tasks_alike() -> None:
    found = problems({"close": [{"task": "run-shop", "how": 0.5}, {"task": "bake-bread", "how": 0.4}]})

    assert found == [
        "sell-at-market: is close to run-shop by 0.5, but run-shop to it by 0.6.",
        "sell-at-market: is close to bake-bread, which is no other task.",
        "run-shop: is close to sell-at-market by 0.6, but sell-at-market to it by 0.5.",
        "sell-in-street: is close to sell-at-market by 0.8, but sell-at-market to it by None.",
    ]


def test_a_task_that_is_told_twice_is_noticed() -> None:
    assert "run-shop: is told 2 times." in check_tasks({"en": [SELL, SHOP, STREET, SHOP]}, frozenset({"basket"}))


def test_a_translation_has_four_phrases_and_no_task_of_its_own() -> None:
    words = {"sell-at-market": DUTCH, "run-shop": {**DUTCH, "label": "Winkel"}, "fly": {"label": "Vliegen"}}

    found = check_tasks({**documents(), "nl": {"tasks": words}}, frozenset({"basket"}))

    assert "nl: sell-in-street is missing." in found
    assert "nl: fly is no task." in found
    assert "nl: fly has 4 to 8 phrases, and not 0." in found
    assert "nl: “kraam” stands in sell-at-market and in run-shop." in found
