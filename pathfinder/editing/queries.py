"""What the desk shows: records and who may open them, their history, proposals, conflicts with packs."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_noop as _

from pathfinder.accounts.queries import (
    EDITOR,
    OBSERVER,
    TRANSLATOR,
    User,
    is_editor,
    organizations_of,
    people_by_signature,
    roles_of,
)
from pathfinder.directory.queries import (
    RECORDS,
    Conflict,
    Document,
    Metadata,
    Territory,
    countries_of_the_directory,
    document_of,
    search_records,
    with_parts,
)
from pathfinder.editing.checks import WrongValue, moment_typed
from pathfinder.editing.compare import FieldDifference, difference, told
from pathfinder.editing.field import CHOICES, FLAG, GROUP, LINES, NUMBER, ROWS, WORD_LIST, WORDS
from pathfinder.editing.fields import field_of
from pathfinder.editing.form import RecordForm
from pathfinder.editing.models import WAITING, Proposal
from pathfinder.editing.plain_text import has_markup, plain_text
from pathfinder.editing.progress import Progress, count_what_changed, progress
from pathfinder.editing.shown_form import problem_lines, shown_sections
from pathfinder.editing.texts import main_language
from pathfinder.search.queries import IndexIsBeingBuilt

# For rooms that ask the same form of people who do not work at the desk
__all__ = [
    "KIND_WORDS", "KnownRecords", "Progress", "RecordForm", "WrongValue", "difference", "has_markup", "known_for", "main_language",
    "may_change", "moment_typed", "plain_text", "problem_lines", "record_at", "record_for", "shown_sections", "told",
    "with_names",
]  # fmt: skip
KIND_WORDS = {
    "service": _("Service"),
    "organization": _("Organization"),
    "location": _("Place"),
    "program": _("Project or practice"),
    "story": _("Story"),
    "event": _("Event"),
    "publication": _("Document"),
}
READ_ALL = frozenset({EDITOR, TRANSLATOR, OBSERVER})
MOST_SUGGESTIONS = 300
FOUND_A_PAGE = 30

# records


@dataclass(frozen=True)
class RecordAt:
    """A record of the directory with its document."""

    kind: str
    row: Any

    @property
    def key(self) -> str:
        return str(self.row.key)

    @cached_property
    def document(self) -> Document:
        return document_of(self.row)

    @property
    def organization_key(self) -> str:
        if self.kind == "organization":
            return self.key
        return str(self.row.organization.key) if self.row.organization else ""


def record_at(key: str) -> RecordAt | None:
    """The record with this key, of whatever kind. Cost: a query a kind, and one for each of its parts."""
    for kind, model in RECORDS.items():
        if row := with_parts(model.objects.filter(key=key)).first():
            return RecordAt(kind, row)
    return None


def record_for(user: User, key: str) -> RecordAt:
    """The record, for somebody who may open it at the desk; Http404 for everybody else."""
    found = record_at(key)
    if found is None:
        raise Http404
    if roles_of(user) & READ_ALL or found.organization_key in organizations_of(user):
        return found
    raise Http404


def may_change(user: User, record: RecordAt) -> bool:
    """Whether the form is open to this person: to be saved, or to be proposed."""
    return is_editor(user) or record.organization_key in organizations_of(user)


class KnownRecords:
    """What the fields of one record may point at."""

    def __init__(self, country: str, organizations: frozenset[str], *, is_for_editor: bool) -> None:
        self.country, self.organizations, self.is_for_editor = country, organizations, is_for_editor

    def _of(self, kind: str) -> QuerySet[Any]:
        if kind == "territory":
            return Territory.objects.filter(country=self.country)
        rows = RECORDS[kind].objects.filter(country=self.country)
        if kind == "location" and not self.is_for_editor:
            rows = rows.filter(organization__key__in=self.organizations)
        return rows

    def has(self, kind: str, key: str) -> bool:
        return self._of(kind).filter(key=key).exists()

    def suggestions(self, kind: str) -> list[tuple[str, Mapping[str, str]]]:
        """Key and name; those of the organization first, then as many as help."""
        rows = self._of(kind)
        if kind == "location":
            own = Q(organization__key__in=self.organizations)
            rows = rows.filter(own) if rows.filter(own).exists() else rows
        return list(rows.order_by("key").values_list("key", "name")[:MOST_SUGGESTIONS])


def known_for(record: RecordAt, *, is_for_editor: bool) -> KnownRecords:
    return KnownRecords(record.row.country, frozenset({record.organization_key}), is_for_editor=is_for_editor)


def countries() -> list[str]:
    return countries_of_the_directory()


def names_of_records(wanted: Iterable[tuple[str, str]]) -> dict[str, Mapping[str, str]]:
    """Key to name, of records told by kind and key; a query a kind."""
    by_kind: dict[str, list[str]] = {}
    for kind, key in wanted:
        by_kind.setdefault(kind, []).append(key)
    found: dict[str, Mapping[str, str]] = {}
    for kind, keys in by_kind.items():
        found |= dict(RECORDS[kind].objects.filter(key__in=keys).values_list("key", "name"))
    return found


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for at the desk."""

    words: str = ""
    country: str = ""
    kind: str = ""
    page: int = 1


