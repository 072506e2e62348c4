"""Node, and the cases that both Node and the browser compare with Python."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from pathfinder.phone.documents import Export, export_of
from pathfinder.phone.tests.at_random import TODAY, People
from pathfinder.phone.tests.expected import Cases
from pathfinder.phone.tests.law_at_random import law_at_random
from pathfinder.rulebooks.loaded import countries

ROOM = Path(__file__).resolve().parents[1]
SITE = "https://phone.example"


SEED = 2026


@pytest.fixture(scope="session")
def node() -> Callable[..., Any]:
    """Runs a script of this folder and gives what it prints."""
    program = shutil.which("node") or shutil.which("nodejs")
    if program is None:
        pytest.fail("Node is not installed: `make test` installs it, or use your system's package manager.")

    def run(script: str | Path, *arguments: str, given: str = "") -> Any:
        command = [program, str(ROOM / "tests" / script), *arguments]
        outcome = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
        assert outcome.returncode == 0, outcome.stderr
        return json.loads(outcome.stdout)

    return run


@pytest.fixture
def room_with(tmp_path: Path) -> Callable[[str, str], Path]:
    """This room with a fault put into the evaluator: tests that cannot fail prove nothing."""

    def made(right: str, wrong: str) -> Path:
        room = shutil.copytree(ROOM, tmp_path / "phone", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        script = room / "static" / "phone" / "rulebook.js"
        program = script.read_text(encoding="utf-8")
        assert right in program
        script.write_text(program.replace(right, wrong), encoding="utf-8")
        return Path(room)

    return made


@pytest.fixture
def page_of_phone(browser: Browser) -> Iterator[Page]:
    """A page of a made-up site that has the scripts of this room and nothing else; no server is asked."""
    context = browser.new_context()
    page = context.new_page()
    page.route(f"{SITE}/**", lambda route: route.fulfill(**_answer(route.request.url.removeprefix(SITE))))
    page.goto(f"{SITE}/")
    yield page
    context.close()


def _answer(path: str) -> dict[str, Any]:
    if path == "/":
        return {"body": "<!doctype html><title>Phone</title>", "content_type": "text/html"}
    return {"body": (ROOM / path.removeprefix("/")).read_text(), "content_type": "text/javascript"}


def seed_of(config: pytest.Config) -> int:
    """The seed that somebody asked for, else always the same."""
    asked = config.getoption("randomly_seed", "default")
    return asked if any("randomly-seed" in word for word in config.invocation_params.args) else SEED


@pytest.fixture(scope="session")
def cases(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """A folder with the files of nine countries and of two laws at random, and people at random with what Python says.

    The same in every run, so that a run says something of the code alone; `--randomly-seed` draws others.
    """
    folder = tmp_path_factory.mktemp("cases")
    seed = seed_of(pytestconfig)
    lines = [line for country in countries() for line in _lines(folder, country, export_of(country), seed, people=92)]
    for number in range(2):
        rulebook = law_at_random(folder / f"law{number}", Random(f"{seed} {number}"), provisions=90)
        lines += _lines(folder, f"random{number}", Export(rulebook), seed, people=150)
    (folder / "cases.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def _lines(folder: Path, name: str, export: Export, seed: int, people: int) -> Iterator[str]:
    made = Cases(export, name)
    made.write_files(folder)
    random = Random(f"{seed} {name}")
    drawn = People(export.rulebook, random)
    steps = list(export.rulebook.steps)
    for _ in range(people):
        on = drawn.day()
        yield made.line(drawn.person(on), on, TODAY, drawn.declined(), random.choice(steps))
