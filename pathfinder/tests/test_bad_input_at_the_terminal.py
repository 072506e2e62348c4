"""What cannot be used gets a sentence that names the place and what was expected, and exit status 2."""

import io

import pytest

from pathfinder.cli import main


@pytest.fixture
def said(capsys):
    def run(*arguments):
        assert main(list(arguments)) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert "Traceback" not in captured.err
        return captured.err

    return run


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "person.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("residence_grund: refugee", 'Did you mean "residence_ground"?'),
        ("residence_ground: refuge", 'Did you mean "refugee"?'),
        ("registered_on: 2018-02-30", "does not exist in the calendar"),
        ("registered_on: 2099-01-01", "lies in the future"),
        ("age: 28\nbirth_date: 1990-05-02", "contradicts the birth date"),
        ("country: zz", "there is no pack for"),
        ("place: '99999'", "we do not know the place"),
        ("place: Ghentt", "Is it Ghent"),
        ("nationality: [Syria]", "two-letter code of a country"),
        ("place: Gent\nage: 30\nplace: Namur", "line 3: not readable as YAML (place is told twice)"),
        ("{", "not readable as YAML"),
        ("- a\n- b", "expected facts as `name: value`"),
        ("", "expected facts as `name: value`"),
        ("just words", "expected facts as `name: value`"),
        ("a: &a [*a]", "person.yaml"),
        ("? [a]\n: b", "not readable as YAML"),
        ("languages: {nl: fluent}", "expected a CEFR level"),
        ("place: {a: 1}", "place.a"),
        ("birth_date: [1990]", "expected a date"),
        ("permit_months: 99999999999999999999", "expected a whole number"),
    ],
)
def test_a_person_file_that_cannot_be_used(said, file, text, expected):
    assert expected in said("guide", file(text))


def test_every_problem_of_a_file_is_told_at_once(said, file):
    errors = said("guide", file("age: old\nplace: nowhere at all\nfoo: 1"))

    assert len(errors.splitlines()) == 3


def test_a_file_of_ten_megabytes(said, file):
    assert "larger than 1 MB" in said("guide", file("a: b\n" * 2_000_000))


def test_ten_megabytes_on_standard_input(said, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("a: b\n" * 2_000_000))

    assert "larger than 1 MB" in said("guide", "-")


def test_a_file_that_is_not_text(said, tmp_path):
    path = tmp_path / "person.yaml"
    path.write_bytes(b"\xff\xfe\x00\x01")

    assert "not a text in UTF-8" in said("guide", str(path))


def test_a_file_that_is_not_there(said):
    assert "No such file" in said("guide", "/nowhere/person.yaml")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-02-30", "does not exist"),
        ("2018", "whole date"),
        ("soon", "expected a date"),
        ("9999-12-31", "expected a day from 1990-01-01 to"),
        ("1989-12-31", "expected a day from 1990-01-01 to"),
    ],
)
def test_a_day_that_is_none(said, file, day, expected):
    assert expected in said("guide", file("age: 28"), "--on", day)


@pytest.mark.parametrize("command", [("guide", "-"), ("ask",)])
def test_a_language_that_is_none_is_answered_with_those_that_there_are(said, command):
    assert said(*command, "--lang", "xx").startswith("--lang xx: expected one of en, nl, fr, de, es,")


def test_one_wrong_file_among_several_prints_nothing_half(said, file, tmp_path):
    good = tmp_path / "good.yaml"
    good.write_text("age: 28")

    said("guide", str(good), file("age: old"), "--json")


def test_a_folder_that_is_no_pack(said, tmp_path):
    assert "no pack.yaml" in said("check", str(tmp_path))
