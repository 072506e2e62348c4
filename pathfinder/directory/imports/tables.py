"""HSDS as tables: a folder or a zip file of CSV files with a datapackage.json, or the same tables in one JSON file.

Rows are put into a file of its own first, because a service's phones, places and terms stand in other tables, in any
order; then each record is put together as the nested object that the API of the standard would give.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import posixpath
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from pathfinder.directory.imports.json_file import refuse_other_encodings
from pathfinder.directory.imports.told import Read, Unusable, shortened
from pathfinder.ui.csv_cells import plain_cell

LARGEST_CELL = 1_000_000  # letters
LARGEST_TABLE = 2_000_000_000  # bytes of one unpacked file
LARGEST_PACKAGE = 4_000_000_000  # bytes of all of them
LARGEST_DESCRIPTION = 5_000_000  # bytes of datapackage.json
GREATEST_RATIO = 300  # how much smaller a text can be packed; more is a trap
MOST_FILES = 1_000

# Name of the table in the standard: names that files have for it
NAMES = {
    "organization": "organizations", "service": "services", "location": "locations", "program": "programs",
    "service_at_location": "service_at_locations", "address": "addresses", "phone": "phones", "contact": "contacts",
    "schedule": "schedules", "funding": "funding", "service_area": "service_areas",
    "required_document": "required_documents", "language": "languages", "accessibility": "accessibility",
    "taxonomy_term": "taxonomy_terms", "taxonomy": "taxonomies", "attribute": "attributes", "cost_option": "cost_options",
    "organization_identifier": "organization_identifiers", "metadata": "metadata",
    "meta_table_description": "meta_table_descriptions",
}  # fmt: skip
# Which tables own a row, by the columns that name them; the row becomes an item of the owner's list
OWNERS: dict[str, tuple[str, ...]] = {
    "service_at_location": ("service",),
    "address": ("location",),
    "phone": ("location", "service", "organization", "contact", "service_at_location"),
    "contact": ("organization", "service", "service_at_location", "location"),
    "schedule": ("service", "location", "service_at_location"),
    "funding": ("organization", "service"),
    "service_area": ("service",),
    "required_document": ("service",),
    "language": ("service", "location", "phone"),
    "accessibility": ("location",),
    "cost_option": ("service",),
    "organization_identifier": ("organization",),
}
RECORDS = ("organization", "location", "program", "service")
NOT_READ = frozenset({"metadata", "meta_table_description"})
_OWNING = {owner for owners in OWNERS.values() for owner in owners}
_LISTS = {table: NAMES[table] for table in OWNERS}

_TABLES = """
CREATE TABLE row (number INTEGER PRIMARY KEY, kind TEXT, id TEXT, place TEXT, body TEXT);
CREATE TABLE owned (owner TEXT, owner_id TEXT, row INTEGER);
"""
_INDEXES = """
CREATE INDEX row_id ON row (kind, id);
CREATE INDEX owned_by ON owned (owner, owner_id, row);
"""


class Tables:
    """The rows of one package, to be put together."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.unlink(missing_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; {_TABLES}")
        self._term = lru_cache(maxsize=10_000)(self._find_term)

    def close(self) -> None:
        self._db.close()
        self.path.unlink(missing_ok=True)

    def add(self, table: str, values: Mapping[str, Any], where: str) -> str:
        """Keep a row. Returns what is wrong with it, if anything."""
        told = {name: value for name, value in values.items() if value not in ("", None)}
        key = str(told.get("id", ""))
        if table in RECORDS and not key:
            return "it has no id"
        number = self._db.execute(
            "INSERT INTO row (kind, id, place, body) VALUES (?, ?, ?, ?)",
            (table, _plain(key), where, json.dumps(told)),
        ).lastrowid
        if table == "attribute":
            owners = [("*", str(told.get("link_id", "")))]
        else:
            owners = [(owner, str(told[f"{owner}_id"])) for owner in OWNERS.get(table, ()) if told.get(f"{owner}_id")]
        self._db.executemany(
            "INSERT INTO owned VALUES (?, ?, ?)", [(owner, _plain(key), number) for owner, key in owners]
        )
        if table in OWNERS and not owners:
            return f"it belongs to nothing: expected {' or '.join(f'{owner}_id' for owner in OWNERS[table])}"
        return ""

    def settle(self) -> None:
        """All rows are there."""
        self._db.executescript(_INDEXES)
        self._has_attributes = bool(self._db.execute("SELECT 1 FROM row WHERE kind = 'attribute' LIMIT 1").fetchone())

    def without_owner(self) -> Iterator[Read]:
        """Rows that name an owner which is not in the package."""
        query = """SELECT row.place, row.kind, owned.owner, owned.owner_id FROM owned JOIN row ON row.number = owned.row
            WHERE owned.owner <> '*' AND NOT EXISTS (
                SELECT 1 FROM row other WHERE other.kind = owned.owner AND other.id = owned.owner_id)"""
        for where, kind, owner, key in self._db.execute(query):
            yield Read(kind, where, problem=f"{owner}_id names {shortened(key)}, which is not in the package")

    def objects(self) -> Iterator[Read]:
        """Records with all that belongs to them, owners first."""
        for kind in RECORDS:
            number = 0
            while rows := self._db.execute(
                "SELECT number, id, place, body FROM row WHERE kind = ? AND number > ? ORDER BY number LIMIT 500",
                (kind, number),
            ).fetchall():
                number = rows[-1][0]
                for _number, key, where, body in rows:
                    yield Read(kind, where, self._whole(kind, key, json.loads(body)))

    def _whole(self, kind: str, key: str, value: dict[str, Any]) -> dict[str, Any]:
        if not key:
            return value
        if self._has_attributes and (attributes := self._attributes(kind, key)):
            value["attributes"] = attributes
        if kind not in _OWNING:
            return value
        rows = self._db.execute(
            "SELECT row.kind, row.id, row.body FROM owned JOIN row ON row.number = owned.row "
            "WHERE owned.owner = ? AND owned.owner_id = ? ORDER BY owned.row",
            (kind, key),
        )
        for part, part_id, body in rows.fetchall():
            value.setdefault(_LISTS[part], []).append(self._whole(part, part_id, json.loads(body)))
        return value

    def _attributes(self, kind: str, key: str) -> list[dict[str, Any]]:
        rows = self._db.execute(
            "SELECT row.body FROM owned JOIN row ON row.number = owned.row WHERE owned.owner = '*' AND owned.owner_id = ? "
            "ORDER BY owned.row",
            (key,),
        )
        found = []
        for (body,) in rows.fetchall():
            attribute = json.loads(body)
            # ids that are no UUIDs may be the same in two tables
            if attribute.get("link_entity", kind) in NAMES and attribute.get("link_entity", kind) != kind:
                continue
            if term := self._term(str(attribute.get("taxonomy_term_id", ""))):
                attribute["taxonomy_term"] = term
            found.append(attribute)
        return found

    def _find_term(self, key: str) -> dict[str, Any] | None:
        term = self._row("taxonomy_term", key)
        taxonomy = self._row("taxonomy", str(term.get("taxonomy_id", ""))) if term else None
        return {**term, "taxonomy_detail": taxonomy} if term and taxonomy else term

    def _row(self, kind: str, key: str) -> dict[str, Any] | None:
        found = self._db.execute("SELECT body FROM row WHERE kind = ? AND id = ? LIMIT 1", (kind, key)).fetchone()
        return json.loads(found[0]) if found else None


