"""Whole files to take away. Each is written while it is sent, and kept on this machine until something changes."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pathfinder.directory.opendata import selection
from pathfinder.directory.opendata.answers import JSON, NDJSON, lines
from pathfinder.directory.opendata.csv_package import csv_package
from pathfinder.directory.opendata.data_inclusion import data_inclusion_file
from pathfinder.directory.opendata.geojson import places_as_geojson
from pathfinder.directory.opendata.selection import in_chunks
from pathfinder.directory.opendata.whole import whole_organizations, whole_services


@dataclass(frozen=True)
class BulkFile:
    name: str
    media_type: str
    title: Any  # in the language of the page
    pieces: Callable[[dt.date], Iterator[bytes]]


def _services(today: dt.date) -> Iterator[bytes]:
    return lines(whole_services(rows, today) for rows in in_chunks(selection.services(full=True)))


def _organizations(today: dt.date) -> Iterator[bytes]:
    return lines(whole_organizations(rows, today) for rows in in_chunks(selection.organizations(full=True)))


FILES = {
    file.name: file
    for file in (
        BulkFile("services.ndjson", NDJSON, _("All services, whole, one JSON object a line (HSDS)"), _services),
        BulkFile("organizations.ndjson", NDJSON, _("All organizations with their places (HSDS)"), _organizations),
        BulkFile("hsds-csv.zip", "application/zip", _("Everything as tables (HSDS data package, CSV)"), csv_package),
        BulkFile("places.geojson", "application/geo+json", _("All places on a map (GeoJSON)"), lambda _d: places_as_geojson()),
        BulkFile(
            "data-inclusion.json", JSON, _("For systems that speak data·inclusion (version 1)"),
            lambda _d: data_inclusion_file(),
        ),
    )
}  # fmt: skip


def kept_file(name: str, state: str) -> Path | None:
    """The file as it was written for this state of the data, if somebody has taken it since."""
    path = _folder() / f"{state}-{name}"
    return path if path.exists() else None


def written(file: BulkFile, state: str, today: dt.date, state_now: Callable[[], str]) -> Iterator[bytes]:
    """The pieces of a file, kept for the next one who asks, if nothing changed while they were written.

    Who breaks off or comes at the same time disturbs nobody: each writes a draft of its own, and a whole one is put in
    place at once.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"draft-{os.getpid()}-{uuid.uuid4().hex}"
    try:
        with draft.open("wb") as copy:
            for piece in file.pieces(today):
                copy.write(piece)
                yield piece
        if state_now() == state:
            draft.replace(folder / f"{state}-{file.name}")
            _tidy(folder, file.name, state)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _tidy(folder: Path, name: str, state: str) -> None:
    """Forget what was written for an earlier state; who is reading it reads on."""
    for old in folder.glob(f"*-{name}"):
        if old.name != f"{state}-{name}":
            with suppress(FileNotFoundError):
                old.unlink()


def _folder() -> Path:
    return settings.VAR_DIR / "open-data"
