"""A list of one's own as CSV, and a file that says what its columns are. docs/guides/import.md shows how to write it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.db import models as fields

from pathfinder.directory.documents import RECORDS, shape_of
from pathfinder.directory.imports.checking import CODES
from pathfinder.directory.imports.tables import csv_rows
from pathfinder.directory.imports.told import Read, Refused, Told, Unusable, shortened, slug
from pathfinder.directory.imports.values import external_id
from pathfinder.languages.fields import LocalizedField
from rulebook.facts import nearest

LONGEST_MADE_ID = 80  # letters
LARGEST_MAPPING = 200_000  # bytes
KINDS = ("organization", "location", "service")
NOT_FROM_A_FILE = frozenset(
    {"loaded", "checked_by", "sources", "notes", "is_step", "is_point_of_town", "about", "serves"}
)
# Parts of a record that a column can give: where they go, and under which name
PARTS: dict[str, tuple[str, str]] = {
    "phone": ("phones", "number"),
    "language": ("languages", "code"),
    "hours": ("schedules", "opening_hours"),
    "contact": ("contacts", "name"),
    "document": ("required_documents", "document"),
    "area": ("service_areas", "name"),
}
ADDRESS = ("attention", "address_1", "address_2", "city", "region", "state_province", "postal_code", "country")
LISTS = frozenset({"themes", "audiences", "residence_grounds", "modes", "application_process", "results", "phone", "language", "document", "area", "hours"})  # fmt: skip
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Target:
    """Where the value of a column goes."""

    kind: str
    name: str
    language: str = ""


@dataclass(frozen=True)
class ColumnMapping:
    """What the columns of a file are."""

    columns: Mapping[str, tuple[Target, ...]]
    constants: tuple[tuple[Target, Any], ...]
    codes: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    language: str = ""
    country: str = ""
    separator: str = ""
    encoding: str = "utf-8"
    lists: str = ";"

    def has(self, kind: str) -> bool:
        return any(target.kind == kind for targets in self.columns.values() for target in targets)


def read_mapping(path: Path) -> ColumnMapping:
    """Raises Unusable with every problem at once."""
    try:
        if path.stat().st_size > LARGEST_MAPPING:
            raise Unusable(f"{path}: larger than {LARGEST_MAPPING // 1000} kB. Expected a few lines of YAML.")
        told = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Unusable(f"{path}: {error.strerror}. Expected the mapping, a file in YAML.") from None
    except UnicodeDecodeError:
        raise Unusable(f"{path}: this is not a text in UTF-8. Expected the mapping in YAML.") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise Unusable(f"{path}{where}: not readable as YAML. Expected lines such as “Name: service.name”.") from None
    if not isinstance(told, dict) or not isinstance(told.get("columns"), dict):
        raise Unusable(f"{path}: expected “columns:” with lines such as “Name: service.name”.")
    return _Reading(path, told).mapping()


class _Reading:
    def __init__(self, path: Path, told: dict[str, Any]) -> None:
        self.path, self.told = path, told
        self.problems: list[str] = []

    def mapping(self) -> ColumnMapping:
        known = {"columns", "constants", "codes", "language", "country", "separator", "encoding", "lists"}
        self.problems += [
            f"{name}: there is no such setting. {nearest(str(name), known)}" for name in self.told.keys() - known
        ]
        columns = {
            str(column): tuple(target for one in _list(targets) if (target := self._target(f"columns, {column}", one)))
            for column, targets in self.told["columns"].items()
        }
        constants = [
            (target, value)
            for name, value in self._table("constants").items()
            if (target := self._target("constants", name))
        ]
        codes = {}
        for name, table in self._table("codes").items():
            target = self._target("codes", name)
            if target and isinstance(table, dict):
                codes[target.kind, target.name] = {str(theirs): ours for theirs, ours in table.items()}
                self._check_codes(name, target, table)
        encoding = str(self.told.get("encoding") or "utf-8")
        try:
            "".encode(encoding)
        except LookupError:
            self.problems.append(f"encoding: “{encoding}” is not known. Expected for example utf-8 or latin-1.")
        found = ColumnMapping(
            columns, tuple(constants), codes, language=str(self.told.get("language") or ""),
            country=str(self.told.get("country") or ""), separator=str(self.told.get("separator") or ""),
            encoding=encoding, lists=str(self.told.get("lists") or ";"),
        )  # fmt: skip
        if len(found.separator) > 1:
            self.problems.append(f"separator: expected one character, such as “;”, not “{found.separator}”.")
        targets = {(target.kind, target.name) for many in columns.values() for target in many}
        if found.has("service") and ("service", "id") not in targets:
            self.problems.append(
                "columns: no column is service.id. Without it a second import would not know them again."
            )
        if not found.has("service") and ("organization", "id") not in targets:
            self.problems.append("columns: no column is service.id or organization.id. One of them is needed.")
        if self.problems:
            raise Unusable("\n".join(f"{self.path}, {problem}" for problem in self.problems))
        return found

    def _table(self, name: str) -> dict[Any, Any]:
        table = self.told.get(name) or {}
        if isinstance(table, dict):
            return table
        self.problems.append(f"{name}: expected lines such as “service.cost: free”.")
        return {}

    def _target(self, where: str, told: Any) -> Target | None:
        kind, _, name = str(told).partition(".")
        name, _, language = name.partition(".")
        if kind in KINDS and name in targets_of(kind):
            if not language or (_TAG.fullmatch(language) and _is_localized(kind, name)):
                return Target(kind, name, language)
            self.problems.append(f"{where}: {kind}.{name} has no language “{shortened(language, 20)}”.")
            return None
        known = [f"{one}.{field_name}" for one in KINDS for field_name in targets_of(one)]
        self.problems.append(f"{where}: “{shortened(str(told))}” is no field. {nearest(str(told), known)}")
        return None

    def _check_codes(self, name: str, target: Target, table: Mapping[Any, Any]) -> None:
        known = CODES.get(target.name)
        for ours in table.values() if known else ():
            self.problems += [
                f"codes, {name}: “{shortened(str(code))}” is none of ours. {nearest(str(code), known or ())}"
                for code in _list(ours)
                if code not in (known or ())
            ]


def targets_of(kind: str) -> list[str]:
    """The fields that a column may give to a record of this kind."""
    shape = shape_of(RECORDS[kind])
    own = [f.name for f in shape.plain if f.name not in NOT_FROM_A_FILE]
    parts = [name for name, (part, _field) in PARTS.items() if part in shape.parts]
    return sorted({"id", *own, *parts, *(ADDRESS if kind == "location" else ())})


class MappedCsvConverter:
    """Rows of one file as records."""

    def __init__(self, mapping: ColumnMapping) -> None:
        self.mapping = mapping
        self.terms: list[Any] = []

    def records(self, _section: str, row: Mapping[str, str], where: str) -> Iterator[Told]:
        """The organization, the place and the service of one row. Raises Refused."""
        raw: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        for target, value in self.mapping.constants:
            self._put(raw, target, value)
        for column, targets in self.mapping.columns.items():
            cell = row.get(column, "").strip()
            for target in targets if cell else ():
                self._put(raw, target, cell)
        mapped = {kind: self.mapping.has(kind) for kind in KINDS}
        organization, place, service = (raw[kind] for kind in KINDS)
        owner = str(organization.pop("id", "") or "") or _id_of(organization.get("name"))
        at = str(place.pop("id", "") or "") or _place_id(place)
        key = str(service.pop("id", "") or "")
        if mapped["organization"] and owner:
            yield Told("organization", external_id(owner), organization, where, is_aside=mapped["service"])
        if mapped["location"] and at:
            if owner:
                place["organization"] = owner
            place.setdefault("location_type", "physical")
            yield Told("location", external_id(at), place, where, is_aside=True)
        if not mapped["service"]:
            return
        if not owner:
            raise Refused("it names no organization")
        service["organization"] = owner
        if mapped["location"] and at:
            service["service_at_locations"] = [{"location": at}]
        yield Told("service", external_id(key), service, where)

    def _put(self, raw: dict[str, dict[str, Any]], target: Target, value: Any) -> None:
        record, name = raw[target.kind], target.name
        items = (
            [part.strip() for part in value.split(self.mapping.lists)]
            if name in LISTS and isinstance(value, str)
            else [value]
        )
        items = [item for item in items if item != ""]
        if codes := self.mapping.codes.get((target.kind, name)):
            items = [ours for item in items for ours in _list(codes.get(str(item), item))]
        if not items:
            return
        if name in PARTS:
            part, inner = PARTS[name]
            record.setdefault(part, []).extend({inner: _in(target.language, item)} for item in items)
        elif target.kind == "location" and name in ADDRESS:
            record.setdefault("addresses", [{}])[0][name] = items[0]
        elif name in LISTS:
            record.setdefault(name, []).extend(_in(target.language, item) for item in items)
        elif target.language:
            record[name] = {**_by_language(record.get(name), self.mapping.language), target.language: items[0]}
        elif isinstance(record.get(name), dict):
            record[name][self.mapping.language or "en"] = items[0]
        else:
            record[name] = items[0]


def mapped_rows(path: Path, mapping: ColumnMapping) -> Iterator[Read]:
    """Every row of the file. Raises Unusable when a column that the mapping names is not there."""
    with path.open("rb") as file:
        is_first = True
        for line, row, problem in csv_rows(file, mapping.separator, mapping.encoding):
            if is_first and not problem:
                missing = [name for name in mapping.columns if name not in row]
                if len(missing) == len(mapping.columns):
                    there = ", ".join(f"“{shortened(name, 30)}”" for name in list(row)[:20])
                    raise Unusable(f"None of the columns of the mapping is in the file. There are: {there}.")
                is_first = False
            yield Read("", f"line {line}", row, problem)


def _is_localized(kind: str, name: str) -> bool:
    if name in ("document",):
        return True
    field_of = {f.name: f for f in shape_of(RECORDS[kind]).plain}
    found: fields.Field[Any, Any] | None = field_of.get(name)
    return isinstance(found, LocalizedField)


def _by_language(value: Any, language: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    return {language or "en": value} if value else {}


def _in(language: str, item: Any) -> Any:
    return {language: item} if language else item


def _id_of(*told: Any) -> str:
    """The same words give the same id, so that one place in many rows is one place."""
    words = " ".join(told_words for one in told for told_words in _words_in(one))
    short = slug(words)
    if len(short) < 3 or len(short) > LONGEST_MADE_ID or not words.isascii():
        mark = hashlib.sha256(words.casefold().encode("utf-8", "replace")).hexdigest()[:8]
        short = f"{short[: LONGEST_MADE_ID - 9]}-{mark}".strip("-")
    return short if words else ""


def _place_id(place: Mapping[str, Any]) -> str:
    """One address is one place, whatever it is called."""
    address = (place.get("addresses") or [{}])[0]
    told = [address.get(name) for name in ("address_1", "address_2", "postal_code", "city")]
    return _id_of(*told) or _id_of(place.get("name"))


def _words_in(told: Any) -> Iterator[str]:
    if isinstance(told, Mapping):
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from _words_in(one)
    elif told not in (None, ""):
        yield str(told)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
