"""An import that is killed leaves whole batches, says so the next time, and goes on."""

import fcntl
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pathfinder.directory.imports.tests.importing import TUESDAY, file_of, take
from pathfinder.directory.imports.told import Unusable
from pathfinder.directory.imports.writing import BATCH
from pathfinder.directory.models import Change, Organization

RECORDS = 8 * BATCH
MANY = [
    {"id": str(n), "name": f"House {n}", "description": "Helps.", "phones": [{"number": "1"}]} for n in range(RECORDS)
]


def command(path: Path) -> list[str]:
    return [
        sys.executable, "-m", "pathfinder.cli", "import", str(path),
        "--source", "open-help", "--licence", "CC BY 4.0", "--country", "be",
    ]  # fmt: skip


def environment(folder: Path) -> dict[str, str]:
    """A place and a database of its own."""
    own = {name: value for name, value in os.environ.items() if name != "PATHFINDER_DATABASE_URL"}
    return {**own, "PATHFINDER_VAR": str(folder / "var")}


def killed_half_way(path: Path, folder: Path) -> int:
    """Start an import and kill it when it has written something; how much it had written by then."""
    state = folder / "var" / "imports" / "open-help.json"
    process = subprocess.Popen(command(path), env=environment(folder), stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        written = 0
        while not written and time.monotonic() < deadline and process.poll() is None:
            written = json.loads(state.read_text())["written"] if state.exists() else 0
            time.sleep(0.002)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    return written


def ask(folder: Path, query: str) -> Any:
    with sqlite3.connect(folder / "var" / "pathfinder.sqlite3") as database:
        return database.execute(query).fetchone()[0]


def test_a_killed_import_leaves_whole_batches_and_the_next_one_goes_on(tmp_path: Path) -> None:
    path = file_of(tmp_path, MANY)
    written = killed_half_way(path, tmp_path)
    there = ask(tmp_path, "SELECT count(*) FROM directory_organization")
    phones = ask(tmp_path, "SELECT count(*) FROM directory_phone")

    again = subprocess.run(
        command(path), env=environment(tmp_path), capture_output=True, text=True, check=False, timeout=240
    )

    assert 0 < written <= there < RECORDS
    assert there % BATCH == 0
    assert phones == there
    assert again.returncode == 0, again.stderr
    assert "was stopped after" in again.stdout
    assert f"{RECORDS - there:,}" in again.stdout
    assert ask(tmp_path, "SELECT count(*) FROM directory_organization") == RECORDS
    assert ask(tmp_path, "SELECT count(*) FROM directory_metadata") == RECORDS
    assert ask(tmp_path, "SELECT count(*) FROM directory_change WHERE key = '*'") == 1
    assert sorted(path.name for path in (tmp_path / "var" / "imports").iterdir()) == ["open-help.lock"]


@pytest.mark.django_db
def test_after_an_import_that_was_stopped_the_index_is_told_even_when_nothing_is_left_to_do(tmp_path: Path) -> None:
    path = file_of(tmp_path, [{"id": "1", "name": "House", "description": "Helps."}])
    take(path, country="be")
    Change.objects.all().delete()
    file_of(tmp_path / "var", {"file": "f.json", "began": "today", "written": 1, "total": 2}, "open-help.json")

    again = take(path, country="be", at=TUESDAY)

    assert again.report.was_stopped == (
        "The import of f.json that began on today was stopped after 1 of 2 records. Each of those is whole."
    )
    assert [change.key for change in Change.objects.all()] == [Change.ALL]
    assert take(path, country="be").report.was_stopped == ""


@pytest.mark.django_db
def test_a_note_of_the_last_run_that_cannot_be_read_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    file_of(tmp_path / "var", "{", "open-help.json")

    imported = take(file_of(tmp_path, [{"id": "1", "name": "House", "description": "Helps."}]), country="be")

    assert imported.report.was_stopped.startswith("An earlier import was stopped half-way")
    assert Organization.objects.count() == 1


@pytest.mark.pure
def test_two_imports_of_one_source_do_not_run_at_the_same_time(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    with (tmp_path / "var" / "open-help.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(Unusable, match="Another import from open-help is running"):
            take(file_of(tmp_path, []))
