"""The vocabulary of the search says the same things in seventeen languages, about records that exist."""

import re
from pathlib import Path

import pytest

from pathfinder.search.vocabulary import load_vocabulary
from rulebook.load import as_items, parse_yaml
from tests.house.test_packs import items
from tests.house.the_house import ROOT, name

pytestmark = pytest.mark.pure

LANGUAGES = ["en", "nl", "fr", "de", "es", "it", "hu", "sk", "sl", "ar", "uk", "fa", "ps", "ti", "tr", "so", "ru"]
SCRIPTS = {
    "ar": "[\u0600-\u06ff]", "fa": "[\u0600-\u06ff]", "ps": "[\u0600-\u06ff]", "uk": "[\u0400-\u04ff]",
    "ru": "[\u0400-\u04ff]", "ti": "[\u1200-\u137f]",
}  # fmt: skip
FILES = sorted((ROOT / "packs/shared/vocabulary").glob("*.yaml"))
MORE = sorted((ROOT / "packs/shared/vocabulary/more").glob("*.yaml"))
VOCABULARY = load_vocabulary(ROOT / "packs")


def known_records() -> set[str]:
    files = [path for kind in ("services", "organizations", "library") for path in ROOT.glob(f"packs/??/{kind}.yaml")]
    return {str(item["id"]) for path in files for item in items(path) if "id" in item}


def test_it_covers_the_field() -> None:
    assert len(VOCABULARY.concepts) >= 250


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_a_label_in_every_language_in_its_script(language: str) -> None:
    script = SCRIPTS.get(language, ".")

    missing = [one.id for one in VOCABULARY.concepts.values() if not re.search(script, one.label.get(language, ""))]

    assert missing == []


def test_every_record_it_names_exists() -> None:
    known = known_records()

    unknown = [f"{one.id}: {key}" for one in VOCABULARY.concepts.values() for key in one.records if key not in known]

    assert unknown == []


def test_no_concept_stands_in_two_files() -> None:
    ids = [item["id"] for path in FILES for item in as_items(parse_yaml(path.read_text(encoding="utf-8"))["concepts"])]

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("path", MORE, ids=name)
def test_more_words_belong_to_concepts_that_exist(path: Path) -> None:
    data = parse_yaml(path.read_text(encoding="utf-8"))

    assert data["language"] == path.stem
    assert set(data["other"]) <= VOCABULARY.concepts.keys()


def test_neighbours_of_concepts_exist() -> None:
    unknown = [
        f"{one.id}: {other}"
        for one in VOCABULARY.concepts.values()
        for other in (*one.broader, *one.related)
        if other not in VOCABULARY.concepts
    ]

    assert unknown == []


def test_every_concept_is_explained() -> None:
    assert [one.id for one in VOCABULARY.concepts.values() if not one.definition.get("en")] == []
