from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pathfinder.editing.checks import WrongValue, check_language
from pathfinder.editing.exchange.folders import our_folders
from pathfinder.editing.exchange.sending_out import FORMATS, STATES, Selection, known_places, send_out


class Command(BaseCommand):
    help = (
        "Write the texts that wait for a translator into a file, as XLIFF 2 or PO. import_translations takes it back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lang", required=True, help="the language to translate into, such as uk")
        parser.add_argument("--format", choices=sorted(FORMATS), default="xliff")
        parser.add_argument("--state", action="append", choices=STATES, help="again for several; else all that wait")
        parser.add_argument("--place", action="append", help="shared, a country, record or interface; else all")
        parser.add_argument("--source", default="en", help="the language of the originals (en)")
        parser.add_argument("--pack-records", action="store_true", help="also records that packs brought")
        parser.add_argument("--to", type=Path, help="the file to write; else standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        folders = our_folders()
        known = known_places(folders)
        if strange := [place for place in options["place"] or () if place not in known]:
            raise CommandError(f"“{strange[0]}” is no place. Choose from {', '.join(known)}.")
        try:
            language, source = check_language(options["lang"]), check_language(options["source"])
        except WrongValue as problem:
            raise CommandError(f"Write a language as its code, such as uk: {problem}") from None
        selection = Selection(
            language,
            states=tuple(options["state"] or Selection.states),
            places=tuple(options["place"] or ()),
            source=source,
            are_pack_records_wanted=options["pack_records"],
        )
        sent = send_out(folders, selection, options["format"])
        if options["to"]:
            options["to"].write_bytes(sent.content)
        else:
            sys.stdout.buffer.write(sent.content)
        self.stderr.write(f"{sent.texts} texts into {language}")
        if sent.from_other_languages:
            self.stderr.write(f"{sent.from_other_languages} more are not in {source} first: --source")
