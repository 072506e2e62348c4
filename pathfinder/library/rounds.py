"""What must happen in the library by itself, in a thread of the server: a round every minute, and when a letter is owed."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable

from django.db import connection
from django.utils import timezone

from pathfinder.editing.actions import publish_due
from pathfinder.library.consents.rounds import go_round as end_consents
from pathfinder.library.events.registering.rounds import go_round as look_after_registrations
from pathfinder.library.sharing.rounds import go_round as look_after_submissions
from pathfinder.library.wake import soon, wait_until_called

EVERY_SECONDS = 60
ROUNDS: dict[str, Callable[..., object]] = {
    "registrations": look_after_registrations,
    "consents": end_consents,
    "submissions": look_after_submissions,
    "changes for a day to come": publish_due,
}

logger = logging.getLogger(__name__)


def keep_going() -> threading.Thread:
    """For as long as this process lives. For the server only."""
    soon()  # much may have become due while no server ran
    thread = threading.Thread(target=_keep_going, name="library", daemon=True)
    thread.start()
    return thread


def _keep_going() -> None:
    while True:
        wait_until_called(EVERY_SECONDS)
        go_round(at=timezone.now())


def go_round(*, at: dt.datetime) -> None:
    """Every round; one that fails does not keep the others from going."""
    for name, go in ROUNDS.items():
        try:
            go(at=at)
        except Exception as error:  # the next round may go well; the words of the error could hold a person's
            logger.warning("A round through the %s failed: %s", name, type(error).__name__)
    connection.close()