def table_named(name: str) -> str:
    """The table of the standard that a file or section is, or nothing."""
    word = name.rpartition("/")[2].removesuffix(".csv").strip().lower()
    return next((table for table, plural in NAMES.items() if word in (table, plural)), "")


def package_rows(path: Path) -> Iterator[Read]:
    """Every row of every table of a package. Raises Unusable when it is none, or a trap."""
    with _files_of(path) as files:
        named, problem = _tables_of(files)
        if problem:
            yield Read("", "datapackage.json", problem=problem)
        for table, name in named:
            yield from _rows(table, name, files)


def _tables_of(files: _Files) -> tuple[list[tuple[str, str]], str]:
    """(table, file) of what is to be read, as datapackage.json says, else by the names of the files; and what is wrong."""
    description = next(
        (name for name in sorted(files.names, key=len) if posixpath.basename(name) == "datapackage.json"), ""
    )
    named, problem = _described(files, description) if description else ([], "")
    if not named:
        named = [(table_named(name), name) for name in sorted(files.names) if name.endswith(".csv")]
    found = [(table, name) for table, name in named if table and table not in NOT_READ]
    if not {table for table, _ in found} & set(RECORDS):
        raise Unusable(
            "There is no table of organizations, services, locations or programs in it. "
            "Expected a data package of HSDS: datapackage.json with organizations.csv, services.csv …"
        )
    return found, problem


def _described(files: _Files, description: str) -> tuple[list[tuple[str, str]], str]:
    with files.open(description) as file:
        text = file.read(LARGEST_DESCRIPTION + 1)
    try:
        if len(text) > LARGEST_DESCRIPTION:
            raise ValueError("it is too large")
        resources = json.loads(text.decode("utf-8-sig"))["resources"]
        told = [(str(one.get("name", "")), str(one["path"])) for one in resources]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return [], f"it cannot be read ({shortened(str(error), 80)}); the tables are found by the names of their files"
    found = []
    for name, path in told:
        inside = posixpath.normpath(posixpath.join(posixpath.dirname(description), path))
        if path.startswith("/") or "\\" in path or ":" in path or inside.startswith("../") or inside == "..":
            raise Unusable(
                f"datapackage.json names the file “{shortened(path)}”, which lies outside the package. "
                "Expected paths inside it, such as services.csv."
            )
        if inside in files.names:
            found.append((table_named(name) or table_named(path), inside))
    return found, ""


def _rows(table: str, name: str, files: _Files) -> Iterator[Read]:
    shown = posixpath.basename(name)
    with files.open(name) as file:
        for line, values, problem in csv_rows(file):
            yield Read(table, f"{shown}, line {line}", values, problem)


