"""A table that a visitor takes along: CSV that a spreadsheet reads as it is and runs nothing of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse

from pathfinder.ui.csv_cells import safe_cell


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """A table, the names of its columns first. With a byte order mark spreadsheets read it as UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([safe_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()


def csv_file(name: str, rows: Iterable[Iterable[str]]) -> HttpResponse:
    """The same as a file with this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(csv_text(rows), content_type="text/csv; charset=utf-8", headers=headers)
