"""Writing records: one way for packs, imports and editors. Every change leaves its trace and reaches the index."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import models, transaction
from django.db.models import Value

from pathfinder.directory.documents import (
    PARTS,
    RECORDS,
    Document,
    document_of,
    keys_named_in,
    normal,
    parts_of,
    set_fields,
    with_parts,
)
from pathfinder.directory.models import Change, Conflict, Metadata, ServiceAtLocation, Source, Territory
from pathfinder.directory.models.records import uuid_of
from pathfinder.directory.new_rows import insert
from pathfinder.directory.rows import add_rows as add_rows  # for rooms whose records are found too
from rulebook.dates import parse_partial_date

BATCH = 500


@dataclass(frozen=True, slots=True)
class Given:
    """A record as a pack or another system gives it."""

    kind: str
    key: str
    document: Mapping[str, Any]
    id: uuid.UUID | None = None  # of the other system; without one it follows from the key
    external_id: str = ""


@dataclass
class Outcome:
    """What became of the records that were given."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    conflicts: list[tuple[str, str]] = field(default_factory=list)  # key of the record, name of the field

    def add(self, other: Outcome) -> None:
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.removed += other.removed
        self.conflicts += other.conflicts


class UnknownRecordError(LookupError):
    """A document points at a record that does not exist; the message names both."""


def take_over(
    given: Sequence[Given], *, origin: str, at: dt.datetime, by: str, licence: str = "", is_synthetic: bool = False,
    says_change: bool = True,
) -> Outcome:  # fmt: skip
    """Create or renew records of one kind. What an editor changed stays; where both changed, a Conflict is kept.

    Raises UnknownRecordError before anything of the batch is written. `says_change=False` leaves it to the caller to
    tell the index once for all (`rebuild_index_soon`).
    """
    outcome = Outcome()
    for start in range(0, len(given), BATCH):
        batch = _Batch(given[start : start + BATCH], origin, at, by, licence, is_synthetic)
        with transaction.atomic():
            outcome.add(batch.save())
            if says_change:
                say_changed(batch.touched, at)
    return outcome


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What taking a record over would do: nothing is written."""

    key: str
    what: Literal["created", "changed", "unchanged"]
    fields: tuple[str, ...] = ()  # that would change
    conflicts: tuple[str, ...] = ()  # fields where an editor's words would stay


def foresee(given: Sequence[Given]) -> list[Foreseen]:
    """What `take_over` would do with records of one kind, for a dry run. References are not looked up."""
    kind = given[0].kind
    documents = {one.key: normal(kind, one.document) for one in given}
    rows = RECORDS[kind].objects.filter(key__in=documents)
    existing = {row.key: row.loaded for row in rows.only("key", "loaded")}
    renewed = {row.key: row for row in with_parts(rows.filter(key__in=[k for k in existing if existing[k] != documents[k]]))}  # fmt: skip
    found = []
    for key, document in documents.items():
        if key not in existing:
            found.append(Foreseen(key, "created"))
        elif key not in renewed:
            found.append(Foreseen(key, "unchanged"))
        else:
            row = renewed[key]
            now = document_of(row)
            values, conflicts = _merged(document, row.loaded, now)
            fields = tuple(_differing(now, values))
            found.append(Foreseen(key, "changed" if fields else "unchanged", fields, tuple(conflicts)))
    return found


class _Batch:
    def __init__(
        self, given: Sequence[Given], origin: str, at: dt.datetime, by: str, licence: str, is_synthetic: bool
    ) -> None:
        self.given = given
        self.kind = given[0].kind
        self.model = RECORDS[self.kind]
        self.origin, self.at, self.by, self.licence, self.is_synthetic = origin, at, by, licence, is_synthetic
        self.documents = {one.key: normal(self.kind, one.document) for one in given}
        self.touched: list[str] = []

    def save(self) -> Outcome:
        being_made = {one.key: one.id or uuid_of(one.key) for one in self.given}
        self.ids = ids_of(keys_named_in(self.kind, self.documents.values()), self.kind, being_made)
        existing = {row.key: row for row in self.model.objects.filter(key__in=self.documents)}
        renewed = [key for key, row in existing.items() if row.loaded != self.documents[key]]
        outcome = Outcome(unchanged=len(existing) - len(renewed))
        self._create([one for one in self.given if one.key not in existing])
        outcome.created = len(self.given) - len(existing)
        for row in with_parts(self.model.objects.filter(key__in=renewed)):
            conflicts, is_changed = self._renew(row)
            outcome.conflicts += [(row.key, name) for name in conflicts]
            outcome.changed += is_changed
            outcome.unchanged += not is_changed
        return outcome

    def _create(self, given: Sequence[Given]) -> None:
        rows, parts, trail = [], [], []
        for one in given:
            document = self.documents[one.key]
            row = self.model(
                id=one.id or uuid_of(one.key), key=one.key, origin=self.origin, external_id=one.external_id,
                licence=self.licence, is_synthetic=self.is_synthetic, loaded=document, changed_at=self.at,
            )  # fmt: skip
            set_fields(row, document, self.ids)
            row.check_next_on = next_check(row.checked_on, row.cadence_months, self.at.date())
            rows.append(row)
            parts += parts_of(row, document, self.ids)
            trail.append(_trace(row, self.at, "create", self.by))
            self.touched.append(one.key)
        insert(self.model, rows)
        create_parts(parts)
        insert(Metadata, trail)

    def _renew(self, row: Any) -> tuple[list[str], bool]:
        """Three documents: what was loaded last, what is there now, what is given now."""
        new, now = self.documents[row.key], document_of(row)
        values, conflicts = _merged(new, row.loaded, now)
        for name in conflicts:
            told = new.get(name, Value(None, models.JSONField()))  # the pack took the field away: null, as JSON says it
            Conflict.objects.update_or_create(
                key=row.key, field_name=name, defaults={"from_pack": told, "seen_at": self.at}
            )
        row.loaded = new
        # An editor, or a merge, may have pointed it at a record that no document of the batch names.
        others = keys_named_in(self.kind, [values]) - self.ids.keys()
        ids = {**self.ids, **ids_of(others, self.kind, {})}
        is_changed = write_document(row, values, ids, at=self.at, by=self.by, now=now)
        if is_changed:
            self.touched.append(row.key)
        else:
            row.save(update_fields=["loaded"])
        return conflicts, is_changed


def _merged(new: Document, base: Document, now: Document) -> tuple[Document, list[str]]:
    """What the record becomes, and the fields where both sides changed and the editor's words stay."""
    values, conflicts = dict(now), []
    for name in sorted(new.keys() | base.keys()):
        given, before, present = new.get(name), base.get(name), now.get(name)
        if given in (before, present):
            continue
        if present != before:
            conflicts.append(name)
        elif given is None:
            values.pop(name)
        else:
            values[name] = given
    return values, conflicts


