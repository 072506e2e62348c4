"""`pathfinder search`: the same search for the terminal and for other programs."""

import io
import json

import pytest

from pathfinder.cli import main
from pathfinder.directory.tests.records import small_directory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory(monkeypatch: pytest.MonkeyPatch) -> None:
    small_directory()
    monkeypatch.setattr("pathfinder.terminal_search._prepare", lambda: None)


def test_json_says_what_was_asked_and_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "معادلة الشهادة", "--lang", "ar", "--country", "be", "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)

    assert answer["query"] == "معادلة الشهادة"
    first = answer["results"][0]
    assert (first["id"], first["title"], first["lang"]) == ("be-recognition", "الاعتراف بشهادتك", "ar")
    assert first["score"] > 0
    assert "معادلة الشهادة" in first["matched"]


def test_a_record_without_the_readers_language_is_shown_in_another_and_says_which(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["search", "mentoring", "--lang", "uk", "--json"])

    assert json.loads(capsys.readouterr().out)["results"][0]["lang"] == "en"


def test_for_people_it_is_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "mentoring"]) == 0

    assert capsys.readouterr().out.startswith("be-mentoring ")


def test_many_queries_are_answered_line_by_line_and_a_bad_line_stops_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ['{"q": "diploma", "lang": "en"}', "", "{broken", '{"lang": "en"}', '{"q": "diploma", "lang": "en", "country": "zz"}', '{"q": "mentor", "lang": "nl"}']  # fmt: skip
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))

    assert main(["search", "--lines"]) == 0

    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answers[0]["results"][0]["id"] == "be-recognition"
    assert "line 3" in answers[1]["error"]
    assert "line 4" in answers[2]["error"]
    assert "zz" in answers[3]["error"]
    assert answers[4]["results"][0]["id"] == "be-mentoring"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["search"], "expected a QUERY"),
        (["search", "  "], "expected a QUERY"),
        (["search", "x", "--country", "zz"], "expected one of be, ie"),
        (["search", "x", "--lang", "a b"], "expected a BCP 47 tag"),
        (["search", "x", "--limit", "0"], "from 1 to 100"),
    ],
)
def test_what_cannot_be_used_is_said(capsys: pytest.CaptureFixture[str], typed: list[str], said: str) -> None:
    assert main(typed) == 2

    assert said in capsys.readouterr().err


@pytest.mark.parametrize("query", ["x" * 10_000, "'; DROP TABLE x", "\u202eabc", "a\x00b", "[a TO b]"])
def test_any_query_is_answered(capsys: pytest.CaptureFixture[str], query: str) -> None:
    assert main(["search", query, "--json"]) == 0
    assert "results" in json.loads(capsys.readouterr().out)
