"""What kind of file it is, as it says itself, and how each kind is read and understood."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pathfinder.directory.imports import data_inclusion, hsds
from pathfinder.directory.imports.data_inclusion import DataInclusionConverter
from pathfinder.directory.imports.hsds import HsdsConverter
from pathfinder.directory.imports.json_file import json_lines, json_objects
from pathfinder.directory.imports.mapped_csv import ColumnMapping, MappedCsvConverter, mapped_rows, read_mapping
from pathfinder.directory.imports.tables import Tables, package_rows, sections_as_rows
from pathfinder.directory.imports.told import Read, Unusable

FORMATS = ("hsds-json", "hsds-ndjson", "hsds-csv", "data-inclusion", "csv")
HEAD = 100_000  # bytes that are looked at to guess
_FRENCH = re.compile(rb'"(?:structure_id|date_maj|code_insee|nom|structures)"\s*:')
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Source:
    """A file that can be read: its objects, what understands them, and the language its texts are in."""

    format: str
    read: Callable[[Path], Iterator[Read]]  # is given a path for a file of its own
    converter: Any
    language: str = ""
    country: str = ""


def open_source(path: Path, format: str | None, mapping: Path | None, language: str | None) -> Source:  # noqa: A002 -- the word of the command line
    """Raises Unusable when the file is not there or cannot be one of the formats."""
    if not path.exists():
        raise Unusable(f"{path}: there is no such file.")
    if mapping is not None and format not in (None, "csv"):
        raise Unusable(f"--mapping goes with --format csv, not with {format}.")
    chosen = format or ("csv" if mapping else guess(path))
    if chosen == "hsds-csv":
        return Source(chosen, lambda own: _tables(own, lambda: package_rows(path)), HsdsConverter())
    if path.is_dir() and chosen != "data-inclusion":
        raise Unusable(f"{path} is a folder. Expected a file; only a data package of HSDS (hsds-csv) may be a folder.")
    if chosen == "csv":
        return _mapped(path, mapping, language)
    if chosen == "data-inclusion":
        return Source(
            chosen,
            lambda _own: _french(path),
            DataInclusionConverter(),
            data_inclusion.LANGUAGE,
            data_inclusion.COUNTRY,
        )
    if chosen == "hsds-ndjson":
        return Source(chosen, lambda _own: _lines(path), HsdsConverter())
    return Source(chosen, lambda own: _json(path, own), HsdsConverter())


def guess(path: Path) -> str:
    """The format of a file, from its name and its first bytes. Raises Unusable when it could be anything."""
    if path.is_dir():
        return "data-inclusion" if list(path.glob("structures*.json")) else "hsds-csv"
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(_ZIP):
        return "hsds-csv"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        if _FRENCH.search(head):
            return "data-inclusion"
        first, _, second = start.partition(b"\n")
        return "hsds-ndjson" if second.lstrip()[:1] == b"{" and _is_json(first) else "hsds-json"
    if path.suffix.lower() in (".csv", ".txt", ".tsv") or b"," in head or b";" in head:
        raise Unusable(
            f"{path}: a list as CSV needs --mapping FILE.yaml, which says what its columns are "
            "(see docs/guides/import.md). An HSDS data package is given as its folder or zip file."
        )
    raise Unusable(f"{path}: neither JSON nor CSV nor a zip file. Say what it is with --format: {', '.join(FORMATS)}.")


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _mapped(path: Path, mapping: Path | None, language: str | None) -> Source:
    if mapping is None:
        raise Unusable(
            "--format csv needs --mapping FILE.yaml, which says what the columns are (see docs/guides/import.md)."
        )
    columns: ColumnMapping = read_mapping(mapping)
    columns = replace(columns, language=language or columns.language)
    return Source(
        "csv", lambda _own: mapped_rows(path, columns), MappedCsvConverter(columns), columns.language, columns.country
    )


def _lines(path: Path) -> Iterator[Read]:
    with path.open("rb") as file:
        yield from json_lines(file)


def _json(path: Path, own: Path) -> Iterator[Read]:
    """Objects of the API, or the tables of the standard in one file: then each record has to be put together first."""
    if _are_tables(path):
        yield from _tables(own, lambda: sections_as_rows(_objects(path, hsds.is_container)))
    else:
        yield from _objects(path, hsds.is_container)


def _objects(path: Path, is_container: Callable[[Any], bool]) -> Iterator[Read]:
    with path.open("rb") as file:
        yield from json_objects(file, is_container)


def _are_tables(path: Path) -> bool:
    """Whether a JSON file has sections named as the CSV files are."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return bool(re.match(rb'\s*(\xef\xbb\xbf)?\s*\{\s*"\w+\.csv"\s*:', head))


def _tables(own: Path, rows: Callable[[], Iterator[Read]]) -> Iterator[Read]:
    tables = Tables(own)
    try:
        for one in rows():
            if one.problem or not isinstance(one.value, dict):
                yield Read(one.section, one.where, problem=one.problem or "expected an object with named values")
            elif problem := tables.add(one.section, one.value, one.where):
                yield Read(one.section, one.where, problem=problem)
        tables.settle()
        yield from tables.without_owner()
        yield from tables.objects()
    finally:
        tables.close()


def _french(path: Path) -> Iterator[Read]:
    files = (
        sorted(path.glob("*.json"), key=lambda one: not one.name.startswith("structures")) if path.is_dir() else [path]
    )
    for file in files:
        for one in _objects(file, data_inclusion.is_container):
            section = one.section or (file.stem if path.is_dir() else "")
            where = f"{file.name}, {one.where}" if path.is_dir() else one.where
            yield Read(section, where, one.value, one.problem)