def _differing(now: Document, new: Document) -> list[str]:
    return [name for name in sorted(now.keys() | new.keys()) if now.get(name) != new.get(name)]


def write_document(
    row: Any, values: Mapping[str, Any], ids: Mapping[str, uuid.UUID], *, at: dt.datetime, by: str,
    now: Document | None = None, reason: str = "",
) -> bool:  # fmt: skip
    """Save a record with new content and write its history. False when nothing differs. In the caller's transaction."""
    now = document_of(row) if now is None else now
    new = {name: value for name, value in values.items() if value is not None}
    changed = _differing(now, new)
    if not changed:
        return False
    Metadata.objects.bulk_create(
        _trace(row, at, "update", by, name, now.get(name), new.get(name), reason) for name in changed
    )
    set_fields(row, new, ids)
    row.changed_at = at
    row.check_next_on = next_check(row.checked_on, row.cadence_months, at.date())
    row.save()
    lists = [name for name in changed if name in PARTS.get(type(row), {})]
    for name in lists:
        getattr(row, name).all().delete()
    create_parts(list(parts_of(row, {name: new.get(name, []) for name in lists}, ids)))
    return True


def edit_record(kind: str, key: str, changes: Mapping[str, Any], *, at: dt.datetime, by: str, reason: str = "") -> bool:
    """Change some fields of a record; the index hears of it. False when nothing differs.

    Raises the model's DoesNotExist, KeyError for a field that is none, UnknownRecordError.
    """
    model = RECORDS[kind]
    changes = dict(changes)
    told = normal(kind, changes)
    with transaction.atomic():
        row = with_parts(model.objects.select_for_update(of=("self",)).filter(key=key)).get()
        now = document_of(row)
        values = {**{name: value for name, value in now.items() if name not in changes}, **told}
        ids = ids_of(keys_named_in(kind, [values]), kind, {})
        is_changed = write_document(row, values, ids, at=at, by=by, now=now, reason=reason)
        if is_changed:
            say_changed([key], at)
    return is_changed


