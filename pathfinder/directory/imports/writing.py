"""Staged records become records of ours: in batches, each in one transaction, so that what was stopped can go on."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import DataError, IntegrityError, transaction

from pathfinder.directory.actions import Foreseen, Given, Outcome, foresee, record_other_change, take_over
from pathfinder.directory.documents import RECORDS, Document
from pathfinder.directory.imports.staging import KINDS_IN_ORDER, Staged, Staging, references
from pathfinder.directory.imports.terms import Terms, keep_attributes
from pathfinder.directory.imports.told import ALL, SOME, Problem, Say, shortened, slug
from pathfinder.directory.imports.values import as_uuid

BATCH = 500
FEW = 2_000  # up to so many records the index is told of each one; above, it is built anew
LONGEST_KEY = 110  # letters, with the room that a distinguishing end takes
MUST_HAVE = {("service", "organization")}  # a reference without which the record says nothing


@dataclass(frozen=True)
class Origin:
    """Where the records come from, and when."""

    source: str
    licence: str
    at: dt.datetime
    country: str = ""  # of records that say none

    @property
    def by(self) -> str:
        return f"import {self.source}"


@dataclass
class Written:
    """What became of one batch."""

    kind: str
    outcome: Outcome
    refused: int
    terms_changed: int = 0
    foreseen: tuple[Foreseen, ...] = ()


class Writer:
    """Writes all that was staged, or only says what would be written."""

    def __init__(self, staging: Staging, origin: Origin, terms: Terms, say: Say, *, is_dry: bool) -> None:
        self.staging, self.origin, self.terms, self.say, self.is_dry = staging, origin, terms, say, is_dry
        self.says_change = sum(staging.counts().values()) <= FEW

    def write(self) -> Iterator[Written]:
        """Batch after batch, owners before what points at them."""
        self.new_terms = 0 if self.is_dry else self.terms.write()
        self._has_terms = not self.is_dry and self.terms.are_there_any()
        for kind in KINDS_IN_ORDER:
            for batch in self.staging.batches(kind, BATCH):
                yield self._write(kind, batch)

    def _write(self, kind: str, batch: list[Staged]) -> Written:
        existing = self._existing(kind, [one.id for one in batch])
        keys = self._keys(kind, batch, existing)
        given = self._given(kind, batch, keys, existing)
        refused = len(batch) - len(given)
        written_keys = {one.external_id: one.key for one in given}
        if self.is_dry:
            seen = tuple(foresee(given)) if given else ()
            self.staging.mark_written(kind, written_keys)
            return Written(kind, _as_outcome(seen), refused, foreseen=seen)
        staged = {one.id: one for one in batch}
        try:
            outcome, terms_changed = self._take_over(given, staged)
        except (DataError, IntegrityError):
            return self._one_by_one(kind, given, staged, refused)
        self.staging.mark_written(kind, written_keys)
        return Written(kind, outcome, refused, terms_changed)

    def _one_by_one(self, kind: str, given: list[Given], staged: Mapping[str, Staged], refused: int) -> Written:
        """The database refused the batch: find the record it does not take, and write the others."""
        outcome, terms_changed = Outcome(), 0
        for one in given:
            try:
                found, changed = self._take_over([one], staged)
            except (DataError, IntegrityError) as error:
                self._refuse(staged[one.external_id], f"the database does not take it ({shortened(str(error), 120)})")
                refused += 1
            else:
                outcome.add(found)
                terms_changed += changed
                self.staging.mark_written(kind, {one.external_id: one.key})
        return Written(kind, outcome, refused, terms_changed)

    def _take_over(self, given: list[Given], staged: Mapping[str, Staged]) -> tuple[Outcome, int]:
        """Records with their licence and their terms, in one transaction."""
        outcome = Outcome()
        if not given:
            return outcome, 0
        rows = RECORDS[given[0].kind].objects.filter(key__in=[one.key for one in given])
        before = set(rows.values_list("key", flat=True))
        with transaction.atomic():
            for is_made_up in (False, True):
                if some := [one for one in given if staged[one.external_id].is_made_up is is_made_up]:
                    outcome.add(
                        take_over(
                            some, origin=self.origin.source, at=self.origin.at, by=self.origin.by,
                            licence=self.origin.licence, is_synthetic=is_made_up, says_change=self.says_change,
                        )
                    )  # fmt: skip
            rows.exclude(licence=self.origin.licence).update(licence=self.origin.licence)
            terms_changed = self._keep_terms(given, staged, rows, before) if self._has_terms else 0
        return outcome, terms_changed

    def _keep_terms(self, given: list[Given], staged: Mapping[str, Staged], rows: Any, before: set[str]) -> int:
        """Returns how many records that were there before have other terms now."""
        by_key = {one.key: one for one in given}
        ids = {
            row_id: key
            for row_id, key in rows.values_list("id", "key")
            # who is only mentioned keeps its terms
            if (one := staged[by_key[key].external_id]).says == ALL or one.terms
        }
        told = {row_id: staged[by_key[key].external_id].terms for row_id, key in ids.items()}
        term_ids = self.terms.ids_of({term.term for on in told.values() for _path, term in on})
        documents = {row_id: by_key[key].document for row_id, key in ids.items()}
        kind = given[0].kind
        changed = {
            row_id: ids[row_id]
            for row_id in keep_attributes(documents, told, term_ids, kind=kind)
            if ids[row_id] in before  # a new record is new with its terms
        }
        record_other_change(
            kind, changed, "attributes", at=self.origin.at, by=self.origin.by, says_change=self.says_change
        )
        return len(changed)

    # from what was told to what is given

    def _existing(self, kind: str, ids: list[str]) -> dict[str, tuple[str, str]]:
        """(key, country) of records that this source gave before, by its id."""
        rows = RECORDS[kind].objects.filter(origin=self.origin.source, external_id__in=ids).exclude(external_id="")
        return {told: (key, country) for told, key, country in rows.values_list("external_id", "key", "country")}

    def _keys(self, kind: str, batch: list[Staged], existing: Mapping[str, tuple[str, str]]) -> dict[str, str]:
        """A readable key for each record: the one it has, else one that nobody has yet."""
        candidates = {
            one.id: list(_candidates(self.origin.source, kind, one.id, one.word))
            for one in batch
            if one.id not in existing
        }
        every = {key for some in candidates.values() for key in some}
        taken = self.staging.taken_keys(every) | keys_in_use(every)
        keys = {told: key for told, (key, _country) in existing.items()}
        taken |= set(keys.values())
        for told in candidates:
            keys[told] = next(key for key in candidates[told] if key not in taken)
            taken.add(keys[told])
        return keys

    def _given(
        self, kind: str, batch: list[Staged], keys: Mapping[str, str], existing: Mapping[str, tuple[str, str]]
    ) -> list[Given]:
        targets = self._targets(kind, batch)
        free = self._free_ids(kind, batch, existing)
        known = self._known(kind, [existing[one.id][0] for one in batch if one.id in existing and one.says != ALL])
        here = {one.id for one in batch}
        given = []
        for one in batch:
            document = self._with_keys(kind, one, targets, keys if kind == "organization" else {}, here)
            if document is None:
                continue
            country = one.country or existing.get(one.id, ("", ""))[1] or self._country_of_owner(document)
            country = country or self.origin.country
            if not country:
                self._refuse(one, "no country: give it an address with one, or say --country")
                continue
            document["country"] = country
            if kind == "location":
                document["addresses"] = [
                    {**address, "country": address.get("country") or country.upper()}
                    for address in document.get("addresses", ())
                ]
            if keys[one.id] in known:
                document = {**known[keys[one.id]], **(document if one.says == SOME else {})}
            its_id = as_uuid(one.id)
            given.append(Given(kind, keys[one.id], document, its_id if its_id in free else None, one.id))
        return given

    def _with_keys(
        self, kind: str, one: Staged, targets: Mapping[tuple[str, str], str], own: Mapping[str, str], here: set[str]
    ) -> Document | None:
        """The document with keys instead of foreign ids. None when what it needs is missing."""
        document = dict(one.document)
        for name, target, told in references(kind, one.document):
            if name == "service_at_locations":
                continue
            key = targets.get((target, told)) or (own.get(told) if told in here and told != one.id else None)
            if key:
                document[name] = key
            elif (kind, name) in MUST_HAVE:
                self._refuse(one, f"its {target} {shortened(told)} is missing: it is not in the file, or was refused")
                return None
            else:
                self._note(one, f"{name}: there is no {target} {shortened(told)}; left out")
                del document[name]
        places = []
        for place in one.document.get("service_at_locations", ()):
            key = targets.get(("location", place["location"]))
            if key is None:
                self._note(one, f"service_at_locations: there is no location {shortened(place['location'])}; left out")
            elif all(other["location"] != key for other in places):
                places.append({**place, "location": key})
        if "service_at_locations" in document:
            document["service_at_locations"] = places
        return document

    def _known(self, kind: str, keys: list[str]) -> dict[str, Document]:
        """What was told before of records that are now only mentioned."""
        return dict(RECORDS[kind].objects.filter(key__in=keys).values_list("key", "loaded")) if keys else {}

    def _targets(self, kind: str, batch: list[Staged]) -> dict[tuple[str, str], str]:
        """Keys of the records that are pointed at: of those just written, else of those that were there before."""
        wanted: dict[str, dict[str, None]] = {}
        for one in batch:
            for _name, target, told in references(kind, one.document):
                wanted.setdefault(target, {})[told] = None
        found = {}
        for target, ids in wanted.items():
            keys = self.staging.keys_of(target, ids)
            left = [told for told in ids if told not in keys]
            for start in range(0, len(left), BATCH):
                keys |= {told: key for told, (key, _c) in self._existing(target, left[start : start + BATCH]).items()}
            found |= {(target, told): key for told, key in keys.items()}
        return found

    def _free_ids(self, kind: str, batch: list[Staged], existing: Mapping[str, Any]) -> set[uuid.UUID]:
        """Ids of the other system that no record of ours has."""
        wanted = {given for one in batch if one.id not in existing and (given := as_uuid(one.id))}
        taken = RECORDS[kind].objects.filter(id__in=wanted).values_list("id", flat=True) if wanted else ()
        return wanted - set(taken)

    def _country_of_owner(self, document: Document) -> str:
        owner = document.get("organization")
        if not owner:
            return ""
        return RECORDS["organization"].objects.filter(key=owner).values_list("country", flat=True).first() or ""

    def _refuse(self, one: Staged, reason: str) -> None:
        self.say(Problem(one.where, f"{one.kind} {shortened(one.id)}", reason, is_refusal=True))

    def _note(self, one: Staged, reason: str) -> None:
        self.say(Problem(one.where, f"{one.kind} {shortened(one.id)}", reason, is_refusal=False))


def keys_in_use(keys: Iterable[str]) -> set[str]:
    """Those of the keys that a record of any kind has."""
    wanted = list(keys)
    return {
        key
        for model in RECORDS.values()
        for start in range(0, len(wanted), BATCH)
        for key in model.objects.filter(key__in=wanted[start : start + BATCH]).values_list("key", flat=True)
    }


def _candidates(source: str, kind: str, told: str, better: str) -> Iterator[str]:
    """Keys to try, the most readable first; the last one is nobody else's."""
    word = slug(better or told)
    mark = hashlib.sha256(f"{kind}|{told}".encode()).hexdigest()[:12]
    base = f"{source}-{word}"[:LONGEST_KEY].rstrip("-") if word else source
    if word and len(f"{source}-{word}") <= LONGEST_KEY:
        yield base
    yield f"{base[: LONGEST_KEY - 20]}-{kind}"
    yield f"{base[: LONGEST_KEY - 20]}-{mark}"


def _as_outcome(seen: Iterable[Foreseen]) -> Outcome:
    outcome = Outcome()
    for one in seen:
        setattr(outcome, one.what, getattr(outcome, one.what) + 1)
        outcome.conflicts += [(one.key, name) for name in one.conflicts]
    return outcome
