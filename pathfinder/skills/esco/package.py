"""The CSV files in what an administrator supplies: folders, zip files and gzip files, read where they lie.

Nothing is unpacked to disk, so no name in a zip file can lead anywhere. What a file says of its own size is not believed.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

LARGEST_FILE = 300_000_000  # bytes unpacked; the largest of ESCO has some thirty million
GREATEST_RATIO = 100  # how much smaller ESCO's tables can be packed, and more; beyond it is a trap
SMALL = 1_000_000  # bytes that may be packed as tightly as they like
MOST_FILES = 2_000
LARGEST_CELL = 1_000_000  # letters
SHOWN = 80  # letters of a name in a message


class Unusable(Exception):
    """What was given cannot be read. The message says why, and what was expected."""


@dataclass(frozen=True)
class Table:
    """One CSV file, wherever it lies."""

    name: str  # of the file
    found_in: str  # the whole way to it: its folders and its zip file often name the version and the language
    open: Callable[[], IO[bytes]]

    def digest(self) -> str:
        """SHA-256 of what is in it, which tells it again under any name. Raises Unusable, as reading does."""
        told = hashlib.sha256()
        with self.open() as file:
            while piece := file.read(1 << 20):
                told.update(piece)
        return told.hexdigest()

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """(line, cell by column) of each row, columns in small letters. Raises Unusable."""
        with self.open() as file:
            if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
                raise Unusable(f"{self.name} is in UTF-16. Expected UTF-8, as ESCO's download has it.")
        with io.TextIOWrapper(self.open(), encoding="utf-8-sig", newline="") as text:
            yield from self._rows(text)

    def _rows(self, text: IO[str]) -> Iterator[tuple[int, dict[str, str]]]:
        csv.field_size_limit(LARGEST_CELL)
        try:
            first = text.readline(LARGEST_CELL)
            separator = max(",;\t", key=first.count)
            reader = csv.reader(_after(first, text), delimiter=separator)
            columns = [cell.strip().strip("\0").casefold() for cell in next(reader, [])]
            for cells in reader:
                yield reader.line_num, dict(zip(columns, cells, strict=False))
        except UnicodeDecodeError:
            raise Unusable(f"{self.name} is not in UTF-8. Expected the file as ESCO's download has it.") from None
        except csv.Error as error:
            raise Unusable(f"{self.name} is not readable as CSV ({error}).") from None

    def columns(self) -> frozenset[str]:
        """Names of its columns in small letters, also where it has no rows."""
        with io.TextIOWrapper(self.open(), encoding="utf-8-sig", errors="replace", newline="") as text:
            first = text.readline(LARGEST_CELL)
        cells = next(csv.reader([first], delimiter=max(",;\t", key=first.count)), [])
        return frozenset(cell.strip().casefold() for cell in cells)


def _after(first: str, text: IO[str]) -> Iterator[str]:
    yield first
    while line := text.readline(LARGEST_CELL * 2):
        yield line


def tables_in(paths: Iterable[Path]) -> list[Table]:
    """Every CSV file under these paths. Raises Unusable for a path that is not there, is no package, or is a trap."""
    found: list[Table] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink())
            if len(inside) > MOST_FILES:
                raise Unusable(f"{path} holds {len(inside):,} files, at most {MOST_FILES:,} are read.")
            found += [table for p in inside if _is_readable(p) for table in _tables_of(p)]
        elif path.is_file():
            if not _is_readable(path):
                raise Unusable(f"{path}: expected a folder, or a file that ends in .zip, .csv or .csv.gz.")
            found += _tables_of(path)
        else:
            raise Unusable(f"{path} is not there. Expected ESCO's download: a folder, a zip file or CSV files.")
    return found


def _is_readable(path: Path) -> bool:
    return path.name.casefold().endswith((".csv", ".csv.gz", ".zip"))


def _tables_of(path: Path) -> list[Table]:
    if path.suffix.casefold() == ".zip":
        return _tables_of_zip(path)
    if path.suffix.casefold() == ".gz":
        return [Table(path.name, str(path), lambda: _guarded(gzip.open(path), path.name, path.stat().st_size))]
    return [Table(path.name, str(path), lambda: _guarded(path.open("rb"), path.name, LARGEST_FILE))]


def _tables_of_zip(path: Path) -> list[Table]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unusable(f"{path.name} is no zip file, or it is damaged ({error}).") from None
    if len(entries) > MOST_FILES:
        raise Unusable(f"{path.name} holds {len(entries):,} files, at most {MOST_FILES:,} are read.")
    for entry in entries:
        name = entry.filename
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise Unusable(f"{path.name} holds “{_shown(name)}”, a name that leads outside it. It is not read.")
        if entry.flag_bits & 1:
            raise Unusable(f"{path.name} has a password. Expected ESCO's download as it is.")
        if entry.file_size > LARGEST_FILE or _is_too_tight(entry.file_size, entry.compress_size):
            raise Unusable(f"{_shown(name)} in {path.name} would be far larger unpacked than any file of ESCO. It is not read.")  # fmt: skip
    return [
        Table(entry.filename.rpartition("/")[2], f"{path}/{entry.filename}", _opener(path, entry))
        for entry in entries
        if entry.filename.casefold().endswith(".csv") and "__MACOSX" not in entry.filename
    ]


def _opener(path: Path, entry: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    def opened() -> IO[bytes]:
        archive = zipfile.ZipFile(path)
        try:
            return _guarded(archive.open(entry), entry.filename, entry.compress_size, archive)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            archive.close()
            raise Unusable(f"{_shown(entry.filename)} in {path.name} cannot be read ({error}).") from None

    return opened


def _is_too_tight(size: int, packed: int) -> bool:
    return size > SMALL and size > GREATEST_RATIO * max(packed, 1)


def _shown(name: str) -> str:
    told = "".join(c if c.isprintable() else "?" for c in name[: SHOWN + 1])
    return told if len(told) <= SHOWN else f"{told[:SHOWN]}…"


def _guarded(file: Any, name: str, packed: int, archive: zipfile.ZipFile | None = None) -> IO[bytes]:
    return io.BufferedReader(_Guarded(file, name, packed, archive), 1 << 16)


class _Guarded(io.RawIOBase):
    """Stops where a file turns out larger than any of ESCO's, or damaged."""

    def __init__(self, file: IO[bytes], name: str, packed: int, archive: zipfile.ZipFile | None) -> None:
        self._file, self._name, self._packed, self._archive, self._read = file, _shown(name), packed, archive, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            told = self._file.read(len(buffer))
        except (zipfile.BadZipFile, EOFError, OSError, zlib.error) as error:
            raise Unusable(f"{self._name} is damaged ({error}).") from None
        self._read += len(told)
        if self._read > LARGEST_FILE or _is_too_tight(self._read, self._packed):
            raise Unusable(f"{self._name} is far larger unpacked than any file of ESCO. It is not read.")
        buffer[: len(told)] = told
        return len(told)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
            if self._archive:
                self._archive.close()
        super().close()
