from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from pathfinder.checking.actions import tidy


class Command(BaseCommand):
    help = "Erase what is not kept any longer, and measure the quality of the directory anew. For every night."

    def handle(self, *args: Any, **options: Any) -> None:
        done = tidy(at=timezone.now(), on=timezone.localdate())
        self.stdout.write(
            f"Texts of {done.reports} old reports erased. {done.searches} searches that few people made are only a number "
            f"now, {done.old_searches} are too old and gone. Quality measured in {done.took_ms} ms."
        )
