"""`pathfinder check --plain` reads what readers read, and says where it stands."""

from pathlib import Path

import pytest

from pathfinder.cli import main
from pathfinder.plain.hard_sentences import hard_sentences
from pathfinder.plain.pack_texts import Text, texts_of_pack
from rulebook.load import parsed_files

pytestmark = pytest.mark.pure

LONG = "go " * 25


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "xx/texts").mkdir(parents=True)
    (tmp_path / "xx/pack.yaml").write_text("id: xx")
    (tmp_path / "xx/services.yaml").write_text(
        f"- id: xx-course\n  description: {{en: '{LONG}', nl: 'Ga.'}}\n  legal_basis: {{en: 'Act'}}\n"
    )
    (tmp_path / "xx/texts/nl.services.yaml").write_text("texts: {xx-course: {steps: ['Bel ons.', null]}}")
    return tmp_path / "xx"


def test_every_text_is_found_with_its_language_and_place(pack: Path) -> None:
    found = [(text.words.strip()[:8], text.language, text.place) for text in texts_of_pack(parsed_files(), pack)]

    assert found == [
        ("go go go", "en", "packs/xx/services.yaml, xx-course description"),
        ("Ga.", "nl", "packs/xx/services.yaml, xx-course description"),
        ("Bel ons.", "nl", "packs/xx/texts/nl.services.yaml, xx-course steps"),
    ]


def test_the_same_sentence_is_told_once() -> None:
    text = Text(LONG, "en", "xx", "here")

    found = hard_sentences([text, text, Text("Go.", "en", "xx", "there"), Text(LONG, "nl", "xx", "there")], "en")

    assert (len(found.hard), found.texts) == (1, 3)


def test_the_command_lists_hard_sentences_and_refuses_none(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--plain", str(pack)]) == 0

    told = capsys.readouterr().out
    assert "en: 1 hard sentences in 1 texts" in told
    assert "packs/xx/services.yaml, xx-course description: 25 words" in told


def test_a_language_that_is_not_there_is_answered_with_those_that_are(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--plain", str(pack), "--lang", "nk"]) == 2

    assert "--lang nk" in capsys.readouterr().err
