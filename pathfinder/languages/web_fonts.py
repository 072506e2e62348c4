"""The parts of fonts that pages may load, as static files: made when static files are collected, from the packages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

from pathfinder.languages.fonts import PARTS, Part, font_file, make_part

FOLDER = "fonts"


def kept_at(script: str, part: Part) -> Path:
    """Named after what it is made from, so that a newer package makes a newer file."""
    package = font_file(part.font).stat()
    mark = hashlib.sha256(f"{part} {package.st_size}".encode()).hexdigest()[:12]
    return settings.VAR_DIR / FOLDER / mark / f"{script}.woff2"


class FontFinder(BaseFinder):
    """`fonts/arabic.woff2` and so on. Collecting makes what is missing; merely asking for one never waits for that."""

    def check(self, **options: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **options: Any) -> Any:
        folder, _slash, name = path.partition("/")
        script = name.removesuffix(".woff2")
        found = str(kept_at(script, PARTS[script])) if folder == FOLDER and script in PARTS else ""
        if not found or not Path(found).exists():
            return [] if find_all else None
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for script, part in PARTS.items():
            at = kept_at(script, part)
            if matches_patterns(at.name, ignore_patterns or ()):
                continue
            if not at.exists():
                make_part(part, at)
            storage = FileSystemStorage(location=at.parent)
            storage.prefix = FOLDER
            yield at.name, storage
