"""A table of vacancies: CSV with the columns of docs/guides/vacancies.md, told in our names."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from typing import BinaryIO

from pathfinder.directory.queries import Unusable
from pathfinder.ui.csv_cells import plain_cell
from pathfinder.vacancies.codes import CAN_BE_LEARNT, MUST, WISH
from pathfinder.vacancies.told import ToldVacancy

FIELDS = (
    "identifier", "title", "text", "lang", "organization", "country", "place", "postcode", "kind", "isco", "occupation", "licence",
    "employment", "hours_a_week", "pay", "pay_from", "pay_to", "currency", "pay_per", "starts_on", "published_on", "valid_through",
    "apply_at", "apply_text", "url",
)  # fmt: skip
SKILLS = {"skills": MUST, "skills_wished": WISH, "skills_to_learn": CAN_BE_LEARNT}
COLUMNS = (*FIELDS, *SKILLS, "languages")
NEEDED = ("identifier", "title", "organization")
LONGEST_CELL = 1_000_000  # letters


def rows_in(file: BinaryIO) -> tuple[list[str], Iterator[tuple[str, ToldVacancy | str]]]:
    """The columns that nobody knows, and (where, vacancy or why it cannot be read) of each row. Raises Unusable."""
    csv.field_size_limit(LONGEST_CELL)
    lines = codecs.iterdecode(file, "utf-8-sig", errors="surrogateescape")
    head = next(lines, "")
    separator = max(",;\t", key=head.count)
    names = [name.strip().lower() for name in next(csv.reader([head], delimiter=separator), [])]
    if missing := [name for name in NEEDED if name not in names]:
        raise Unusable(
            f"line 1: no column {', '.join(missing)}. Expected a first line with names such as {', '.join(COLUMNS[:6])}."
        )
    return [name[:60] for name in names if name not in COLUMNS], _rows(csv.reader(lines, delimiter=separator), names)


def _rows(reader: Iterator[list[str]], names: list[str]) -> Iterator[tuple[str, ToldVacancy | str]]:
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"row {number}", f"not readable as CSV ({error})"
            continue
        if any(cells):
            yield (
                f"row {number}",
                _told({name: plain_cell(cell.strip()) for name, cell in zip(names, cells, strict=False)}),
            )


def _told(row: dict[str, str]) -> ToldVacancy:
    told = ToldVacancy({name: row[name] for name in FIELDS if row.get(name)})
    for column, importance in SKILLS.items():
        told.skills += [(words.strip(), importance, "") for words in row.get(column, "").split(";") if words.strip()]
    for part in re.split(r"[;,\s]+", row.get("languages", "")):
        if part:
            code, _colon, level = part.partition(":")
            told.languages[code] = level.upper()
    return told
