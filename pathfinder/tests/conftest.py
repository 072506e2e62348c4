"""For all tests of the command."""

from functools import partial

import pytest

from rulebook.load import load_rulebook, parsed_files
from rulebook.parsed_files import ParsedFiles


@pytest.fixture(scope="session")
def files() -> ParsedFiles:
    return parsed_files()


@pytest.fixture(autouse=True)
def packs_parsed_once(monkeypatch: pytest.MonkeyPatch, files: ParsedFiles) -> None:
    """Each call of the command is a process elsewhere and reads its pack; here they are many in one."""
    monkeypatch.setattr("pathfinder.cli.load_rulebook", partial(load_rulebook, files=files))