@dataclass(frozen=True)
class FoundRecords:
    rows: Sequence[Any]
    page: int
    has_more: bool
    is_index_missing: bool = False


def records_wanted(wanted: Wanted, language: str) -> FoundRecords:
    """By words through the search, a whole id first; without words, all in the order of their ids."""
    start = (wanted.page - 1) * FOUND_A_PAGE
    if wanted.words:
        exact = record_at(wanted.words.strip()) if wanted.page == 1 else None
        first = [exact.row] if exact else []
        try:
            filters = {"kind": [wanted.kind]} if wanted.kind else {}
            found = search_records(
                wanted.words,
                language,
                country=wanted.country or None,
                limit=FOUND_A_PAGE,
                offset=start,
                filters=filters,
            )
        except IndexIsBeingBuilt:
            return FoundRecords(first, wanted.page, has_more=False, is_index_missing=True)
        rows = [*first, *[row.record for row in found.rows if not exact or row.key != exact.key]]
        return FoundRecords(rows, wanted.page, has_more=found.found.total > start + FOUND_A_PAGE)
    kind = wanted.kind or "service"
    rows = RECORDS[kind].objects.order_by("key")
    if wanted.country:
        rows = rows.filter(country=wanted.country)
    part = list(rows[start : start + FOUND_A_PAGE + 1])
    return FoundRecords(part[:FOUND_A_PAGE], wanted.page, has_more=len(part) > FOUND_A_PAGE)


def records_of_organizations(keys: frozenset[str]) -> list[Any]:
    """Everything a provider may change: the organizations, then what belongs to them."""
    found = list(RECORDS["organization"].objects.filter(key__in=keys))
    for kind in ("service", "location", "program", "story", "event", "publication"):
        found += list(RECORDS[kind].objects.filter(organization__key__in=keys).order_by("key"))
    return found


def belonging_to(record: RecordAt) -> list[Any]:
    """Services, places and practices of an organization, to go on to."""
    if record.kind != "organization":
        return []
    return records_of_organizations(frozenset({record.key}))[1:]


# history


@dataclass(frozen=True)
class Entry:
    """One line of a record's history."""

    at: dt.datetime
    what: str  # create, update, check, merge, delete
    by: str
    reason: str
    change: FieldDifference | None
    put_back: str = ""  # the id of what can be made undone


_SIGNED = re.compile(r"\b[0-9a-f]{8}\b")


def history_of(key: str) -> QuerySet[Metadata]:
    return Metadata.objects.filter(key=key).order_by("-last_action_date", "field_name", "id")


def entries_of(rows: Sequence[Metadata]) -> list[Entry]:
    """Told for people: names in place of ids, differences in place of values."""
    names = people_by_signature()
    return [
        Entry(
            row.last_action_date,
            row.last_action_type,
            with_names(row.updated_by, names),
            row.reason,
            difference(row.resource_type, row.field_name, *values_before_and_after(row)) if row.field_name else None,
            str(row.pk) if may_be_put_back(row) else "",
        )
        for row in rows
    ]


