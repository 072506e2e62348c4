from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from pathfinder.library.consents.rounds import go_round


class Command(BaseCommand):
    help = (
        "Take down for good what somebody agreed to until a day that is over. No page shows it from that day on, also without "
        "this. The server does this by itself every minute."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{go_round(at=timezone.now())} consents ended.")
