"""`pathfinder skills` and `pathfinder esco`: for other programs, and for people."""

import io
import json
from pathlib import Path

import pytest

from pathfinder.cli import main
from pathfinder.skills.tests.small import COOK, SEW, TAILOR, small_package

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_ladder")]


def answers_to(lines: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    assert main(["skills", "--lines", "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_line_is_answered_best_first_with_addresses_and_reasons(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        '{"text": "I sewed dresses. I cooked for guests.", "lang": "en"}',
        '{"text": "كنت أخيط الفساتين", "lang": "ar"}',
    ]

    english, arabic = answers_to(lines, capsys, monkeypatch)

    assert {one["uri"] for one in english["suggestions"]} == {TAILOR, SEW, COOK}
    first = arabic["suggestions"][0]
    assert (first["uri"], first["kind"], first["isco"], first["rung"]) == (TAILOR, "occupation", "7531", 1)
    assert (first["label"], first["task"]) == ("خياطة الملابس", "tailor")
    assert "الفساتين" in first["because"]


def test_a_bad_line_is_answered_with_a_sentence_and_stops_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["{broken", '{"lang": "en"}', '{"text": 7}', "[]", '{"text": "x", "lang": 5}', '{"text": "I fixed phones"}']

    told = answers_to(lines, capsys, monkeypatch)

    assert [one.get("error", "")[:7] for one in told] == ["line 1:", "line 2:", "line 3:", "line 4:", "line 5,", ""]
    assert told[-1]["suggestions"][0]["isco"] == "7422"


def test_what_is_personal_and_what_was_not_read_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "I fixed phones. Call 0475123456. " + "I cooked for guests. " * 2_500

    (told,) = answers_to([json.dumps({"text": text, "lang": "so"})], capsys, monkeypatch)

    assert told["personal"] == [{"kind": "phone", "words": "0475123456"}]
    assert len(told["notes"]) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["skills"], "expected a TEXT"),
        (["skills", "x", "--limit", "0"], "--limit 0"),
        (["skills", "x", "--lang", "no language"], "--lang no language"),
        (["skills", "x", "--rungs", "4"], "--rungs 4"),
        (["esco", "import", "nowhere"], "nowhere is not there"),
    ],
)
def test_what_cannot_be_used_is_said(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2

    assert said in capsys.readouterr().err


def test_for_people_it_is_a_list_and_none_of_these_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["skills", "I fixed phones"]) == 0
    assert "Repair mobile phones" in capsys.readouterr().out

    assert main(["skills", "the weather was fine"]) == 0
    assert capsys.readouterr().out.startswith("None of what we know fits.")


def test_an_import_reports_and_acknowledges(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathfinder.skills.terminal._make_ready", lambda: None)
    assert main(["esco", "show"]) == 0
    assert "was not imported" in capsys.readouterr().out

    assert main(["esco", "import", str(small_package(tmp_path / "ESCO v1.1.1"))]) == 0

    told = capsys.readouterr().out
    assert "1 names a concept that is not here" in told
    assert "ESCO 1.1.1, in en, fr. This service uses the ESCO classification of the European Commission." in told
    assert main(["esco", "remove"]) == 0
