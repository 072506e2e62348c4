from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pathfinder.accounts.queries import User, account_with
from pathfinder.editing.checks import WrongValue, check_language
from pathfinder.editing.exchange.folders import our_folders
from pathfinder.editing.exchange.pack_files import CannotWrite
from pathfinder.editing.exchange.returned import LARGEST_FILE, ReturnedFile, Unreadable
from pathfinder.editing.exchange.sending_out import READERS
from pathfinder.editing.exchange.taking_back import take_back

MOST_PROBLEMS = 50  # told one by one


class Command(BaseCommand):
    help = "Take a translator's file back: into records, packs/*/texts/ and locale/. What cannot be taken is told."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="XLIFF 2 (.xlf, .xliff) or PO (.po)")
        parser.add_argument(
            "--by", help="e-mail address of the account of whoever translated, for the records' history"
        )
        parser.add_argument("--trial", action="store_true", help="only tell what would be taken")

    def handle(self, *args: Any, **options: Any) -> None:
        file = self._read(options["file"])
        by = self._person(options["by"])
        try:
            outcome = take_back(file, our_folders(), by=by, at=timezone.now(), is_trial=options["trial"])
        except (CannotWrite, OSError) as problem:
            raise CommandError(str(problem)) from problem
        for id_, problem in outcome.problems[:MOST_PROBLEMS]:
            self.stderr.write(f"{id_}: not taken: {problem}")
        if (more := len(outcome.problems) - MOST_PROBLEMS) > 0:
            self.stderr.write(f"and {more} more like these")
        for path in outcome.files:
            self.stdout.write(f"changed {path.parent.parent.name}/{path.parent.name}/{path.name}")
        said = "would be taken" if options["trial"] else "taken as read by a person"
        self.stdout.write(
            f"{len(outcome.taken)} {said}, {outcome.unchanged} as before, {len(outcome.problems)} not taken"
        )

    def _read(self, path: Path) -> ReturnedFile:
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            raise CommandError(f"“{path.name}” should end in {', '.join(READERS)}.")
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise CommandError(f"“{path.name}” is larger than {LARGEST_FILE // 1_000_000} MB. Take it in parts.")
            file = reader(path.read_bytes())
            check_language(file.language)
        except OSError as problem:
            raise CommandError(f"“{path.name}” cannot be read: {problem.strerror}.") from problem
        except Unreadable as problem:
            raise CommandError(f"Nothing was taken from “{path.name}”. {problem}") from problem
        except WrongValue:
            raise CommandError(f"“{path.name}” does not say its language (trgLang in XLIFF, Language in PO).") from None
        return file

    def _person(self, address: str | None) -> User | None:
        person = account_with(address) if address else None
        if address and person is None:
            raise CommandError(f"Nobody here has the address “{address}”.")
        return person
