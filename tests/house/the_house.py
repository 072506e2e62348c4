"""What the tests of the house walk through: the project's own files, and the rooms they lie in."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("rulebook", "pathfinder", "config", "bench")
NOT_OURS = {"var", "build", "dist", "node_modules", "__pycache__"}


def is_ours(path: Path) -> bool:
    """Whether a file belongs to the project: no environment, cache or work of the running program."""
    parts = path.relative_to(ROOT).parts
    hidden = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
    return not hidden and not NOT_OURS & set(parts) and not any(part.endswith(".egg-info") for part in parts)


@cache
def files(pattern: str) -> tuple[Path, ...]:
    return tuple(path for path in sorted(ROOT.rglob(pattern)) if path.is_file() and is_ours(path))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@dataclass(frozen=True, slots=True)
class Import:
    """`importer` (a dotted module) takes `taken` (a dotted name), at a line of a file."""

    importer: str
    taken: str
    where: str
    is_for_types: bool = False  # under `if TYPE_CHECKING:`, so never carried out

    @property
    def is_private(self) -> bool:
        last = self.taken.rpartition(".")[2]
        return last.startswith("_") and not last.startswith("__")


def room(dotted: str) -> str:
    """`rulebook`, `config`, `pathfinder.guide`, …: the first folder or module that a name lies in."""
    parts = dotted.split(".")
    return ".".join(parts[:2]) if parts[0] == "pathfinder" else parts[0]


@cache
def imports() -> tuple[Import, ...]:
    """Every import of the product's code, wherever in a module it stands; tests and migrations are left out."""
    return tuple(
        found
        for package in PACKAGES
        for path in files("*.py")
        if path.relative_to(ROOT).parts[0] == package and not {"tests", "migrations"} & set(path.parts)
        for found in _imports_of(path)
    )


def _imports_of(path: Path) -> Iterator[Import]:
    parts = path.relative_to(ROOT).with_suffix("").parts
    module = ".".join(parts).removesuffix(".__init__")
    package = parts[:-1]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            taken = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            stem = ".".join(part for part in (base, node.module or "") if part)
            taken = [f"{stem}.{alias.name}" for alias in node.names]
        else:
            continue
        for dotted in taken:
            yield Import(module, dotted, f"{name(path)}:{node.lineno}", node in for_types)
