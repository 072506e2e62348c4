"""Queries that are asked for every visitor: Django takes longer to write their SQL than the database to answer it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

_IN = "IN (%s)"  # as Django writes a list of one


class Prepared:
    """A query for a list of values, put into SQL once, when it is first asked.

    The values come back as the database keeps them: JSON as text, and an id in the form that finds it again.
    """

    def __init__(self, example: Any, query: Callable[[list[Any]], QuerySet[Any, tuple[Any, ...]]]) -> None:
        """`query` gives the rows for a list of values such as `example`, and has no other parameter than this list."""
        self.example = example
        self.query = query

    def rows(self, values: Collection[Any]) -> list[tuple[Any, ...]]:
        """The rows for these values. Cost: one query, or none for no values."""
        if not values:
            return []
        marks = f"IN ({', '.join(['%s'] * len(values))})"
        with connection.cursor() as cursor:
            cursor.execute(marks.join(self._between), [*values] * (len(self._between) - 1))
            return list(cursor.fetchall())

    @cached_property
    def _between(self) -> list[str]:
        """The SQL without its lists."""
        sql, parameters = self.query([self.example]).query.sql_with_params()
        between = sql.split(_IN)
        if len(between) != len(parameters) + 1:
            raise ValueError(f"Expected no parameters but lists in: {sql}")
        return between
