"""In which state the open data is: a word that differs after every change, known before anything else is read."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Max

from pathfinder.directory.findable import RecordsToFind
from pathfinder.directory.models import Change
from pathfinder.directory.opendata.hsds.schedules import offsets_on

FORM = "1"  # raise it when what is given for the same records changes: answers that others keep are then asked for anew


@dataclass(frozen=True)
class State:
    word: str
    changed_at: dt.datetime | None

    def etag(self, address: str) -> str:
        """The entity tag of what stands at an address, queries included."""
        return f'"{_digest(self.word, address)}"'


def state_of_the_data(today: dt.date) -> State:
    """Two or three quick queries. The day counts as far as clocks changed on it: times are given with their distance from UTC."""
    mark = RecordsToFind().mark()
    newest = Change.objects.aggregate(at=Max("at"))["at"]
    licence = f"{settings.OPEN_DATA_LICENCE} {settings.OPEN_DATA_LICENCE_URL}"
    return State(_digest(FORM, mark, str(newest), str(offsets_on(today)), licence), newest)


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:24]
