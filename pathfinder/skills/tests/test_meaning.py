"""The third rung, where the encoder is installed: meaning across languages, and never a language that it does not read."""

from pathlib import Path

import pytest

from pathfinder.skills.ladder import meaning
from pathfinder.skills.ladder.meaning import THRESHOLD, Known, Vectors, make_once
from pathfinder.skills.ladder.suggesting import MEANING, Ladder, known_texts
from pathfinder.skills.tests.small import small_tasks

pytestmark = pytest.mark.pure


@pytest.fixture(scope="module")
def ladder(tmp_path_factory: pytest.TempPathFactory) -> Ladder:
    if not meaning.is_installed():
        pytest.skip("the encoder is not installed: `make semantic` does it")
    path = tmp_path_factory.mktemp("meaning") / "tasks.npy"
    make_once(path, lambda: known_texts(small_tasks()))
    vectors = Vectors(path)
    return Ladder(small_tasks(), task_vectors=lambda: vectors)


@pytest.mark.parametrize(
    ("text", "language", "task"),
    [
        ("J'ai réparé des téléphones", "fr", "repair-phones"),
        ("vendía verduras en el mercado", "es", "sell-at-market"),
        ("a tailor, mostly wedding gowns", "en", "tailor"),
    ],
)
def test_what_means_the_same_is_found_across_languages(ladder: Ladder, text: str, language: str, task: str) -> None:
    first = ladder.read(text, language, rungs=(MEANING,)).found[0]

    assert (first.of, first.best.rung) == (task, MEANING)
    assert first.score >= THRESHOLD


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("varrónő voltam", "hu"),
        ("telefoonada jaban ayaan hagaajin jiray", "so"),
        ("ሞባይል እዕሪ ነይረ", "ti"),
        ("موبایلونه مې جوړول", "ps"),
    ],
)
def test_a_language_that_it_does_not_read_never_reaches_it(
    ladder: Ladder, text: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "encode", lambda _texts: pytest.fail("the encoder was asked"))

    ladder.read(text, language)


def test_what_is_far_from_everything_is_no_suggestion(ladder: Ladder) -> None:
    assert ladder.read("the moon is round", "en", rungs=(MEANING,)).found == ()


def test_vectors_are_made_once_and_others_of_the_same_folder_go(tmp_path: Path, ladder: Ladder) -> None:
    asked = []

    def texts() -> list[Known]:
        asked.append(1)
        return [Known("en", "one", "I sewed")]

    for name in ("old", "new", "new"):
        make_once(tmp_path / f"{name}.npy", texts)

    assert len(asked) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lock", "new.json", "new.npy"]
