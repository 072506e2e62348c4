from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from pathfinder.content.models import LoadedPack


@dataclass(frozen=True, slots=True)
class ContentState:
    """What was loaded: which countries, how much, how fresh."""

    packs: list[LoadedPack]
    counts: dict[str, int]
    loaded_at: datetime | None
    updates_checked: str

    @property
    def countries(self) -> list[str]:
        return [pack.country for pack in self.packs]


def content_state() -> ContentState:
    """One query. `updates_checked` is the oldest date of all packs, so that it promises for none too much."""
    packs = list(LoadedPack.objects.all())
    totals: Counter[str] = Counter()
    for pack in packs:
        totals.update(pack.counts)
    return ContentState(
        packs=packs,
        counts=dict(totals),
        loaded_at=max((pack.loaded_at for pack in packs), default=None),
        updates_checked=min((pack.updates_checked for pack in packs), default=""),
    )
