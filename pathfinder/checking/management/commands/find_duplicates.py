from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from pathfinder.checking.duplicates import find_duplicates


class Command(BaseCommand):
    help = "Propose pairs of records that may be the same thing. What somebody decided at the desk stays decided."

    def handle(self, *args: Any, **options: Any) -> None:
        found = find_duplicates(at=timezone.now(), told=self._tell)
        self.stdout.write(f"{found.open} pairs wait for a decision, {found.new} of them are new.")

    def _tell(self, kind: str, count: int) -> None:
        self.stderr.write(f"{kind}: comparing {count} records")
