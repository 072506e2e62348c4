"""The documents say what is so."""

import re
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.the_house import PACKAGES, ROOT, files, imports, name

pytestmark = pytest.mark.pure

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
DOCUMENTS = files("*.md")
DECISIONS = files("docs/decisions/*.md")
MAY_BE_MISSING = {
    "pathfinder.skills.ladder.meaning"
}  # asks whether an optional package is installed, and goes on without
SETTING = re.compile(r"\bPATHFINDER_[A-Z][A-Z_]*\b")


def names_of(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    programs = [*files("*.py"), *files("Makefile"), *files("*.sh")]
    read = {setting for path in programs for setting in SETTING.findall(path.read_text(encoding="utf-8"))}

    documented = set(SETTING.findall((ROOT / "docs/guides/settings.md").read_text(encoding="utf-8")))

    assert read == documented


def test_every_dependency_has_its_line_in_the_architecture() -> None:
    wanted = names_of([*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())])

    lines = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()
    named = {canonicalize_name(found[1]) for line in lines if (found := re.match(r"\| `([\w.-]+)` \|", line))}

    assert wanted - named == set()
    assert named - wanted == set()


def test_the_product_imports_only_what_it_declares() -> None:
    declared = names_of(PROJECT["dependencies"])
    optional = declared | names_of(PROJECT["optional-dependencies"]["semantic"])
    benchmarks = optional | names_of(PROJECT["optional-dependencies"]["bench"])
    distributions = packages_distributions()

    undeclared = [
        f"{i.where} takes {i.taken}"
        for i in imports()
        if (top := i.taken.split(".")[0]) in distributions
        and top not in PACKAGES
        and not {canonicalize_name(d) for d in distributions[top]}
        & (benchmarks if i.importer.startswith("bench") else optional if i.importer in MAY_BE_MISSING else declared)
    ]

    assert undeclared == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_make_command_in_a_document_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))

    named = set(re.findall(r"(?:`|^\s*)make ([a-z]+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE))

    assert named <= targets


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_link_between_documents_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8"))
    inside = [link for link in links if not link.startswith(("http:", "https:", "mailto:"))]

    assert [link for link in inside if not (path.parent / link).exists()] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name.split("-")[0]) for path in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_a_decision_has_its_four_parts_on_one_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"^## (\w+)", text, flags=re.MULTILINE) == ["Context", "Decision", "Cost", "Status"]
    assert len(text.split()) < 500


def test_news_is_filed_by_its_kind() -> None:
    strange = [
        path.name
        for path in files("changelog.d/*")
        if not re.fullmatch(r"[\w-]+\.(added|changed|fixed)\.md", path.name)
    ]

    assert strange == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    own_paths = re.compile(r"(?<![\w.])/(?:work|root|home)/\w|/opt/(?:pypi|wheels)")
    texts = [path for path in files("*") if path.suffix not in {".png", ".pdf", ".mo", ".woff2", ".ico", ".parquet"}]

    found = [
        f"{name(path)}:{number}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if own_paths.search(line)
    ]

    assert found == []


def test_every_room_says_what_it_is_for() -> None:
    rooms = [
        path
        for path in files("__init__.py")
        if len(path.relative_to(ROOT).parts) == 3 and path.parts[-3] == "pathfinder"
    ]

    silent = [name(path) for path in rooms if not path.read_text(encoding="utf-8").startswith('"""')]

    assert rooms
    assert silent == []
