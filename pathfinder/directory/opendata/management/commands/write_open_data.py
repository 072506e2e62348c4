"""`manage.py write_open_data services.ndjson --to FOLDER`: the whole files of `/hsds/bulk/`, written here."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pathfinder.directory.opendata.bulk import FILES


class Command(BaseCommand):
    help = "Write the open data as files, for a site that serves them without a program behind it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "names", nargs="*", metavar="FILE", help=f"one or more of {', '.join(FILES)}; all without one"
        )
        parser.add_argument(
            "--to", type=Path, default=Path(), metavar="FOLDER", help="where to; this folder without it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        names, folder = options["names"] or list(FILES), options["to"]
        unknown = [name for name in names if name not in FILES]
        if unknown:
            raise CommandError(f"There is no file {', '.join(unknown)}. Expected one or more of {', '.join(FILES)}.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name in names:
                self._write(name, folder / name)
        except OSError as error:
            raise CommandError(f"--to {folder}: {error.strerror}. Choose a folder that can be written to.") from None

    def _write(self, name: str, path: Path) -> None:
        """Beside its place first, so that nobody finds half a file there."""
        draft = path.with_name(f".{name}.part")
        with draft.open("wb") as file:
            for piece in FILES[name].pieces(timezone.localdate()):
                file.write(piece)
        size = draft.stat().st_size
        draft.replace(path)
        self.stdout.write(f"{path}: {size:,} bytes")
