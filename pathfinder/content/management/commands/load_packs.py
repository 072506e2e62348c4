from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pathfinder.content.actions import PackChange, load_packs
from pathfinder.search.actions import bring_up_to_date
from rulebook.parse import PackError


class Command(BaseCommand):
    help = "Read every pack, check it, take its records over and bring the search up to date. Twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changes = load_packs(settings.PACKS_DIR, at=timezone.now())
        except PackError as error:
            raise CommandError(f"{len(error.problems)} problems, so nothing was loaded:\n{error}") from error
        if not changes:
            raise CommandError(f"No pack found in {settings.PACKS_DIR}: it should hold folders such as be/pack.yaml.")
        for change in changes:
            self.stdout.write(f"{change.country} {change.version}: {change.what}{_records(change)}")
            for key, name in change.records.conflicts:
                self.stdout.write(f"  {key}, {name}: an editor changed it and the pack did too; the editor’s stands")
        self.stdout.write(f"search: {bring_up_to_date()} records can be found")


def _records(change: PackChange) -> str:
    """How many records came, changed and went."""
    told = change.records
    counts = {"new": told.created, "changed": told.changed, "gone": told.removed, "in conflict": len(told.conflicts)}
    said = [f"{count} {word}" for word, count in counts.items() if count]
    return f" ({', '.join(said)})" if said else ""
