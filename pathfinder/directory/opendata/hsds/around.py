"""What stands beside the records that are told."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pathfinder.directory import models as m


@dataclass(frozen=True)
class Around:
    """What stands beside the records: today, and the rows of other tables that belong to them."""

    today: dt.date
    territories: Mapping[str, m.Territory] = field(default_factory=dict)
    sources: Mapping[tuple[str, str], m.Source] = field(default_factory=dict)  # by country and key
    attributes: Mapping[uuid.UUID, Sequence[m.Attribute]] = field(default_factory=dict)  # by what carries them
    history: Mapping[uuid.UUID, Sequence[m.Metadata]] = field(default_factory=dict)  # by the record's id


NOTHING_AROUND = Around(dt.date.min)  # for a table of parts, where terms have a table of their own