def settle_conflict(kind: str, key: str, field_name: str, *, take_the_packs: bool, at: dt.datetime, by: str) -> None:
    """A pack and an editor differ about a field: ours stands, or the pack's is taken. Raises Conflict.DoesNotExist."""
    with transaction.atomic():
        conflict = Conflict.objects.select_for_update().get(key=key, field_name=field_name)
        if take_the_packs:
            edit_record(kind, key, {field_name: conflict.from_pack}, at=at, by=by, reason="taken from the pack")
        conflict.delete()


def confirm_still_right(kind: str, key: str, *, on: dt.date, at: dt.datetime, by: str) -> None:
    """Somebody looked and nothing has changed: one date for the record in all its languages."""
    with transaction.atomic():
        row = RECORDS[kind].objects.select_for_update().get(key=key)
        before = row.checked_on
        row.checked_on, row.checked_by, row.changed_at = on.isoformat(), by, at
        row.check_next_on = next_check(row.checked_on, row.cadence_months, on)
        row.save(update_fields=["checked_on", "checked_by", "changed_at", "check_next_on"])
        Metadata.objects.bulk_create([_trace(row, at, "check", by, "checked_on", before, row.checked_on)])
        say_changed([key], at)


class CannotMerge(ValueError):
    """The two records cannot become one; the message says why."""


def merge_records(kind: str, kept: str, gone: str, *, at: dt.datetime, by: str, reason: str = "") -> list[str]:
    """Of two records of one kind that are the same thing, one stays and takes what the other has: places and services.

    The other stays in the database with `merged_into`, so that its address and its history remain. Gives the keys of
    all records that changed. Raises CannotMerge, or the model's DoesNotExist.
    """
    model = RECORDS[kind]
    if kept == gone:
        raise CannotMerge("A record cannot be merged with itself.")
    with transaction.atomic():
        rows = {row.key: row for row in model.objects.select_for_update().filter(key__in=[kept, gone]).order_by("key")}
        if len(rows) < 2:
            raise model.DoesNotExist(f"There is no {kind} with the key “{kept if kept not in rows else gone}”.")
        for row in rows.values():
            if row.merged_into:
                raise CannotMerge(f"“{row.key}” has already become part of “{row.merged_into}”.")
        trail = [
            _trace(rows[gone], at, "merge", by, "merged_into", "", kept, reason),
            _trace(rows[kept], at, "merge", by, "", gone, kept, reason),
        ]
        touched = {kept, gone}
        for owned, name in _OWNED.get(kind, ()):
            touched |= _move(owned, name, rows[gone], rows[kept], at, by, reason, trail)
        if kind in ("service", "location"):
            touched |= _move_places(kind, rows[gone], rows[kept], at, by, reason, trail)
        Metadata.objects.bulk_create(trail)
        model.objects.filter(merged_into=gone).update(merged_into=kept)
        model.objects.filter(key=gone).update(merged_into=kept, changed_at=at)
        model.objects.filter(key=kept).update(changed_at=at)
        say_changed(sorted(touched), at)
    return sorted(touched)


# What belongs to a record and goes along when another takes its place: the model and its foreign key
_OWNED: dict[str, tuple[tuple[type[Any], str], ...]] = {
    "organization": (
        (RECORDS["service"], "organization"),
        (RECORDS["location"], "organization"),
        *((RECORDS[kind], "organization") for kind in ("program", "story", "event", "publication")),
        (RECORDS["organization"], "parent_organization"),
    ),
    "program": ((RECORDS["service"], "program"),),
}


