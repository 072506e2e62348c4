from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from pathfinder.library.sharing.rounds import go_round


class Command(BaseCommand):
    help = (
        "Publish what was set for a day that has come, send letters that are owed to people who share something, and erase "
        "what is not kept any longer. The server does this by itself every minute."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = go_round(at=timezone.now())
        self.stdout.write(
            f"{done.published} submissions published. {done.letters} letters sent. {done.erased} submissions and "
            f"{done.addresses_erased} addresses erased."
        )
