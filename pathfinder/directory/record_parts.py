"""What belongs to the records of one page: a query for each kind of part, however many owners there are."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import ForeignKey, Model, Q

from pathfinder.directory.documents import PARTS
from pathfinder.directory.models import Contact, Language, Phone


class Parts:
    """Parts by their owner: `parts.of(place, "phones")`. Contacts bring their phones, phones their languages."""

    def __init__(self, owners: Iterable[Model], names: Iterable[str]) -> None:
        """Cost: a query for each of the parts that are named and that these owners can have."""
        self._found: dict[tuple[uuid.UUID, type[Model]], list[Any]] = defaultdict(list)
        everybody, wanted = list(owners), set(names)
        parts = (pair for owner in everybody for pair in PARTS[type(owner)].items())
        kinds = dict.fromkeys(kind for name, kind in parts if name in wanted)
        # Contacts own phones, and phones own languages: each is read before what it owns
        for kind in sorted(kinds, key=lambda k: {Contact: 0, Phone: 1, Language: 2}.get(k, 3)):
            everybody += self._read(kind, everybody)

    def of(self, owner: Model, name: str) -> list[Any]:
        """The parts of one owner, in their order."""
        return self._found[owner.pk, PARTS[type(owner)][name]]

    def _read(self, kind: type[Model], owners: list[Model]) -> list[Any]:
        keys = _owner_fields(kind)
        ids: dict[str, list[uuid.UUID]] = defaultdict(list)
        for owner in owners:
            if type(owner) in keys:
                ids[keys[type(owner)]].append(owner.pk)
        if not ids:
            return []
        condition = reduce(or_, (Q(**{f"{field}__in": wanted}) for field, wanted in ids.items()))
        rows = list(kind._default_manager.filter(condition))
        for row in rows:
            owner_id = next(value for field in keys.values() if (value := getattr(row, f"{field}_id")))
            self._found[owner_id, kind].append(row)
        return rows


def _owner_fields(kind: type[Model]) -> dict[type[Model], str]:
    return {f.related_model: f.name for f in kind._meta.concrete_fields if isinstance(f, ForeignKey)}
