"""Nothing of a record is forgotten by its form."""

import pytest

from pathfinder.directory.documents import PARTS, RECORDS, shape_of
from pathfinder.directory.queries import fields_of
from pathfinder.editing.field import ROWS, Field
from pathfinder.editing.fields import FORMS, NOT_ASKED, fields_asked
from pathfinder.library.as_records import only_of
from pathfinder.library.content import of_packs

# What only other systems write, and what stays as it is when a row is edited
KEPT = {
    "schedules": {
        "attending_type", "byday", "bymonthday", "byweekno", "byyearday", "closes_at", "count", "dtstart", "freq", "interval",
        "opens_at", "timezone", "until", "wkst",
    },
}  # fmt: skip


@pytest.mark.pure
@pytest.mark.parametrize("kind", list(FORMS))
def test_every_field_of_a_document_is_asked_or_left_out_for_a_reason(kind: str) -> None:
    asked = [field.name for field in fields_asked(kind)]

    assert set(asked) | set(NOT_ASKED) >= set(fields_of(kind))
    assert set(asked) <= set(fields_of(kind))
    assert len(asked) == len(set(asked))


@pytest.mark.pure
@pytest.mark.parametrize("kind", list(FORMS))
def test_every_field_of_a_part_is_asked_or_kept(kind: str) -> None:
    def forgotten(model: type, fields: tuple[Field, ...], where: str) -> list[str]:
        found = []
        for field in fields:
            if field.kind != ROWS:
                continue
            part = PARTS[model][field.name]
            shape = shape_of(part)
            names = {f.name for f in (*shape.plain, *shape.references)} | set(shape.parts)
            asked = {f.name for f in field.fields}
            found += [f"{where}.{field.name}.{name}" for name in names - asked - KEPT.get(field.name, set())]
            found += [f"{where}.{field.name}.{name} is none" for name in asked - names]
            found += forgotten(part, field.fields, f"{where}.{field.name}")
        return found

    assert forgotten(RECORDS[kind], tuple(fields_asked(kind)), kind) == []


@pytest.mark.pure
@pytest.mark.parametrize(("kind", "shelf"), [("program", "practices"), ("story", "stories"), ("event", "events"), ("publication", "documents")])  # fmt: skip
def test_what_a_pack_says_of_an_item_of_the_library_can_be_changed_in_its_form(kind: str, shelf: str) -> None:
    about = next(field for field in fields_asked(kind) if field.name == "about")
    asked = {field.name for field in about.fields}

    told = {name for item in of_packs(shelf) for name in only_of(kind, item.data)}

    assert told - asked - {"url"} == set()