def _move(
    owned: type[Any], name: str, gone: Any, kept: Any, at: dt.datetime, by: str, reason: str, trail: list[Metadata]
) -> set[str]:  # fmt: skip
    """Point everything that pointed at one record at the other."""
    rows = list(owned.objects.select_for_update().filter(**{name: gone}))
    for row in rows:
        trail.append(_trace(row, at, "update", by, name, gone.key, kept.key, reason))
        setattr(row, name, None if row.id == kept.id else kept)  # what was its own part has no parent any more
        row.changed_at = at
    owned.objects.bulk_update(rows, [name, "changed_at"], batch_size=BATCH)
    return {row.key for row in rows}


def _move_places(
    kind: str, gone: Any, kept: Any, at: dt.datetime, by: str, reason: str, trail: list[Metadata]
) -> set[str]:  # fmt: skip
    """Services at the one place are at the other now, or the places of the one service the other's; none twice."""
    links = ServiceAtLocation.objects.select_for_update().select_related("service", "location")
    moving = list(links.filter(**{kind: gone}))
    services = {link.service_id: link.service for link in moving} if kind == "location" else {kept.id: kept}
    before = {key: _places_told(service) for key, service in services.items()}
    other = "location" if kind == "service" else "service"
    has_already = set(links.filter(**{kind: kept}).values_list(f"{other}_id", flat=True))
    for link in moving:
        if getattr(link, f"{other}_id") in has_already:
            link.delete()
        else:
            setattr(link, kind, kept)
            link.save(update_fields=[kind])
    for key, service in services.items():
        trail.append(
            _trace(service, at, "update", by, "service_at_locations", before[key], _places_told(service), reason)
        )
        type(service).objects.filter(id=key).update(changed_at=at)
    owners = {place.organization.key for place in (gone, kept) if kind == "location" and place.organization}
    return {service.key for service in services.values()} | owners


def _places_told(service: Any) -> list[Document]:
    return [document_of(link) for link in ServiceAtLocation.objects.filter(service=service).select_related("location")]


def record_other_change(
    kind: str, records: Mapping[uuid.UUID, str], field_name: str, *, at: dt.datetime, by: str, says_change: bool = True
) -> None:  # fmt: skip
    """Something that belongs to these records (id to key) but stands outside their documents has changed."""
    if not records:
        return
    RECORDS[kind].objects.filter(id__in=records).update(changed_at=at)
    Metadata.objects.bulk_create(
        Metadata(
            resource_id=row_id, resource_type=kind, key=key, last_action_date=at, last_action_type="update",
            field_name=field_name, updated_by=by,
        )
        for row_id, key in records.items()
    )  # fmt: skip
    if says_change:
        say_changed(records.values(), at)


def remove_absent(kind: str, country: str, present: set[str], *, origin: str, at: dt.datetime, by: str) -> int:
    """Delete what the origin no longer gives. Returns how many."""
    gone = list(RECORDS[kind].objects.filter(country=country, origin=origin).exclude(key__in=present))
    with transaction.atomic():
        Metadata.objects.bulk_create(_trace(row, at, "delete", by) for row in gone)
        say_changed([row.key for row in gone], at)
        for row in gone:
            row.delete()
    return len(gone)


def erase_record(kind: str, key: str, *, at: dt.datetime, by: str) -> list[str]:
    """Take a record out with all that was ever said in it: who told it took it back. Its doubles go with it.

    The history keeps that something was there, without a word of it. Gives the keys of all that is gone, also where there is
    no record with this key (any more).
    """
    model = RECORDS[kind]
    with transaction.atomic():
        of_key = model.objects.select_for_update().filter(key=key).first()
        whole = of_key.merged_into if of_key and of_key.merged_into else key
        gone = list(model.objects.select_for_update().filter(models.Q(key=whole) | models.Q(merged_into=whole)))
        keys = sorted({key, whole, *(row.key for row in gone)})
        Metadata.objects.filter(key__in=keys).update(previous_value="", replacement_value="", reason="")
        Conflict.objects.filter(key__in=keys).delete()
        Metadata.objects.bulk_create(_trace(row, at, "delete", by) for row in gone)
        say_changed(keys, at)
        for row in gone:
            row.delete()
    return keys


