"""The pictures of tasks: icons of Tabler, those that are used together in one file, cut out of its package when it is first asked for.

`<svg aria-hidden="true"><use href="{% static 'skills/pictures.svg' %}#soup"/></svg>` draws one, in the colour of the words around it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from zipfile import ZipFile

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

from pathfinder.skills.tasks import tasks

FOLDER, FILE = "skills", "pictures.svg"
_OUTLINE = re.compile(r"outline/([a-z0-9-]+)\.svg")  # the package has filled ones too
_STYLE = 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
_CREDIT = "<!-- Tabler Icons, copyright Paweł Kuna, MIT licence: https://tabler.io/icons -->"


def pictures() -> frozenset[str]:
    """The names a task may give."""
    with _package() as package:
        return frozenset(found[1] for name in package.namelist() if (found := _OUTLINE.fullmatch(name)))


def sprite(names: Iterable[str]) -> str:
    """One drawing in which each picture has its name. Raises KeyError for a name that there is not."""
    with _package() as package:
        symbols = "".join(
            f'<symbol id="{name}" {_STYLE}>{_paths(package.read(f"outline/{name}.svg").decode())}</symbol>\n'
            for name in sorted(set(names))
        )
    return f'{_CREDIT}\n<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


@lru_cache(maxsize=1)
def kept_sprite() -> Path:
    """The file with the pictures of all tasks, made when it is missing. Named after what it is made from."""
    names = sorted({task.picture for task in tasks().values()})
    mark = hashlib.sha256(f"{version('tablericons2')} {_STYLE} {names}".encode()).hexdigest()[:12]
    path: Path = settings.VAR_DIR / "pictures" / mark / FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
            file.write(sprite(names))
        Path(file.name).chmod(0o644)  # a temporary file is its maker's alone, and this one is for everybody
        Path(file.name).replace(path)
    return path


class PictureFinder(BaseFinder):
    """`skills/pictures.svg`, for the site in development and for collecting static files."""

    def check(self, **options: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **options: Any) -> Any:
        if path != f"{FOLDER}/{FILE}":
            return [] if find_all else None
        found = str(kept_sprite())
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        if not matches_patterns(FILE, ignore_patterns or ()):
            storage = FileSystemStorage(location=kept_sprite().parent)
            storage.prefix = FOLDER
            yield FILE, storage


def _package() -> ZipFile:
    return ZipFile(str(files("tablericons") / "tablericons.zip"))


def _paths(svg: str) -> str:
    """What is drawn within the one <svg>, on one line."""
    drawn = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    return " ".join(drawn.split()).replace("> <", "><").replace(" />", "/>")
