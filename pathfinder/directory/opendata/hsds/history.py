"""What changed in a record, field by field."""

from __future__ import annotations

import re

from django.db.models import Model

from pathfinder.directory import models as m
from pathfinder.directory.opendata.hsds.around import Around
from pathfinder.directory.opendata.hsds.standard import Json, as_moment

AN_EDITOR = "an editor of this directory"  # people who edit are not named to the world
_NAMED_TO_THE_WORLD = re.compile(r"(pack|import|system)\b")  # what no person did by hand


def history(row: Model, around: Around) -> list[Json]:
    return [metadata(one) for one in around.history.get(row.pk, ())]


def metadata(row: m.Metadata) -> Json:
    """One change of one field. Packs and imports are named; a person who edited is not."""
    return {
        "id": str(row.id),
        "resource_id": str(row.resource_id),
        "resource_type": row.resource_type,
        "last_action_date": as_moment(row.last_action_date),
        "last_action_type": row.last_action_type,
        "field_name": row.field_name,
        "previous_value": row.previous_value,
        "replacement_value": row.replacement_value,
        "updated_by": row.updated_by if _NAMED_TO_THE_WORLD.match(row.updated_by) else AN_EDITOR,
    }
