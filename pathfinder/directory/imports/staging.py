"""What was read and passed the door, kept in a file of its own until it is written: memory does not grow with the file.

References can be looked up whichever way round a file tells things, what is told twice is seen, and a record that says no
country gets that of its places or of its organization.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pathfinder.directory.documents import RECORDS, Document, shape_of
from pathfinder.directory.imports.told import Refused, TermOn, TermTold, Told

KINDS_IN_ORDER = ("organization", "location", "program", "service")  # owners before what points at them
DEEPEST_PARENTS = 20  # organizations above organizations; a ring ends here too

_TABLES = """
CREATE TABLE told (
    number INTEGER PRIMARY KEY, kind TEXT, id TEXT, place TEXT, is_aside INTEGER, says INTEGER,
    word TEXT, is_made_up INTEGER, country TEXT, depth INTEGER DEFAULT 0,
    body TEXT, UNIQUE (kind, id)
);
CREATE TABLE reference (kind TEXT, id TEXT, field TEXT, target TEXT, target_id TEXT);
CREATE TABLE at (service TEXT, location TEXT, place TEXT, body TEXT, PRIMARY KEY (service, location));
CREATE TABLE term (id TEXT PRIMARY KEY, body TEXT);
CREATE TABLE written (kind TEXT, id TEXT, key TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE UNIQUE INDEX written_key ON written (key);
"""
_INDEXES = """
CREATE INDEX reference_from ON reference (kind, id);
CREATE INDEX reference_to ON reference (target, target_id);
CREATE INDEX told_kind ON told (kind, depth, number);
"""
# A service lies where its first place is, an organization where a place or a service of it is, and the other way round.
_COUNTRIES = (
    """UPDATE told SET country = coalesce((SELECT place.country FROM reference r JOIN told place
       ON place.kind = 'location' AND place.id = r.target_id WHERE r.kind = 'service' AND r.id = told.id
       AND r.target = 'location' AND place.country <> '' ORDER BY r.rowid LIMIT 1), '')
       WHERE kind = 'service' AND country = ''""",
    """UPDATE told SET country = coalesce((SELECT own.country FROM reference r JOIN told own ON own.kind = r.kind
       AND own.id = r.id WHERE r.target = 'organization' AND r.target_id = told.id AND own.country <> ''
       ORDER BY own.kind, own.id LIMIT 1), '') WHERE kind = 'organization' AND country = ''""",
    """UPDATE told SET country = coalesce((SELECT o.country FROM reference r JOIN told o ON o.kind = 'organization'
       AND o.id = r.target_id WHERE r.kind = told.kind AND r.id = told.id AND r.target = 'organization'
       AND o.country <> '' LIMIT 1), '') WHERE kind IN ('service', 'location', 'program') AND country = ''""",
    """UPDATE told SET country = coalesce((SELECT s.country FROM reference r JOIN told s ON s.kind = 'service'
       AND s.id = r.id WHERE r.target = 'location' AND r.target_id = told.id AND s.country <> ''
       ORDER BY s.id LIMIT 1), '') WHERE kind = 'location' AND country = ''""",
)
_DEPTHS = """UPDATE told SET depth = ? WHERE kind = 'organization' AND depth = ? AND id IN (
    SELECT r.id FROM reference r JOIN told above ON above.kind = 'organization' AND above.id = r.target_id
    WHERE r.kind = 'organization' AND r.field = 'parent_organization' AND above.depth = ?)"""

TermsOn = list[tuple[tuple[str, ...], TermOn]]


@dataclass(slots=True)
class Staged:
    """One record ready to be written; references still by the other system's ids."""

    number: int
    kind: str
    id: str
    where: str
    country: str
    says: int
    word: str
    is_made_up: bool
    document: Document
    terms: TermsOn = field(default_factory=list)


class Staging:
    """A file of its own, which nobody else reads; gone when the import ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        _remove(path)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; {_TABLES}")

    def close(self) -> None:
        self._db.close()
        _remove(self.path)

    def keep(self, told: Told, document: Document, terms: TermsOn) -> None:
        """Keep a record. One that was already told by itself is refused; of several told asides the fullest stays."""
        if told.kind == "service_at_location":
            self._keep_at(told, document)
            return
        body = json.dumps([document, [[path, *_as_list(term)] for path, term in terms]], ensure_ascii=False)
        before = self._db.execute(
            "SELECT number, place, is_aside, body FROM told WHERE kind = ? AND id = ?", (told.kind, told.external_id)
        ).fetchone()
        if before:
            number, where, was_aside, known = before
            if body == known or (told.is_aside and (not was_aside or len(body) <= len(known))):
                return
            if not told.is_aside and not was_aside:
                raise Refused(f"this id was told before, with other content ({where}); only the first is taken")
            self._db.execute("DELETE FROM told WHERE number = ?", (number,))
            self._db.execute("DELETE FROM reference WHERE kind = ? AND id = ?", (told.kind, told.external_id))
        self._db.execute(
            "INSERT INTO told (kind, id, place, is_aside, says, word, is_made_up, country, body) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                told.kind,
                told.external_id,
                told.where,
                told.is_aside,
                told.says,
                told.word,
                told.is_made_up,
                _country_told(told.kind, document),
                body,
            ),
        )
        self._db.executemany(
            "INSERT INTO reference VALUES (?, ?, ?, ?, ?)",
            [(told.kind, told.external_id, *reference) for reference in references(told.kind, document)],
        )

    def _keep_at(self, told: Told, document: Document) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO at VALUES (?, ?, ?, ?)",
            (told.external_id, document["location"], told.where, json.dumps(document, ensure_ascii=False)),
        )
        self._db.execute(
            "INSERT INTO reference VALUES ('service', ?, 'service_at_locations', 'location', ?)",
            (told.external_id, document["location"]),
        )

    def keep_terms(self, terms: Iterable[TermTold]) -> None:
        self._db.executemany(
            "INSERT OR IGNORE INTO term VALUES (?, ?)",
            [(t.id, json.dumps(_as_list(t), ensure_ascii=False)) for t in terms],
        )

    def settle(self) -> None:
        """All has been read: find countries, and put organizations above others first."""
        self._db.executescript(_INDEXES)
        self._db.execute("BEGIN")
        for statement in _COUNTRIES:
            self._db.execute(statement)
        for depth in range(DEEPEST_PARENTS):
            if not self._db.execute(_DEPTHS, (depth + 1, depth, depth)).rowcount:
                break
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def counts(self) -> dict[str, int]:
        found = dict(self._db.execute("SELECT kind, count(*) FROM told GROUP BY kind"))
        return {kind: found.get(kind, 0) for kind in KINDS_IN_ORDER}

    def batches(self, kind: str, size: int) -> Iterator[list[Staged]]:
        """Records of a kind in the order they were told; an organization never shares a batch with one above it."""
        depth, number = 0, 0
        while True:
            rows = self._db.execute(
                "SELECT number, id, place, country, says, word, is_made_up, body FROM told "
                "WHERE kind = ? AND depth = ? AND number > ? ORDER BY number LIMIT ?",
                (kind, depth, number, size),
            ).fetchall()
            if not rows:
                if kind != "organization" or depth > DEEPEST_PARENTS:
                    return
                depth, number = depth + 1, 0
                continue
            number = rows[-1][0]
            batch = [_staged(kind, row) for row in rows]
            if kind == "service":
                self._add_places(batch)
            yield batch

    def _add_places(self, batch: list[Staged]) -> None:
        by_id = {one.id: one for one in batch}
        for service, location, body in self._among("SELECT service, location, body FROM at WHERE service", by_id):
            places = by_id[service].document.setdefault("service_at_locations", [])
            if all(place["location"] != location for place in places):
                places.append(json.loads(body))

    def places_without_service(self) -> Iterator[tuple[str, str]]:
        """(where, id of the service) of places told for a service that was not."""
        yield from self._db.execute(
            "SELECT place, service FROM at WHERE service NOT IN (SELECT id FROM told WHERE kind = 'service') LIMIT 1000"
        )

    def keys_of(self, kind: str, ids: Iterable[str]) -> dict[str, str]:
        """Keys of what was written so far, by the other system's id."""
        return dict(self._among("SELECT id, key FROM written WHERE kind = ? AND id", dict.fromkeys(ids), kind))

    def taken_keys(self, keys: Iterable[str]) -> set[str]:
        return {key for (key,) in self._among("SELECT key FROM written WHERE key", dict.fromkeys(keys))}

    def mark_written(self, kind: str, keys: Mapping[str, str]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO written VALUES (?, ?, ?)", [(kind, *pair) for pair in keys.items()]
        )

    def terms(self, size: int) -> Iterator[list[TermTold]]:
        last = ""
        while rows := self._db.execute(
            "SELECT id, body FROM term WHERE id > ? ORDER BY id LIMIT ?", (last, size)
        ).fetchall():
            last = rows[-1][0]
            yield [TermTold(*json.loads(body)) for _, body in rows]

    def terms_by_id(self, ids: Iterable[str]) -> dict[str, TermTold]:
        rows = self._among("SELECT id, body FROM term WHERE id", dict.fromkeys(ids))
        return {key: TermTold(*json.loads(body)) for key, body in rows}

    def _among(self, query: str, keys: Mapping[str, Any], *before: str) -> list[tuple[Any, ...]]:
        """The rows whose last named column is one of the keys."""
        wanted = list(keys)
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            found += self._db.execute(f"{query} IN ({', '.join('?' * len(some))})", (*before, *some)).fetchall()
        return found


def references(kind: str, document: Document) -> Iterator[tuple[str, str, str]]:
    """(field, kind of the other record, its id) of everything that a document points at."""
    for reference in shape_of(RECORDS[kind]).references:
        if document.get(reference.name):
            yield reference.name, str(reference.related_model.kind), document[reference.name]
    for place in document.get("service_at_locations", ()):
        yield "service_at_locations", "location", place["location"]


def _country_told(kind: str, document: Document) -> str:
    if document.get("country"):
        return str(document["country"])
    addresses = document.get("addresses", ()) if kind == "location" else ()
    return next((address["country"].lower() for address in addresses if address.get("country")), "")


def _staged(kind: str, row: Sequence[Any]) -> Staged:
    number, key, where, country, says, word, is_made_up, body = row
    document, terms = json.loads(body)
    on = [(tuple(path), TermOn(*term)) for path, *term in terms]
    return Staged(number, kind, key, where, country, says, word, bool(is_made_up), document, on)


def _as_list(one: TermOn | TermTold) -> list[str]:
    return [getattr(one, name) for name in one.__slots__]


def _remove(path: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
