"""Taking ESCO's files over into the database: in small pieces, so that it can be stopped at any time and go on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.db import transaction

from pathfinder.skills.esco.package import Table
from pathfinder.skills.esco.reading import (
    KIND_OF,
    MISSING,
    OLDER,
    RELATIONS,
    WITH_WORDS,
    EscoTable,
    Skipped,
    Told,
    concepts,
    in_order,
    rank_of,
    recognised,
    relations,
)  # fmt: skip
from pathfinder.skills.models import EscoConcept, EscoFile, EscoRelation, EscoText

BATCH = 2_000  # rows written in one transaction
Progress = Callable[[str, int], None]
One = TypeVar("One")


@dataclass
class FileReport:
    """What was made of one file."""

    name: str
    holds: str
    language: str
    version: str
    rows: int = 0
    changed: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    was_known: bool = False  # read before, to its end, and not again


@dataclass
class Report:
    files: list[FileReport] = field(default_factory=list)
    left: list[str] = field(default_factory=list)  # files that tell nothing that the others do not

    @property
    def changed(self) -> int:
        return sum(one.changed for one in self.files)


def take_over_esco(
    tables: Iterable[Table], *, at: dt.datetime, version: str = "", language: str = "",
    progress: Progress = lambda _what, _done: None,
) -> Report:  # fmt: skip
    """Read every file of ESCO among these. Raises Unusable, before anything is written when a file is not what it should be.

    A file that was read to its end is not read again, except relations that named concepts which came later.
    """
    report = Report()
    found: list[EscoTable] = []
    for table in tables:
        one = recognised(table, version, language)
        if one:
            found.append(one)
        else:
            report.left.append(table.name)
    has_new_concepts = False
    for one in in_order(found):
        digest = one.table.digest()
        known = EscoFile.objects.filter(digest=digest).first()
        told = FileReport(one.table.name, one.holds, one.language, one.version)
        report.files.append(told)
        if known and not (has_new_concepts and MISSING in known.skipped):
            told.rows, told.skipped, told.was_known = known.rows, known.skipped, True
            continue
        skipped = Skipped()
        if one.holds in RELATIONS:
            _take_relations(one, told, skipped, progress)
        else:
            has_new_concepts |= _take_concepts(one, told, skipped, progress)
        told.skipped = dict(skipped.reasons)
        told.rows += sum(told.skipped.values())
        EscoFile.objects.update_or_create(
            digest=digest,
            defaults={
                "name": told.name, "holds": told.holds, "language": told.language, "version": told.version,
                "rows": told.rows, "changed": told.changed, "skipped": told.skipped, "read_at": at,
            },
        )  # fmt: skip
    return report


def _take_concepts(one: EscoTable, told: FileReport, skipped: Skipped, progress: Progress) -> bool:
    """Whether there are concepts that were not there before."""
    kind = KIND_OF[one.holds]
    own = rank_of(one.version)
    ids: dict[str, tuple[int, str]] = {
        uri: (pk, version)
        for pk, uri, version in EscoConcept.objects.filter(kind=kind).values_list("pk", "uri", "version")
    }
    texts = {
        concept: (digest, version, modified)
        for concept, digest, version, modified in EscoText.objects.filter(language=one.language, concept__kind=kind)
        .values_list("concept_id", "digest", "version", "modified")
        .iterator()
    }
    before = len(ids)
    for batch in _batches(concepts(one, skipped)):
        with transaction.atomic():
            _write_concepts(batch, kind, one.version, ids)
            fresh: dict[int, EscoText] = {}
            for row in batch:
                pk = ids[row.uri][0]
                there = texts.get(pk)
                digest = row.digest()
                if there and (rank_of(there[1]), there[2]) > (own, row.modified):
                    skipped.say(OLDER)
                    continue
                told.rows += 1
                if there and there[0] == digest and there[1] == one.version:
                    continue
                texts[pk] = (digest, one.version, row.modified)
                fresh[pk] = EscoText(
                    concept_id=pk, language=one.language, label=row.label, others=row.others,
                    description=row.description, version=one.version, modified=row.modified, digest=digest,
                )  # fmt: skip
            told.changed += len(fresh)
            EscoText.objects.bulk_create(
                fresh.values(), update_conflicts=True, unique_fields=["concept", "language"],
                update_fields=["label", "others", "description", "version", "modified", "digest"],
            )  # fmt: skip
        progress(told.name, told.rows)
    return len(ids) > before


def _write_concepts(batch: list[Told], kind: str, version: str, ids: dict[str, tuple[int, str]]) -> None:
    """Concepts that are new, or told by a newer version than before; `ids` knows them afterwards."""
    own = rank_of(version)
    fresh = {
        row.uri: EscoConcept(
            uri=row.uri,
            kind=kind,
            code=row.code,
            skill_type=row.skill_type,
            reuse_level=row.reuse_level,
            version=version,
        )
        for row in batch
        if row.uri not in ids or rank_of(ids[row.uri][1]) < own
    }
    if not fresh:
        return
    EscoConcept.objects.bulk_create(
        fresh.values(), update_conflicts=True, unique_fields=["uri"],
        update_fields=["code", "skill_type", "reuse_level", "version"],
    )  # fmt: skip
    ids.update(
        (uri, (pk, version)) for pk, uri in EscoConcept.objects.filter(uri__in=list(fresh)).values_list("pk", "uri")
    )


def _take_relations(one: EscoTable, told: FileReport, skipped: Skipped, progress: Progress) -> None:
    ids = dict(EscoConcept.objects.values_list("uri", "pk"))
    there = {
        subject << 32 | object_: kind
        for subject, object_, kind in EscoRelation.objects.values_list("subject_id", "object_id", "kind").iterator()
    }
    for batch in _batches(relations(one)):
        fresh: dict[int, EscoRelation] = {}
        for subject, kind, object_ in batch:
            if subject not in ids or object_ not in ids:
                skipped.say(MISSING)
                continue
            told.rows += 1
            pair = ids[subject] << 32 | ids[object_]
            if there.get(pair) != kind:
                there[pair] = kind
                fresh[pair] = EscoRelation(subject_id=ids[subject], object_id=ids[object_], kind=kind)
        told.changed += len(fresh)
        with transaction.atomic():
            EscoRelation.objects.bulk_create(
                fresh.values(), update_conflicts=True, unique_fields=["subject", "object"], update_fields=["kind"]
            )
        progress(told.name, told.rows)


def _batches(rows: Iterable[One]) -> Iterator[list[One]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def forget_esco() -> None:
    """Take all of ESCO out of the database again."""
    with transaction.atomic():
        for model in (EscoRelation, EscoText, EscoConcept, EscoFile):
            model.objects.all().delete()


__all__ = ["WITH_WORDS", "FileReport", "Report", "forget_esco", "take_over_esco"]
