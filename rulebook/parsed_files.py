"""YAML that was parsed before is not parsed again: reading nine rulebooks takes a fifth of a second instead of two."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any


class ParsedFiles:
    """What files say, by their content. Give one to several `load_rulebook`, so that shared files are parsed once.

    `folder` keeps it beyond the process, a file for each folder of `packs`; without it nothing is written. A file there that
    cannot be read is made anew. Whoever can write there can run code here (it is a pickle): it must belong to the server.
    """

    def __init__(self, parse: Callable[[str], Any], folder: Path | None = None) -> None:
        self._parse = parse
        self._folder = folder
        self._shelves: dict[str, dict[str, Any]] = {}
        self._grown: set[str] = set()
        self._said: dict[tuple[type, str], str] = {}

    def read(self, shelf: str, path: Path) -> Any:
        """The data of a file. Raises what `parse` raises; what is given back must not be changed."""
        content = path.read_bytes()
        mark = hashlib.sha256(content).hexdigest()
        kept = self._shelf(shelf)
        if mark not in kept:
            kept[mark] = self._parse(content.decode())
            self._grown.add(shelf)
        return kept[mark]

    def once(self, words: str) -> str:
        """Equal words of one type as one object: countries share many of theirs, and memory holds them once."""
        return self._said.setdefault((type(words), words), words)

    def keep(self) -> None:
        """Write what is new; a disk that is full or read-only costs only time at the next start."""
        if self._folder is not None:
            for shelf in self._grown:
                with suppress(OSError):
                    self._write(self._folder / f"{shelf}.pickle", self._shelves[shelf])
        self._grown.clear()

    def forget(self, shelf: str) -> None:
        """Drop from memory what was read of a folder that nobody needs any more; what was kept on disk stays."""
        self._shelves.pop(shelf, None)

    def _shelf(self, name: str) -> dict[str, Any]:
        if name not in self._shelves:
            self._shelves[name] = self._kept(name)
        return self._shelves[name]

    def _kept(self, name: str) -> dict[str, Any]:
        if self._folder is None:
            return {}
        try:
            return dict(pickle.loads((self._folder / f"{name}.pickle").read_bytes()))  # noqa: S301  # our own, see above
        except Exception:  # damaged in any way, or not there yet
            return {}

    def _write(self, path: Path, shelf: dict[str, Any]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            pickle.dump(shelf, file, protocol=5)
        Path(file.name).replace(path)
