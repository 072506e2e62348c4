from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pathfinder.content.actions import load_packs
from rulebook.parse import PackError


class Command(BaseCommand):
    help = "Read every pack, check it, and record what is loaded. Running it twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changes = load_packs(settings.PACKS_DIR, at=timezone.now())
        except PackError as error:
            raise CommandError(f"{len(error.problems)} problems, so nothing was loaded:\n{error}") from error
        if not changes:
            raise CommandError(f"No pack found in {settings.PACKS_DIR}: it should hold folders such as be/pack.yaml.")
        for change in changes:
            self.stdout.write(f"{change.country} {change.version}: {change.what}")