def with_names(signatures: str, names: Mapping[str, str]) -> str:
    """`editor 1a2b3c4d` becomes `editor Piet`; somebody whose account is erased stays a number."""
    return _SIGNED.sub(lambda found: names.get(found[0], found[0]), signatures)


def may_be_put_back(row: Metadata) -> bool:
    """Whether the change is one that the form could make."""
    return row.last_action_type == "update" and field_of(row.resource_type, row.field_name) is not None


def values_before_and_after(row: Metadata) -> tuple[Any, Any]:
    field = field_of(row.resource_type, row.field_name)
    is_json = field is not None and field.kind in (WORDS, WORD_LIST, ROWS, GROUP, CHOICES, LINES, NUMBER, FLAG)
    return tuple(_read(value, is_json=is_json) for value in (row.previous_value, row.replacement_value))


def _read(value: str, *, is_json: bool) -> Any:
    if not value:
        return None
    if not is_json:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


# proposals


def waiting_for(record: RecordAt) -> Proposal | None:
    return Proposal.objects.filter(kind=record.kind, key=record.key, state=WAITING).select_related("made_by").first()


def proposals_for(user: User) -> QuerySet[Proposal]:
    """All for editors and observers, those of the own organizations for providers; the newest first."""
    found = Proposal.objects.select_related("made_by", "decided_by")
    if roles_of(user) & {EDITOR, OBSERVER}:
        return found
    return found.filter(organization_key__in=organizations_of(user))


def proposal_for(user: User, id_: UUID) -> Proposal:
    """Http404 for strangers."""
    found = proposals_for(user).filter(pk=id_).first()
    if found is None:
        raise Http404
    return found


def proposals_waiting_count(user: User) -> int:
    return proposals_for(user).filter(state=WAITING).count()


def own_proposals(user: User) -> list[dict[str, Any]]:
    """What a person proposed, for the file with everything that is kept about them."""
    return [
        {"record": p.key, "made_at": p.made_at.isoformat(), "note": p.note, "changes": p.changes, "state": p.state}
        for p in Proposal.objects.filter(made_by=user)
    ]


@dataclass(frozen=True)
class ProposedField:
    """One field of a proposal; `has_moved` when somebody changed it in the directory since it was proposed."""

    change: FieldDifference
    has_moved: bool


def proposed_fields(proposal: Proposal, now: Document | None) -> list[ProposedField]:
    """What would change now, or what was proposed then when there is nothing to compare with any more."""
    found = []
    for name in sorted(proposal.changes):
        before, shall_be = proposal.before.get(name), proposal.changes[name]
        has_moved = now is not None and now.get(name) != before
        old = now.get(name) if now is not None else before
        found.append(ProposedField(difference(proposal.kind, name, old, shall_be), has_moved))
    return found


def mark_of_decision(proposal: Proposal, now: Document) -> str:
    """Differs once the proposal or what it would change differs: nobody approves what they did not see."""
    told = [proposal.changes, {name: now.get(name) for name in proposal.changes}]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]


# conflicts with packs


@dataclass(frozen=True)
class OpenConflict:
    conflict: Conflict
    record: RecordAt
    change: FieldDifference  # ours, and the pack's


def conflicts_count() -> int:
    return Conflict.objects.count()


def conflict_rows() -> QuerySet[Conflict]:
    """Of records that still exist, in the order of their ids."""
    there = Q()
    for model in RECORDS.values():
        there |= Q(Exists(model.objects.filter(key=OuterRef("key"))))
    return Conflict.objects.filter(there).order_by("key", "field_name")


def open_conflicts(rows: Sequence[Conflict]) -> list[OpenConflict]:
    found = []
    for conflict in rows:
        if record := record_at(conflict.key):
            ours = record.document.get(conflict.field_name)
            change = difference(record.kind, conflict.field_name, ours, conflict.from_pack)
            found.append(OpenConflict(conflict, record, change))
    return found


def translated_records(languages: Iterable[str], kinds: Iterable[str]) -> list[Progress]:
    """How far the texts of the records of some kinds are translated, by language. What changed is counted first."""
    count_what_changed()
    return progress(languages, kinds=kinds)