def csv_rows(
    file: IO[bytes], separator: str = "", encoding: str = "utf-8"
) -> Iterator[tuple[int, dict[str, str], str]]:
    """(line, cell by column, what is wrong) of each row. Raises Unusable when there are no columns.

    Bytes that are not in the encoding become marks that the door recognises.
    """
    head = file.read(4)
    refuse_other_encodings(head)
    rest = io.BufferedReader(_Joined(head.removeprefix(codecs.BOM_UTF8), file))  # type: ignore[arg-type]  # a raw stream
    text = io.TextIOWrapper(rest, encoding=encoding, errors="surrogateescape", newline="")
    csv.field_size_limit(LARGEST_CELL)
    lines = _counted(text)
    first = next(lines, "")
    separator = separator or max(",;\t|", key=first.count)
    reader = csv.reader(_chained(first, lines), delimiter=separator, strict=False)
    columns: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield line, {}, f"not readable as CSV ({error}); is a quotation mark not closed?"
            continue
        if not cells:
            continue
        if columns is None:
            columns = [cell.strip() for cell in cells]
            if double := next((name for name in columns if name and columns.count(name) > 1), ""):
                raise Unusable(f"line {line}: there are two columns “{shortened(double)}”. Expected each name once.")
            continue
        if len(cells) > len(columns):
            yield line, {}, f"{len(cells)} cells, but there are {len(columns)} columns"
            continue
        yield line, {name: plain_cell(cell) for name, cell in zip(columns, cells, strict=False) if name}, ""
    if columns is None:
        raise Unusable("The file is empty. Expected a first line with the names of the columns.")


def _counted(text: io.TextIOWrapper) -> Iterator[str]:
    """Lines; one that never ends is given in pieces, which the reader then finds too large."""
    while line := text.readline(LARGEST_CELL * 2):
        yield line


def _chained(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


class _Joined(io.RawIOBase):
    """Bytes that were read already, and then the rest of the file."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        told = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(told) :] if self._head else b""
        buffer[: len(told)] = told
        return len(told)


class _Files:
    """The files of a package; names are relative, with slashes."""

    names: frozenset[str]

    def open(self, name: str) -> IO[bytes]:
        raise NotImplementedError


class _Folder(_Files):
    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        inside = [path for path in self._folder.iterdir() if path.is_file() and not path.is_symlink()]
        self.names = frozenset(path.name for path in inside[:MOST_FILES])

    def open(self, name: str) -> IO[bytes]:
        return (self._folder / name).open("rb")


class _Zip(_Files):
    """A zip file is read where it lies and never unpacked to disk, so no name in it can lead anywhere."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_FILES:
            raise Unusable(f"The zip file holds {len(entries):,} files, at most {MOST_FILES:,} are read.")
        for entry in entries:
            _refuse_a_trap(entry)
        if sum(entry.file_size for entry in entries) > LARGEST_PACKAGE:
            raise Unusable(f"Unpacked it would be larger than {LARGEST_PACKAGE // 10**9} GB. It is not read.")
        self.names = frozenset(entry.filename for entry in entries)

    def open(self, name: str) -> IO[bytes]:
        entry = self._archive.getinfo(name)
        try:
            opened = self._archive.open(entry)
        except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            raise Unusable(
                f"{name} in the zip file cannot be read ({error}). Expected a zip file without password."
            ) from None
        return io.BufferedReader(_Limited(opened, name, entry.file_size))


class _Limited(io.RawIOBase):
    """What the zip file says about a size is not believed."""

    def __init__(self, opened: IO[bytes], name: str, told: int) -> None:
        self._opened, self._name, self._left = opened, name, told

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            told = self._opened.read(len(buffer))
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            raise Unusable(f"{self._name} in the zip file is damaged ({error}).") from None
        self._left -= len(told)
        if self._left < 0:
            raise Unusable(f"{self._name} in the zip file is larger than it says. It is not read.")
        buffer[: len(told)] = told
        return len(told)


def _refuse_a_trap(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise Unusable(f"The zip file holds “{shortened(name)}”, a name that leads outside it. It is not read.")
    if entry.file_size > LARGEST_TABLE:
        raise Unusable(
            f"{shortened(name)} in the zip file would be larger than {LARGEST_TABLE // 10**9} GB. It is not read."
        )
    if entry.file_size > 1_000_000 and entry.file_size > GREATEST_RATIO * max(entry.compress_size, 1):
        raise Unusable(f"{shortened(name)} in the zip file is packed more tightly than any text. It is not read.")


@contextmanager
def _files_of(path: Path) -> Iterator[_Files]:
    if path.is_dir():
        yield _Folder(path)
        return
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise Unusable(
            "This is no zip file, or it is damaged. Expected a zip file or a folder with CSV files."
        ) from None
    with closing(archive):
        yield _Zip(archive)


def sections_as_rows(objects: Iterable[Read]) -> Iterator[Read]:
    """The tables of one JSON file, its sections named as CSV files are."""
    for one in objects:
        yield Read(table_named(one.section), one.where, one.value, one.problem)


def _plain(key: str) -> str:
    """SQLite takes no half characters; an id that has them is refused at the door."""
    return key.encode("utf-8", errors="replace").decode()