def forget_part(kind: str, key: str, field_name: str, part: str, *, at: dt.datetime, by: str) -> None:
    """Take a part out of a field such as `about`, as if it had never been said. Raises the model's DoesNotExist."""
    with transaction.atomic():
        row = RECORDS[kind].objects.select_for_update().get(key=key)
        now = document_of(row).get(field_name) or {}
        edit_record(kind, key, {field_name: {n: v for n, v in now.items() if n != part}}, at=at, by=by)
        loaded = {name: dict(value) if name == field_name else value for name, value in row.loaded.items()}
        loaded.get(field_name, {}).pop(part, None)
        RECORDS[kind].objects.filter(key=key).update(loaded=loaded)
        Metadata.objects.filter(key=key, field_name=field_name).update(
            previous_value="", replacement_value="", reason=""
        )


def keep_sources(country: str, sources: Iterable[Source]) -> list[str]:
    """Replace the sources of a country; gives the keys of those whose content differs from before."""
    before = {source.key: source for source in Source.objects.filter(country=country)}
    told = {source.key: source for source in sources}
    for key, source in told.items():
        source.id = before[key].id if key in before else None
    with transaction.atomic():
        Source.objects.filter(country=country).exclude(key__in=told).delete()
        Source.objects.bulk_create([s for s in told.values() if s.key not in before])
        changed = [s for s in told.values() if s.key in before and s.fingerprint != before[s.key].fingerprint]
        Source.objects.bulk_update(changed, ["title", "publisher", "date", "url", "note", "fingerprint"])
    return [source.key for source in changed]


def keep_territories(country: str, territories: Sequence[Territory]) -> None:
    """Replace the territories of a country; parents come before their children."""
    with transaction.atomic():
        Territory.objects.filter(country=country).exclude(key__in=[t.key for t in territories]).delete()
        Territory.objects.bulk_create(
            territories,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["country", "name", "nuts", "parent", "parts"],
        )


def say_changed(keys: Iterable[str], at: dt.datetime) -> None:
    Change.objects.bulk_create([Change(key=key, at=at) for key in keys], batch_size=BATCH)


def rebuild_index_soon(at: dt.datetime) -> None:
    """Every node builds its index anew at the next chance."""
    Change.objects.create(key=Change.ALL, at=at)


def ids_of(keys: set[str], kind: str, being_made: Mapping[str, uuid.UUID]) -> dict[str, uuid.UUID]:
    """Ids of the records with these keys, which may be among those just being made.

    Raises UnknownRecordError with those that do not exist.
    """
    found: dict[str, uuid.UUID] = {}
    for model in RECORDS.values():
        left = keys - found.keys()
        if left:
            found |= dict(model.objects.filter(key__in=left).values_list("key", "id"))
    if unknown := sorted(keys - found.keys() - being_made.keys()):
        raise UnknownRecordError(f"“{'”, “'.join(unknown)}”: named by a {kind}, but there is no record with this id.")
    return found | {key: being_made[key] for key in keys - found.keys()}


def create_parts(parts: Sequence[models.Model]) -> None:
    """Owners come before what they own, so one pass over the kinds in that order is enough."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for part in parts:
        by_model.setdefault(type(part), []).append(part)
    for model in sorted(by_model, key=_owned_depth):
        insert(model, by_model[model])


def _owned_depth(model: type[models.Model]) -> int:
    """Places of services own contacts, contacts own phones, phones own languages."""
    return {"ServiceAtLocation": 0, "Contact": 1, "Phone": 2, "Language": 3}.get(model.__name__, 1)


def next_check(checked_on: str, cadence_months: int, today: dt.date) -> dt.date:
    """When somebody should look again: the cadence after the last look; a record nobody dated is due at once."""
    try:
        last = parse_partial_date(checked_on).first
    except ValueError:
        return today
    months = last.month - 1 + cadence_months
    return dt.date(last.year + months // 12, months % 12 + 1, min(last.day, 28))


def _trace(
    row: Any, at: dt.datetime, what: str, by: str, name: str = "", before: Any = None, after: Any = None, reason: str = ""
) -> Metadata:  # fmt: skip
    return Metadata(
        resource_id=row.id, resource_type=row.kind, key=row.key, last_action_date=at, last_action_type=what,
        field_name=name, previous_value=_told(before), replacement_value=_told(after), updated_by=by, reason=reason,
    )  # fmt: skip


def _told(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
