from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from pathfinder.library.events.registering.rounds import go_round


class Command(BaseCommand):
    help = (
        "Give free places to people who wait, send reminders and other letters that are owed, and erase registrations "
        "that are not kept any longer. The server does this by itself every minute."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = go_round(at=timezone.now())
        self.stdout.write(
            f"{done.places} people got a place. {done.reminders} reminders were due. {done.letters} letters sent. "
            f"{done.erased} registrations erased."
        )
