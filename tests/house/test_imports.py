"""Imports point down: config → features → languages, ui → rulebook."""

import subprocess
import sys

import pytest

from tests.house.the_house import ROOT, Import, files, imports, room

pytestmark = pytest.mark.pure

# They may use everything, and nothing of the product uses them.
DOORS = {"config", "pathfinder.cli", "pathfinder.serve", "bench"}
GROUND = {"pathfinder.languages", "pathfinder.rulebooks", "pathfinder.ui"}
SHARED_BY_FEATURES = {"queries", "actions"}
RULEBOOK_MAY_USE = {
    "polars": {"rulebook.columns", "rulebook.column_graph", "rulebook.column_plan"},
    "yaml": {"rulebook.load"},
}


def level(of: str) -> int:
    if of == "rulebook":
        return 0
    if of in GROUND:
        return 1
    return 3 if of in DOORS else 2


def between_rooms() -> list[Import]:
    ours = {"rulebook", "config", "bench", "pathfinder"}
    return [i for i in imports() if i.taken.split(".")[0] in ours and room(i.taken) != room(i.importer)]


def test_no_room_imports_from_one_above_it() -> None:
    upward = [f"{i.where} takes {i.taken}" for i in between_rooms() if level(room(i.taken)) > level(room(i.importer))]

    assert upward == []


def test_a_feature_uses_another_only_through_its_queries_and_actions() -> None:
    features = [i for i in between_rooms() if level(room(i.importer)) == level(room(i.taken)) == 2]

    around_the_door = [
        f"{i.where} takes {i.taken}" for i in features if not SHARED_BY_FEATURES & set(i.taken.split(".")[2:3])
    ]

    assert around_the_door == []


def test_no_rooms_import_each_other_in_a_ring() -> None:
    uses: dict[str, set[str]] = {}
    for i in between_rooms():
        uses.setdefault(room(i.importer), set()).add(room(i.taken))

    assert _rings(uses) == []


def test_the_modules_of_the_rulebook_form_no_ring() -> None:
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files("rulebook/*.py")}
    uses: dict[str, set[str]] = {}
    for i in imports():
        taken = next((m for m in (i.taken, i.taken.rpartition(".")[0]) if m in modules), None)
        if i.importer in modules and taken and not i.is_for_types:
            uses.setdefault(i.importer, set()).add(taken)

    assert _rings(uses) == []


def test_the_rulebook_uses_the_standard_library_and_two_named_exceptions() -> None:
    foreign = [
        f"{i.where} takes {i.taken}"
        for i in imports()
        if room(i.importer) == "rulebook"
        and (top := i.taken.split(".")[0]) not in sys.stdlib_module_names | {"rulebook"}
        and i.importer not in RULEBOOK_MAY_USE.get(top, set())
    ]

    assert foreign == []


def test_the_rulebook_runs_where_django_was_never_imported() -> None:
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files("rulebook/*.py")]
    program = f"import {', '.join(modules)}, sys; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"

    outcome = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)

    assert outcome.returncode == 0


def test_no_private_name_leaves_its_room() -> None:
    private = [f"{i.where} takes {i.taken}" for i in between_rooms() if i.is_private]

    assert private == []


@pytest.mark.parametrize(
    ("uses", "rings"),
    [
        ({"a": {"b"}, "b": {"c"}}, []),
        ({"a": {"b"}, "b": {"a"}}, ["a → b → a"]),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}}, ["b → c → b"]),
    ],
)
def test_a_ring_is_recognised(uses: dict[str, set[str]], rings: list[str]) -> None:
    assert _rings(uses) == rings


def _rings(uses: dict[str, set[str]]) -> list[str]:
    """Each shortest way from a name back to itself, told once from its first name in the alphabet."""
    found = []
    for start in sorted(uses):
        ways = [[start]]
        seen = set()
        while ways:
            way = ways.pop(0)
            if start in uses.get(way[-1], ()):
                if min(way) == start:
                    found.append(" → ".join([*way, start]))
                break
            for step in sorted(uses.get(way[-1], ())):
                if step not in seen:
                    seen.add(step)
                    ways.append([*way, step])
    return found
