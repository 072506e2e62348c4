"""Many new rows at once, as packs and imports bring them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from types import NoneType
from typing import Any

from django.db import connection, models

# Fields whose values the database takes as they are
_PLAIN_FIELDS = (models.CharField, models.TextField, models.IntegerField, models.FloatField, models.BooleanField)
_PLAIN_VALUES = frozenset({str, int, float, bool, NoneType})


def insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, which bring their ids, in the caller's transaction.

    What bulk_create does in twice the time: on SQLite that one writes its SQL anew for every 25 services, with a mark for
    each of their values.
    """
    if not rows:
        return
    values = [_value_of(field) for field in model._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.executemany(_statement(model), [tuple(value(row) for value in values) for row in rows])


@cache
def _statement(model: type[models.Model]) -> str:
    names = [connection.ops.quote_name(field.column) for field in model._meta.concrete_fields]
    table, marks = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608  # names of our own models


def _value_of(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """What a row has for a field, in the form that the database takes."""
    name = field.attname
    if isinstance(field, _PLAIN_FIELDS):

        def plain(row: Any) -> Any:
            value = getattr(row, name)
            return value if type(value) in _PLAIN_VALUES else field.get_db_prep_save(value, connection)

        return plain
    return lambda row: field.get_db_prep_save(field.pre_save(row, add=True), connection)
