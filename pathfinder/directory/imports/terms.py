"""Terms of other systems' taxonomies, and which records carry them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.text import slugify

from pathfinder.directory.documents import Document
from pathfinder.directory.imports.code_words import language_code
from pathfinder.directory.imports.staging import Staging
from pathfinder.directory.imports.told import TermOn, TermTold
from pathfinder.directory.imports.values import as_uuid
from pathfinder.directory.models import Attribute, Taxonomy, TaxonomyTerm
from pathfinder.directory.models.records import uuid_of
from pathfinder.directory.new_rows import insert

BATCH = 500
MOST_IDS = 5_000  # in one query
ENTITIES = {  # lists of a record, and what the standard calls what stands in them
    "phones": "phone", "contacts": "contact", "languages": "language", "schedules": "schedule",
    "service_areas": "service_area", "cost_options": "cost_option", "required_documents": "required_document",
    "funding": "funding", "service_at_locations": "service_at_location", "addresses": "address",
    "accessibility": "accessibility", "organization_identifiers": "organization_identifier",
}  # fmt: skip
Mark = tuple[uuid.UUID, str, uuid.UUID, str, str]  # what carries it, what that is, the term, link type, value


class Terms:
    """The terms of one source, kept as rows, and looked up by the id they were told with."""

    def __init__(self, staging: Staging, source: str, language: str) -> None:
        self.staging, self.source, self.language = staging, source, language
        self._taxonomies: dict[str, Taxonomy] = {}

    def write(self) -> int:
        """Keep every term that was told. Returns how many are new or have changed."""
        changed = 0
        for batch in self.staging.terms(BATCH):
            changed += self._write(batch)
        for batch in self.staging.terms(BATCH):
            self._write_parents(batch)
        return changed

    def _write(self, batch: list[TermTold]) -> int:
        known = {(row.taxonomy_id, row.code): row for row in self._rows(batch)}
        free = _free_ids(TaxonomyTerm, (as_uuid(term.id) for term in batch))
        new: dict[tuple[uuid.UUID, str], TaxonomyTerm] = {}
        changed = []
        for term in batch:
            taxonomy = self._taxonomy(term)
            code = term.code
            language = language_code(term.language) or self.language
            name = {language: term.name}
            description = {language: term.description} if term.description else {}
            row = known.get((taxonomy.id, code)) or new.get((taxonomy.id, code))
            if row is None:
                given = as_uuid(term.id)
                new[taxonomy.id, code] = TaxonomyTerm(
                    id=given if given in free else uuid.uuid5(taxonomy.id, code), taxonomy=taxonomy, code=code,
                    name=name, description=description, term_uri=_uri(term.uri),
                )  # fmt: skip
            elif (dict(row.name), dict(row.description), row.term_uri) != (name, description, _uri(term.uri)):
                row.name, row.description, row.term_uri = name, description, _uri(term.uri)
                changed.append(row)
        TaxonomyTerm.objects.bulk_create(new.values())
        TaxonomyTerm.objects.bulk_update(
            [row for row in changed if row not in new.values()], ["name", "description", "term_uri"]
        )
        return len(new) + len(changed)

    def _write_parents(self, batch: list[TermTold]) -> None:
        above = {term.id: term.parent for term in batch if term.parent}
        ids = self.ids_of([*above, *above.values()])
        rows = {row.id: row for row in TaxonomyTerm.objects.filter(id__in=[ids[key] for key in above if key in ids])}
        moved = []
        for key, parent in above.items():
            row = rows.get(ids[key]) if key in ids else None
            if row and parent in ids and row.parent_id != ids[parent] and row.id != ids[parent]:
                row.parent_id = ids[parent]
                moved.append(row)
        TaxonomyTerm.objects.bulk_update(moved, ["parent"])

    def are_there_any(self) -> bool:
        """Whether this source has terms at all; without them records need not be looked at."""
        return Taxonomy.objects.filter(key__startswith=f"{self.source}-").exists()

    def ids_of(self, told: Iterable[str]) -> dict[str, uuid.UUID]:
        """Ids of our rows, by the id that terms were told with; those that nobody told are looked for by that id."""
        wanted = dict.fromkeys(told)
        terms = self.staging.terms_by_id(wanted)
        rows = {(row.taxonomy_id, row.code): row.id for row in self._rows(list(terms.values()))}
        found = {}
        for key, term in terms.items():
            row_id = rows.get((self._taxonomy(term).id, term.code))
            if row_id:
                found[key] = row_id
        left = {given: key for key in wanted if key not in found and (given := as_uuid(key))}
        if left:
            prefix = f"{self.source}-"
            rest = TaxonomyTerm.objects.filter(id__in=left, taxonomy__key__startswith=prefix).values_list(
                "id", flat=True
            )
            found |= {left[row_id]: row_id for row_id in rest}
        return found

    def _rows(self, terms: Sequence[TermTold]) -> list[TaxonomyTerm]:
        by_taxonomy: dict[uuid.UUID, set[str]] = {}
        for term in terms:
            by_taxonomy.setdefault(self._taxonomy(term).id, set()).add(term.code)
        condition = Q()
        for taxonomy_id, codes in by_taxonomy.items():
            condition |= Q(taxonomy_id=taxonomy_id, code__in=codes)
        return list(TaxonomyTerm.objects.filter(condition)) if by_taxonomy else []

    def _taxonomy(self, term: TermTold) -> Taxonomy:
        """The taxonomy of a term, made when it is met for the first time."""
        name = term.taxonomy or "terms"
        if name in self._taxonomies:
            return self._taxonomies[name]
        key = f"{self.source}-{slugify(name, allow_unicode=True)[:80] or 'terms'}"
        given = as_uuid(term.taxonomy_id)
        row = Taxonomy.objects.filter(key=key).first() or Taxonomy.objects.create(
            id=given if given in _free_ids(Taxonomy, [given]) else uuid_of(f"taxonomy:{key}"), key=key, name=name,
            description=term.taxonomy_description, uri=_uri(term.taxonomy_uri),
            version=term.taxonomy_version[:40],
        )  # fmt: skip
        self._taxonomies[name] = row
        return row


def keep_attributes(
    rows: Mapping[uuid.UUID, Document], told: Mapping[uuid.UUID, Sequence[tuple[tuple[str, ...], TermOn]]],
    ids: Mapping[str, uuid.UUID], *, kind: str,
) -> set[uuid.UUID]:  # fmt: skip
    """Make the terms on these records, and on their parts, those that were told. Returns the records that changed."""
    wanted: dict[uuid.UUID, set[Mark]] = {row_id: set() for row_id in rows}
    for row_id, terms in told.items():
        for path, term in terms:
            if term.term in ids:
                entity = ENTITIES[path[-1].partition(".")[0]] if path else kind
                wanted[row_id].add(
                    (
                        part_id(row_id, path),
                        entity,
                        ids[term.term],
                        term.link_type[:120],
                        term.value,
                    )
                )
    owner = {link: row_id for row_id, document in rows.items() for link in _link_ids(row_id, document)}
    present: dict[uuid.UUID, dict[Mark, uuid.UUID]] = {row_id: {} for row_id in rows}
    for row in _attributes_on(list(owner)):
        mark = (row.link_id, row.link_entity, row.taxonomy_term_id, row.link_type, row.value)
        present[owner[row.link_id]][mark] = row.id
    changed = {row_id for row_id in rows if wanted[row_id] != present[row_id].keys()}
    gone = [number for row_id in changed for mark, number in present[row_id].items() if mark not in wanted[row_id]]
    new = [mark for row_id in changed for mark in wanted[row_id] if mark not in present[row_id]]
    Attribute.objects.filter(id__in=gone).delete()
    insert(
        Attribute,
        [
            Attribute(link_id=link, link_entity=entity, taxonomy_term_id=term, link_type=link_type, value=value)
            for link, entity, term, link_type, value in sorted(new, key=str)
        ],
    )
    return changed


def _attributes_on(ids: Sequence[uuid.UUID]) -> Iterator[Attribute]:
    for start in range(0, len(ids), MOST_IDS):
        yield from Attribute.objects.filter(link_id__in=ids[start : start + MOST_IDS])


def part_id(row_id: uuid.UUID, path: Iterable[str]) -> uuid.UUID:
    """The id of a part, as `documents.parts_of` makes it."""
    for step in path:
        row_id = uuid.uuid5(row_id, step)
    return row_id


def _link_ids(row_id: uuid.UUID, document: Document) -> Iterable[uuid.UUID]:
    yield row_id
    for name in ENTITIES:
        for number, part in enumerate(document.get(name, ())):
            yield from _link_ids(uuid.uuid5(row_id, f"{name}.{number}"), part)


def _free_ids(model: type[Any], ids: Iterable[uuid.UUID | None]) -> set[uuid.UUID]:
    wanted = {given for given in ids if given}
    return wanted - set(model.objects.filter(id__in=wanted).values_list("id", flat=True))


def _uri(text: str) -> str:
    return text if text.startswith(("http://", "https://")) and len(text) <= 2_000 else ""
