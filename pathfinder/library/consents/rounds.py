"""What must happen by itself: a consent that has ended acts as one that was taken back."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.utils import timezone

from pathfinder.library.consents.actions import BY_END, erase_again, take_consent_back
from pathfinder.library.consents.queries import lapsed, records_back_again

logger = logging.getLogger(__name__)
_seen: dict[str, dt.date] = {}  # the day of the last request of this process


def begin_request(**_signal: Any) -> None:
    """The first request of a new day waits for a round: what ended yesterday is not even found any more."""
    today = timezone.localdate()
    if _seen.setdefault("day", today) != today:
        _seen["day"] = today
        try:
            go_round(at=timezone.now())
        except Exception as error:  # the shelves hide it all the same, and the next round may go well
            logger.warning("A round through the consents failed: %s", type(error).__name__)


def go_round(*, at: dt.datetime) -> int:
    """Gives how many consents ended. Pages hide what is about them from the first moment of the day, before any round."""
    over = list(lapsed(timezone.localdate(at)))
    for consent in over:
        take_consent_back(consent, at=at, signed=BY_END)
    for kind, key in records_back_again():
        erase_again(kind, key, at=at)
    return len(over)
