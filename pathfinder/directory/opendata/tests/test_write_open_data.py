"""The whole files from the command line."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pathfinder.directory.opendata.bulk import FILES

pytestmark = pytest.mark.usefixtures("everything")


def test_all_files_are_written_without_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("write_open_data", to=tmp_path / "out")

    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES.keys()
    assert "places.geojson" in capsys.readouterr().out


def test_one_file_is_written_by_its_name(tmp_path: Path) -> None:
    call_command("write_open_data", "services.ndjson", to=tmp_path / "out")

    (path,) = (tmp_path / "out").iterdir()
    assert [json.loads(line)["status"] for line in path.read_text().splitlines()]


def test_a_name_that_is_none_and_a_folder_that_is_none_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CommandError, match="There is no file all"):
        call_command("write_open_data", "all.csv")
    with pytest.raises(CommandError, match="Choose a folder that can be written to"):
        call_command("write_open_data", "places.geojson", to=tmp_path / "file" / "under")
