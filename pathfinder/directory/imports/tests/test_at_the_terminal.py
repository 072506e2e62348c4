"""`pathfinder import` as a person types it."""

import json
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import override_settings

from pathfinder.cli import main
from pathfinder.directory.imports import terminal
from pathfinder.directory.imports.formats import FORMATS, guess
from pathfinder.directory.imports.tests.importing import SERVICE, TABLES, file_of, lines_of, package_of
from pathfinder.directory.imports.told import Unusable
from pathfinder.directory.models import Service


@pytest.fixture
def run(tmp_path, capsys):
    """Type a command; the exit status, what it said, and what it complained of."""

    def typed(path, *options):
        with override_settings(VAR_DIR=tmp_path / "own"):
            status = main(["import", str(path), "--source", "open-help", "--licence", "CC BY 4.0", *options])
        said = capsys.readouterr()
        return status, said.out, said.err

    return typed


@pytest.mark.django_db
def test_a_file_that_is_all_right_ends_with_nought_and_says_what_was_done(run, tmp_path):
    status, said, complained = run(file_of(tmp_path, SERVICE))

    assert status == 0
    assert "services              1        0        0" in said
    assert complained == ""


@pytest.mark.django_db
def test_a_refused_record_ends_with_one_and_is_named(run, tmp_path):
    status, said, complained = run(lines_of(tmp_path, SERVICE, {"id": "x", "status": "active"}))

    assert status == 1
    assert "refused 1" in said
    assert complained.startswith("line 2, x: it names no organization")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("", [], "neither JSON nor CSV nor a zip file"),
        ("a,b\n1,2\n", [], "needs --mapping FILE.yaml"),
        ("[]", ["--source", "No Such Name"], "--source No Such Name"),
        ("[]", ["--format", "hsds-csv"], "no zip file"),
        ("{}", ["--country", "XX"], "--country XX"),
    ],
)
def test_what_cannot_be_used_ends_with_two_and_a_sentence(run, tmp_path, content, options, said):
    status, out, complained = run(file_of(tmp_path, content, "file.dat"), *options)

    assert (status, out) == (2, "")
    assert said in complained


@pytest.mark.django_db
def test_a_dry_run_shows_what_would_change_and_writes_nothing(run, tmp_path):
    status, said, _ = run(file_of(tmp_path, SERVICE), "--dry-run")

    assert status == 0
    assert "would be created  service open-help-" in said
    assert said.endswith("Nothing was written.\n")
    assert not Service.objects.exists()


@pytest.mark.django_db
def test_many_problems_are_counted_and_written_where_one_wants(run, tmp_path):
    bad = [{"id": f"x{number}", "status": "active"} for number in range(terminal.MOST_SHOWN + 20)]

    _, _, complained = run(lines_of(tmp_path, *bad), "--problems", str(tmp_path / "problems.txt"))

    assert "… and 20 more" in complained
    assert len((tmp_path / "problems.txt").read_text().splitlines()) == len(bad)


@pytest.mark.django_db
def test_a_place_for_problems_that_cannot_be_written_is_refused(run, tmp_path):
    status, _, complained = run(file_of(tmp_path, SERVICE), "--problems", str(tmp_path / "no" / "problems.txt"))

    assert status == 2
    assert "Expected a file that can be written" in complained


@pytest.mark.django_db
def test_a_database_that_stops_the_import_is_said_with_what_to_do(run, tmp_path, monkeypatch):
    def locked(*_args, **_options):
        raise OperationalError("database is locked")

    monkeypatch.setattr("pathfinder.directory.imports.writing.take_over", locked)

    status, _, complained = run(file_of(tmp_path, SERVICE))

    assert status == 2
    assert "The database stopped the import (database is locked)" in complained
    assert "The same command goes on from there" in complained


@pytest.mark.django_db
def test_a_hostile_id_does_not_reach_the_screen_as_it_is(run, tmp_path):
    _, _, complained = run(lines_of(tmp_path, {"id": "\x1b[2J" + "y" * 500, "name": "x", "status": "active"}))

    assert "\x1b" not in complained
    assert len(complained) < 400


@pytest.mark.pure
def test_the_formats_at_the_terminal_are_those_that_can_be_read():
    assert terminal.FORMATS == FORMATS


@pytest.mark.pure
@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (json.dumps(SERVICE), "hsds-json"),
        (json.dumps([SERVICE]), "hsds-json"),
        (json.dumps(SERVICE) + "\n" + json.dumps(SERVICE), "hsds-ndjson"),
        (json.dumps(SERVICE, indent=1), "hsds-json"),
        (json.dumps({"structures": []}), "data-inclusion"),
        (json.dumps([{"id": "a", "nom": "b"}]), "data-inclusion"),
        (b"\xef\xbb\xbf [" + json.dumps(SERVICE).encode() + b"]", "hsds-json"),
        (b"PK\x03\x04...", "hsds-csv"),
    ],
)
def test_a_file_says_itself_what_it_is(tmp_path: Path, content: str | bytes, format_: str) -> None:
    assert guess(file_of(tmp_path, content)) == format_


@pytest.mark.pure
def test_a_folder_says_itself_what_it_is(tmp_path: Path) -> None:
    assert guess(package_of(tmp_path, TABLES)) == "hsds-csv"


@pytest.mark.pure
@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"\x89PNG"])
def test_what_could_be_anything_is_asked_for(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unusable, match="Say what it is with --format"):
        guess(file_of(tmp_path, content, "file"))
